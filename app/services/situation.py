"""A case thought through on one day: what every page and letter about it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.content.library import Library
from app.engine import worlds
from app.engine.conclusions import deadline_of, point_of, value_of
from app.engine.conditions import Verdict
from app.engine.journey import Walk
from app.engine.law import DEADLINE
from app.engine.reasoning import Reasoning
from app.model.assessment import Assessment, Conclusion
from app.model.calendar import SchoolCalendar
from app.model.clocks import Deadline
from app.model.journeys import Asked
from app.model.rules import When
from app.services import answers, calendars, sources
from app.services.documents import Document, Matter
from app.services.interview import Interview, asked_somewhere


@dataclass(frozen=True, slots=True)
class Situation:
    """An interview with its assessment. `thinking` works out what no conclusion holds. What was
    asked for once is kept: a page asks for most of it again and again."""

    library: Library
    interview: Interview
    assessment: Assessment
    thinking: Reasoning
    on: date
    _values: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def decisions(self) -> tuple[str, ...]:
        """What the family's journeys work out, in their order."""
        return worked_out(self.library, self.interview)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the school is certainly one that these rules are not for."""
        scope = self.library.slots.scope
        outcome = self.library.outcome(scope, self.conclusion(scope).then or "")
        return outcome is not None and not outcome.silent

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer, so that what follows may change."""
        return not self.interview.walk.complete and not self.is_elsewhere

    def conclusion(self, decision: str) -> Conclusion:
        """What a decision concludes; one that no journey of the family works out is looked at with
        rough facts left whole."""
        found = self.assessment.conclusions.get(decision)
        return self.thinking.conclusion(decision) if found is None else found

    def deadline(self, decision: str) -> Deadline | None:
        """The time limit of a decision's conclusions, if one follows."""
        return deadline_of(self.conclusion(decision))

    def value(self, name: str) -> Any:
        """The value of a fact, a decision, or `<decision>.deadline`."""
        if name not in self._values:
            self._values[name] = self._value(name)
        return self._values[name]

    def _value(self, name: str) -> Any:
        found = self.assessment.conclusions.get(name)
        if found is not None:
            return value_of(found)
        whole, part = self.library.law.part_of.get(name, ("", ""))
        if whole in self.assessment.conclusions:
            return point_of(self.assessment.conclusions[whole], part)
        return self.thinking.value(name)

    def holds(self, when: When) -> Verdict:
        """Whether a condition of content holds here."""
        return self.library.law.holds(when, self.value)

    def deadline_named(self, name: str) -> Deadline | None:
        """The time limit behind `<decision>.deadline`."""
        return self.deadline(name.removesuffix(DEADLINE))


def worked_out(library: Library, interview: Interview) -> tuple[str, ...]:
    """The decisions that the journeys of the matter shown work out, in their order."""
    ways = interview.document.matter.journeys
    found = (each for way in ways for each in library.journeys[way].works_out)
    return tuple(dict.fromkeys(found))


def of(library: Library, interview: Interview, on: date) -> Situation:
    """Everything that follows from a case on a day, also while questions of it are open."""
    given = {**_settled(library, interview, on), **_differing(library, interview)}
    found = worlds.assess(
        library.law,
        given,
        interview.calendar,
        on,
        decisions=(library.slots.scope, *worked_out(library, interview)),
        shared=library.shared,
    )
    thinking = Reasoning(library.law, given, interview.calendar, on)
    elsewhere = asked_somewhere(library)
    extra = {
        fact: written
        for fact, written in interview.document.answers().items()
        if fact in library.facts and fact not in elsewhere and written is not None
    }
    if extra:
        thinking = Reasoning(
            library.law,
            {**given, **answers.values(library.law, extra)},
            interview.calendar,
            on,
        )
    return Situation(library, interview, found, thinking, on)


def _settled(library: Library, interview: Interview, on: date) -> Mapping[str, Any]:
    """What is given, less the values of skipped questions of which nobody can say whether they are
    skipped before an open question is answered."""
    walk, law, given = interview.walk, library.law, dict(interview.walk.given)
    unanswered = {each.asked.asks for each in walk.steps if not each.answered}
    asked = {*unanswered, *walk.kept, *(each.asked.asks for each in walk.later)}
    for each in _skipped(library, interview) if unanswered else ():
        roots = {root for name in each.only_if for root in law.roots[name.removesuffix(DEADLINE)]}
        if each.asks in asked or each.asks not in given or roots.isdisjoint(unanswered):
            continue
        if Reasoning(law, given, interview.calendar, on).holds(each.only_if) != "no":
            del given[each.asks]
            unanswered.add(each.asks)
    return given


def _skipped(library: Library, interview: Interview) -> Iterator[Asked]:
    """The places of questions that have a value of their own while they are skipped."""
    for way in interview.document.matter.journeys:
        for section in library.journeys[way].sections:
            yield from (each for each in section.questions if each.otherwise is not None)


def _differing(library: Library, interview: Interview) -> dict[str, Any]:
    """What sources who differ say of facts on the way, each as all its possible values: until
    somebody settles it, nothing is certain that hangs on one of them."""
    found = {}
    for fact, record in interview.document.records().items():
        if fact in interview.walk.given and fact in library.facts:
            written = sources.spanning(record, library.facts[fact].is_)
            if written is not None:
                found[fact] = answers.value(library.law, fact, written)
    return found


def of_values(
    library: Library, given: Mapping[str, Any], on: date, calendar: SchoolCalendar
) -> Situation:
    """Everything that follows from values of the engine alone: nothing is stored or asked."""
    found = worlds.assess(library.law, given, calendar, on, shared=library.shared)
    walk = Walk((), (), frozenset(given), given)
    nobody = Interview(Document("en", matters=(Matter(()),)), walk, calendar)
    return Situation(library, nobody, found, Reasoning(library.law, given, calendar, on), on)


def of_nobody(library: Library, on: date, known: Mapping[str, Any] | None = None) -> Situation:
    """A situation of which nothing is known but the day (and `known`): for pages that are about
    no case."""
    given = dict(known or {})
    calendar = calendars.for_case(library)
    nothing = worlds.assess(library.law, given, calendar, on, decisions=())
    walk = Walk((), (), frozenset(), given)
    nobody = Interview(Document("en", matters=(Matter(()),)), walk, calendar)
    return Situation(library, nobody, nothing, Reasoning(library.law, given, calendar, on), on)
