"""The calendar for one case: its own days if known, else the usual year, else bare weekdays."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app.content.library import Library
from app.engine import bank_holidays, calendar
from app.model.calendar import OwnDays, SchoolCalendar
from app.model.facts import ClosedDay

FIRST_YEAR, LAST_YEAR = 2011, 2035


def holidays() -> frozenset[Any]:
    """Bank holidays over every year that a case can touch."""
    return bank_holidays.bank_holidays(range(FIRST_YEAR, LAST_YEAR + 1))


def for_case(
    library: Library, own: OwnDays | None = None, closed: tuple[ClosedDay, ...] = ()
) -> SchoolCalendar:
    """The compiled calendar of a case; the one without own days is made once."""
    if own is None and not closed:
        return _usual(library)
    return calendar.compile_calendar(own, library.usual_years, holidays(), closed)


@lru_cache(maxsize=4)
def _usual(library: Library) -> SchoolCalendar:
    return calendar.compile_calendar(None, library.usual_years, holidays(), ())
