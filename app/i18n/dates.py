"""Dates as they are written in one language: weekday, day, month name, year, Western digits.

Never in numbers alone (4/5 is two different days), never month before day unless the year leads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from babel import Locale, localedata
from babel.localedata import Alias

PLAIN = "{weekday} {day} {month} {year}"
FIELDS = {
    "EEEE": "{weekday}", "MMMM": "{month}", "M": "{number}", "d": "{day}", "y": "{year}",
}  # fmt: skip
CLDR_PART = re.compile(r"'([^']*)'|([A-Za-z])\2*|([^'A-Za-z]+)")
FIELD = re.compile(r"\{(\w+)\}")
BESIDE_WEEKDAY = " ,،"
BETWEEN = re.compile(r"\s*[,،]\s*")


@dataclass(frozen=True, slots=True)
class DateWords:
    """Names of days (Monday first) and months, and the order they are written in.

    `months` are in the form they take after a day; `months_alone` as in a heading.
    `pattern` holds {weekday}, {day}, {month} and {year}; `short_pattern` the same without a year.
    """

    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    months_short: tuple[str, ...]
    pattern: str
    short_pattern: str

    def full(self, day: date) -> str:
        """The date with its year."""
        return self._written(self.pattern, day)

    def short(self, day: date) -> str:
        """The date without its year."""
        return self._written(self.short_pattern, day)

    def without_weekday(self, day: date) -> str:
        """The date with its year and without the day of the week, as for a birthday."""
        return self._written(without_weekday(self.pattern), day)

    def narrow(self, day: date) -> str:
        """The date without its year, with short names, for a table."""
        names = replace(self, weekdays=self.weekdays_short, months=self.months_short)
        return names.short(day)

    def _written(self, pattern: str, day: date) -> str:
        return pattern.format(
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
            number=day.month,
            year=day.year,
        )


def from_locale(locale: Locale) -> DateWords:
    """Names from CLDR, and its longest pattern with what would mislead put right."""
    pattern = from_cldr(locale.date_formats["full"].pattern)
    return DateWords(
        weekdays=_days(locale, "wide"),
        weekdays_short=_days(locale, "abbreviated"),
        months=_months(locale, "format", "wide"),
        months_alone=_months(locale, "stand-alone", "wide"),
        months_short=_months(locale, "stand-alone", "abbreviated"),
        pattern=pattern,
        short_pattern=without_year(pattern),
    )


def from_headers(headers: Mapping[str, str], known: DateWords) -> DateWords:
    """`known` with what a catalogue's header says otherwise. Raises ValueError for a wrong count.

    X-Weekdays (Monday first), X-Weekdays-Short, X-Months, X-Months-Alone, X-Months-Short, with
    commas between names; X-Date and X-Date-Short are patterns.
    """
    days = _names(headers, "X-Weekdays", 7)
    months = _names(headers, "X-Months", 12)
    pattern = _pattern(headers, "X-Date") or (PLAIN if months else known.pattern)
    return replace(
        known,
        weekdays=days or known.weekdays,
        weekdays_short=_names(headers, "X-Weekdays-Short", 7) or days or known.weekdays_short,
        months=months or known.months,
        months_alone=_names(headers, "X-Months-Alone", 12) or months or known.months_alone,
        months_short=_names(headers, "X-Months-Short", 12) or months or known.months_short,
        pattern=pattern,
        short_pattern=_pattern(headers, "X-Date-Short") or without_year(pattern),
    )


def from_cldr(pattern: str) -> str:
    """A CLDR pattern as one of ours. American order (Somali has it) becomes the plain one."""
    ours = "".join(_piece(part) for part in CLDR_PART.finditer(pattern))
    fields = [name.replace("number", "month") for name in FIELD.findall(ours)]
    if set(fields) != {"weekday", "day", "month", "year"}:
        return PLAIN
    order = [name for name in fields if name != "weekday"]
    return PLAIN if order == ["month", "day", "year"] else ours


def without_year(pattern: str) -> str:
    """The pattern with the year, and the words that belong to it, taken out."""
    places = list(FIELD.finditer(pattern))
    at = next((number for number, place in enumerate(places) if place[1] == "year"), None)
    if at is None:
        return pattern
    if at == len(places) - 1:
        return pattern[: places[at - 1].end()]
    return pattern[: places[at].start()] + pattern[places[at + 1].start() :]


def without_weekday(pattern: str) -> str:
    """The pattern with the day of the week, and the comma that belongs to it, taken out."""
    before, found, after = pattern.partition("{weekday}")
    if not found:
        return pattern
    if FIELD.search(before):
        return before.rstrip(BESIDE_WEEKDAY) + after
    return before + after.lstrip(BESIDE_WEEKDAY)


def _piece(part: re.Match[str]) -> str:
    if part[2]:
        return FIELDS.get(part[0], f"{{{part[0]}}}")
    return part[1] if part[1] is not None else part[0]


def _months(locale: Locale, context: str, width: str) -> tuple[str, ...]:
    names = _cldr(locale, ("months", context, width))
    return tuple(names[number] for number in range(1, 13))


def _days(locale: Locale, width: str) -> tuple[str, ...]:
    names = _cldr(locale, ("days", "format", width))
    return tuple(names[number] for number in range(7))


def _cldr(locale: Locale, place: Sequence[str]) -> dict[int, str]:
    # Asked through Babel's own functions, a language without names of its own can answer with
    # those of another one: the first to be asked is kept in what all inherit (its issue 1234).
    found: Any = localedata.load(str(locale))
    for step in place:
        found = found[step]
    source, own = found if isinstance(found, tuple) else (found, {})
    names = _cldr(locale, source.keys) if isinstance(source, Alias) else source
    return {**names, **own}


def _names(headers: Mapping[str, str], field: str, count: int) -> tuple[str, ...]:
    given = headers.get(field, "").strip()
    if not given:
        return ()
    names = tuple(BETWEEN.split(given))
    if len(names) != count or not all(names):
        raise ValueError(f"{field} needs {count} names with commas between them")
    return names


def _pattern(headers: Mapping[str, str], field: str) -> str:
    given = headers.get(field, "").strip()
    if set(FIELD.findall(given)) - {"weekday", "day", "month", "year"}:
        raise ValueError(f"{field} may hold {{weekday}}, {{day}}, {{month}} and {{year}}")
    return given
