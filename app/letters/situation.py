"""What a letter is made from: content beside it, and what is known about one matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.model.assessment import Conclusion
from app.model.clocks import Deadline
from app.model.facts import Fact
from app.model.letterhead import Letterhead
from app.model.letters import PartSource, Recipient
from app.model.rules import When

Verdict = Literal["yes", "no", "maybe"]
Holds = Callable[[When], Verdict]


def _nowhere(_provision: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Materials:
    """The content that letters share, by id; `covering` is the part that an organisation's own page
    is made of."""

    parts: Mapping[str, PartSource]
    recipients: Mapping[str, Recipient]
    facts: Mapping[str, Fact]
    covering: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """One matter on one day.

    `values` holds each fact's possible values, or what was written. What is only `assumed` is
    never printed as if somebody had said it. `answer_by` is the day a letter asks for an answer,
    counted by the caller, who knows the calendar. `where` says where a provision is written.
    `is_blank`: a form to fill in by hand on some other day.
    `letterhead`: an organisation helps with this letter, or even sends it.
    """

    values: Mapping[str, object]
    holds: Holds
    today: date
    answer_by: date | None = None
    speaker: Literal["parent", "pupil"] = "parent"
    conclusions: Mapping[str, Conclusion] = field(default_factory=dict)
    assumed: frozenset[str] = frozenset()
    where: Callable[[str], tuple[str, ...]] = _nowhere
    is_blank: bool = False
    letterhead: Letterhead | None = None

    def value(self, fact: str) -> object:
        """What somebody said about a fact, or None."""
        return None if fact in self.assumed else self.values.get(fact)

    def deadline(self, decision: str) -> date | None:
        """The one day on which a decision's time ends, or None while that is not certain."""
        found = self.conclusions.get(decision)
        ends = {_one_day(each.deadline) for each in found.alternatives} if found else {None}
        return ends.pop() if len(ends) == 1 else None


def _one_day(deadline: Deadline | None) -> date | None:
    if deadline is None or deadline.assumed or deadline.earliest != deadline.latest:
        return None
    return deadline.latest
