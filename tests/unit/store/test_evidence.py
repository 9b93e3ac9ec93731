"""Files of a case on both databases: kept whole or not at all, sealed, and gone for good."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select

from app.model.errors import CaseNotFound, NewerVersion, PageNotFound
from app.render.refusals import Refusal
from app.services import evidence
from app.services.evidence import CASE_LIMIT, INDEX, MOST_FILES, PIECE, Cleaned
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.open_case import OpenCase
from app.store.tables import records

TITLE = "Quillon's bruise"
MARK = b"Featherstonehaugh"
ABOUT = (TITLE, "2026-10-12")


@pytest.fixture
def case(store: CaseStore, now: datetime) -> OpenCase:
    return store.create(now)


@pytest.fixture
def sealed_bytes(database: Database) -> Callable[[], list[bytes]]:
    """What the records hold, sealed."""

    def sealed() -> list[bytes]:
        with database.reading() as connection:
            return list(connection.execute(select(records.c.sealed)).scalars())

    return sealed


def photo(size: int = 1000) -> Cleaned:
    return Cleaned("photo", MARK + os.urandom(size - len(MARK)))


def test_a_file_comes_back_as_it_was(store: CaseStore, case: OpenCase, now: datetime) -> None:
    for size in (100, PIECE, PIECE + 1, 3 * PIECE - 7):
        file = photo(size)
        assert evidence.add(store, case, file, ABOUT, now) is None
        item = evidence.index(store, case).items[-1]
        assert (item.title, item.on, item.size) == (*ABOUT, size)
        assert evidence.content(store, case, item) == file.content
    assert [each.number for each in evidence.index(store, case).items] == [1, 2, 3, 4]
    assert len(store.names(case)) == 1 + 1 + 1 + 2 + 3


def test_a_file_taken_out_is_gone_and_its_number_is_not_used_again(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    for _ in range(2):
        evidence.add(store, case, photo(PIECE + 5), ABOUT, now)
    gone = evidence.index(store, case).item(2)
    evidence.remove(store, case, 2, now)
    assert store.names(case) == (INDEX, "evidence:1:0", "evidence:1:1")
    with pytest.raises(PageNotFound):
        evidence.content(store, case, gone)
    with pytest.raises(PageNotFound):
        evidence.remove(store, case, 2, now)
    evidence.add(store, case, photo(), ABOUT, now)
    assert evidence.index(store, case).items[-1].number == 3


def test_no_title_no_name_and_no_byte_is_in_any_file(
    store: CaseStore, case: OpenCase, now: datetime, bytes_on_disk: Callable[[], bytes]
) -> None:
    evidence.add(store, case, photo(2 * PIECE), ABOUT, now)
    stored = bytes_on_disk()
    assert case.case_id in stored, "the search would find what is there"
    for each in (MARK, b"Quillon", b"2026-10-12", b"evidence", b"photo"):
        assert each not in stored


def test_sealed_bytes_leave_the_disk_with_the_file_and_with_the_case(
    store: CaseStore,
    case: OpenCase,
    now: datetime,
    sealed_bytes: Callable[[], list[bytes]],
    bytes_on_disk: Callable[[], bytes],
) -> None:
    evidence.add(store, case, photo(2 * PIECE), ABOUT, now)
    evidence.add(store, case, photo(100), ABOUT, now)
    before = sealed_bytes()
    evidence.remove(store, case, 1, now)
    left = sealed_bytes()
    gone = [each for each in before if each not in left and len(each) > 1000]
    assert len(gone) == 2
    if store.is_local:
        assert not [each for each in gone if each[100:140] in bytes_on_disk()]
    store.delete(case, now)
    assert sealed_bytes() == []
    if store.is_local:
        assert not [each for each in left if each[40:80] in bytes_on_disk()]
    with pytest.raises(CaseNotFound):
        evidence.add(store, case, photo(), ABOUT, now)


def test_another_case_cannot_read_it(store: CaseStore, case: OpenCase, now: datetime) -> None:
    evidence.add(store, case, photo(), ABOUT, now)
    item = evidence.index(store, case).items[0]
    other = store.create(now)
    assert evidence.index(store, other).items == ()
    with pytest.raises(PageNotFound):
        evidence.content(store, other, item)


def test_a_case_holds_so_much_and_no_more(store: CaseStore, case: OpenCase, now: datetime) -> None:
    half = Cleaned("scan", bytes(CASE_LIMIT // 2), 3)
    assert evidence.add(store, case, half, ABOUT, now) is None
    assert evidence.add(store, case, half, ABOUT, now) is None
    names = store.names(case)
    assert evidence.add(store, case, photo(100), ABOUT, now) is Refusal.NO_ROOM
    assert store.names(case) == names, "nothing is half kept"
    evidence.remove(store, case, 1, now)
    for _ in range(MOST_FILES - 1):
        assert evidence.add(store, case, photo(20), ABOUT, now) is None
    assert evidence.add(store, case, photo(20), ABOUT, now) is Refusal.NO_ROOM


def test_several_records_change_together_or_not_at_all(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    store.write(case, "a", b"1", 0, now)
    with pytest.raises(NewerVersion):
        store.change(case, {"b": (b"1", 0), "a": (b"2", 0)}, ("a",), now)
    assert store.names(case) == ("a",)
    store.change(case, {"b": (b"1", 0)}, ("a",), now)
    assert store.names(case) == ("b",)


def test_a_new_key_takes_the_files_along(store: CaseStore, case: OpenCase, now: datetime) -> None:
    file = photo(2 * PIECE + 9)
    evidence.add(store, case, file, ABOUT, now)
    renewed = store.renew(case, now)
    item = evidence.index(store, renewed).items[0]
    assert evidence.content(store, renewed, item) == file.content
    with pytest.raises(NewerVersion):
        evidence.add(store, case, photo(), ABOUT, now)
