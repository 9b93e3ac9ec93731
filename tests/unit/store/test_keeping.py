"""How long a case lives, what moves its end, and what the purge takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from app.model.errors import CaseNotFound
from app.store import keeping
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.open_case import HolderKind, OpenCase
from app.store.records import CASE_RECORD
from app.store.tables import audit, cases, holders, records

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def _reopened(store: CaseStore, case: OpenCase, now: datetime) -> OpenCase:
    return store.open(store.token(case), now)


def _rows(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (cases, holders, records)
        }


@pytest.mark.parametrize(
    ("last_deadline", "end"),
    [
        (None, date(2027, 1, 12)),
        (date(2026, 11, 10), date(2027, 1, 12)),
        (date(2026, 12, 12), date(2027, 1, 12)),
        (date(2027, 3, 1), date(2027, 4, 1)),
        (date(2020, 1, 1), date(2027, 1, 12)),
        (date(2062, 1, 1), date(2027, 11, 10)),
    ],
    ids=["none", "early", "same day", "late", "long ago", "a typing mistake"],
)
def test_a_saved_case_lives_90_days_or_30_after_the_last_deadline(
    now: datetime, last_deadline: date | None, end: date
) -> None:
    expires_at = keeping.expiry(now, kept=True, last_deadline=last_deadline)
    assert expires_at == datetime(end.year, end.month, end.day, tzinfo=UTC)


@pytest.mark.parametrize("month", range(1, 13))
def test_never_longer_than_thirteen_months(month: int) -> None:
    used = datetime(2026, month, 1, 12, tzinfo=UTC)
    year, of_year = divmod(month, 12)
    latest = datetime(2027 + year, of_year + 1, 1, 12, tzinfo=UTC)
    assert keeping.expiry(used, kept=True, last_deadline=date(2099, 1, 1)) <= latest


def test_a_time_without_a_zone_is_refused(store: CaseStore) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        store.create(datetime(2026, 10, 13))  # noqa: DTZ001


def test_an_unsaved_case_ends_24_hours_after_last_use(store: CaseStore, now: datetime) -> None:
    case = store.create(now)
    later = now + timedelta(hours=20)
    store.write(case, CASE_RECORD, b"x", 0, later)
    end = later + timedelta(hours=24)
    assert _reopened(store, case, later).expires_at == end
    assert store.open(store.token(case), end - SECOND).case_id == case.case_id


@pytest.mark.parametrize("after", [timedelta(hours=24), timedelta(days=400)])
def test_an_expired_case_is_closed_before_any_purge(
    store: CaseStore, now: datetime, after: timedelta
) -> None:
    case = store.create(now)
    for attempt in (
        lambda: store.open(store.token(case), now + after),
        lambda: store.write(case, CASE_RECORD, b"x", 0, now + after),
        lambda: store.keep(case, now + after),
    ):
        with pytest.raises(CaseNotFound):
            attempt()


def test_an_expired_number_opens_nothing(store: CaseStore, now: datetime) -> None:
    code = store.keep(store.create(now), now)
    with pytest.raises(CaseNotFound):
        store.open_with_number(code, "203.0.113.7", now + 91 * DAY)


def test_looking_is_use_too(store: CaseStore, now: datetime) -> None:
    case = store.create(now)
    later = now + timedelta(hours=10)
    assert store.open(store.token(case), later).expires_at == later + timedelta(hours=24)
    store.keep(case, later)
    much_later = now + 60 * DAY
    seen = _reopened(store, case, much_later)
    assert seen.expires_at == keeping.expiry(much_later, kept=True)
    assert seen == _reopened(store, case, much_later)


def test_saving_moves_the_end_and_a_deadline_moves_it_further(
    store: CaseStore, now: datetime
) -> None:
    case = store.create(now)
    store.keep(case, now, date(2027, 3, 1))
    assert _reopened(store, case, now).expires_at == datetime(2027, 4, 1, tzinfo=UTC)
    store.keep(case, now)
    assert _reopened(store, case, now).expires_at == datetime(2027, 4, 1, tzinfo=UTC)
    store.write(case, CASE_RECORD, b"x", 0, now)
    assert _reopened(store, case, now).expires_at == datetime(2027, 4, 1, tzinfo=UTC)


def test_a_corrected_deadline_moves_the_end_both_ways(store: CaseStore, now: datetime) -> None:
    case = store.create(now)
    store.keep(case, now)
    for deadline, end in (
        (date(2027, 6, 1), datetime(2027, 7, 2, tzinfo=UTC)),
        (date(2027, 3, 1), datetime(2027, 4, 1, tzinfo=UTC)),
        (None, datetime(2027, 1, 12, tzinfo=UTC)),
    ):
        store.set_last_deadline(case, deadline, now)
        assert _reopened(store, case, now).expires_at == end


def test_a_deadline_does_not_save_an_unsaved_case(store: CaseStore, now: datetime) -> None:
    case = store.create(now)
    store.set_last_deadline(case, date(2027, 6, 1), now)
    assert _reopened(store, case, now) == case


def test_someone_else_saving_is_not_undone_by_an_older_page(
    store: CaseStore, now: datetime
) -> None:
    stale = store.create(now)
    store.keep(stale, now)
    store.write(stale, CASE_RECORD, b"x", 0, now)
    assert _reopened(store, stale, now).expires_at == keeping.expiry(now, kept=True)


def test_the_purge_takes_what_has_expired_and_nothing_else(
    store: CaseStore, database: Database, now: datetime
) -> None:
    gone, saved = store.create(now), store.create(now)
    for case in (gone, saved):
        store.write(case, CASE_RECORD, b"x", 0, now)
    store.keep(saved, now)
    assert store.purge(now + timedelta(hours=24) - SECOND) == 0
    assert store.purge(now + timedelta(hours=24)) == 1
    assert store.purge(now + timedelta(hours=24)) == 0
    assert _rows(database) == {"cases": 1, "holders": 1, "records": 1}
    assert store.read(saved, CASE_RECORD) == (b"x", 1)


def test_audit_rows_outlive_the_case_and_go_after_24_months(
    store: CaseStore, database: Database, now: datetime
) -> None:
    case = store.create(now)
    store.add_holder(case, HolderKind.MEMBER, b"p" * 32, now)
    store.delete(case, now)
    for after, left in ((DAY, 1), (729 * DAY, 1), (730 * DAY, 0)):
        store.purge(now + after)
        with database.reading() as connection:
            assert len(connection.execute(select(audit)).all()) == left


def test_deleting_leaves_no_row(store: CaseStore, database: Database, now: datetime) -> None:
    case, other = store.create(now), store.create(now)
    store.write(case, CASE_RECORD, b"x", 0, now)
    code = store.keep(case, now)
    store.delete(case, now)
    assert _rows(database) == {"cases": 1, "holders": 1, "records": 0}
    with pytest.raises(CaseNotFound):
        store.open(store.token(case), now)
    with pytest.raises(CaseNotFound):
        store.open_with_number(code, "203.0.113.7", now)
    with pytest.raises(CaseNotFound):
        store.write(case, CASE_RECORD, b"y", 1, now)
    assert store.open(store.token(other), now) == other


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("end", ["delete", "purge"])
def test_deleted_bytes_are_in_no_file_any_more(
    store: CaseStore,
    database: Database,
    now: datetime,
    bytes_on_disk: Callable[[], bytes],
    end: str,
) -> None:
    other = store.create(now)
    store.keep(other, now)
    case = store.create(now)
    version = store.write(case, CASE_RECORD, b"first words", 0, now)
    store.write(case, "file", b"x" * 40_000, 0, now)
    overwritten = _sealed_bytes(database, case)
    store.write(case, CASE_RECORD, b"later words" * 200, version, now)
    sealed = {*overwritten, *_sealed_bytes(database, case), case.case_id}
    before = bytes_on_disk()
    assert all(piece in before for piece in sealed - overwritten)
    if end == "delete":
        store.delete(case, now)
    else:
        assert store.purge(now + timedelta(hours=24)) == 1
    after = bytes_on_disk()
    assert not any(piece in after for piece in sealed)
    assert other.case_id in after


def _sealed_bytes(database: Database, case: OpenCase) -> set[bytes]:
    """A stretch of every sealed value; whole ones are split over the pages of a file."""
    with database.reading() as connection:
        mine = connection.execute(select(records).where(records.c.case_id == case.case_id)).all()
        keys = connection.execute(select(holders).where(holders.c.case_id == case.case_id)).all()
    values = [row.sealed for row in mine] + [row.sealed_name for row in mine]
    values += [row.sealed_key for row in keys]
    return {value[start : start + 32] for value in values for start in (0, len(value) - 32)}


def test_old_audit_rows_do_not_hold_up_the_purge(
    store: CaseStore, database: Database, now: datetime
) -> None:
    with database.writing() as connection:
        row = {"case_id": b"c", "holder_id": b"h", "act": "old", "at": 0}
        connection.execute(insert(audit).values(row))
    assert store.purge(now) == 0
