"""Return codes: given, typed back, replaced, and tried by somebody who does not have one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import anyio
import pytest
from sqlalchemy import func, select

from app.model.errors import CaseNotFound, TooManyTries
from app.store import guesses
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.numbers import Numbers
from app.store.open_case import OpenCase
from app.store.records import CASE_RECORD
from app.store.tables import attempts, holders
from app.store.vault import SealBroken

HOME, SCHOOL = "203.0.113.7", "198.51.100.9"
WRONG = "1234 5678 9012 3456"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _wrong_codes(store: CaseStore, address: str, times: int, now: datetime) -> None:
    for _ in range(times):
        with pytest.raises(CaseNotFound):
            store.open_with_number(WRONG, address, now)


def _wait(store: CaseStore, code: str, address: str, now: datetime) -> int:
    with pytest.raises(TooManyTries) as raised:
        store.open_with_number(code, address, now)
    return raised.value.wait_seconds


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: code.replace(" ", ""),
        lambda code: f"  {code.replace(' ', '-')}\n",
        lambda code: code.translate(ARABIC),
    ],
    ids=["as shown", "without spaces", "with dashes", "Arabic digits"],
)
def test_a_number_opens_the_case_on_another_phone(
    store: CaseStore, now: datetime, typed: Callable[[str], str]
) -> None:
    case = store.create(now)
    store.write(case, CASE_RECORD, b"answers", 0, now)
    code = store.keep(case, now)
    opened = store.open_with_number(typed(code), HOME, now)
    assert opened.kept
    assert store.read(opened, CASE_RECORD) == (b"answers", 1)
    assert store.token(opened) == store.token(case)


def test_a_new_number_ends_the_old_one(store: CaseStore, now: datetime) -> None:
    case = store.create(now)
    first, second = store.keep(case, now), store.keep(case, now)
    with pytest.raises(CaseNotFound):
        store.open_with_number(first, HOME, now)
    assert store.open_with_number(second, HOME, now).case_id == case.case_id


def test_a_wrong_number_and_what_is_no_number_open_nothing(store: CaseStore, now: datetime) -> None:
    store.keep(store.create(now), now)
    for typed in (WRONG, "", "1234", "hello"):
        with pytest.raises(CaseNotFound):
            store.open_with_number(typed, HOME, now)


def test_a_number_of_another_installation_opens_nothing(
    store: CaseStore, database: Database, now: datetime
) -> None:
    code = store.keep(store.create(now), now)
    other = CaseStore(database, b"another secret, long enough as well", memory=1024 * 1024)
    with pytest.raises(CaseNotFound):
        other.open_with_number(code, HOME, now)


def test_a_case_that_is_gone_gets_no_number(store: CaseStore, now: datetime) -> None:
    case = store.create(now)
    store.delete(case, now)
    with pytest.raises(CaseNotFound):
        store.keep(case, now)


def test_five_wrong_numbers_are_free_then_the_pause_grows_to_a_minute(
    store: CaseStore, now: datetime
) -> None:
    _wrong_codes(store, HOME, guesses.FREE, now)
    waits = []
    for _ in range(7):
        waits.append(_wait(store, WRONG, HOME, now))
        now += timedelta(seconds=waits[-1])
        _wrong_codes(store, HOME, 1, now)
    assert waits == [2, 4, 8, 16, 32, 60, 60]


def test_the_right_number_waits_as_well_then_opens(store: CaseStore, now: datetime) -> None:
    code = store.keep(store.create(now), now)
    _wrong_codes(store, HOME, guesses.FREE, now)
    assert _wait(store, code, HOME, now) == 2
    assert _wait(store, code, HOME, now + timedelta(seconds=1)) == 1
    assert store.open_with_number(code, HOME, now + timedelta(seconds=2)).kept


def test_waiting_does_not_lengthen_the_wait(store: CaseStore, now: datetime) -> None:
    _wrong_codes(store, HOME, guesses.FREE, now)
    assert [_wait(store, WRONG, HOME, now) for _ in range(4)] == [2, 2, 2, 2]


def test_another_address_does_not_wait(store: CaseStore, now: datetime) -> None:
    code = store.keep(store.create(now), now)
    _wrong_codes(store, HOME, guesses.FREE, now)
    assert store.open_with_number(code, SCHOOL, now).kept


def test_right_numbers_never_count(store: CaseStore, database: Database, now: datetime) -> None:
    code = store.keep(store.create(now), now)
    for _ in range(guesses.FREE + 3):
        store.open_with_number(code, HOME, now)
    for _ in range(guesses.FREE + 3):
        with pytest.raises(CaseNotFound):
            store.open_with_number("1234 5678", HOME, now)  # a typing mistake, not a guess
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(attempts)).scalar() == 0


def test_a_day_later_everything_is_forgotten(
    store: CaseStore, database: Database, now: datetime
) -> None:
    _wrong_codes(store, HOME, guesses.FREE, now)
    later = now + timedelta(hours=24)
    _wrong_codes(store, HOME, guesses.FREE, later)
    assert _wait(store, WRONG, HOME, later) == 2
    store.purge(later + timedelta(hours=24))
    with database.reading() as connection:
        assert connection.execute(select(attempts)).all() == []


def test_midnight_does_not_wipe_the_slate(store: CaseStore, now: datetime) -> None:
    evening = now.replace(hour=23, minute=59, second=59)
    _wrong_codes(store, HOME, guesses.FREE, evening)
    assert _wait(store, WRONG, HOME, evening + timedelta(seconds=1)) == 1


def test_the_whole_site_has_a_cap_that_ends_with_the_minute(
    store: CaseStore, now: datetime
) -> None:
    code = store.keep(store.create(now), now)
    for caller in range(guesses.SITE_CAP):
        _wrong_codes(store, f"192.0.2.{caller}", 1, now)
    at = now + timedelta(seconds=20)
    assert _wait(store, code, HOME, at) == 40
    assert store.open_with_number(code, HOME, at + timedelta(seconds=40)).kept


def test_addresses_are_kept_only_as_hashes_that_change_every_day(
    store: CaseStore, database: Database, now: datetime
) -> None:
    _wrong_codes(store, HOME, 1, now)
    _wrong_codes(store, HOME, 1, now + timedelta(days=1))
    with database.reading() as connection:
        tags = [row.tag for row in connection.execute(select(attempts))]
    assert len(set(tags)) == 4  # two days, and two minutes of the site
    assert not any(HOME.encode() in tag for tag in tags)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("testclient", "testclient", True),
    ],
)
def test_who_counts_as_one_address(one: str, other: str, same: bool) -> None:
    assert (guesses.network(one) == guesses.network(other)) is same


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (4, 0), (5, 2), (6, 4), (9, 32), (10, 60), (10_000, 60)]
)
def test_pauses_stop_at_a_minute(wrong: int, seconds: int) -> None:
    assert guesses.pause(wrong) == seconds


def test_the_number_itself_is_nowhere(
    store: CaseStore, now: datetime, bytes_on_disk: Callable[[], bytes]
) -> None:
    code = store.keep(store.create(now), now)
    stored = bytes_on_disk()
    assert code.encode() not in stored
    assert code.replace(" ", "").encode() not in stored


def test_a_number_moved_to_another_family_opens_nothing(
    store: CaseStore, database: Database, now: datetime
) -> None:
    """Somebody who can write to the database puts their number on another family's row."""
    mine, theirs = store.create(now), store.create(now)
    my_code, _ = store.keep(mine, now), store.keep(theirs, now)
    with database.writing() as connection:
        row = connection.execute(select(holders).where(holders.c.holder_id == mine.holder_id)).one()
        connection.execute(holders.delete().where(holders.c.holder_id == mine.holder_id))
        connection.execute(
            holders.update()
            .where(holders.c.holder_id == theirs.holder_id)
            .values(code_tag=row.code_tag, wrapped_key=row.wrapped_key)
        )
    with pytest.raises(SealBroken):
        store.open_with_number(my_code, HOME, now)


def test_handlers_keep_and_open_without_blocking(store: CaseStore, now: datetime) -> None:
    async def both() -> OpenCase:
        numbers = Numbers(store)
        code = await numbers.keep(case, now)
        return await numbers.open_with_number(code, HOME, now)

    case = store.create(now)
    assert asyncio.run(both()).case_id == case.case_id


class Counted(CaseStore):
    """Two callers meet inside before either goes on; remembers if there were ever more."""

    meeting = threading.Barrier(2)
    inside = 0
    most = 0

    def open_with_number(self, code: str, network_address: str, now: datetime) -> OpenCase:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.meeting.wait()
        try:
            return super().open_with_number(code, network_address, now)
        finally:
            self.inside -= 1


def test_two_numbers_are_worked_out_at_once_and_no_more(database: Database, now: datetime) -> None:
    store = Counted(database, b"s" * 32, memory=1024 * 1024)
    code = store.keep(store.create(now), now)

    async def crowd() -> None:
        numbers = Numbers(store)
        async with anyio.create_task_group() as group:
            for _ in range(6):
                group.start_soon(numbers.open_with_number, code, HOME, now)

    asyncio.run(crowd())
    assert store.most == 2
