"""A case that somebody has opened, and the token their browser keeps. Knows no database."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.model.errors import CaseNotFound
from app.store import vault

TOKEN_BYTES = 2 * vault.ID_BYTES + vault.KEY_BYTES


class HolderKind(StrEnum):
    """Whose key pair opens a case. A view opens an extract of it only, never the case."""

    PARENT = "parent"
    MEMBER = "member"
    ORGANISATION = "organisation"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Actor:
    """The member who acts for an organisation, and the number by which it calls the case: what
    the audit list says of an act."""

    organisation_id: bytes
    person_id: bytes
    number: int | None = None


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One request's hold on a case. Never stored, logged or sent anywhere.

    `key_version` counts the keys the case has had; it is not the version of a record. `keep_days`
    is an organisation's own period. `has_views`: somebody reads an extract of the case. `actor`:
    a member of an organisation, whose acts are listed; none for a family.
    """

    case_id: bytes
    holder_id: bytes
    private_key: bytes = field(repr=False)
    case_key: bytes = field(repr=False)
    key_version: int
    expires_at: datetime
    kept: bool
    keep_days: int | None = None
    has_views: bool = False
    actor: Actor | None = None

    @property
    def seal(self) -> vault.CaseSeal:
        """What seals and opens this case's records."""
        return vault.CaseSeal(self.case_id, self.case_key)


@dataclass(frozen=True, slots=True)
class Token:
    """Case, holder and the holder's private key: what a cookie carries, never the case key."""

    case_id: bytes
    holder_id: bytes
    private_key: bytes = field(repr=False)

    def text(self) -> str:
        """For a cookie: letters, digits, dash and underscore."""
        together = self.case_id + self.holder_id + self.private_key
        return base64.urlsafe_b64encode(together).rstrip(b"=").decode()


def read_token(text: str) -> Token:
    """The token in a cookie. Raises CaseNotFound for anything that is not one."""
    try:
        together = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise CaseNotFound from error
    if len(together) != TOKEN_BYTES:
        raise CaseNotFound
    case_end, holder_end = vault.ID_BYTES, 2 * vault.ID_BYTES
    return Token(together[:case_end], together[case_end:holder_end], together[holder_end:])
