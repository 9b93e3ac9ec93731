"""Days of removal laid out on the calendar, and their totals over a term or a year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.content.load import load
from app.engine import calendar, removals
from app.model.facts import HistoryEntry
from app.model.values import NO, YES, Numbers, day, number
from tests.fixtures.calendars import HOLIDAYS, A, B, C, compiled
from tests.fixtures.content import KITCHEN_SINK

ON_A, ON_B, ON_C, BARE = compiled(A), compiled(B), compiled(C), compiled(None)
USUAL = calendar.compile_calendar(None, load(KITCHEN_SINK).usual_years, HOLIDAYS, ())


def d(text: str) -> date:
    return date.fromisoformat(text)


def entry(first: Any, count: Any = 1, what: str = "whole_days") -> HistoryEntry:
    on = None if first is None else day(*(map(d, first if isinstance(first, tuple) else (first,))))
    much = None if count is None else number(*(count if isinstance(count, tuple) else (count,)))
    return HistoryEntry(on, what, much)


def in_term(
    *history: HistoryEntry, start: str, days: Any, known: Any = ON_A, kind: Any = NO
) -> Numbers | None:
    length = days if isinstance(days, Numbers) else number(days)
    return removals.school_days_in_term(history, day(d(start)), length, kind, known)


def test_alone_a_measure_counts_its_own_days() -> None:
    assert in_term(start="2026-10-12", days=5) == number(5)
    assert in_term(start="2026-10-12", days=0.5) == number(0.5)


@pytest.mark.parametrize(
    ("earlier", "days", "total"),
    [
        ([entry("2026-09-14", 3), entry("2026-09-21", 5, "lunchtimes")], 0.5, 6.0),
        ([entry("2026-09-14", 3), entry("2026-09-21", 4, "lunchtimes")], 0.5, 5.5),
        ([entry("2026-09-14", 13)], 2, 15.0),
        ([entry("2026-09-14", 13), entry("2026-10-05", 1, "half_day")], 2, 15.5),
        ([entry("2026-09-14", 2.5)], 3, 5.5),
    ],
)
def test_earlier_removals_of_the_term_are_added(
    earlier: list[HistoryEntry], days: float, total: float
) -> None:
    assert in_term(*earlier, start="2026-10-12", days=days) == number(total)


def test_half_terms_do_not_split_a_term_of_three() -> None:
    assert in_term(entry("2026-09-14", 4), start="2026-11-09", days=3) == number(7)


def test_six_school_terms_count_as_blocks_of_the_year() -> None:
    whole = {"start": "2026-11-09", "days": 3, "known": ON_B, "kind": YES}
    assert in_term(entry("2026-09-14", 4), **whole) == number(7)


def test_easter_monday_splits_where_there_are_more_than_three_terms() -> None:
    earlier = entry("2027-03-23", 3)
    assert in_term(earlier, start="2027-03-30", days=3, known=ON_C, kind=YES) == number(3)
    assert in_term(earlier, start="2027-03-30", days=3, known=ON_C, kind=NO) == number(6)
    both = in_term(earlier, start="2027-03-30", days=3, known=ON_C, kind=None)
    assert both == Numbers(((3, 3), (6, 6)))


def test_a_measure_over_the_end_of_a_term_is_split() -> None:
    assert in_term(start="2026-12-16", days=6) == number(3)
    assert in_term(entry("2026-12-07", 2), start="2026-12-16", days=6) == number(5)
    assert in_term(start="2026-12-17", days=6) == number(4)


def test_later_removals_and_other_years_are_left_out() -> None:
    assert in_term(entry("2026-11-09", 4), start="2026-10-12", days=2) == number(2)
    assert in_term(entry("2025-11-10", 4), start="2026-10-12", days=2) == number(2)


def test_a_rough_day_may_lie_before_or_after() -> None:
    rough = entry(("2026-10-05", "2026-10-19"), 3)
    assert in_term(rough, start="2026-10-12", days=2) == number(2, 5)


def test_a_rough_length_gives_a_range() -> None:
    assert in_term(start="2026-10-12", days=number(2, 4)) == number(2, 4)
    assert in_term(entry("2026-09-14", (1, 3)), start="2026-10-12", days=2) == number(3, 5)


def test_what_nobody_knows_may_be_nothing_or_much() -> None:
    found = removals.school_days_in_term(None, day(d("2026-10-12")), number(2), NO, ON_A)
    assert found is not None
    assert found.low == 2 and found.high > 20
    undated = in_term(entry(None, 3), start="2026-10-12", days=2)
    assert undated == number(2, 5)
    endless = in_term(entry(None, None), start="2026-10-12", days=2)
    assert endless is not None and endless.low == 2 and endless.high > 20
    long_ = in_term(entry("2026-10-05", None), start="2026-10-12", days=2)
    assert long_ is not None and long_.low == 3 and long_.high >= 7


def test_without_start_or_length_there_is_no_total() -> None:
    assert removals.school_days_in_term((), None, number(1), NO, ON_A) is None
    assert removals.school_days_in_term((), day(d("2026-10-12")), None, NO, ON_A) is None
    assert removals.school_days_in_year((), None, number(1), ON_A) is None
    assert removals.school_days_in_year((), day(d("2026-10-12")), None, ON_A) is None


def test_a_year_adds_up_over_its_terms() -> None:
    history = (entry("2026-09-14", 10), entry("2027-01-11", 12), entry("2026-06-15", 9))
    found = removals.school_days_in_year(history, day(d("2027-05-10")), number(3), ON_A)
    assert found == number(25)
    for_years = day(d("2026-10-12"), d("2031-10-13"))
    rough = removals.school_days_in_year((), for_years, number(3), ON_A)
    assert rough is not None and rough.high == 3
    turning = removals.school_days_in_year((), day(d("2027-07-20")), number(4), ON_A)
    assert turning is not None and turning.low == 2 and turning.high >= 2


@pytest.mark.parametrize(
    ("what", "count", "amount"),
    [
        ("whole_days", 3, (3, 3, 1)),
        ("lunchtimes", 3, (1.5, 1.5, 0.5)),
        ("half_day", 1, (0.5, 0.5, 0.5)),
        ("half_day", None, (0.5, 0.5, 0.5)),
        ("whole_days", None, (1, None, 1)),
        ("unknown", 3, (1.5, 3, 1)),
        ("unknown", None, (0.5, None, 1)),
    ],
)
def test_what_an_entry_comes_to(what: str, count: float | None, amount: tuple[Any, ...]) -> None:
    assert removals.amount_of(entry("2026-10-12", count, what)) == amount


def test_long_spans_are_tried_evenly_with_both_ends() -> None:
    short = list(removals.days_tried(day(d("2026-10-12"), d("2026-10-14"))))
    assert len(short) == 3
    long_ = list(removals.days_tried(day(d("2026-01-01"), d("2026-12-31"))))
    assert long_[0] == d("2026-01-01").toordinal() and long_[-1] == d("2026-12-31").toordinal()
    assert len(long_) < 40


def test_nobody_knows_where_a_measure_is_cut_without_a_calendar() -> None:
    found = in_term(start="2026-12-17", days=6, known=BARE)
    assert found is not None
    assert found.low <= 4 and found.high == 6
    usual = in_term(start="2024-12-18", days=6, known=USUAL)
    assert usual is not None and usual.low <= usual.high <= 6
