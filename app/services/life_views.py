"""What pages about the life of a case are given: its measures, what happened next, what if.

Words already in the reader's language, and nothing to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.views import EntryView, LeafView, WhoView, Words


@dataclass(frozen=True, slots=True)
class MatterView:
    """One measure of a case. `number` is what is posted to open or remove it."""

    number: int
    title: Words
    begun: Words | None
    details: tuple[Words, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where a new measure happened: a school of the case, or another one."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class NearerView:
    """A safe day of another measure that comes before every day of the one shown."""

    number: int
    says: Words
    title: Words


@dataclass(frozen=True, slots=True)
class PastView:
    """A day that is over and needs no act. `state`: met, or late (nothing more is known)."""

    leaf: LeafView
    who: WhoView
    title: Words
    state: str


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that can happen next. `done`: each of its questions is answered."""

    key: str
    title: Words
    hint: Words | None
    pictogram: str
    href: str
    done: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """What something was and what it is, in words; empty where there was or is nothing."""

    before: tuple[Words, ...]
    after: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class DayChanged:
    """A day that moved, is new or is gone, with who acts and what it is."""

    who: WhoView
    title: Words
    before: Words | None
    after: Words | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What is otherwise between two situations of one case. `today`, `here` (where the family is
    in the whole process): None where it is the same."""

    conclusions: tuple[Changed, ...] = ()
    days: tuple[DayChanged, ...] = ()
    letters: Changed | None = None
    today: Changed | None = None
    here: Changed | None = None

    @property
    def nothing(self) -> bool:
        """Whether the two are alike in all that is looked at."""
        return self == Differences()


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """What would follow from another answer. `asks`: questions it would open."""

    question: Words
    before: Words
    after: Words
    differences: Differences
    asks: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the chronology. `when` in words; `on` sorts, None without a date."""

    on: date | None
    when: Words | None
    what: Words
    detail: Words | None
    source: Words
    matter: Words | None = None


@dataclass(frozen=True, slots=True)
class ChronologyView:
    """Everything that was put in: by date, then what has none."""

    dated: tuple[LineView, ...]
    undated: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class LifeView:
    """What the result page shows beside the result: the measures of the case and what changed.

    `matters` is empty for a case of one measure without a history; `earlier` are removals told
    but not held as measures; `saved` what the last event changed."""

    matters: tuple[MatterView, ...] = ()
    earlier: tuple[EntryView, ...] = ()
    nearer: NearerView | None = None
    past: tuple[PastView, ...] = ()
    saved: Differences | None = None


@dataclass(frozen=True, slots=True)
class AnotherView:
    """A measure begun while a case is open: the same child, and where? `key` is the address,
    `kept` says that the open case has a number."""

    journey: str
    key: str
    title: Words
    places: tuple[PlaceView, ...]
    open_href: str
    kept: bool
