"""A school's calendar as it gives it out: a file, a table, lines."""

from __future__ import annotations

from datetime import date

import pytest

from app.registers import school_calendar


def _event(title: str, start: str, end: str = "") -> str:
    last = f"DTEND;VALUE=DATE:{end}\r\n" if end else ""
    return (
        f"BEGIN:VEVENT\r\nUID:{title}\r\nSUMMARY:{title}\r\n"
        f"DTSTART;VALUE=DATE:{start}\r\n{last}END:VEVENT\r\n"
    )


def _file(*events: str) -> str:
    body = "".join(events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n"


def test_the_day_on_which_an_event_ends_is_not_one_of_its_days() -> None:
    found = school_calendar.read(_file(_event("Half term", "20261026", "20261031")))
    assert [(each.first, each.last) for each in found.days] == [
        (date(2026, 10, 26), date(2026, 10, 30))
    ]


@pytest.mark.parametrize(
    "title",
    ["INSET day", "Staff training day", "School closed", "Christmas holidays", "Non-pupil day"],
)
def test_events_that_say_so_are_days_without_school(title: str) -> None:
    found = school_calendar.read(_file(_event(title, "20261020")))
    assert [(each.first, each.is_open) for each in found.days] == [(date(2026, 10, 20), False)]


@pytest.mark.parametrize(
    "title", ["Year 9 trip", "Open evening rehearsal of the play", "Insetting"]
)
def test_other_events_are_left_out_and_counted(title: str) -> None:
    found = school_calendar.read(_file(_event(f"The {title}", "20261020")))
    assert (found.days, found.left_out) == ((), 1)


def test_an_hour_of_a_day_is_no_closed_day() -> None:
    event = (
        "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:School closed early\r\n"
        "DTSTART:20261020T140000Z\r\nEND:VEVENT\r\n"
    )
    assert school_calendar.read(_file(event)).days == ()


@pytest.mark.parametrize(
    "text", ["BEGIN:VCALENDAR\r\nnonsense", "BEGIN:VCALENDAR", "", "\x00", ","]
)
def test_what_cannot_be_read_gives_no_days(text: str) -> None:
    assert school_calendar.read(text).days == ()


@pytest.mark.parametrize(
    ("line", "first", "last", "reason", "is_open"),
    [
        ("23/10/2026 Inset day", (23, 10), (23, 10), "Inset day", False),
        ("2026-10-26,2026-10-30,Half-term", (26, 10), (30, 10), "Half-term", False),
        ("26.10.2026 to 30.10.2026: Half-term", (26, 10), (30, 10), "Half-term", False),
        ('"Boiler broken";4/11/2026', (4, 11), (4, 11), "Boiler broken", False),
        ("2/11/2026 open as usual", (2, 11), (2, 11), "open as usual", True),
        ("2/11/2026", (2, 11), (2, 11), "", False),
    ],
)
def test_a_line_has_one_or_two_dates_and_a_reason(
    line: str, first: tuple[int, int], last: tuple[int, int], reason: str, is_open: bool
) -> None:
    (found,) = school_calendar.read(line).days
    assert (found.first, found.last) == (
        date(2026, first[1], first[0]),
        date(2026, last[1], last[0]),
    )
    assert (found.reason, found.is_open) == (reason, is_open)


@pytest.mark.parametrize(
    "line", ["first,last,reason", "31/02/2026 never", "30/10/2026 26/10/2026 turned round"]
)
def test_a_line_that_makes_no_sense_is_left_out(line: str) -> None:
    found = school_calendar.read(f"{line}\n23/10/2026 Inset day")
    assert (len(found.days), found.left_out) == (1, 1)
