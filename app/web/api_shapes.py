"""What other programs send to the API, and how it says what was wrong. Checks shapes only."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.model.calendar import OwnDays
from app.services import calendars

MOST_DAYS = 400
LONGEST_TERM = 250  # days; no term or holiday is longer
FIRST = date(calendars.FIRST_YEAR, 1, 1)
LAST = date(calendars.LAST_YEAR, 12, 31)


def _countable(own: OwnDays) -> OwnDays:
    """Days that can be counted on. Raises ValueError."""
    periods = (*own.terms, *own.half_terms)
    single = (*own.inset, *own.closures)
    if len(periods) + len(single) > MOST_DAYS:
        raise ValueError(f"a calendar holds at most {MOST_DAYS} entries")
    ends = chain.from_iterable((each.start, each.end) for each in periods)
    if any(not FIRST <= each <= LAST for each in (*ends, *single)):
        raise ValueError(f"a calendar's days lie between {FIRST} and {LAST}")
    if any((each.end - each.start).days > LONGEST_TERM for each in periods):
        raise ValueError(f"a term or holiday has at most {LONGEST_TERM} days")
    return own


def _counted(on: date) -> date:
    if not FIRST <= on <= LAST:
        raise ValueError(f"must be from {FIRST} to {LAST}")
    return on


FactId = Annotated[str, StringConstraints(max_length=80)]
Facts = Annotated[
    dict[FactId, Any], Field(description="Values by fact. null says that nobody is sure.")
]
On = Annotated[
    date | None,
    AfterValidator(lambda on: on and _counted(on)),
    Field(description="The day it is. Left out: today in England."),
]
Calendar = Annotated[
    OwnDays | None,
    AfterValidator(lambda own: own and _countable(own)),
    Field(description="The school's own days. Left out: as schools usually have them."),
]


class Body(BaseModel):
    """Base of what is sent: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AssessBody(Body):
    """Facts to reason with. `decisions`: only these conclusions."""

    on: On = None
    facts: Facts
    calendar: Calendar = None
    decisions: tuple[FactId, ...] | None = Field(default=None, max_length=100)


class LetterBody(Body):
    """Facts to write a letter from. `lang`: the language of the copy to keep."""

    on: On = None
    facts: Facts
    calendar: Calendar = None
    lang: str = Field(default="en", max_length=20)


class SchoolBody(Body):
    """A few letters of a school's name, its town or postcode, in any order."""

    text: str = Field(min_length=1, max_length=120)


class Problem(Body):
    """What was wrong (RFC 9457). `fact` names the fact at fault. No value is ever repeated."""

    type: str
    title: str
    status: int
    detail: str
    fact: str | None = None
