"""What a fact is, what an answer is, and the shapes of structured answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.model.values import Dates, Numbers

FactType = Literal[
    "choice", "choices", "yes_no", "number", "date", "days", "parts_of_day", "history",
    "school", "text", "name", "address",
]  # fmt: skip
Verb = Literal[
    "whole_years", "age_band", "school_days_in_term", "school_days_in_year",
    "school_days_between", "consecutive_school_days", "sixth_consecutive_day", "given_on",
    "earliest_of", "latest_of", "is_before", "deadline_passed",
]  # fmt: skip
KnownFrom = Literal["letter", "parent", "child", "told"]


class Strict(BaseModel):
    """Base of every content model: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class AgeLimit(Strict):
    """One band of ages, the youngest first, and when it ends.

    `ends`: birthday (the day before that of `age`), term_after (the day before the first school
    term starting after that birthday), last_friday_in_june (with that day, in the school year in
    which that birthday falls), never.
    """

    band: str
    ends: Literal["birthday", "term_after", "last_friday_in_june", "never"]
    age: int | None = None


class Derive(Strict):
    """How a fact follows from others: a verb and the facts it takes, by argument name."""

    verb: Verb
    args: dict[str, str | list[str]] = Field(default_factory=dict)
    limits: tuple[AgeLimit, ...] = ()


class Option(Strict):
    """One option of a choice. The id is stored; the label is shown and translated."""

    id: str
    label: str
    hint: str | None = None


class Fact(Strict):
    """One entry of the vocabulary.

    `scope`: whether the answer belongs to the whole case or to one matter. `assumed_from`: the
    date fact or `<decision>.deadline` used, labelled, while this one is not known. `if_not_sure`:
    the options that stay possible for somebody who answers "I'm not sure".
    """

    id: str
    means: str
    is_: FactType = Field(alias="is")
    scope: Literal["case", "matter"] = "matter"
    options: tuple[Option, ...] = ()
    step: float = 1
    from_: float | str | None = Field(default=None, alias="from")
    to: float | str | None = None
    derive: Derive | None = None
    assumed_from: str | None = None
    yours_to_decide: bool = False
    sensitive: bool = False
    find_out: str | None = None
    if_not_sure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One earlier removal. `first_day` may be rough or None; `count` is days or lunchtimes.

    `what`: whole_days, half_day, lunchtimes, unknown. One lunchtime is half a school day.
    """

    first_day: Dates | None
    what: str
    count: Numbers | None


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which the family says school was closed (or the child was sent home)."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class School:
    """The school as far as known. `urn` is None when typed by hand."""

    name: str
    town: str | None = None
    urn: str | None = None
    la_code: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `value` is what was put in (see services.answers for each type's shape);
    None means "I am not sure". `also` holds differing values from other sources."""

    value: Any
    known_from: KnownFrom = "parent"
    by: str = "parent"
    at: str | None = None
    also: tuple[Any, ...] = ()
