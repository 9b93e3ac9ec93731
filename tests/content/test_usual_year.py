"""The usual school year held against every complete calendar that it was worked out from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.content.library import Library
from app.engine import school_days
from app.services import calendars
from bench import derive_usual_year

TABLE = Path(__file__).parents[3] / "shared" / "data" / "term_dates.csv"
COUNTS = (1, 5, 10, 15, 50)
TERMS = 3
A_DAY = timedelta(days=1)

pytestmark = pytest.mark.skipif(
    not TABLE.exists(), reason="the table of published term dates is not part of the repository"
)


def _days(spans: list[tuple[date, date]]) -> set[date]:
    return {
        first + each * A_DAY for first, last in spans for each in range((last - first).days + 1)
    }


def _at_school(events: derive_usual_year.Events) -> list[date]:
    spans = (
        list(zip(sorted(events[f"{name}_start"]), sorted(events[f"{name}_end"]), strict=True))
        for name in ("term", "half_term")
    )
    terms, half_terms = map(_days, spans)
    days = sorted(terms - half_terms - calendars.holidays())
    return [each for each in days if each.weekday() < 5]


def _complete() -> list[tuple[str, list[date], set[date]]]:
    """The days at school of each council and year that names all its terms, and its INSET days."""
    return [
        (f"{council} {year}", _at_school(events), set(events["inset"]))
        for year, councils in derive_usual_year.calendars(TABLE).items()
        for council, events in councils.items()
        if len(events["term_end"]) == len(events["term_start"]) == TERMS
    ]


def test_every_real_end_lies_in_the_range_of_the_usual_year(content: Library) -> None:
    usual = calendars.for_case(content)
    complete = _complete()
    assert len(complete) == 42
    wrong: list[str] = []
    for name, council_days, inset in complete:
        for days in (council_days, [each for each in council_days if each not in inset]):
            for at, start in enumerate(days):
                for n in COUNTS:
                    if at + n < len(days):
                        low, high = school_days.nth_school_day(usual, start, n)
                        if not (low and low <= days[at + n] and (not high or days[at + n] <= high)):
                            wrong.append(f"{name}: {n} from {start} is {days[at + n]}")
                    if at >= n:
                        low, high = school_days.nth_school_day(usual, start, n, back=True)
                        if not (high and days[at - n] <= high and (not low or low <= days[at - n])):
                            wrong.append(f"{name}: {n} back from {start} is {days[at - n]}")
    assert wrong == []
