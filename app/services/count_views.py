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
class DoubtView:
    """The counted days that the limit hangs on. `runs`: in words, weekends left out. `days`: the
    same as ISO dates with spaces between, as they are posted. `told`: the family already said
    that school was open on them, and may take that back. `href`: where that is said."""

    runs: tuple[str, ...]
    days: str
    told: bool
    href: str


@dataclass(frozen=True, slots=True)
class CountView:
    """The counted calendar of one time limit. `sure_level`: sure, fairly, not."""

    title: Words
    intro: Words
    months: tuple[tuple[str, tuple[tuple[DayCell, ...], ...]], ...]
    weekdays: tuple[str, ...]
    counted: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    safe: Words | None
    sure: tuple[Words, ...]
    sure_level: str
    assumed: Words | None
    readings: tuple[Words, ...]
    closed_href: str | None
    doubt: DoubtView | None = None
