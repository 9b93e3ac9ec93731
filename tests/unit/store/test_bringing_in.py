"""A case that comes with all its records: all of it, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from app.model.errors import NotAllowed
from app.store.cases import CaseStore
from app.store.desk import DeskStore
from app.store.signed_in import SignedIn
from tests.unit.store.conftest import SECRET

RECORDS = {"case": b"{}", "letter:one": b"words", "evidence:1:0": bytes(3000)}


@pytest.fixture
def desk(store: CaseStore) -> DeskStore:
    return DeskStore(store, SECRET)


def test_every_record_is_there_and_so_is_what_the_organisation_keeps(
    desk: DeskStore, store: CaseStore, reviewer: SignedIn, now: datetime
) -> None:
    opened = desk.bring_in(reviewer, 1234, (RECORDS, b"kept"), now)
    (listed,) = desk.cases(reviewer, now)
    assert (listed.record, listed.has_family) == (b"kept", False)
    found = desk.open(reviewer, opened.holder_id, 1234, now)
    assert found.stored == (b"{}", 1)
    read = {name: store.read(found.open_case, name) for name in store.names(found.open_case)}
    assert read == {name: (each, 1) for name, each in RECORDS.items()}
    assert [(each.number, each.act) for each in desk.audit(reviewer, now)] == [(1234, "brought in")]


def test_where_one_record_fails_there_is_no_case(
    desk: DeskStore, reviewer: SignedIn, now: datetime
) -> None:
    broken = {**RECORDS, "letter:two": None}
    with pytest.raises(TypeError):
        desk.bring_in(reviewer, 1234, (broken, b"kept"), now)  # type: ignore[arg-type]
    assert desk.cases(reviewer, now) == ()
    assert desk.audit(reviewer, now) == ()


def test_nobody_without_the_key_brings_anything_in(
    desk: DeskStore, reviewer: SignedIn, now: datetime
) -> None:
    without = replace(reviewer, organisation_key=None)
    with pytest.raises(NotAllowed):
        desk.bring_in(without, 1234, (RECORDS, b"kept"), now)


def test_each_of_several_cases_gets_a_line(
    desk: DeskStore, reviewer: SignedIn, now: datetime
) -> None:
    made = [desk.bring_in(reviewer, number, (RECORDS, b"kept"), now) for number in (1001, 1002)]
    of = [(each.case_id, each.holder_id, 1001 + at) for at, each in enumerate(made)]
    desk.note_all(reviewer, of, "exported", now)
    desk.note_all(reviewer, [], "exported", now)
    acts = [
        (each.number, each.person) for each in desk.audit(reviewer, now) if each.act == "exported"
    ]
    assert sorted(acts) == [(1001, reviewer.name), (1002, reviewer.name)]
