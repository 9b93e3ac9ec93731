"""Protected tables in the store: readable, each term once, and gone with their organisation."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime

import pytest
from sqlalchemy import delete, select

from app.model.pattern_counts import ALL, Protected
from app.store.database import Database
from app.store.open_tables import patterns
from app.store.patterns import PatternStore
from app.store.signed_in import SignedIn
from app.store.tables import organisations

TABLE = Protected(
    "2026-27 autumn",
    date(2026, 10, 13),
    {ALL: 40, (("a", "b"), ("x", "?")): 15},
)
NEXT = dataclasses.replace(TABLE, period="2026-27 spring")


@pytest.fixture
def store(database: Database) -> PatternStore:
    return PatternStore(database)


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
