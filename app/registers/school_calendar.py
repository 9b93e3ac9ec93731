"""A school's calendar as it gives it out, read for the days on which it is closed or opens as well.

Knows two forms: a calendar file (ICS), of which only events count that say so in their title; and
lines with one or two dates and a reason, as in a table. Keeps nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Component

MOST_LINES = 2000
LONGEST_REASON = 100
CLOSED = re.compile(
    r"\b(inset|non[- ]pupil|training day|staff day|half[- ]?term|holidays?|closed|closure|break|"
    r"no school|bank holiday)\b",
    re.IGNORECASE,
)
OPEN = re.compile(r"^\s*(open|extra day|school open)\b", re.IGNORECASE)
ISO = r"\d{4}-\d{2}-\d{2}"
USUAL = r"\d{1,2}[/.]\d{1,2}[/.]\d{4}"
DATE = re.compile(rf"(?<!\d)(?:{ISO}|{USUAL})(?!\d)")
AROUND = " \t,;:-\u2013\u2014\"'"


@dataclass(frozen=True, slots=True)
class Read:
    """Days from `first` to `last`, and why."""

    first: date
    last: date
    reason: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What could be read, and how many events or lines were left out."""

    days: tuple[Read, ...]
    left_out: int


def read(content: str) -> Found:
    """The days in a calendar file, or in lines."""
    if content.lstrip("\ufeff \r\n").startswith("BEGIN:VCALENDAR"):
        return _events(content)
    lines = [each for each in content.splitlines()[:MOST_LINES] if each.strip(AROUND)]
    made = [_line(each) for each in lines]
    days = tuple(each for each in made if each is not None)
    return Found(days, len(made) - len(days))


def _events(content: str) -> Found:
    try:
        events = Calendar.from_ical(content.lstrip("\ufeff \r\n")).walk("VEVENT")[:MOST_LINES]
    except (ValueError, IndexError, KeyError):
        return Found((), 0)
    made = [_event(each) for each in events]
    days = tuple(each for each in made if each is not None)
    return Found(days, len(made) - len(days))


def _event(event: Component) -> Read | None:
    """Whole days only; the day an event ends on is not one of them."""
    title = " ".join(str(event.get("summary", "")).split())[:LONGEST_REASON]
    start, end = (getattr(event.get(each), "dt", None) for each in ("dtstart", "dtend"))
    is_open = bool(OPEN.search(title))
    if not isinstance(start, date) or isinstance(start, datetime):
        return None
    if not (is_open or CLOSED.search(title)):
        return None
    whole = isinstance(end, date) and not isinstance(end, datetime) and end > start
    last = end - timedelta(days=1) if whole and end is not None else start
    return Read(start, last, title, is_open)


def _line(written: str) -> Read | None:
    days = list(_days(written))
    if not days or len(days) > 2 or days[-1] < days[0]:
        return None
    reason = DATE.sub(" ", written)
    reason = re.sub(r"\s(to|until)\s", " ", f" {reason} ", flags=re.IGNORECASE)
    reason = " ".join(re.sub(r"[\s,;\"]+", " ", reason).split()).strip(AROUND)[:LONGEST_REASON]
    return Read(days[0], days[-1], reason, bool(OPEN.search(reason)))


def _days(written: str) -> Iterator[date]:
    for each in DATE.findall(written):
        try:
            if "-" in each:
                yield date.fromisoformat(each)
            else:
                day, month, year = (int(part) for part in re.split(r"[/.]", each))
                yield date(year, month, day)
        except ValueError:
            return
