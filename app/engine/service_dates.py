"""When a notice counts as given. Knows no option by name: the content says which means what."""

from __future__ import annotations

from collections.abc import Collection

from app.engine import school_days
from app.model.calendar import SchoolCalendar
from app.model.values import Dates, Options, dates_or, day

POST_TAKES = 2  # working days after posting (SI 2012/1033 regs 6(11), 8(3), Schedule 1 para 1(2))


def given_on(
    sent: Dates | None,
    how: Options | None,
    hand: Collection[str],
    first_class: Collection[str],
    calendar: SchoolCalendar,
) -> Dates | None:
    """The day a notice counts as given, `sent` being the date on it or of handing it over.

    `hand` and `first_class` are the options of `how` with a rule: that very day, and the second
    working day after posting. Of any other way (second class, e-mail, not known) nothing is
    settled: every day from the one to the other is possible. None beyond the calendar's horizon.
    """
    if sent is None:
        return None
    first, last = (
        school_days.nth_working_day(calendar, each, POST_TAKES) for each in (sent.low, sent.high)
    )
    if first is None or last is None:
        return None
    posted = day(first, last)
    ways = how.ids if how is not None else frozenset({""})
    readings: list[Dates] = []
    for way in sorted(ways):
        if way in hand:
            readings.append(sent)
        elif way in first_class:
            readings.append(posted)
        else:
            readings.append(day(sent.low, posted.high))
    return dates_or(*readings)
