"""What the engine says about a case: conclusions, their traces, and what they hang on.

What an assessment makes by the hundred is a named tuple: quicker to make than a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from app.model.clocks import Confidence, Deadline


class Told(NamedTuple):
    """One matched fact of a trace: the value it had, and whether that was assumed."""

    fact: str
    value: Any
    assumed: bool = False


class Trace(NamedTuple):
    """Why: the version, the row, the facts that matched, the provisions."""

    decision: str
    version: date
    row: str
    told: tuple[Told, ...]
    cite: tuple[str, ...]
    confidence: Confidence


class Alternative(NamedTuple):
    """One conclusion a decision may come to, with its time limit and its trace."""

    then: str
    trace: Trace
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """What some values of an unsettled fact lead to. `ids` for options; `low`..`high` for a
    number, None where that side is open, `over` when the lower bound itself is left out."""

    then: frozenset[str]
    ids: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class HangsOn:
    """A fact not settled that still changes the conclusion: what each value leads to."""

    fact: str
    leads: tuple[Lead, ...]


class Conclusion(NamedTuple):
    """What one decision concludes. One conclusion left means certain.

    For a decision that collects, `alternatives` are the points that certainly hold and
    `possible` those that may. `outside`: a date in question is before any version."""

    decision: str
    alternatives: tuple[Alternative, ...] = ()
    possible: tuple[Alternative, ...] = ()
    hangs_on: tuple[HangsOn, ...] = ()
    collects: bool = False
    outside: bool = False

    @property
    def thens(self) -> frozenset[str]:
        """Every conclusion still possible."""
        return frozenset(each.then for each in self.alternatives)

    @property
    def then(self) -> str | None:
        """The one conclusion left, or None."""
        found = self.thens
        return next(iter(found)) if len(found) == 1 and not self.collects else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """All conclusions about one matter on one day, and every fact's possible value."""

    on: date
    conclusions: dict[str, Conclusion]
    values: dict[str, Any] = field(default_factory=dict)
    assumed: frozenset[str] = frozenset()
