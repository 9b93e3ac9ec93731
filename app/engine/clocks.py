"""Time limits: a clock, a start and a calendar give an end as a range, with its working.

Counting rule: the day a clock runs from is left out, the last day counts in full, unless the
clock says that it starts with that day. Refuses to know what a clock is for.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from app.engine import school_days
from app.engine.school_days import Ends
from app.model.calendar import SchoolCalendar
from app.model.clocks import Clock, CountedDay, Deadline, Reading, ReadingEnd, State
from app.model.values import Dates

Pick = Callable[[list[date]], date]

OPEN = ("counted", "maybe")  # reasons of a day that is, or may be, a school day
POST_AHEAD = 4  # working days: first-class post counts from the second after posting, and to spare


class _Count(NamedTuple):
    number: int
    unit: str
    same: bool
    back: bool


def deadline(
    clock: Clock,
    start: Dates | None,
    calendar: SchoolCalendar,
    *,
    aim: Dates | None = None,
    assumed: bool = False,
    reading_starts: Mapping[str, Dates | None] | None = None,
    counted: tuple[Deadline, ...] = (),
) -> Deadline:
    """The time limit as a range over rough starts, doubtful school days and open readings.

    `reading_starts` holds the possible dates of every other start that a reading counts from, by
    the reading's `from`. Where one way of counting cannot be worked out, the far end (`latest`,
    or `earliest` when counting back) is None and the near end comes from the others. `aim` is
    only kept if it may come before the limit. `counted` are the time limits that `start` is the
    range of, if it is one.
    """
    own = _ends(_count(clock, None), start, calendar)
    if start is not None and counted and all(_on_the_way(clock, each) for each in counted):
        own = _nearest_back(_count(clock, None), start.low, calendar), own[1]
    ends = tuple(
        [_read(clock, each, start, reading_starts or {}, calendar) for each in clock.readings]
    )
    begun, earliest, latest = _range(start, own, ends, back=clock.direction == "back")
    opened = begun
    if clock.direction == "back":
        opened = _opened(counted, known=earliest == latest)
    hand_in_by, post_by = _own_acts(clock, opened, earliest, calendar)
    return Deadline(
        clock=clock,
        start=start,
        earliest=earliest,
        latest=latest,
        aim=aim.low if aim and (latest is None or aim.low <= latest) else None,
        hand_in_by=hand_in_by,
        post_by=post_by,
        source=school_days.source_between(calendar, begun, latest or earliest),
        assumed=assumed,
        by_reading=ends,
    )


def _read(
    clock: Clock,
    reading: Reading,
    start: Dates | None,
    starts: Mapping[str, Dates | None],
    calendar: SchoolCalendar,
) -> ReadingEnd:
    begins = start if reading.from_ is None else starts.get(reading.from_)
    return ReadingEnd(reading.id, *_ends(_count(clock, reading), begins, calendar), begins)


def state(limit: Deadline, today: date, done: Dates | None) -> State:
    """Whether an act is running, met or late on `today`; `done` is when it was done, if it was.

    Late only after the latest end; between the earliest and the latest nothing is settled. What is
    only planned for a later day is not done yet.
    """
    if done is not None and done.low <= today:
        if limit.earliest is not None and done.high <= limit.earliest:
            return "met"
        if limit.latest is not None and done.low > limit.latest:
            return _late(limit)
        return "unknown"
    if limit.latest is not None:
        return "running" if today <= limit.latest else _late(limit)
    return "running" if limit.earliest is not None and today <= limit.earliest else "unknown"


def working(
    limit: Deadline, calendar: SchoolCalendar, *, latest: bool = False
) -> tuple[CountedDay, ...]:
    """The count day by day from the start to the earliest (or the latest) end, in counted order.

    Days that may be school days count towards the earliest end; towards the latest only where a
    holiday on the way cannot take them too. After the last number of a latest end come the school
    days that may yet turn out to be training days.
    """
    found = _way_to(limit, calendar, latest=latest)
    if found is None:
        return ()
    how, begins, end, sure_only = found
    step = -1 if how.back else 1
    first = (begins.high if latest else begins.low).toordinal() + (0 if how.same else step)
    span = sorted((first, end.toordinal()))
    sure: frozenset[int] | None = None
    if sure_only:
        sure = school_days.days_met(calendar, span[0], span[1] + 1, back=how.back)
    stop = how.number if how.unit in ("school_days", "working_days") else None
    days: list[CountedDay] = []
    number = 0
    for on in map(date.fromordinal, range(first, end.toordinal() + step, step)):
        reason = _reason(how.unit, on, calendar)
        open_then = reason in OPEN if sure is None else on.toordinal() in sure
        if open_then and number != stop:
            number += 1
            days.append(CountedDay(on, number, "counted"))
        else:
            days.append(CountedDay(on, None, "maybe" if reason in OPEN else reason))
    return tuple(days)


def counted_from(limit: Deadline, calendar: SchoolCalendar) -> Dates | None:
    """What `working` counts from to the earliest end: the start of the clock, or of one of its
    readings. None if it counts no days."""
    found = _way_to(limit, calendar, latest=False)
    return found[1] if found else None


def _count(clock: Clock, reading: Reading | None) -> _Count:
    back = clock.direction == "back"
    count = int(clock.count)  # a count that names a fact was put in by whoever knows the fact
    if reading is None:
        return _Count(count, clock.unit, clock.first_day == "same", back)
    return _Count(
        count if reading.count is None else reading.count,
        reading.unit or clock.unit,
        (reading.first_day or clock.first_day) == "same",
        back,
    )


def _ends(how: _Count, start: Dates | None, calendar: SchoolCalendar) -> Ends:
    if start is None:
        return None, None
    if how.unit == "school_days":
        low = school_days.nth_school_day(
            calendar, start.low, how.number, back=how.back, same=how.same
        )
        if start.low == start.high:
            return low
        high = school_days.nth_school_day(
            calendar, start.high, how.number, back=how.back, same=how.same
        )
        return low[0], high[1]
    return _plain_end(how, start.low, calendar), _plain_end(how, start.high, calendar)


def _on_the_way(clock: Clock, counted: Deadline) -> bool:
    """Whether the way back from a limit is a part of the way that led there: both then meet the
    same doubtful days, and the day before the earliest limit is the earliest one before it."""
    return (
        clock.direction == "back"
        and counted.clock.direction == "forward"
        and clock.unit == counted.clock.unit == "school_days"
        and not counted.clock.readings
        and int(clock.count) < int(counted.clock.count)
    )


def _nearest_back(how: _Count, start: date, calendar: SchoolCalendar) -> date | None:
    return school_days.nth_school_day(calendar, start, how.number, back=True, same=how.same)[1]


def _opened(counted: tuple[Deadline, ...], *, known: bool) -> date | None:
    """Since when an act that is counted back can be done: since the limit it is counted from
    began. Nobody knows otherwise, which matters only where the calendar leaves a range."""
    if not counted:
        return date.min if known else None
    return min((each.start.low for each in counted if each.start), default=None)


def _plain_end(how: _Count, start: date, calendar: SchoolCalendar) -> date | None:
    if how.unit == "working_days":
        return school_days.nth_working_day(
            calendar, start, how.number, back=how.back, same=how.same
        )
    sign = -1 if how.back else 1
    if how.unit == "months":
        end, whole = _months_on(start, sign * how.number)
        return end - timedelta(days=sign) if how.same and (whole or how.back) else end
    days = how.number * (7 if how.unit == "weeks" else 1)
    return start + timedelta(days=sign * (days - how.same))


def _months_on(start: date, months: int) -> tuple[date, bool]:
    """The same-numbered date so many months on, or the last of a month that has none (False)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, length)), start.day <= length


def _range(
    start: Dates | None, own: Ends, readings: tuple[ReadingEnd, ...], *, back: bool
) -> tuple[date | None, date | None, date | None]:
    """The first start, the earliest end and the latest end over all ways of counting."""
    if not readings:
        return start.low if start else None, *own
    ends = (ReadingEnd("", *own, start), *readings)
    earliest = (_all_known if back else _some_known)(min, [each.earliest for each in ends])
    latest = (_some_known if back else _all_known)(max, [each.latest for each in ends])
    return (
        _some_known(min, [each.start.low if each.start else None for each in ends]),
        earliest,
        latest,
    )


def _some_known(pick: Pick, ends: list[date | None]) -> date | None:
    known = [each for each in ends if each is not None]
    return pick(known) if known else None


def _all_known(pick: Pick, ends: list[date | None]) -> date | None:
    """As `_some_known`, but None if one is unknown: nobody is late while an end is open."""
    return None if None in ends else _some_known(pick, ends)


def _own_acts(
    clock: Clock, opened: date | None, earliest: date | None, calendar: SchoolCalendar
) -> tuple[date | None, date | None]:
    """When the family hands it in (a sure school day before the end) and posts it, at the latest.

    None for what would have to be done before it can be done at all (`opened`).
    """
    if clock.whose != "family" or opened is None or earliest is None:
        return None, None
    nearest = school_days.nth_school_day(calendar, earliest, 1, back=True)[1]
    by = school_days.certain_before(calendar, earliest)
    by = by if by is not None and by >= opened else nearest
    if by is None or by < opened:
        return None, None
    post_by = school_days.nth_working_day(calendar, by, POST_AHEAD, back=True)
    return by, post_by if post_by is not None and post_by >= opened else None


def _way_to(
    limit: Deadline, calendar: SchoolCalendar, *, latest: bool
) -> tuple[_Count, Dates, date, bool] | None:
    """The first way of counting (the clock's own, then its readings) that gives the end, and
    whether only days count that are surely met."""
    target = limit.latest if latest else limit.earliest
    ways = [(_count(limit.clock, None), limit.start)]
    for reading, end in zip(limit.clock.readings, limit.by_reading, strict=True):
        ways.append((_count(limit.clock, reading), end.start))
    for how, begins in ways:
        if not target or not begins:
            continue
        far = how.unit == "school_days" and latest != how.back
        if _ends(how, begins, calendar)[latest] == target:
            return how, begins, target, far
        if far and how.back and _nearest_back(how, begins.low, calendar) == target:
            return how, begins, target, False
    return None


def _reason(unit: str, on: date, calendar: SchoolCalendar) -> str:
    if unit == "school_days":
        return school_days.day_kind(calendar, on)[1]
    if unit != "working_days":
        return "counted"
    if on.weekday() > 4:
        return "weekend"
    return "bank_holiday" if on in calendar.bank_holidays else "counted"


def _late(limit: Deadline) -> State:
    return "late_if_assumed" if limit.assumed else "late"
