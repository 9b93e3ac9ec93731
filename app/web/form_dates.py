"""Dates as a form brings them: one day, about when, or not sure. Knows no question."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n.voice import Said, Voice
from app.services.views import Problem, Words
from app.web import typed
from app.web.typed import Posted

Span = dict[str, str]
"""A rough date: `from` and `to`, both ISO dates, both included."""
BETWEEN = ".."
FULL_YEAR = 1000
CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Limits:
    """Which days may be given. `earliest` None: any day in the past. `future`: after today too."""

    today: date
    earliest: date | None = None
    future: bool = False


@dataclass(frozen=True, slots=True)
class DateRead:
    """A day as ISO date, a rough date, or None with what to do about it."""

    value: str | Span | None
    problems: tuple[Problem, ...] = ()


def problem(field: str, said: Said) -> Problem:
    """A remedy beside a field."""
    return Problem(field, Words(said.text, said.lang))


def filled(said: Said, **values: str) -> Said:
    """What was said, with its named gaps filled."""
    return Said(said.text.format(**values), said.lang)


def one_day(posted: Posted, limits: Limits, voice: Voice, prefix: str = "") -> DateRead:
    """The day of the three fields named `<prefix>day`, `<prefix>month` and `<prefix>year`."""
    found = _parts(posted, prefix)
    wrong = tuple(_unreadable(found, voice, prefix))
    if wrong:
        return DateRead(None, wrong)
    day, month, year = (part or 0 for part in found)
    if day > calendar.monthrange(year, month)[1]:
        said = voice.say("{day} {month} is not a day. Look at the letter again.", "forms")
        named = filled(said, day=str(day), month=voice.month(month))
        return DateRead(None, (problem(f"{prefix}day", named),))
    return _within(date(year, month, day), limits, voice, prefix)


def month_or_day(posted: Posted, limits: Limits, voice: Voice) -> DateRead:
    """A day; or with the day left empty the whole month, as a rough date up to today."""
    if typed.first(posted, "day") or not typed.first(posted, "month"):
        return one_day(posted, limits, voice)
    _, month, year = _parts(posted, "")
    wrong = tuple(_unreadable((1, month, year), voice, ""))
    if wrong:
        return DateRead(None, wrong)
    first = date(year or 0, month or 0, 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    checked = _within(first, limits, voice, "")
    if checked.problems:
        return checked
    return DateRead(span(first, last if limits.future else min(last, limits.today)))


def quick_day(value: str, limits: Limits, voice: Voice) -> DateRead:
    """A day offered by name (today, yesterday), posted as ISO date."""
    day = _iso(value)
    return _within(day, limits, voice, "") if day else DateRead(None, (choose_one(voice),))


def about(posted: Posted, limits: Limits, voice: Voice) -> DateRead:
    """One of the spans offered: a week, or a month under "before that"."""
    field = "about_month" if typed.first(posted, "about") == "before" else "about"
    first, _, last = typed.first(posted, field).partition(BETWEEN)
    start, end = _iso(first), _iso(last)
    if start is None or end is None or start > end:
        if field == "about_month":
            return DateRead(None, (problem(field, voice.say("Choose the month.", "forms")),))
        return DateRead(None, (choose_one(voice, field),))
    if limits.earliest and end < limits.earliest:
        return DateRead(None, (_too_early(limits.earliest, voice, field),))
    if limits.future:
        return DateRead(span(start, end))
    if start > limits.today:
        return DateRead(None, (choose_one(voice, field),))
    return DateRead(span(start, min(end, limits.today)))


def span(first: date, last: date) -> Span | str:
    """A rough date; a single day where nothing is left open."""
    if first == last:
        return first.isoformat()
    return {"from": first.isoformat(), "to": last.isoformat()}


def fields_of_day(day: str) -> dict[str, str]:
    """An ISO date as the three fields of a form."""
    found = date.fromisoformat(day)
    return {"day": str(found.day), "month": str(found.month), "year": str(found.year)}


def choose_one(voice: Voice, field: str = "value") -> Problem:
    """Nothing was chosen."""
    said = voice.say('Choose one answer. If you do not know, choose "I\'m not sure".', "forms")
    return problem(field, said)


_FIELDS = ("day", "month", "year")


def _parts(posted: Posted, prefix: str) -> tuple[int | None, int | None, int | None]:
    day, month, year = (typed.whole(typed.first(posted, prefix + each)) for each in _FIELDS)
    if year is not None and year < 100:
        year += CENTURY
    return day, month, year


def _unreadable(found: Sequence[int | None], voice: Voice, prefix: str) -> list[Problem]:
    day, month, year = found
    wrong = []
    if day is None or not 1 <= day <= 31:
        said = voice.say("Put in the day, a number from 1 to 31.", "forms")
        wrong.append(problem(f"{prefix}day", said))
    if month is None or not 1 <= month <= 12:
        wrong.append(problem(f"{prefix}month", voice.say("Choose the month.", "forms")))
    if year is None or not FULL_YEAR <= year < 10 * FULL_YEAR:
        wrong.append(problem(f"{prefix}year", voice.say("Put in the year, like 2026.", "forms")))
    return wrong


def _within(day: date, limits: Limits, voice: Voice, prefix: str) -> DateRead:
    field = f"{prefix}year"
    if limits.earliest and day < limits.earliest:
        return DateRead(None, (_too_early(limits.earliest, voice, field),))
    if day > limits.today and not limits.future:
        said = voice.say("This day is in the future. Is the year right?", "forms")
        return DateRead(None, (problem(field, said),))
    return DateRead(day.isoformat())


def _too_early(earliest: date, voice: Voice, field: str) -> Problem:
    said = voice.say("We do not cover decisions before {date}.", "forms")
    return problem(field, filled(said, date=voice.date(earliest)))


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
