"""Short codes by which a case is given to an organisation. No secret is in them: whoever types one
is shown whose it is, and seals the case key to it. Knows no case.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from app.model.errors import OfferEnded
from app.model.people import PersonState
from app.store import keeping, vault
from app.store.install_keys import InstallKeys
from app.store.signed_in import SignedIn
from app.store.tables import organisations, people, share_codes

DIGITS = 6
GOOD_FOR = timedelta(minutes=15)


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
    connection.execute(delete(share_codes).where(share_codes.c.person_id == by.person_id))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    tag = keys.share_tag(code)
    connection.execute(delete(share_codes).where(share_codes.c.code_tag == tag))
    row = {
        "code_tag": tag,
        "organisation_id": by.organisation_id,
        "person_id": by.person_id,
        "expires_at": keeping.seconds(now + GOOD_FOR),
    }
    connection.execute(insert(share_codes).values(row))
    return code


def found(connection: Connection, keys: InstallKeys, code: str, now: datetime) -> Offer:
    """Whose code this is. Raises OfferEnded, also for a member who was put out meanwhile."""
    row = connection.execute(
        select(organisations, share_codes.c.person_id)
        .join(share_codes, share_codes.c.organisation_id == organisations.c.organisation_id)
        .join(people, people.c.person_id == share_codes.c.person_id)
        .where(
            share_codes.c.code_tag == keys.share_tag(code),
            share_codes.c.expires_at > keeping.seconds(now),
            people.c.state == PersonState.ACTIVE.value,
        )
    ).first()
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
