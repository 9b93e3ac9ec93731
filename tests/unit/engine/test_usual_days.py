"""Counts on usual years held against made-up councils, whose real days lie in their ranges."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine import calendar, school_days
from app.model.calendar import SchoolCalendar, UsualYear
from tests.fixtures.calendars import HOLIDAYS

NAMES = ("october", "christmas", "february", "easter", "may")
FIRST_DAYS = ("2024-10-18", "2024-12-18", "2025-02-13", "2025-04-01", "2025-05-22")
TRAINING = 3
SLOW = [HealthCheck.too_slow]
A_DAY = timedelta(days=1)

Holiday = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Council:
    """One council's year: its first and last term day, and the holidays between them."""

    starts: date
    ends: date
    holidays: tuple[Holiday, ...]


def days_on(day: date, most: int) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda each: day + timedelta(days=each))


@st.composite
def councils(draw: st.DrawFn) -> Council:
    holidays = []
    for first_day in FIRST_DAYS:
        first = draw(days_on(date.fromisoformat(first_day), 7))
        holidays.append((first, draw(days_on(first + 4 * A_DAY, 7))))
    starts, ends = draw(days_on(date(2024, 9, 1), 4)), draw(days_on(date(2025, 7, 17), 6))
    return Council(starts, ends, tuple(holidays))


def open_weekdays(first: date, last: date) -> list[date]:
    days = (first + each * A_DAY for each in range((last - first).days + 1))
    return [each for each in days if each.weekday() < 5 and each not in HOLIDAYS]


def between(found: list[date]) -> dict[str, date]:
    return {"earliest": min(found), "latest": max(found)}


def usual_year(all_councils: list[Council]) -> UsualYear:
    found: dict[str, Any] = {}
    for index, name in enumerate(NAMES):
        spans = [each.holidays[index] for each in all_councils]
        found[name] = {
            "first_day": between([first for first, _ in spans]),
            "last_day": between([last for _, last in spans]),
            "longest": max(len(open_weekdays(*each)) for each in spans),
        }
    return UsualYear.model_validate(
        {
            "school_year": "2024/25",
            "councils": len(all_councils),
            "training_days_at_most": TRAINING,
            "starts": between([each.starts for each in all_councils]),
            "ends": between([each.ends for each in all_councils]),
            **found,
        }
    )


def compiled(year: UsualYear) -> SchoolCalendar:
    return calendar.compile_calendar(None, (year,), HOLIDAYS, ())


def days_at_school(council: Council, training: set[date]) -> list[date]:
    off = {each for first, last in council.holidays for each in open_weekdays(first, last)}
    days = open_weekdays(council.starts, council.ends)
    return [each for each in days if each not in off and each not in training]


@lru_cache(maxsize=256)
def placements(year: UsualYear, name: str) -> tuple[Holiday, ...]:
    """Every holiday that the ranges allow, none longer than the longest."""
    each = getattr(year, name)
    firsts, lasts = (
        [span.earliest + n * A_DAY for n in range((span.latest - span.earliest).days + 1)]
        for span in (each.first_day, each.last_day)
    )
    return tuple(
        (first, last)
        for first, last in product(firsts, lasts)
        if first <= last and len(open_weekdays(first, last)) <= each.longest
    )


@st.composite
def schools(draw: st.DrawFn) -> tuple[UsualYear, list[date]]:
    """A usual year, and the school days of one school that lies within it."""
    year = usual_year(draw(st.lists(councils(), min_size=1, max_size=3)))
    spread = (year.ends.latest - year.ends.earliest).days
    school = Council(
        draw(days_on(year.starts.earliest, (year.starts.latest - year.starts.earliest).days)),
        draw(days_on(year.ends.earliest, spread)),
        tuple(draw(st.sampled_from(placements(year, name))) for name in NAMES),
    )
    days = days_at_school(school, set())
    at = draw(st.integers(0, len(days) - 1))
    apart = draw(st.integers(1, 20))
    training = set(days[at : at + apart * TRAINING : apart])
    return year, [each for each in days if each not in training]


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(schools(), st.integers(0, 320), st.sampled_from([1, 5, 10, 15, 50]), st.booleans())
def test_every_real_end_lies_in_the_range(
    school: tuple[UsualYear, list[date]], day: int, n: int, same: bool
) -> None:
    year, days = school
    known = compiled(year)
    start = date(2024, 9, 1) + timedelta(days=day)
    ahead = bisect_left(days, start if same else start + A_DAY) + n - 1
    if ahead < len(days):
        earliest, latest = school_days.nth_school_day(known, start, n, same=same)
        assert earliest is not None and earliest <= days[ahead]
        assert latest is None or days[ahead] <= latest
    behind = bisect_left(days, start + A_DAY if same else start) - n
    if behind >= 0:
        far, nearest = school_days.nth_school_day(known, start, n, back=True, same=same)
        assert nearest is not None and days[behind] <= nearest
        assert far is None or far <= days[behind]


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(schools(), st.integers(0, 320), st.integers(0, 120))
def test_the_real_days_are_never_fewer_than_the_fewest(
    school: tuple[UsualYear, list[date]], day: int, length: int
) -> None:
    year, days = school
    first = date(2024, 9, 1) + timedelta(days=day)
    end = first + timedelta(days=length)
    real = bisect_left(days, end) - bisect_left(days, first)
    fewest, most = school_days.school_days(compiled(year), first.toordinal(), end.toordinal())
    assert fewest <= real <= most


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(st.lists(councils(), min_size=1, max_size=3), st.integers(0, len(NAMES)))
def test_some_school_has_the_fewest_days(all_councils: list[Council], some: int) -> None:
    """From term to term it cannot be narrower: the longest holidays and all training days."""
    year = usual_year(all_councils)
    longest = [
        max((each.holidays[index] for each in all_councils), key=lambda h: len(open_weekdays(*h)))
        for index in range(len(NAMES))
    ]
    school = Council(year.starts.latest, year.ends.earliest, tuple(longest))
    ends = [
        date(2024, 9, 9),
        *(date.fromisoformat(day) for day in FIRST_DAYS[1:]),
        year.ends.latest,
    ]
    first, end = ends[0], ends[some]
    days = [each for each in days_at_school(school, set()) if first <= each < end]
    found = school_days.school_days(compiled(year), first.toordinal(), end.toordinal())
    assert found[0] == max(0, len(days) - TRAINING)
