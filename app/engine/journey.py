"""An interview replayed from its answers: what is asked, what comes next, which answers count.

Nothing is stored about where a family is: it follows from the answers. A question may depend
only on facts asked earlier (or worked out from them), so that an interview cannot loop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.engine.law import Law
from app.engine.reasoning import Reasoning
from app.model.calendar import SchoolCalendar
from app.model.journeys import Asked, Journey, Section
from app.model.values import number, option


@dataclass(frozen=True, slots=True)
class Step:
    """One question on the family's way, in its section; `answered` even if by "not sure"."""

    asked: Asked
    section: Section
    answered: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """A whole interview for some answers.

    `steps`: the questions on the way, in order; `later`: those offered on the result page;
    `kept`: the ids of answers that count; `given`: their values, with assumed and skipped ones.
    """

    steps: tuple[Step, ...]
    later: tuple[Step, ...]
    kept: frozenset[str]
    given: Mapping[str, Any]

    @property
    def next(self) -> Step | None:
        """The first question not answered yet."""
        return next((each for each in self.steps if not each.answered), None)

    @property
    def complete(self) -> bool:
        """Whether every question on the way is answered."""
        return self.next is None

    def step(self, fact: str) -> Step | None:
        """The step that asks a fact, if it may be visited."""
        return next((each for each in (*self.steps, *self.later) if each.asked.asks == fact), None)

    def before(self, fact: str) -> Step | None:
        """The step before the one that asks a fact."""
        facts = [each.asked.asks for each in self.steps]
        index = facts.index(fact) if fact in facts else 0
        return self.steps[index - 1] if index else None


def walk(
    law: Law,
    journeys: Sequence[Journey],
    answers: Mapping[str, Any],
    calendar: SchoolCalendar,
    on: date,
) -> Walk:
    """Replay the journeys, one after the other, with `answers` (fact to value, None: not sure).

    A question asked in an earlier journey is not asked again. Answers to questions that are not
    on the way do not count."""
    given: dict[str, Any] = {
        fact: as_value(value)
        for journey in reversed(journeys)
        for fact, value in journey.assumes.items()
    }
    kept: set[str] = set()
    steps: list[Step] = []
    later: list[Step] = []
    seen: set[str] = set(given)
    thinking = Reasoning(law, given, calendar, on)
    for journey in journeys:
        for section in journey.sections:
            for asked in section.questions:
                if asked.asks in seen:
                    continue
                if not asked.only_if or thinking.holds(asked.only_if) == "yes":
                    seen.add(asked.asks)
                    answered = asked.asks in answers
                    (later if asked.later else steps).append(Step(asked, section, answered))
                    if answered:
                        kept.add(asked.asks)
                        given[asked.asks] = answers[asked.asks]
                        thinking.forget(asked.asks)
                elif asked.otherwise is not None and asked.asks not in given:
                    given[asked.asks] = as_value(asked.otherwise)
                    thinking.forget(asked.asks)
    return Walk(tuple(steps), tuple(later), frozenset(kept), given)


def as_value(written: str | float | bool) -> Any:
    """A value as written in content: an option, a yes or no, or a number."""
    if isinstance(written, bool):
        return option("yes" if written else "no")
    return option(written) if isinstance(written, str) else number(float(written))
