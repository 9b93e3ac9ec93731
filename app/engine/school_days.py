"""School days and working days counted on a compiled calendar, each end as far as it is known.

Refuses to know what a day is counted for. A half-day session makes a school day; INSET days and
full closures do not (Education Act 1996 s.579).
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from app.model.calendar import DayKind, SchoolCalendar
from app.model.clocks import CalendarSource

Ends = tuple[date | None, date | None]

SUREST_FIRST: tuple[CalendarSource, ...] = ("school", "council", "usual", "weekdays")


def day_kind(calendar: SchoolCalendar, day: date) -> tuple[DayKind, str]:
    """Whether school is open on a day, and why: a `CountedDay.reason`, "counted" if open."""
    if day.weekday() > 4:
        return "closed", "weekend"
    if day in calendar.bank_holidays:
        return "closed", "bank_holiday"
    reason = calendar.reasons.get(day.toordinal())
    if reason not in (None, "maybe"):
        return "closed", reason
    index = bisect_left(calendar.certain, day.toordinal())
    if index < len(calendar.certain) and calendar.certain[index] == day.toordinal():
        return "school", "counted"
    return "maybe", "maybe"


def nth_school_day(
    calendar: SchoolCalendar, start: date, n: int, *, back: bool = False, same: bool = False
) -> Ends:
    """The earliest and latest date of the n-th school day after (or before) `start`.

    `same` counts `start` itself as day 1 if it is a school day. None where the calendar cannot
    tell: beyond its horizon, or (for the end that needs certainty) beyond the days it knows.
    """
    at = start.toordinal()
    if n == 0:
        return start, start
    if not calendar.possible[0] <= at <= calendar.possible[-1]:
        return None, None
    if back:
        after = at + 1 if same else at
        index = bisect_left(calendar.possible, after)
        return _far_end(calendar, index, n, back=True), _day(calendar, index - n)
    index = bisect_left(calendar.possible, at if same else at + 1)
    return _day(calendar, index + n - 1), _far_end(calendar, index, n)


def nth_working_day(
    calendar: SchoolCalendar, start: date, n: int, *, back: bool = False, same: bool = False
) -> date | None:
    """The n-th working day after (or before) `start`; `same` as in `nth_school_day`. None where
    the count leaves the calendar's horizon."""
    at, days = start.toordinal(), calendar.working
    if n == 0:
        return start
    if not days[0] <= at <= days[-1]:
        return None
    step = -n if back else n - 1
    index = bisect_left(days, at + (same if back else not same)) + step
    return date.fromordinal(days[index]) if 0 <= index < len(days) else None


def school_days(calendar: SchoolCalendar, first: int, end: int) -> tuple[int, int]:
    """The fewest and the most school days from ordinal `first` up to, but excluding, `end`.

    The fewest: every holiday is as long as it can be, lies between the two days as far as it can,
    and every training day falls there too.
    """
    low, high = bisect_left(calendar.possible, first), bisect_left(calendar.possible, end)
    fewest = 0
    for stretch in calendar.stretches:
        if stretch.low >= high or low >= stretch.high:
            continue
        sure = -stretch.unplaced
        for begins, after, closed in stretch.parts:
            if begins < high and low < after:
                met = min(high, after) - max(low, begins)
                sure += met - closed if met > closed else 0
        fewest += max(0, sure)
    return fewest, max(0, high - low)


def days_met(
    calendar: SchoolCalendar, first: int, end: int, *, back: bool = False
) -> frozenset[int]:
    """The days (ordinals) that count for the far end of a way from `first` up to, but excluding,
    `end`: each holiday is taken to lie as early on the way as it can. Training days aside."""
    low, high = bisect_left(calendar.possible, first), bisect_left(calendar.possible, end)
    met: set[int] = set()
    for stretch in calendar.stretches:
        for begins, after, closed in stretch.parts:
            begins, after = max(low, begins), min(high, after)
            counted = slice(begins, after - closed) if back else slice(begins + closed, after)
            if counted.start < counted.stop:
                met.update(calendar.possible[counted])
    return frozenset(met)


def certain_before(calendar: SchoolCalendar, day: date) -> date | None:
    """The last school day before a day that no source doubts; it may still be a training day."""
    index = bisect_left(calendar.certain, day.toordinal()) - 1
    return date.fromordinal(calendar.certain[index]) if index >= 0 else None


def source_at(calendar: SchoolCalendar, ordinal: int) -> CalendarSource:
    """The source of one day, given as an ordinal."""
    found = (each.source for each in calendar.stretches if each.first <= ordinal <= each.last)
    return next(found, "weekdays")


def source_between(
    calendar: SchoolCalendar, one: date | None, other: date | None
) -> CalendarSource:
    """The least sure source among those that the days between two dates come from."""
    if one is None or other is None:
        return "weekdays"
    low, high = one.toordinal(), other.toordinal()
    if low > high:
        low, high = high, low
    met = [each.source for each in calendar.stretches if each.last >= low and each.first <= high]
    return met[0] if len(met) == 1 else max(met, key=SUREST_FIRST.index, default="weekdays")


def _day(calendar: SchoolCalendar, index: int) -> date | None:
    inside = 0 <= index < len(calendar.possible)
    return date.fromordinal(calendar.possible[index]) if inside else None


def _far_end(calendar: SchoolCalendar, at: int, n: int, *, back: bool = False) -> date | None:
    """The first day by which `school_days` finds at least `n` on the way from `at` (an index in
    `possible`; counting back, the way starts before it). None where nobody knows."""
    step = -1 if back else 1
    for stretch in calendar.stretches[::step]:
        if at <= stretch.low if back else stretch.high <= at:
            continue
        if stretch.source == "weekdays":
            return None
        left = n + stretch.unplaced
        for begins, after, closed in stretch.parts[::step]:
            met = min(at, after) - begins if back else after - max(at, begins)
            if met - closed >= left:
                index = at - closed - left if back else at + closed + left - 1
                return date.fromordinal(calendar.possible[index])
            if met > 0:
                left -= max(0, met - closed)
                at = begins if back else after
        n = min(n, left)
    return None
