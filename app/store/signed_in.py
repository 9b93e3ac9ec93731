"""Somebody who is signed in, and the token their browser keeps. Knows no database."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field

from app.model.errors import NotSignedIn
from app.model.people import Role
from app.store import vault

TOKEN_BYTES = vault.ID_BYTES + vault.KEY_BYTES


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One request of a member. Never stored, logged or sent anywhere.

    `organisation_key` opens the organisation's cases; None for roles that open none. `languages`
    are those the person may review."""

    person_id: bytes
    organisation_id: bytes
    name: str
    organisation: str
    roles: frozenset[Role]
    languages: frozenset[str]
    session_tag: bytes
    private_key: bytes = field(repr=False)
    organisation_key: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class SessionToken:
    """The session and the key that unwraps its private key: what the cookie of a member carries."""

    session_id: bytes
    key: bytes = field(repr=False)

    def text(self) -> str:
        """For a cookie: letters, digits, dash and underscore."""
        return base64.urlsafe_b64encode(self.session_id + self.key).rstrip(b"=").decode()


def read_token(text: str) -> SessionToken:
    """The token in a cookie. Raises NotSignedIn for anything that is not one."""
    try:
        together = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotSignedIn from error
    if len(together) != TOKEN_BYTES:
        raise NotSignedIn
    return SessionToken(together[: vault.ID_BYTES], together[vault.ID_BYTES :])
