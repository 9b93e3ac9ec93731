"""School days and working days counted, each end as far as it is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.load import load
from app.engine import calendar, school_days
from tests.fixtures.calendars import HOLIDAYS, A, B, C, compiled
from tests.fixtures.content import KITCHEN_SINK

ON_A = compiled(A)
BARE = compiled(None)
USUAL = calendar.compile_calendar(None, load(KITCHEN_SINK).usual_years, HOLIDAYS, ())
CALENDARS = (ON_A, compiled(B), compiled(C), USUAL, BARE)


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "back", "same", "end"),
    [
        ("2026-10-12", 15, False, False, "2026-11-10"),
        ("2026-10-12", 1, False, True, "2026-10-12"),
        ("2026-10-12", 0, False, False, "2026-10-12"),
        ("2026-10-10", 1, False, True, "2026-10-12"),
        ("2026-11-10", 5, True, False, "2026-11-03"),
        ("2026-11-10", 1, True, True, "2026-11-10"),
        ("2026-11-03", 50, False, False, "2027-01-27"),
        ("2026-10-23", 1, False, False, "2026-11-03"),
        ("2027-03-25", 1, False, False, "2027-04-12"),
    ],
)
def test_a_known_calendar_gives_one_day(
    start: str, n: int, back: bool, same: bool, end: str
) -> None:
    found = school_days.nth_school_day(ON_A, d(start), n, back=back, same=same)
    assert found == (d(end), d(end))


def test_nobody_knows_the_latest_day_on_bare_weekdays() -> None:
    assert school_days.nth_school_day(BARE, d("2026-10-12"), 5) == (d("2026-10-19"), None)
    assert school_days.nth_school_day(BARE, d("2026-10-12"), 5, back=True) == (
        None,
        d("2026-10-05"),
    )
    assert school_days.certain_before(BARE, d("2026-10-12")) is None
    assert school_days.certain_before(ON_A, d("2026-11-03")) == d("2026-10-23")


def test_a_usual_year_gives_a_range() -> None:
    earliest, latest = school_days.nth_school_day(USUAL, d("2024-10-14"), 15)
    assert earliest is not None and latest is not None and earliest < latest
    back_latest, back_earliest = school_days.nth_school_day(USUAL, d("2024-12-02"), 15, back=True)
    assert back_latest is not None and back_earliest is not None
    assert back_latest < back_earliest


def test_no_council_closes_all_of_a_wide_window() -> None:
    """Half-term of October 2024 is one of two weeks, and five training days lie anywhere."""
    ahead = school_days.nth_school_day(USUAL, d("2024-10-14"), 15)
    assert ahead == (d("2024-11-04"), d("2024-11-18"))
    back = school_days.nth_school_day(USUAL, d("2024-11-18"), 15, back=True)
    assert back == (d("2024-10-14"), d("2024-10-28"))
    back_into = school_days.nth_school_day(USUAL, d("2024-11-18"), 7, back=True)
    assert back_into == (d("2024-10-24"), d("2024-11-07"))
    in_the_window = school_days.nth_school_day(USUAL, d("2024-10-18"), 1, same=True)
    assert in_the_window == (d("2024-10-18"), d("2024-11-01"))
    one_week, other_week = d("2024-10-21").toordinal(), d("2024-10-28").toordinal()
    assert school_days.school_days(USUAL, one_week - 7, one_week) == (0, 5)
    assert school_days.school_days(USUAL, one_week, other_week) == (0, 5)
    assert school_days.school_days(USUAL, one_week - 7, other_week + 7) == (5, 15)


def test_the_days_met_leave_out_each_holiday_as_early_as_it_can_lie() -> None:
    first, end = d("2024-10-18").toordinal(), d("2024-11-05").toordinal()
    friday, monday, tuesday = first, end - 1, d("2024-10-29").toordinal()
    second_week = set(range(tuesday - 1, tuesday + 4))
    assert school_days.days_met(USUAL, first, end) == {friday, monday} | second_week
    first_week = {each - 7 for each in second_week}
    assert school_days.days_met(USUAL, first, end, back=True) == {friday, monday} | first_week
    assert school_days.days_met(USUAL, tuesday, end) == {monday}
    assert school_days.days_met(BARE, first, end) == frozenset()


@pytest.mark.parametrize("back", [True, False])
def test_beyond_the_horizon_nothing_is_known(back: bool) -> None:
    for far in (date(1990, 1, 1), date(2090, 1, 1)):
        assert school_days.nth_school_day(ON_A, far, 3, back=back) == (None, None)
        assert school_days.nth_working_day(ON_A, far, 3, back=back) is None
    last, first = ON_A.working[-1], ON_A.working[0]
    assert school_days.nth_working_day(ON_A, date.fromordinal(last), 1) is None
    assert school_days.nth_working_day(ON_A, date.fromordinal(first), 1, back=True) is None
    assert school_days.nth_school_day(ON_A, date.fromordinal(ON_A.possible[-1]), 2) == (None, None)
    first_possible = date.fromordinal(ON_A.possible[0])
    assert school_days.nth_school_day(ON_A, first_possible, 2, back=True) == (None, None)


def test_known_terms_end_in_what_nobody_knows() -> None:
    earliest, latest = school_days.nth_school_day(ON_A, d("2027-07-19"), 10)
    assert earliest is not None and latest is None
    surely, nearest = school_days.nth_school_day(ON_A, d("2026-09-04"), 10, back=True)
    assert surely is None and nearest is not None


@pytest.mark.parametrize(
    ("start", "n", "back", "same", "end"),
    [
        ("2026-12-23", 2, False, False, "2026-12-29"),
        ("2027-03-24", 2, False, False, "2027-03-30"),
        ("2026-10-22", 2, False, False, "2026-10-26"),
        ("2026-12-29", 2, True, False, "2026-12-23"),
        ("2026-12-26", 1, False, True, "2026-12-29"),
        ("2026-12-24", 1, False, True, "2026-12-24"),
        ("2026-12-24", 1, True, True, "2026-12-24"),
        ("2026-12-25", 0, False, False, "2026-12-25"),
    ],
)
def test_working_days_skip_weekends_and_bank_holidays_only(
    start: str, n: int, back: bool, same: bool, end: str
) -> None:
    assert school_days.nth_working_day(ON_A, d(start), n, back=back, same=same) == d(end)


days = st.integers(0, 900).map(lambda each: date(2024, 8, 1) + timedelta(days=each))
counts = st.integers(1, 60)
calendars = st.sampled_from(CALENDARS)


@given(calendars, days, counts, st.booleans(), st.booleans())
def test_the_earliest_is_never_after_the_latest(
    known: calendar.SchoolCalendar, start: date, n: int, back: bool, same: bool
) -> None:
    earliest, latest = school_days.nth_school_day(known, start, n, back=back, same=same)
    if earliest is not None and latest is not None:
        assert earliest <= latest


@given(calendars, days, counts, st.integers(0, 30), st.integers(0, 10))
def test_a_later_start_or_a_longer_count_never_ends_sooner(
    known: calendar.SchoolCalendar, start: date, n: int, later: int, more: int
) -> None:
    sooner = school_days.nth_school_day(known, start, n)
    after = school_days.nth_school_day(known, start + timedelta(days=later), n + more)
    for first, second in zip(sooner, after, strict=True):
        if first is not None and second is not None:
            assert first <= second


@given(days, counts)
def test_there_and_back_again(start: date, n: int) -> None:
    """On a known calendar: n school days on from a school day, n back, is where one began."""
    if school_days.day_kind(ON_A, start)[0] == "school":
        there, sure = school_days.nth_school_day(ON_A, start, n)
        if there is not None and there == sure:
            assert school_days.nth_school_day(ON_A, there, n, back=True) == (start, start)


@given(calendars, days, counts)
def test_the_days_counted_are_the_days_between(
    known: calendar.SchoolCalendar, start: date, n: int
) -> None:
    """The earliest end has n possible school days behind it; the latest is the first day that
    has n behind it however bad it gets."""
    earliest, latest = school_days.nth_school_day(known, start, n)
    first = start.toordinal() + 1
    if earliest is not None:
        assert school_days.day_kind(known, earliest)[0] != "closed"
        assert school_days.school_days(known, first, earliest.toordinal() + 1)[1] == n
    if latest is not None:
        assert school_days.day_kind(known, latest)[0] != "closed"
        assert school_days.school_days(known, first, latest.toordinal() + 1)[0] == n
        assert school_days.school_days(known, first, latest.toordinal())[0] == n - 1


@given(calendars, days, counts, st.booleans())
def test_the_days_counted_back_are_the_days_between(
    known: calendar.SchoolCalendar, start: date, n: int, same: bool
) -> None:
    latest, earliest = school_days.nth_school_day(known, start, n, back=True, same=same)
    end = start.toordinal() + same
    if earliest is not None:
        assert school_days.school_days(known, earliest.toordinal(), end)[1] == n
    if latest is not None:
        assert school_days.day_kind(known, latest)[0] != "closed"
        assert school_days.school_days(known, latest.toordinal(), end)[0] == n
        assert school_days.school_days(known, latest.toordinal() + 1, end)[0] == n - 1


@given(calendars, days, st.integers(0, 200))
def test_fewest_is_never_more_than_most(
    known: calendar.SchoolCalendar, start: date, length: int
) -> None:
    first = start.toordinal()
    fewest, most = school_days.school_days(known, first, first + length)
    assert 0 <= fewest <= most <= length
