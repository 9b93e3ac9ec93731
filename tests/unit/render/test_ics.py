"""Days to remember as a calendar file, read again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.render.ics import Event, calendar_file

MADE = datetime(2026, 10, 13, 9, 30, tzinfo=UTC)
HAND_IN = Event(
    "day-1@example.org",
    date(2026, 10, 23),
    "Hand in your side of the story",
    "By post: first class by Monday;\nkeep a copy, please\\",
)


def read(file: bytes) -> Any:
    return Calendar.from_ical(file)


def test_a_day_is_a_whole_day_with_two_reminders() -> None:
    calendar = read(calendar_file([HAND_IN], "en", MADE, 3))
    (entry,) = calendar.walk("VEVENT")
    assert entry["UID"] == HAND_IN.uid and entry["SEQUENCE"] == 3
    assert entry["DTSTAMP"].dt == MADE
    assert entry["DTSTART"].dt == HAND_IN.on
    assert entry["DTEND"].dt == HAND_IN.on + timedelta(days=1)
    assert entry["SUMMARY"] == HAND_IN.summary and entry["DESCRIPTION"] == HAND_IN.description
    midnight = datetime.combine(HAND_IN.on, datetime.min.time())
    rings = [(midnight + alarm["TRIGGER"].dt).date() for alarm in entry.walk("VALARM")]
    assert rings == [date(2026, 10, 20), date(2026, 10, 22)]


def test_the_language_is_told_and_other_scripts_survive_folding() -> None:
    summary = "اپنی کہانی جمع کرائیں " * 6
    file = calendar_file([Event("u", date(2026, 1, 2), summary)], "ur", MADE)
    (entry,) = read(file).walk("VEVENT")
    assert entry["SUMMARY"] == summary.strip()
    assert entry["SUMMARY"].params["LANGUAGE"] == "ur"
    assert "DESCRIPTION" not in entry
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))


def test_nothing_typed_adds_a_property() -> None:
    sly = Event("u", date(2026, 1, 2), "a\r\nATTACH:http://x\x00", "b\nEND:VEVENT")
    file = calendar_file([sly], "en", MADE)
    assert b"\r\nATTACH" not in file and b"\x00" not in file
    assert len(read(file).walk("VEVENT")) == 1


def test_the_same_days_give_the_same_file() -> None:
    days = [HAND_IN, Event("v", date(2026, 11, 10), "Last day")]
    assert calendar_file(days, "en", MADE) == calendar_file(days, "en", MADE)
    assert read(calendar_file([], "en", MADE)).walk("VEVENT") == []


def test_the_time_it_was_made_is_written_in_universal_time() -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/London"))
    assert b"DTSTAMP:20260701T110000Z" in calendar_file([HAND_IN], "en", summer)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar_file([HAND_IN], "en", datetime(2026, 1, 1))  # noqa: DTZ001
