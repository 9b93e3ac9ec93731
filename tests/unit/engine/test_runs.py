"""Runs of removal without a school day in between, and their sixth day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.engine import runs
from app.model.facts import HistoryEntry
from app.model.values import Numbers, day, number
from tests.fixtures.calendars import A, compiled

ON_A, BARE = compiled(A), compiled(None)


def d(text: str) -> date:
    return date.fromisoformat(text)


def entry(first: Any, count: float | None, what: str = "whole_days") -> HistoryEntry:
    on = None if first is None else day(*(map(d, first if isinstance(first, tuple) else (first,))))
    return HistoryEntry(on, what, None if count is None else number(count))


def in_a_row(*history: HistoryEntry, start: str, days: float, known: Any = ON_A) -> Numbers | None:
    return runs.consecutive_school_days(history, day(d(start)), number(days), known)


@pytest.mark.parametrize(
    ("history", "start", "days", "row", "sixth"),
    [
        ((), "2026-10-12", 8, 8, "2026-10-19"),
        (((("2026-10-07"), 3),), "2026-10-12", 4, 7, "2026-10-14"),
        (((("2026-10-07"), 4),), "2026-10-14", 3, 3, "2026-10-21"),  # one day in school between
        (((("2026-10-21"), 3),), "2026-11-03", 2, 5, "2026-11-05"),  # half-term between
        (((("2026-10-01"), 4), ("2026-10-07", 3)), "2026-10-12", 1, 8, "2026-10-08"),
        ((), "2026-10-12", 2.5, 3, "2026-10-19"),
    ],
)
def test_back_to_back_measures_make_one_run(
    history: tuple[tuple[str, float], ...], start: str, days: float, row: float, sixth: str
) -> None:
    earlier = tuple(entry(first, count) for first, count in history)
    assert in_a_row(*earlier, start=start, days=days) == number(row)
    found = runs.sixth_consecutive_day(earlier, day(d(start)), ON_A)
    assert found == day(d(sixth))


def test_only_whole_days_make_a_run() -> None:
    lunch = entry("2026-10-08", 2, "lunchtimes")
    assert in_a_row(lunch, start="2026-10-12", days=2) == number(2)
    undated = entry(None, 3)
    assert in_a_row(undated, start="2026-10-12", days=2) == number(2)
    later = entry("2026-10-19", 3)
    assert in_a_row(later, start="2026-10-12", days=2) == number(2)


def test_what_may_have_led_up_to_it_may_count() -> None:
    unknown = entry("2026-10-08", 2, "unknown")
    assert in_a_row(unknown, start="2026-10-12", days=2) == Numbers(((2, 2), (4, 4)))
    open_end = entry("2026-10-05", None)
    assert in_a_row(open_end, start="2026-10-12", days=2) == Numbers(((2, 2), (7, 7)))
    rough = entry(("2026-10-07", "2026-10-08"), 2)
    assert in_a_row(rough, start="2026-10-12", days=2) == Numbers(((2, 2), (4, 4)))
    bare = entry("2026-10-05", 2)
    assert in_a_row(bare, start="2026-10-12", days=2, known=BARE) == Numbers(((2, 2), (7, 7)))


def test_one_day_may_be_reached_from_two_measures() -> None:
    """Two rough measures that may follow each other in either order, and lead up to a third."""
    one, two = (entry(("2026-10-05", "2026-10-08"), 2) for _ in range(2))
    found = in_a_row(one, two, start="2026-10-12", days=2)
    assert found is not None
    assert {number_ for number_, _ in found.spans} >= {2, 4, 6}


def test_without_a_start_or_a_calendar_there_is_no_sixth_day() -> None:
    assert runs.sixth_consecutive_day((), None, ON_A) is None
    assert runs.sixth_consecutive_day((), day(d("2026-10-12")), BARE) is None
    assert runs.consecutive_school_days((), None, number(1), ON_A) is None
    assert runs.consecutive_school_days((), day(d("2026-10-12")), None, ON_A) is None
    assert runs.consecutive_school_days(None, day(d("2026-10-12")), number(2), ON_A) == number(2)


def test_a_rough_start_has_several_sixth_days() -> None:
    found = runs.sixth_consecutive_day(None, day(d("2026-10-12"), d("2026-10-13")), ON_A)
    assert found == day(d("2026-10-19"), d("2026-10-20"))
