"""How long something was, as a form brings it: whole days, half a day, lunchtimes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.i18n.voice import Voice
from app.services.views import Problem
from app.web import form_dates, typed
from app.web.form_dates import Limits, problem
from app.web.typed import Posted

SchoolDays = Callable[[date, date], Any]
"""School days from one date up to (not with) another: a number, or `{from, to}`."""
WHATS = ("whole_days", "half_day", "lunchtimes", "unknown")
MOST_DAYS = 190
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class LengthRead:
    """`{what, count}`, or None with what to do about it."""

    value: dict[str, Any] | None
    problems: tuple[Problem, ...] = ()


def length(
    posted: Posted,
    voice: Voice,
    first_day: date | None = None,
    school_days: SchoolDays | None = None,
) -> LengthRead:
    """How long. With `first_day` and `school_days` the day of going back may be given instead."""
    what = typed.first(posted, "what")
    if what not in WHATS:
        return LengthRead(None, (form_dates.choose_one(voice, "what"),))
    if what == "unknown":
        return LengthRead({"what": what, "count": None})
    if what == "half_day":
        return LengthRead({"what": what, "count": 1})
    if what == "lunchtimes":
        return _lunchtimes(posted, voice)
    given_back = typed.first(posted, "back_day") and not typed.first(posted, "count")
    if given_back and first_day and school_days:
        return _until(posted, voice, first_day, school_days)
    return _whole_days(posted, voice)


def weekdays(first: date, back: date) -> int:
    """Mondays to Fridays from `first` up to (not with) `back`, holidays among them."""
    days = (first + timedelta(days=each) for each in range((back - first).days))
    return sum(day.weekday() < SATURDAY for day in days)


def _lunchtimes(posted: Posted, voice: Voice) -> LengthRead:
    count = typed.whole(typed.first(posted, "lunchtimes"))
    if not count or count > MOST_DAYS:
        said = voice.say("Put in how many lunchtimes, a number like 3.", "forms")
        return LengthRead(None, (problem("lunchtimes", said),))
    return LengthRead({"what": "lunchtimes", "count": count})


def _whole_days(posted: Posted, voice: Voice) -> LengthRead:
    count = typed.number(typed.first(posted, "count"))
    if not count or count > MOST_DAYS or count % 0.5:
        said = voice.say("Put in how many days, a number like 2 or 2½.", "forms")
        return LengthRead(None, (problem("count", said),))
    return LengthRead({"what": "whole_days", "count": int(count) if count % 1 == 0 else count})


def _until(posted: Posted, voice: Voice, first: date, school_days: SchoolDays) -> LengthRead:
    found = form_dates.one_day(posted, Limits(first, first, future=True), voice, "back_")
    back = date.fromisoformat(found.value) if isinstance(found.value, str) else first
    if found.value is not None and back > first:
        return LengthRead({"what": "whole_days", "count": school_days(first, back)})
    before = not found.problems or any(each.field == "back_year" for each in found.problems)
    readable = typed.whole(typed.first(posted, "back_year")) is not None
    if before and readable:
        said = voice.say("The day of going back comes after the first day away.", "forms")
        return LengthRead(None, (problem("back_day", said),))
    return LengthRead(None, found.problems)
