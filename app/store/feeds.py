"""Calendars that a member's phone fetches: made, ended, and each case's view in them. Knows no day.

The private key is in the calendar's address and nowhere else. Every function takes a connection:
the caller decides what one transaction is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from app.model.errors import NotAllowed
from app.model.people import PersonState
from app.store import keeping, opening, vault, views
from app.store.open_case import HolderKind, Token
from app.store.signed_in import SignedIn
from app.store.tables import cases, feeds, holders, people

SHOWS = "feed"
MOST = 3  # of one member


@dataclass(frozen=True, slots=True)
class Feed:
    """One calendar of a member. `public_key` names it."""

    public_key: bytes = field(repr=False)
    began_at: datetime


def make(connection: Connection, by: SignedIn, now: datetime) -> bytes:
    """A new calendar, still empty: its private key. Raises NotAllowed for one too many."""
    this = feeds.c.person_id == by.person_id
    have = connection.execute(select(func.count()).select_from(feeds).where(this)).scalar_one()
    if have >= MOST:
        raise NotAllowed
    pair = vault.new_pair()
    row = {
        "public_key": pair.public,
        "organisation_id": by.organisation_id,
        "person_id": by.person_id,
        "began_at": keeping.seconds(now),
    }
    connection.execute(insert(feeds).values(row))
    return pair.private


def listed(connection: Connection, by: SignedIn) -> tuple[Feed, ...]:
    """The member's own calendars, the oldest first."""
    this = feeds.c.person_id == by.person_id
    rows = connection.execute(select(feeds).where(this).order_by(feeds.c.began_at)).all()
    return tuple(Feed(row.public_key, keeping.moment(row.began_at)) for row in rows)


def end(connection: Connection, by: SignedIn, public: bytes) -> None:
    """End one of the member's own calendars, with every view in it."""
    this = (feeds.c.public_key == public) & (feeds.c.person_id == by.person_id)
    if connection.execute(delete(feeds).where(this)).rowcount:
        views.end(connection, public)


def end_of(connection: Connection, person_id: bytes) -> None:
    """End every calendar of somebody who opens no cases any more."""
    this = feeds.c.person_id == person_id
    for public in connection.execute(select(feeds.c.public_key).where(this)).scalars().all():
        views.end(connection, public)
    connection.execute(delete(feeds).where(this))


def organisation_of(connection: Connection, private: bytes) -> bytes | None:
    """Whose cases are in the calendar of this private key, or None for no calendar."""
    return connection.execute(
        select(feeds.c.organisation_id)
        .join(people, people.c.person_id == feeds.c.person_id)
        .where(
            feeds.c.public_key == vault.public_of(private),
            people.c.state == PersonState.ACTIVE.value,
            people.c.organisation_key.is_not(None),
        )
    ).scalar()


def missing(
    connection: Connection, by: SignedIn, wanted: Iterable[bytes]
) -> tuple[tuple[bytes, bytes], ...]:
    """Public key and case of every view that the organisation's calendars still lack."""
    ours = feeds.c.organisation_id == by.organisation_id
    keys = connection.execute(select(feeds.c.public_key).where(ours)).scalars().all()
    there = _there(connection, by)
    return tuple(
        (public, case_id) for public in keys for case_id in wanted if (public, case_id) not in there
    )


def surplus(connection: Connection, by: SignedIn, wanted: Iterable[bytes]) -> tuple[bytes, ...]:
    """Holder ids of views of cases that no calendar shows any more."""
    there, staying = _there(connection, by), set(wanted)
    return tuple(found for (_, case_id), found in there.items() if case_id not in staying)


def _there(connection: Connection, by: SignedIn) -> Mapping[tuple[bytes, bytes], bytes]:
    rows = connection.execute(
        select(holders.c.public_key, holders.c.case_id, holders.c.holder_id).where(
            holders.c.organisation_id == by.organisation_id,
            holders.c.kind == HolderKind.VIEW.value,
        )
    ).all()
    return {(row.public_key, row.case_id): row.holder_id for row in rows}


def take_out(connection: Connection, holder_ids: Iterable[bytes]) -> None:
    """These views are gone."""
    connection.execute(delete(holders).where(holders.c.holder_id.in_(list(holder_ids))))


def add(
    connection: Connection,
    token: Token,
    by: SignedIn,
    given: tuple[str, Iterable[bytes]],
    making: tuple[views.Extract, datetime],
) -> None:
    """A view of one case in each of these calendars, under a label, with what it says today."""
    label, publics = given
    extract, now = making
    this = cases.c.case_id == token.case_id
    connection.execute(select(cases.c.case_id).where(this).with_for_update()).first()
    opened = opening.by_token(connection, token, now).open_case
    for public in publics:
        views.add(connection, opened, SHOWS, public, label, by.organisation_id)
    views.refresh(connection, opened, extract, now)
