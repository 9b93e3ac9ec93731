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
    begun = (first, -1)
    seen, waiting = {begun}, [begun]
    while waiting:
        reached, own = waiting.pop()
        before, joined = _just_before(history, reached, own, calendar)
        if not joined:
            starts.add(reached)
        waiting += before - seen
        seen |= before
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
        joins = {each: _joins(entry, each, first, calendar) for each in days}
        found |= {(each, index) for each, verdict in joins.items() if verdict != "no"}
        joined = joined or all(verdict == "yes" for verdict in joins.values())
    return found, joined


def _joins(entry: HistoryEntry, begins: int, first: int, calendar: SchoolCalendar) -> str:
    """Whether no school day lies between an earlier measure and the day `first`."""
    if begins >= first:
        return "no"
    low, high, _ = removals.amount_of(entry)
    fewest, most = school_days.school_days(calendar, begins, first)
    if school_days.source_at(calendar, begins) == "weekdays":
        fewest = most - UNSURE_GAP
    if most <= ceil(low) and entry.what == "whole_days":
        return "yes"
    return "maybe" if high is None or fewest <= ceil(high) else "no"
