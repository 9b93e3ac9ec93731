"""The calendar for one case, from the surest source for each school year.

This school's own days, else the term dates of its council, else the usual year, else bare weekdays.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.content.library import Library
from app.engine import bank_holidays, calendar
from app.model.calendar import OwnDays, SchoolCalendar
from app.model.facts import ClosedDay, School

FIRST_YEAR, LAST_YEAR = 2011, 2035


def holidays() -> frozenset[Any]:
    """Bank holidays over every year that a case can touch."""
    return bank_holidays.bank_holidays(range(FIRST_YEAR, LAST_YEAR + 1))


def for_facts(
    library: Library, given: Mapping[str, Any], own: OwnDays | None = None
) -> SchoolCalendar:
    """The calendar that belongs to the values of a case: its school, the days its family says
    were closed, and those it says were open. `own` days, if given, are surer than any published.
    """
    slots = library.slots
    school = given.get(slots.school)
    owns: tuple[OwnDays, ...] = (own,) if own else ()
    if isinstance(school, School):
        owns += library.term_dates.years(school.urn, school.la_code)
    closed = given.get(slots.closed_days) or ()
    opened = given.get(slots.open_days or "") or ()
    if not closed and not opened:
        return _published(library, owns)
    days = frozenset([each.on for each in opened])
    return calendar.compile_calendar(owns, library.usual_years, holidays(), closed, days)


def for_case(
    library: Library, own: OwnDays | None = None, closed: tuple[ClosedDay, ...] = ()
) -> SchoolCalendar:
    """The calendar of a case of which no school is known."""
    return for_facts(library, {library.slots.closed_days: closed}, own)


def published(library: Library, urn: str | None, council: str | None) -> SchoolCalendar:
    """The calendar of a school as published, without anything a family told."""
    return _published(library, library.term_dates.years(urn, council))


@lru_cache(maxsize=32)
def _published(library: Library, owns: tuple[OwnDays, ...]) -> SchoolCalendar:
    """Calendars that say nothing of any family, so that they may be kept."""
    return calendar.compile_calendar(owns, library.usual_years, holidays(), ())
