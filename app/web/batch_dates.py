"""A day as people write it in a list: in figures or with the month as a word. Guesses nothing.

What can be read as two days comes back as two; whoever typed it says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from app.i18n.voice import Voice
from app.web import typed

First = Literal["day", "month"]
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
) -> tuple[Reading, ...]:
    """Every way to read it: none, one, or two where day and month can change places. Dates with
    dots are written with the day first everywhere."""
    plain = TIME.sub("", typed.digits(text).strip())
    words = [each.casefold().rstrip(".") for each in WORDS.findall(plain)]
    parts = [each for each in words if each not in ORDINALS and each not in weekdays]
    numbers = [each for each in parts if each.isdigit()]
    names = [months.get(each) for each in parts if not each.isdigit()]
    if None in names or len(names) > 1 or len(numbers) > 3 or plain[:1] == "-":
        return ()
    if names:
        return _with_name(numbers, str(names[0]))
    return _in_figures(numbers, dotted="." in plain)


def _with_name(numbers: list[str], month: str) -> tuple[Reading, ...]:
    if len(numbers) == 1:
        return (Reading(numbers[0], month, ""),)
    if len(numbers) != 2:
        return ()
    first, second = numbers
    year_leads = len(first) == 4
    return (Reading(second, month, first) if year_leads else Reading(first, month, second),)


def _in_figures(numbers: list[str], *, dotted: bool) -> tuple[Reading, ...]:
    if len(numbers) == 2:
        numbers = [*numbers, ""]
    if len(numbers) != 3:
        return ()
    one, two, three = numbers
    if len(one) == 4:
        return (Reading(three, two, one),)
    if len(one) > 2 or len(two) > 2:
        return ()
    day_first, month_first = Reading(one, two, three), Reading(two, one, three)
    if dotted or int(one) == int(two) or int(one) > MONTHS:
        return (day_first,)
    return (month_first,) if int(two) > MONTHS else (day_first, month_first)


def settled(found: tuple[Reading, ...], first: str) -> Reading | None:
    """The one reading, or of two the one with the day or the month `first`; None while nobody has
    said."""
    if len(found) == 2 and first in ("day", "month"):
        return found[0] if first == "day" else found[1]
    return found[0] if len(found) == 1 else None
