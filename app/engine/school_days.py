"""School days and working days counted on a compiled calendar, each end as far as it is known.

Refuses to know what a day is counted for. A half-day session makes a school day; INSET days and
full closures do not (Education Act 1996 s.579).
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from app.model.calendar import DayKind, Publication, SchoolCalendar
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
    and every training day falls there too; but on no day on which school was surely open.
    """
    low, high = bisect_left(calendar.possible, first), bisect_left(calendar.possible, end)
    return _fewest(calendar, low, high), max(0, high - low)


def _fewest(calendar: SchoolCalendar, low: int, high: int) -> int:
    fewest = 0
    for stretch in calendar.stretches:
        if stretch.low >= high or low >= stretch.high:
            continue
        sure = -stretch.unplaced
        for begins, after, closed in stretch.parts:
            if begins < high and low < after:
                met = min(high, after) - max(low, begins)
                if calendar.opened:
                    opened = _opened(calendar, max(low, begins), min(high, after))
                    fewest += opened
                    met -= opened
                sure += met - closed if met > closed else 0
        fewest += max(0, sure)
    return fewest


def _opened(calendar: SchoolCalendar, low: int, high: int) -> int:
    return bisect_left(calendar.opened, high) - bisect_left(calendar.opened, low)


def days_met(
    calendar: SchoolCalendar, first: int, end: int, *, back: bool = False
) -> frozenset[int]:
    """The days (ordinals) that count for the far end of a way from `first` up to, but excluding,
    `end`: each holiday is taken to lie as early on the way as it can. Training days aside."""
    low, high = bisect_left(calendar.possible, first), bisect_left(calendar.possible, end)
    sure = set(calendar.opened)
    met: set[int] = set()
    for stretch in calendar.stretches:
        for begins, after, closed in stretch.parts:
            places = range(max(low, begins), min(high, after))
            doubtful = [each for each in places if each not in sure]
            left = doubtful[: max(0, len(doubtful) - closed)] if back else doubtful[closed:]
            met.update(left)
            met.update(sure.intersection(places))
    return frozenset([calendar.possible[each] for each in met])


def in_doubt(calendar: SchoolCalendar, day: date) -> bool:
    """Whether a day that may be a school day may yet turn out to be none: a holiday may take it,
    or a training day nobody named, and nobody said that school was open."""
    ordinal = day.toordinal()
    at = bisect_left(calendar.possible, ordinal)
    if calendar.possible[at : at + 1] != (ordinal,) or _opened(calendar, at, at + 1):
        return False
    found = next(each for each in calendar.stretches if each.low <= at < each.high)
    part = next(each for each in found.parts if each.low <= at < each.high)
    return found.unplaced > 0 or part.closed > 0


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


def published_between(calendar: SchoolCalendar, one: date, other: date) -> Publication | None:
    """Whose days of the least sure source lie between two dates; None if nobody published any.

    Where several lists were used, the oldest of them, at first hand only if all are."""
    source = source_between(calendar, one, other)
    low, high = sorted((one.toordinal(), other.toordinal()))
    used = [
        each.published
        for each in calendar.stretches
        if each.source == source and each.published and each.last >= low and each.first <= high
    ]
    if not used:
        return None
    oldest = min(used, key=lambda each: each.seen_on)
    return oldest.model_copy(update={"first_hand": all(each.first_hand for each in used)})


def _day(calendar: SchoolCalendar, index: int) -> date | None:
    inside = 0 <= index < len(calendar.possible)
    return date.fromordinal(calendar.possible[index]) if inside else None


def _far_end(calendar: SchoolCalendar, at: int, n: int, *, back: bool = False) -> date | None:
    """The first day by which `school_days` finds at least `n` on the way from `at` (an index in
    `possible`; counting back, the way starts before it). None where nobody knows."""
    if calendar.opened:
        return _searched(calendar, at, n, back=back)
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


def _searched(calendar: SchoolCalendar, at: int, n: int, *, back: bool) -> date | None:
    """As `_far_end`, by doubling and halving: on a longer way there are never fewer school days.
    It ends with the first bare weekdays met, of which only days count that are surely open."""
    bare = [each for each in calendar.stretches if each.source == "weekdays"]
    if back:
        way = range(at - 1, max((each.low for each in bare if each.low < at), default=0) - 1, -1)
    else:
        last = len(calendar.possible)
        way = range(at, min((each.high for each in bare if each.high > at), default=last))

    def fewest(to: int) -> int:
        return _fewest(calendar, to, at) if back else _fewest(calendar, at, to + 1)

    reach = n
    while reach < len(way) and fewest(way[reach - 1]) < n:
        reach *= 2
    found = bisect_left(way[:reach], n, key=fewest)
    return date.fromordinal(calendar.possible[way[found]]) if found < len(way[:reach]) else None
