"""The school days that a time limit hangs on, and the family's word that school was open then.

Only the days that were counted matter, and of them only those that may have been no school day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from app.content.library import Library
from app.engine import clocks, school_days
from app.model.clocks import Deadline
from app.services.documents import Document
from app.services.situation import Situation

OPEN = "open"
MAYBE = "maybe"  # the reason of a day that was not counted, but may be a school day


def in_doubt(situation: Situation, limit: Deadline) -> tuple[date, ...]:
    """The counted days of which a family that looks at them may say that school was closed."""
    calendar = situation.interview.calendar
    return tuple(
        each for each in _counted(situation, limit) if school_days.in_doubt(calendar, each)
    )


def told(situation: Situation, limit: Deadline) -> tuple[date, ...]:
    """The counted days on which the family said that school was open."""
    calendar = situation.interview.calendar
    opened = {calendar.possible[each] for each in calendar.opened}
    return tuple(each for each in _counted(situation, limit) if each.toordinal() in opened)


def with_days(
    library: Library, document: Document, days: Iterable[date], at: datetime, *, opened: bool
) -> Document:
    """The case with these days said to have been open, or with that taken back."""
    fact = library.slots.open_days
    if fact is None:
        return document
    record = document.case.get(fact)
    before = {each["on"] for each in record["value"]} if record else set()
    named = {each.isoformat() for each in days}
    after = sorted(before | named if opened else before - named)
    case = {name: each for name, each in document.case.items() if name != fact}
    if after:
        case[fact] = {
            "value": [{"on": each, "reason": OPEN} for each in after],
            "known_from": "parent",
            "by": "parent",
            "at": at.isoformat(timespec="seconds"),
        }
    return replace(document, case=case)


def _counted(situation: Situation, limit: Deadline) -> tuple[date, ...]:
    """The days nearest to the start, of those that the calendar shows, that make up the count if
    school was open on all of them; by date. Where nobody knows the end that is shown, those of
    the other end."""
    if limit.clock.unit != "school_days":
        return ()
    calendar = situation.interview.calendar
    days = clocks.working(limit, calendar) or clocks.working(limit, calendar, latest=True)
    whole = sum(each.number is not None for each in days)
    maybe = [each.on for each in days if each.number is not None or each.reason == MAYBE]
    return tuple(sorted(maybe[:whole]))
