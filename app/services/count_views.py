"""What the page of a counted calendar is given to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.views import Words


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the counted calendar. `kind`: start, counted, off, safe, last, blank."""

    on: date | None
    number: str
    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class CountView:
    """The counted calendar of one time limit."""

    title: Words
    intro: Words
    months: tuple[tuple[str, tuple[tuple[DayCell, ...], ...]], ...]
    weekdays: tuple[str, ...]
    counted: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    safe: Words | None
    sure: Words
    sure_level: str
    assumed: Words | None
    readings: tuple[Words, ...]
    closed_href: str | None
