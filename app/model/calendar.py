"""School days as a school gives them, as they usually are, and compiled for counting.

Knows shapes only; which days count, and how, is the engine's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol

from pydantic import Field, model_validator

from app.model.clocks import CalendarSource
from app.model.facts import Strict

DayKind = Literal["school", "closed", "maybe"]
Starts = tuple[tuple[date, date], ...]
"""The earliest and the latest first day of each term."""
Window = tuple[int, int]
"""The first and the last day (ordinals) on which something may fall."""


class Period(Strict):
    """Every day from `start` to `end`, both included."""

    start: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end < self.start:
            raise ValueError("a period ends before it starts")
        return self


class Publication(Strict):
    """Whose list of days was used: the name of the school or council, the day from which the list
    is, and whether it came from that school or council itself."""

    name: str = Field(max_length=200)
    seen_on: date
    first_hand: bool = False


class OwnDays(Strict):
    """The days a school (or its council) gives for itself.

    `terms` are periods of pupil days, as terms or as half-term blocks; weekends and bank holidays
    inside them never count. `more_than_three_terms` None means that nobody knows.
    `names_training_days`: whether every day without pupils (INSET) is in `inset` or outside the
    terms. None: a school's are, a council's are not, since each school chooses its own.
    """

    terms: tuple[Period, ...] = ()
    half_terms: tuple[Period, ...] = ()
    inset: tuple[date, ...] = ()
    closures: tuple[date, ...] = ()
    source: Literal["school", "council"] = "school"
    more_than_three_terms: bool | None = None
    names_training_days: bool | None = None
    published: Publication | None = None

    @property
    def has_all_training_days(self) -> bool:
        """Whether no other day can turn out to be a training day."""
        named = self.names_training_days
        return self.source == "school" if named is None else named

    @model_validator(mode="after")
    def _apart(self) -> OwnDays:
        ordered = sorted(self.terms, key=lambda term: term.start)
        if any(later.start <= earlier.end for earlier, later in pairwise(ordered)):
            raise ValueError("two terms overlap")
        return self


class TermDates(Protocol):
    """Term dates that somebody published and an operator put in."""

    def years(self, urn: str | None, la_code: str | None) -> tuple[OwnDays, ...]:
        """School year by school year, the surest first: of the school, then of its council."""
        ...


class NoTermDates:
    """Nothing was put in."""

    def years(self, urn: str | None, la_code: str | None) -> tuple[OwnDays, ...]:
        """No school year."""
        return ()


class Between(Strict):
    """The earliest and the latest date seen for one event."""

    earliest: date
    latest: date

    @model_validator(mode="after")
    def _in_order(self) -> Between:
        if self.latest < self.earliest:
            raise ValueError("the latest date lies before the earliest")
        return self


class UsualHoliday(Strict):
    """A holiday as seen across councils: when its first and its last day fall.

    From the earliest first to the latest last day is its window, on any day of which school may
    be closed. No council closes all of a wide one: `longest` is the most weekdays without bank
    holidays that the holiday takes in any one council.
    """

    first_day: Between
    last_day: Between
    longest: int = Field(ge=1)

    @model_validator(mode="after")
    def _fits(self) -> UsualHoliday:
        days = (self.last_day.latest - self.first_day.earliest).days + 1
        if self.longest > days:
            raise ValueError("the longest holiday is longer than from its first to its last day")
        return self


class UsualYear(Strict):
    """One school year as ranges seen across `councils` calendars.

    `starts`: first day of the first term. `ends`: last day of the last term; the summer holiday
    runs from there to the next year's start. `training_days_at_most`: days without pupils (INSET)
    that each school puts where it likes.
    """

    school_year: str
    councils: int = Field(ge=1)
    training_days_at_most: int = Field(ge=0)
    starts: Between
    october: UsualHoliday
    christmas: UsualHoliday
    february: UsualHoliday
    easter: UsualHoliday
    may: UsualHoliday
    ends: Between

    @property
    def holidays(self) -> tuple[UsualHoliday, ...]:
        """The five holidays between the first and the last term day, in order."""
        return self.october, self.christmas, self.february, self.easter, self.may

    @model_validator(mode="after")
    def _apart(self) -> UsualYear:
        open_until = self.starts.latest
        for each in self.holidays:
            if each.first_day.earliest <= open_until:
                raise ValueError("two holidays may overlap, so no day could be told apart")
            open_until = each.last_day.latest
        if self.ends.earliest <= open_until:
            raise ValueError("the last term may end before the last half-term does")
        return self


class UsualYears(Strict):
    """The file `guidance/usual_year.yaml`: every usual year, and when they were worked out."""

    worked_out_on: date
    years: tuple[UsualYear, ...]


class Part(NamedTuple):
    """Neighbours in `SchoolCalendar.possible` (from `low`, without `high`), of which at most
    `closed` are no school days, wherever they lie: 0 in term, up to all of them in doubt."""

    low: int
    high: int
    closed: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive days (ordinals, both included) whose school days come from one source.

    `parts` cover its days from `low` to `high` (excluded) in `SchoolCalendar.possible` without a
    gap; `unplaced` is how many of those days may still turn out to be training days.
    `published` says whose days they are, if somebody published them.
    """

    first: int
    last: int
    source: CalendarSource
    unplaced: int
    low: int
    high: int
    parts: tuple[Part, ...]
    published: Publication | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SchoolCalendar:
    """A calendar compiled for counting. All days are proleptic ordinals, sorted.

    `possible`: days that may be school days. `certain`: those of them that no source doubts,
    training days aside. `working`: weekdays that are no bank holiday. `reasons`: why a weekday
    is closed or only maybe a school day. `stretches` cover the horizon without a gap. `opened`
    are the places in `possible` of days on which school was surely open: nobody doubts those.
    `starts` and `cuts` remember what `app.engine.terms` worked out for a school year.
    """

    possible: tuple[int, ...]
    certain: tuple[int, ...]
    working: tuple[int, ...]
    reasons: Mapping[int, str]
    stretches: tuple[Stretch, ...]
    terms: tuple[Period, ...]
    usual: tuple[UsualYear, ...]
    bank_holidays: frozenset[date]
    opened: tuple[int, ...] = ()
    starts: dict[int, Starts] = field(default_factory=dict)
    cuts: dict[tuple[int, bool], tuple[Window, ...]] = field(default_factory=dict)
