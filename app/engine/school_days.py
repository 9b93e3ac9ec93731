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
        surely = _certain_before(calendar, after, n)
        index = bisect_left(calendar.possible, after) - n
        nearest = date.fromordinal(calendar.possible[index]) if index >= 0 else None
        return surely, nearest
    before = at if same else at + 1
    index = bisect_left(calendar.possible, before) + n - 1
    inside = index < len(calendar.possible)
    return (
        date.fromordinal(calendar.possible[index]) if inside else None,
        _certain_from(calendar, before, n),
    )


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
    """The fewest and the most school days from ordinal `first` up to, but excluding, `end`."""
    most = bisect_left(calendar.possible, end) - bisect_left(calendar.possible, first)
    low, high = bisect_left(calendar.certain, first), bisect_left(calendar.certain, end)
    fewest = sum(
        [
            max(0, min(high, each.high) - max(low, each.low) - each.unplaced)
            for each in calendar.stretches
            if each.low < high and low < each.high
        ]
    )
    return fewest, max(0, most)


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


def _certain_from(calendar: SchoolCalendar, first: int, n: int) -> date | None:
    """The n-th certain school day from `first` if training days fall as badly as they can."""
    index = bisect_left(calendar.certain, first)
    for each in calendar.stretches:
        if each.last < first:
            continue
        if each.source == "weekdays":
            return None
        start = max(index, each.low) + each.unplaced
        if start + n <= each.high:
            return date.fromordinal(calendar.certain[start + n - 1])
        n -= max(0, each.high - start)
    return None


def _certain_before(calendar: SchoolCalendar, end: int, n: int) -> date | None:
    """As `_certain_from`, counting back from the day before `end`."""
    index = bisect_left(calendar.certain, end)
    for each in reversed(calendar.stretches):
        if each.first >= end:
            continue
        if each.source == "weekdays":
            return None
        start = min(index, each.high) - each.unplaced
        if start - n >= each.low:
            return date.fromordinal(calendar.certain[start - n])
        n -= max(0, start - each.low)
    return None
