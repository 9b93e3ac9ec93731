"""The usual school year held against every complete calendar that it was worked out from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.content.library import Library
from app.engine import school_days
from app.model.calendar import SchoolCalendar
from app.services import calendars
from bench import derive_usual_year

TABLE = Path(__file__).parents[3] / "shared" / "data" / "term_dates.csv"
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


def _outside(usual: SchoolCalendar, days: list[date], n: int, *, back: bool) -> list[date]:
    """The starts whose real n-th school day does not lie in the range."""
    step = -n if back else n
    wrong: list[date] = []
    for at, start in enumerate(days):
        if 0 <= at + step < len(days):
            low, high = school_days.nth_school_day(usual, start, n, back=back)
            real = days[at + step]
            if (low or real) > real or (high or real) < real:
                wrong.append(start)
    return wrong


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("n", [1, 5, 10, 15, 50])
def test_every_real_end_lies_in_the_range_of_the_usual_year(
    content: Library, n: int, back: bool
) -> None:
    usual = calendars.for_case(content)
    complete = _complete()
    assert len(complete) == 42
    for name, council_days, inset in complete:
        assert _outside(usual, council_days, n, back=back) == [], name
        without_inset = [each for each in council_days if each not in inset]
        assert _outside(usual, without_inset, n, back=back) == [], name
