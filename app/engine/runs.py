"""Runs of removal without a school day in between: how long, and their sixth school day.

Suspensions back to back count on; separate ones never add up (SI 2007/1870 as amended by
SI 2014/3216). Only measures of whole days make a run. Refuses to know what is owed when.
"""

from __future__ import annotations

from datetime import date
from math import ceil

from app.engine import removals, school_days
from app.engine.removals import History
from app.model.calendar import SchoolCalendar
from app.model.facts import HistoryEntry
from app.model.values import Dates, Numbers, dates_or, day, number, numbers_or

UNSURE_GAP = 10  # school days: with no calendar known, a holiday may lie between two measures
SIXTH = 6
ANY = -1  # no measure in particular


def consecutive_school_days(
    history: History, start: Dates | None, days: Numbers | None, calendar: SchoolCalendar
) -> Numbers | None:
    """How many school days in a row the pupil is out by the end of this measure.

    `history` None is read as nothing earlier known. None while start or length is not known.
    """
    if start is None or days is None:
        return None
    lengths = [
        number(before + ceil(low), before + ceil(high))
        for first in removals.days_tried(start)
        for run in _run_starts(history or (), first, calendar)
        for before in (school_days.school_days(calendar, run, first)[1],)
        for low, high in days.spans
    ]
    return numbers_or(*lengths)


def sixth_consecutive_day(
    history: History, start: Dates | None, calendar: SchoolCalendar
) -> Dates | None:
    """The sixth school day of the run that a measure belongs to, however long the run is.

    Whether it is reached is for `consecutive_school_days` to say: a run of five days has a
    sixth day on which nothing is owed. None where the calendar cannot tell.
    """
    if start is None:
        return None
    runs = {
        run
        for first in removals.days_tried(start)
        for run in _run_starts(history or (), first, calendar)
    }
    found: list[Dates] = []
    for run in runs:
        low, high = school_days.nth_school_day(calendar, date.fromordinal(run), SIXTH, same=True)
        if low is None or high is None:
            return None
        found.append(day(low, high))
    return dates_or(*found)


def _run_starts(
    history: tuple[HistoryEntry, ...], first: int, calendar: SchoolCalendar
) -> frozenset[int]:
    """Where the run that reaches the day `first` may have started (ordinals)."""
    starts: set[int] = set()
    begun_by, waiting = {first: ANY}, [first]
    while waiting:
        reached = waiting.pop()
        before, joined = _just_before(history, reached, begun_by[reached], calendar)
        if not joined:
            starts.add(reached)
        for day_, measure in before:
            if begun_by.get(day_) not in (measure, ANY):
                begun_by[day_] = ANY if day_ in begun_by else measure
                waiting.append(day_)
    return frozenset(starts)


def _just_before(
    history: tuple[HistoryEntry, ...], first: int, own: int, calendar: SchoolCalendar
) -> tuple[set[tuple[int, int]], bool]:
    """First days of measures (and which measures) that may lead up to the day `first`, on which
    measure `own` begins, and whether one surely does. No measure leads up to itself."""
    found: set[tuple[int, int]] = set()
    joined = False
    for index, entry in enumerate(history):
        if index == own or entry.first_day is None:
            continue
        if entry.what not in ("whole_days", "unknown"):
            continue
        days = tuple(removals.days_tried(entry.first_day))
        joins = _joins(entry, days, first, calendar)
        found |= {(each, index) for each in joins}
        joined = joined or (len(joins) == len(days) and "maybe" not in joins.values())
    return found, joined


def _joins(
    entry: HistoryEntry, days: tuple[int, ...], first: int, calendar: SchoolCalendar
) -> dict[int, str]:
    """The days of `days` from which an earlier measure reaches the day `first` without a school
    day between: surely ("yes") or perhaps ("maybe")."""
    low, high, _ = removals.amount_of(entry)
    found: dict[int, str] = {}
    for begins in reversed(days):
        if begins >= first:
            continue
        certain, most = school_days.school_days(calendar, begins, first)
        unknown = school_days.source_at(calendar, begins) == "weekdays"
        if most <= ceil(low) and entry.what == "whole_days":
            found[begins] = "yes"
        elif high is None or (most - UNSURE_GAP if unknown else certain) <= ceil(high):
            found[begins] = "maybe"
        elif min(certain, most - UNSURE_GAP) > ceil(high):
            break  # from any day before it the way is longer still
    return found
