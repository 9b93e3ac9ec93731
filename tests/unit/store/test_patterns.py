"""Protected tables in the store: readable, each term once, and gone with their organisation."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from app.model.errors import NewerVersion, NotAllowed
from app.model.pattern_counts import ALL, Protected
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.desk import DeskStore
from app.store.open_tables import patterns
from app.store.patterns import PatternStore
from app.store.signed_in import SignedIn
from app.store.tables import organisations
from tests.unit.store.houses import CHEAP, SECRET

TABLE = Protected(
    "2026-27 autumn",
    date(2026, 10, 13),
    {ALL: 40, (("a", "b"), ("x", "?")): 15},
)
NEXT = dataclasses.replace(TABLE, period="2026-27 spring")


@pytest.fixture
def store(database: Database) -> PatternStore:
    return PatternStore(database)


@pytest.fixture
def desk(database: Database) -> DeskStore:
    return DeskStore(CaseStore(database, SECRET, memory=CHEAP), SECRET)


def test_a_table_is_kept_as_it_is(store: PatternStore, reviewer: SignedIn, now: datetime) -> None:
    own = reviewer.organisation_id
    assert store.every(own) == ()
    store.put(own, TABLE, now, agreed=False)
    store.put(own, NEXT, now, agreed=False)
    assert store.every(own) == (NEXT, TABLE)
    assert store.every(None) == ()


def test_a_term_has_one_table(store: PatternStore, reviewer: SignedIn, now: datetime) -> None:
    for own in (reviewer.organisation_id, None):
        store.put(own, TABLE, now, agreed=True)
        store.put(own, dataclasses.replace(TABLE, shown={ALL: 45}), now, agreed=True)
        assert store.every(own) == (TABLE,)


def test_a_table_and_what_is_remembered_of_it_are_there_together(
    store: PatternStore, desk: DeskStore, reviewer: SignedIn, now: datetime
) -> None:
    own = reviewer.organisation_id
    store.publish(reviewer, TABLE, ("counting", b"first", 0), now)
    assert store.every(own) == (TABLE,)
    assert desk.common(reviewer, "counting") == (b"first", 1)
    assert not store.has_agreed(own)
    store.agree(own, agreed=True)
    store.publish(reviewer, NEXT, ("counting", b"second", 1), now)
    assert store.has_agreed(own), "as the one before"
    assert desk.common(reviewer, "counting") == (b"second", 2)


def test_where_the_table_fails_nothing_is_remembered(
    store: PatternStore, desk: DeskStore, reviewer: SignedIn, now: datetime
) -> None:
    """The record is written first: it is undone when the table does not follow."""
    store.publish(reviewer, TABLE, ("counting", b"first", 0), now)
    again = dataclasses.replace(TABLE, shown={ALL: 45})
    broken = dataclasses.replace(NEXT, period=None)  # type: ignore[arg-type]
    with pytest.raises(NewerVersion):
        store.publish(reviewer, again, ("counting", b"second", 1), now)
    with pytest.raises(SQLAlchemyError):
        store.publish(reviewer, broken, ("counting", b"second", 1), now)
    assert store.every(reviewer.organisation_id) == (TABLE,)
    assert desk.common(reviewer, "counting") == (b"first", 1)


def test_where_somebody_counted_meanwhile_there_is_no_table(
    store: PatternStore, desk: DeskStore, reviewer: SignedIn, now: datetime
) -> None:
    desk.write_common(reviewer, "counting", b"theirs", 0)
    with pytest.raises(NewerVersion):
        store.publish(reviewer, TABLE, ("counting", b"ours", 0), now)
    with pytest.raises(NotAllowed):
        without = dataclasses.replace(reviewer, organisation_key=None)
        store.publish(without, TABLE, ("counting", b"ours", 1), now)
    assert store.every(reviewer.organisation_id) == ()
    assert desk.common(reviewer, "counting") == (b"theirs", 1)


def test_only_what_an_organisation_agreed_to_goes_in(
    store: PatternStore, reviewer: SignedIn, now: datetime
) -> None:
    own = reviewer.organisation_id
    store.put(own, TABLE, now, agreed=False)
    assert store.agreed("2026-27 spring") == ()
    assert not store.has_agreed(own)
    store.agree(own, agreed=True)
    assert store.has_agreed(own)
    assert store.agreed("2026-27 spring") == (TABLE,)
    assert store.agreed("2026-27 autumn") == ()
    store.put(own, NEXT, now, agreed=True)
    assert store.agreed("2027-28 autumn") == (NEXT,)
    store.agree(own, agreed=False)
    assert not store.has_agreed(own)
    assert store.agreed("2027-28 autumn") == ()


def test_a_table_of_all_is_of_no_organisation(store: PatternStore, now: datetime) -> None:
    store.put(None, TABLE, now, agreed=True)
    assert store.agreed("2026-27 spring") == ()


def test_tables_go_with_their_organisation(
    store: PatternStore, database: Database, reviewer: SignedIn, now: datetime
) -> None:
    store.put(reviewer.organisation_id, TABLE, now, agreed=True)
    store.put(None, TABLE, now, agreed=True)
    with database.writing() as connection:
        connection.execute(delete(organisations))
        left = connection.execute(select(patterns.c.organisation_id)).scalars().all()
    assert left == [None]


def test_an_organisation_can_take_all_of_its_tables_away(
    store: PatternStore, reviewer: SignedIn, now: datetime
) -> None:
    store.put(reviewer.organisation_id, TABLE, now, agreed=True)
    store.forget(reviewer.organisation_id)
    assert store.every(reviewer.organisation_id) == ()
