"""The closed set of verbs by which one fact follows from others.

Every verb takes and returns possible values, None for "not known". Knows arguments by their
names, never the facts behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.engine import ages, removals, runs, school_days, service_dates
from app.model.calendar import SchoolCalendar
from app.model.clocks import Deadline
from app.model.facts import AgeLimit, ClosedDay, Verb
from app.model.values import NO, YES, YES_OR_NO, Dates, Numbers, Options, Possible, day, number

Days = tuple[ClosedDay, ...]


class VerbContext(NamedTuple):
    """What verbs may look at beside their arguments. `on` is the day it is."""

    calendar: SchoolCalendar
    on: date
    limits: tuple[AgeLimit, ...] = ()


def school_days_between(
    first: Dates | None, last: Dates | None, calendar: SchoolCalendar
) -> Numbers | None:
    """School days after `first` up to and including `last`; 0 if `last` is not later."""
    if first is None or last is None:
        return None
    fewest, _ = school_days.school_days(
        calendar, first.high.toordinal() + 1, last.low.toordinal() + 1
    )
    _, most = school_days.school_days(
        calendar, first.low.toordinal() + 1, last.high.toordinal() + 1
    )
    return number(fewest, most)


def earliest_of(dates: Sequence[Dates | Days | None]) -> Dates | None:
    """The earliest of the dates that are known; None if none is. A list of days counts with
    every day in it."""
    known = _known(dates)
    if not known:
        return None
    return day(min(each.low for each in known), min(each.high for each in known))


def latest_of(dates: Sequence[Dates | Days | None]) -> Dates | None:
    """The latest of the dates that are known; None if none is. A list of days counts with
    every day in it."""
    known = _known(dates)
    if not known:
        return None
    return day(max(each.low for each in known), max(each.high for each in known))


def _known(dates: Sequence[Dates | Days | None]) -> list[Dates]:
    found: list[Dates] = []
    for each in dates:
        if isinstance(each, tuple):
            found += [day(listed.on) for listed in each]
        elif each is not None:
            found.append(each)
    return found


def is_before(first: Dates | None, second: Dates | None) -> Options | None:
    """Whether one date lies before another; the same day is not before."""
    if first is None or second is None:
        return None
    if first.high < second.low:
        return YES
    return NO if first.low >= second.high else YES_OR_NO


def deadline_passed(limit: Deadline | None, on: date) -> Options | None:
    """Whether a time limit has passed on a day: surely only after its latest end."""
    if limit is None or (limit.earliest is None and limit.latest is None):
        return None
    if limit.earliest is not None and on <= limit.earliest:
        return NO
    return YES if limit.latest is not None and on > limit.latest else YES_OR_NO


Args = Mapping[str, Any]


def _options(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _given_on(args: Args, context: VerbContext) -> Dates | None:
    hand, first_class = _options(args.get("hand")), _options(args.get("first_class"))
    return service_dates.given_on(
        args.get("date"), args.get("how"), hand, first_class, context.calendar
    )


def _in_term(args: Args, context: VerbContext) -> Numbers | None:
    return removals.school_days_in_term(
        args.get("history"),
        args.get("start"),
        args.get("days"),
        args.get("more_than_three_terms"),
        context.calendar,
    )


def _in_year(args: Args, context: VerbContext) -> Numbers | None:
    return removals.school_days_in_year(
        args.get("history"), args.get("start"), args.get("days"), context.calendar
    )


def _consecutive(args: Args, context: VerbContext) -> Numbers | None:
    return runs.consecutive_school_days(
        args.get("history"), args.get("start"), args.get("days"), context.calendar
    )


VERBS: Mapping[Verb, Callable[[Args, VerbContext], Possible | None]] = {
    "whole_years": lambda args, _: ages.whole_years(args.get("born"), args.get("at")),
    "age_band": lambda args, context: ages.age_band(
        args.get("born"), args.get("at"), context.limits, context.calendar
    ),
    "school_days_in_term": _in_term,
    "school_days_in_year": _in_year,
    "school_days_between": lambda args, context: school_days_between(
        args.get("first"), args.get("last"), context.calendar
    ),
    "consecutive_school_days": _consecutive,
    "sixth_consecutive_day": lambda args, context: runs.sixth_consecutive_day(
        args.get("history"), args.get("start"), context.calendar
    ),
    "given_on": _given_on,
    "earliest_of": lambda args, _: earliest_of(args.get("dates", ())),
    "latest_of": lambda args, _: latest_of(args.get("dates", ())),
    "is_before": lambda args, _: is_before(args.get("first"), args.get("second")),
    "deadline_passed": lambda args, context: deadline_passed(args.get("deadline"), context.on),
}
