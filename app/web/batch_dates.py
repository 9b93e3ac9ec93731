"""A day as people write it in a list: in figures or with the month as a word. Guesses nothing.

What can be read as several days comes back as several; whoever typed it says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Literal, NamedTuple

from app.i18n.voice import Voice
from app.web import typed
from app.web.form_dates import CENTURY

First = Literal["day", "month", "year"]
"""What comes first in a date."""
MONTHS = 12
WORDS = re.compile(r"\d+|[^\W\d_]+\.?")
TIME = re.compile(r"[T ]\d{1,2}:\d\d\S*$")  # as spreadsheets write it behind a day
ORDINALS = frozenset({"st", "nd", "rd", "th", "of"})


class Reading(NamedTuple):
    """One way to read a day; `year` is empty where none was written. Not yet checked."""

    day: str
    month: str
    year: str

    @property
    def posted(self) -> dict[str, list[str]]:
        """As the three fields of a form."""
        return {name: [value] for name, value in self._asdict().items()}

    @property
    def on(self) -> date | None:
        """The day itself, of a year in two figures; None if there is no such day."""
        with suppress(ValueError):
            return date(CENTURY + int(self.year), int(self.month), int(self.day))
        return None


Readings = Mapping[First, Reading]


def month_names(voices: Iterable[Voice]) -> dict[str, int]:
    """What months are called in some languages. A name for two different months is left out."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for voice in voices:
        words = voice.formats.dates
        for names in (words.months, words.months_alone, words.months_short):
            for number, name in enumerate(names, 1):
                plain = name.casefold().rstrip(".")
                if found.setdefault(plain, number) != number:
                    twice.add(plain)
    return {name: number for name, number in found.items() if name not in twice}


def weekday_names(voices: Iterable[Voice]) -> frozenset[str]:
    """What days of the week are called in some languages."""
    words = (voice.formats.dates for voice in voices)
    return frozenset(
        name.casefold().rstrip(".")
        for each in words
        for names in (each.weekdays, each.weekdays_short)
        for name in names
    )


def readings(
    text: str, months: Mapping[str, int], weekdays: frozenset[str] = frozenset()
) -> Readings:
    """Every way to read it, by what comes first then: none, one or more. Dates with dots never
    begin with the month. A year of two figures may stand first or last."""
    plain = TIME.sub("", typed.digits(text).strip())
    words = [each.casefold().rstrip(".") for each in WORDS.findall(plain)]
    parts = [each for each in words if each not in ORDINALS and each not in weekdays]
    numbers = [each for each in parts if each.isdigit()]
    names = [months.get(each) for each in parts if not each.isdigit()]
    if None in names or len(names) > 1 or len(numbers) > 3 or plain[:1] == "-":
        return {}
    found = _with_name(numbers, str(names[0])) if names else _in_figures(numbers, "." in plain)
    days: dict[First, Reading] = {}
    for first, each in found:
        if each not in days.values():
            days[first] = each
    return days


Way = tuple[First, Reading]


def _with_name(numbers: list[str], month: str) -> list[Way]:
    if len(numbers) == 1:
        return [("day", Reading(numbers[0], month, ""))]
    if len(numbers) != 2:
        return []
    one, two = numbers
    day_first, year_first = Reading(one, month, two), Reading(two, month, one)
    if len(one) == 4:
        return [("year", year_first)]
    return [("day", day_first), *_year_first(year_first)]


def _in_figures(numbers: list[str], dotted: bool) -> list[Way]:
    if len(numbers) == 2:
        numbers = [*numbers, ""]
    if len(numbers) != 3:
        return []
    one, two, three = numbers
    if len(one) == 4:
        return [("year", Reading(three, two, one))]
    if len(one) > 2 or len(two) > 2:
        return []
    day_first, month_first = Reading(one, two, three), Reading(two, one, three)
    last = _year_first(Reading(three, two, one))
    if dotted or int(one) > MONTHS:
        return [("day", day_first), *last]
    if int(two) > MONTHS:
        return [("month", month_first), *last]
    return [("day", day_first), ("month", month_first), *last]


def _year_first(reading: Reading) -> list[Way]:
    """As programs and people of some countries write it: a way to read two figures twice."""
    is_short = len(reading.year) == 2 and len(reading.day) == 2
    return [("year", reading)] if is_short and reading.on else []


def settled(found: Readings, first: str) -> Reading | None:
    """The one reading, or of several the one with the day, the month or the year `first`; None
    while nobody has said."""
    if len(found) == 1:
        return next(iter(found.values()))
    return next((each for name, each in found.items() if name == first), None)
