"""Short codes by which a case is given to an organisation. No secret is in them: whoever types one
is shown whose it is, and seals the case key to it. Knows no case.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from app.model.errors import OfferEnded
from app.model.people import PersonState
from app.store import keeping, vault
from app.store.install_keys import InstallKeys
from app.store.signed_in import SignedIn
from app.store.tables import audit, organisations, people, share_codes

DIGITS = 6
GOOD_FOR = timedelta(minutes=15)
GIVEN, HANDED = "shared", "handed in"  # the acts in the audit list: by a family, and by others
OfferState = Literal["waiting", "used", "ended"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Whose a code is: the organisation by id, name and public key, how long it keeps cases."""

    organisation_id: bytes
    name: str
    public_key: bytes
    keep_days: int
    person_id: bytes


def make(connection: Connection, keys: InstallKeys, by: SignedIn, now: datetime) -> str:
    """A new code of six digits, good for a quarter of an hour and for one case; the person's code
    before it ends."""
    ended = share_codes.c.expires_at <= keeping.seconds(now)
    own = share_codes.c.person_id == by.person_id
    connection.execute(delete(share_codes).where(own | ended))
    code = _unused(connection, keys)
    row = {
        "code_tag": keys.share_tag(code),
        "organisation_id": by.organisation_id,
        "person_id": by.person_id,
        "expires_at": keeping.seconds(now + GOOD_FOR),
    }
    connection.execute(insert(share_codes).values(row))
    return code


def _unused(connection: Connection, keys: InstallKeys) -> str:
    """Digits that nobody else shows now: who types them must not meet another's name."""
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        this = share_codes.c.code_tag == keys.share_tag(code)
        if connection.execute(select(share_codes.c.code_tag).where(this)).first() is None:
            return code


def state(connection: Connection, by: SignedIn, now: datetime) -> OfferState:
    """What became of the last code of a member. One that is gone was used if the organisation was
    given a case since it can have been made."""
    this = share_codes.c.person_id == by.person_id
    until = connection.execute(select(share_codes.c.expires_at).where(this)).scalar()
    if until is not None:
        return "waiting" if until > keeping.seconds(now) else "ended"
    given = select(audit.c.audit_id).where(
        audit.c.organisation_id == by.organisation_id,
        audit.c.act.in_((GIVEN, HANDED)),
        audit.c.at > keeping.seconds(now - GOOD_FOR),
    )
    return "ended" if connection.execute(given).first() is None else "used"


def found(
    connection: Connection, keys: InstallKeys, code: str, now: datetime, *, held: bool = False
) -> Offer:
    """Whose code this is. Raises OfferEnded, also for a member who was put out meanwhile.

    `held`: the organisation's key stays as it is until the transaction ends."""
    query = (
        select(organisations, share_codes.c.person_id)
        .join(share_codes, share_codes.c.organisation_id == organisations.c.organisation_id)
        .join(people, people.c.person_id == share_codes.c.person_id)
        .where(
            share_codes.c.code_tag == keys.share_tag(code),
            share_codes.c.expires_at > keeping.seconds(now),
            people.c.state == PersonState.ACTIVE.value,
            people.c.organisation_key.is_not(None),
        )
    )
    if held:
        query = query.with_for_update(read=True, of=organisations)
    row = connection.execute(query).first()
    if row is None or row.public_key is None:
        raise OfferEnded
    name = keys.open(row.organisation_id, row.about)
    return Offer(row.organisation_id, name, row.public_key, row.keep_days, row.person_id)


def use_up(connection: Connection, keys: InstallKeys, code: str) -> None:
    """End a code. Raises OfferEnded if somebody was quicker."""
    this = share_codes.c.code_tag == keys.share_tag(code)
    if connection.execute(delete(share_codes).where(this)).rowcount == 0:
        raise OfferEnded


def digits_of(typed: str) -> str | None:
    """The six digits somebody meant, in 0-9, or None if they cannot be a code."""
    digits = vault.typed_digits(typed)
    return digits if len(digits) == DIGITS else None
