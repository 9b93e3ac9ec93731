"""A time limit as content (clock) and as an answer (deadline with its working)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from app.model.values import Dates

Unit = Literal["school_days", "working_days", "days", "weeks", "months"]
Confidence = Literal["confirmed", "reported", "our_reading", "unconfirmed"]
State = Literal["running", "met", "late", "late_if_assumed", "unknown"]
CalendarSource = Literal["school", "council", "usual", "weekdays"]


class Reading(BaseModel):
    """One open way of counting: what differs from the clock, and how sure it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    confidence: Confidence
    says: str
    count: int | None = None
    unit: Unit | None = None
    from_: str | None = Field(default=None, alias="from")
    first_day: Literal["next", "same"] | None = None


class Clock(BaseModel):
    """A time limit. `count` is in `unit`; `from_` names a date fact or `<decision>.deadline`.
    A `count` that is a word names a number fact, rounded up.

    `first_day: next` excludes the day it runs from; `same` counts it as day 1 (and, in months,
    ends the day before the same-numbered date). `aim_before` names a date fact to act before
    where practicable. `done_when` names the date fact that says when the act was done.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    count: int | str
    unit: Unit
    from_: str = Field(alias="from")
    first_day: Literal["next", "same"] = "next"
    direction: Literal["forward", "back"] = "forward"
    aim_before: str | None = None
    whose: str
    done_when: str | None = None
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the count. `number` is None for a day that was not counted."""

    on: date
    number: int | None
    reason: str  # counted | weekend | bank_holiday | half_term | holiday | inset | closed | maybe


class ReadingEnd(NamedTuple):
    """Where one open reading of a clock ends, and the start it was counted from."""

    reading: str
    earliest: date | None
    latest: date | None
    start: Dates | None


class Deadline(NamedTuple):
    """A time limit as a range with the start it was counted from.

    `earliest`..`latest` holds every end the facts, calendars and readings allow; None where
    nothing honest can be said. `hand_in_by` and `post_by` are only given for the family's own
    acts. `assumed` says that the start is a labelled assumption.
    """

    clock: Clock
    start: Dates | None
    earliest: date | None
    latest: date | None
    aim: date | None
    hand_in_by: date | None
    post_by: date | None
    source: CalendarSource
    assumed: bool
    by_reading: tuple[ReadingEnd, ...] = ()
