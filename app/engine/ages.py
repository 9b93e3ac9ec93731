"""Ages: whole years, and the band of ages that a pupil is in. Knows no age limit by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import assert_never

from app.engine import terms
from app.engine.calendar import school_year
from app.model.calendar import SchoolCalendar
from app.model.facts import AgeLimit
from app.model.values import Dates, Numbers, Options, number

SCHOOL_YEAR_TURNS = (9, 1)  # for the school year in which a birthday falls
FRIDAY = 4


def whole_years(born: Dates | None, at: Dates | None) -> Numbers | None:
    """Completed years of age. A birthday on 29 February is reached on 1 March in other years."""
    if born is None or at is None:
        return None
    return number(_years(born.high, at.low), _years(born.low, at.high))


def age_band(
    born: Dates | None, at: Dates | None, limits: Sequence[AgeLimit], calendar: SchoolCalendar
) -> Options | None:
    """The band a pupil is in; several where dates are rough or a term's first day is not known.

    `limits` are the bands, the youngest first. Raises ValueError if the last one ends and the
    pupil is past it.
    """
    if born is None or at is None:
        return None
    youngest = _band(born.high, at.low, limits, calendar, latest=True)
    oldest = _band(born.low, at.high, limits, calendar, latest=False)
    return Options(frozenset(each.band for each in limits[youngest : max(oldest, youngest) + 1]))


def _years(born: date, at: date) -> int:
    return max(0, at.year - born.year - ((at.month, at.day) < (born.month, born.day)))


def _birthday(born: date, age: int) -> date:
    if (born.month, born.day) == (2, 29):
        return date(born.year + age, 2, 28) + timedelta(days=1)
    return born.replace(year=born.year + age)


def _band(
    born: date, at: date, limits: Sequence[AgeLimit], calendar: SchoolCalendar, *, latest: bool
) -> int:
    """The first band that has not ended, if terms start as late (or as early) as they can."""
    for index, limit in enumerate(limits):
        if limit.age is not None and at.year > born.year + limit.age + 1:
            continue  # whichever way a band ends, it has by the end of the year after the birthday
        if at < _after(born, limit, calendar, latest=latest):
            return index
    raise ValueError("no band of ages is open-ended")


def _after(born: date, limit: AgeLimit, calendar: SchoolCalendar, *, latest: bool) -> date:
    """The first day after a band; with terms as late (or as early) as they can start."""
    birthday = _birthday(born, limit.age or 0)
    match limit.ends:
        case "never":
            return date.max
        case "birthday":
            return birthday
        case "last_friday_in_june":
            return _last_friday_in_june(birthday) + timedelta(days=1)
        case "term_after":
            return _next_term(birthday, calendar, latest=latest)
        case _:
            assert_never(limit.ends)


def _last_friday_in_june(birthday: date) -> date:
    year = birthday.year + ((birthday.month, birthday.day) >= SCHOOL_YEAR_TURNS)
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - FRIDAY) % 7)


def _next_term(birthday: date, calendar: SchoolCalendar, *, latest: bool) -> date:
    """The first day of the first term that starts after a birthday, at the latest or earliest."""
    year = school_year(birthday)[0].year
    starts = (*terms.term_starts(calendar, year), *terms.term_starts(calendar, year + 1))
    return min(each[latest] for each in starts if each[latest] > birthday)
