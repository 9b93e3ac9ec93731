"""Days to remember as a calendar file. Knows the file format; what a day means, and that no
child is named, is settled by whoever words the events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar
from icalendar import Event as CalendarEntry

from app.render.pieces import clean

# At nine in the morning, three days and one day before: an all-day event starts at midnight.
REMINDERS = (timedelta(days=-3, hours=9), timedelta(days=-1, hours=9))


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day. `uid` stays the same for the same day of the same case, so that a newer
    file replaces the entry and does not add another."""

    uid: str
    on: date
    summary: str
    description: str = ""


def calendar_file(
    events: Sequence[Event], language: str, made_at: datetime, sequence: int = 0
) -> bytes:
    """The events, in order, as text/calendar in UTF-8. `made_at` must know its time zone, or it is
    a ValueError; `sequence` grows with every newer file for the same case."""
    if made_at.tzinfo is None:
        raise ValueError("The time a calendar file was made must know its time zone.")
    calendar = Calendar()
    calendar.add("prodid", "-//Exclusion Rights//Days to remember//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(_entry(event, language, made_at.astimezone(UTC), sequence))
    return bytes(calendar.to_ical())


def _entry(event: Event, language: str, made_at: datetime, sequence: int) -> CalendarEntry:
    spoken = {"LANGUAGE": language}
    entry = CalendarEntry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", made_at)
    entry.add("sequence", sequence)
    entry.add("dtstart", event.on)
    entry.add("dtend", event.on + timedelta(days=1))
    entry.add("summary", _one_line(event.summary), parameters=spoken)
    if event.description:
        entry.add("description", clean(event.description), parameters=spoken)
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    for before in REMINDERS:
        entry.add_component(_alarm(event, before, spoken))
    return entry


def _alarm(event: Event, before: timedelta, spoken: dict[str, str]) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _one_line(event.summary), parameters=spoken)
    alarm.add("trigger", before)
    return alarm


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ").strip()
