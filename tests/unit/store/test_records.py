"""Records of a case: written, read, listed, removed, and refused when tampered with."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import select, update

from app.model.errors import CaseNotFound, NewerVersion
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.open_case import OpenCase
from app.store.records import CASE_RECORD
from app.store.tables import records
from app.store.vault import SealBroken


@pytest.fixture
def case(store: CaseStore, now: datetime) -> OpenCase:
    return store.create(now)


def test_a_case_opens_with_its_token_and_gives_back_what_was_written(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    assert store.write(case, CASE_RECORD, b"answers", 0, now) == 1
    opened, stored = store.open_and_read(store.token(case), CASE_RECORD, now)
    assert opened == case
    assert stored == (b"answers", 1)
    assert store.read(opened, CASE_RECORD) == (b"answers", 1)


def test_a_new_case_is_empty(store: CaseStore, case: OpenCase, now: datetime) -> None:
    assert store.open_and_read(store.token(case), CASE_RECORD, now) == (case, None)
    assert store.read(case, "letter") is None
    assert store.names(case) == ()


def test_any_record_can_be_fetched_while_opening(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    store.write(case, "letter", b"dear governors", 0, now)
    assert store.open_and_read(store.token(case), "letter", now) == (
        case,
        (b"dear governors", 1),
    )


@pytest.mark.parametrize("plaintext", [b"", b"\x00", b"\x80" * 512, bytes(range(256)) * 400])
def test_any_bytes_come_back_as_they_were(
    store: CaseStore, case: OpenCase, now: datetime, plaintext: bytes
) -> None:
    store.write(case, "file", plaintext, 0, now)
    assert store.read(case, "file") == (plaintext, 1)


def test_names_are_listed_and_records_removed(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    for name in (CASE_RECORD, "letter/b", "letter/a"):
        store.write(case, name, b"x", 0, now)
    assert store.names(case) == (CASE_RECORD, "letter/a", "letter/b")
    store.remove(case, "letter/a", now)
    store.remove(case, "never there", now)
    assert store.names(case) == (CASE_RECORD, "letter/b")
    assert store.read(case, "letter/a") is None


def test_two_cases_do_not_see_each_other(store: CaseStore, case: OpenCase, now: datetime) -> None:
    other = store.create(now)
    store.write(case, "letter", b"ours", 0, now)
    store.write(other, "letter", b"theirs", 0, now)
    store.remove(other, "letter", now)
    assert store.read(case, "letter") == (b"ours", 1)


@pytest.mark.parametrize("name", [CASE_RECORD, "letter"])
def test_a_newer_version_is_reported_and_nothing_is_lost(
    store: CaseStore, case: OpenCase, now: datetime, name: str
) -> None:
    first = store.write(case, name, b"one", 0, now)
    second = store.write(case, name, b"two", first, now)
    for expected in (0, first, 7):
        with pytest.raises(NewerVersion) as raised:
            store.write(case, name, b"late", expected, now)
        assert raised.value.version == second
    assert store.read(case, name) == (b"two", second)


def test_a_record_removed_meanwhile_is_reported_as_version_zero(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    version = store.write(case, "letter", b"one", 0, now)
    store.remove(case, "letter", now)
    with pytest.raises(NewerVersion) as raised:
        store.write(case, "letter", b"two", version, now)
    assert raised.value.version == 0


@pytest.mark.parametrize("expected", [0, 1])
def test_of_several_writers_at_the_same_moment_one_wins(
    case: OpenCase, now: datetime, other_process: Callable[[], CaseStore], expected: int
) -> None:
    stores = [other_process() for _ in range(4)]
    if expected:
        stores[0].write(case, CASE_RECORD, b"first", 0, now)
    start = threading.Barrier(len(stores))

    def outcome(store: CaseStore, word: str) -> str:
        start.wait()
        try:
            store.write(case, CASE_RECORD, word.encode(), expected, now)
        except NewerVersion as error:
            return f"newer {error.version}"
        return word

    with ThreadPoolExecutor(len(stores)) as pool:
        outcomes = list(pool.map(outcome, stores, [f"writer {n}" for n in range(4)]))
    [winner] = [word for word in outcomes if word.startswith("writer")]
    assert outcomes.count(f"newer {expected + 1}") == 3
    assert stores[0].read(case, CASE_RECORD) == (winner.encode(), expected + 1)


def _sealed(database: Database, case: OpenCase) -> dict[bytes, bytes]:
    with database.reading() as connection:
        of_case = select(records.c.name, records.c.sealed).where(records.c.case_id == case.case_id)
        return {row.name: row.sealed for row in connection.execute(of_case)}


def _put(database: Database, case: OpenCase, tag: bytes, **values: object) -> None:
    here = (records.c.case_id == case.case_id) & (records.c.name == tag)
    with database.writing() as connection:
        assert connection.execute(update(records).where(here).values(**values)).rowcount == 1


def test_a_flipped_byte_is_refused(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    store.write(case, CASE_RECORD, b"answers", 0, now)
    [(tag, sealed)] = _sealed(database, case).items()
    _put(database, case, tag, sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(SealBroken):
        store.read(case, CASE_RECORD)
    with pytest.raises(SealBroken):
        store.open_and_read(store.token(case), CASE_RECORD, now)


def test_a_record_of_another_name_is_refused(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    store.write(case, "letter/a", b"a", 0, now)
    store.write(case, "letter/b", b"b", 0, now)
    (tag_a, sealed_a), (tag_b, _) = _sealed(database, case).items()
    _put(database, case, tag_b, sealed=sealed_a)
    read_back = {name: _attempt(store, case, name) for name in ("letter/a", "letter/b")}
    assert sorted(read_back.values()) == ["opened", "refused"]
    assert tag_a != tag_b


def _attempt(store: CaseStore, case: OpenCase, name: str) -> str:
    try:
        store.read(case, name)
    except SealBroken:
        return "refused"
    return "opened"


def test_a_record_of_another_case_is_refused(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    other = store.create(now)
    store.write(case, CASE_RECORD, b"ours", 0, now)
    store.write(other, CASE_RECORD, b"theirs", 0, now)
    [(tag, sealed)] = _sealed(database, other).items()
    _put(database, case, tag, sealed=sealed)
    with pytest.raises(SealBroken):
        store.read(case, CASE_RECORD)


def test_an_older_record_under_a_newer_version_is_refused(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    version = store.write(case, CASE_RECORD, b"old", 0, now)
    [(tag, sealed)] = _sealed(database, case).items()
    store.write(case, CASE_RECORD, b"new", version, now)
    _put(database, case, tag, sealed=sealed)
    with pytest.raises(SealBroken):
        store.read(case, CASE_RECORD)


@pytest.mark.parametrize(
    "text", ["", "x", "?" * 86, "é" * 86, "A" * 86, "A" * 85, "A" * 90, "A=A="]
)
def test_what_is_no_token_opens_nothing(store: CaseStore, now: datetime, text: str) -> None:
    with pytest.raises(CaseNotFound):
        store.open(text, now)


def test_a_token_with_another_private_key_opens_nothing(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    token = store.token(case)
    with pytest.raises(CaseNotFound):
        store.open(token[:-4] + ("AAAA" if token[-4:] != "AAAA" else "BBBB"), now)


def test_a_token_holds_no_case_key_and_fits_a_cookie(store: CaseStore, case: OpenCase) -> None:
    assert len(store.token(case)) == 86
    assert repr(case.case_key) not in repr(case)
    assert repr(case.private_key) not in repr(case)
