"""The whole content set: indexed, compiled, immutable, and its hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.engine.law import Law
from app.model.calendar import NoTermDates, TermDates, UsualYear
from app.model.facts import Fact
from app.model.hints import Hints
from app.model.journeys import Action, Actor, Choice, Event, Journey, Question, Slots, Stage
from app.model.letters import LetterSource, PartSource, Recipient
from app.model.my_say import MySay
from app.model.outcomes import Outcome, Outcomes
from app.model.pages import Page
from app.model.patterns import Patterns
from app.model.provisions import Help, Provision, Source, Term
from app.model.reviews import Approval
from app.model.rights import Kinds, RightsPage
from app.model.rules import Decision
from app.model.schools import SchoolType

NO_TERM_DATES = NoTermDates()


@dataclass(frozen=True, slots=True)
class Process:
    """Who acts, and the steps of the whole process in order."""

    actors: Mapping[str, Actor]
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Everything that content says. Dictionaries are by id; `questions` by fact, `outcomes` by
    decision, `reviews` by file. `files` has the hash of every file that can be approved.
    `shared` are the facts that worlds split. `content_hash` names this very content;
    `term_dates`, which an installation puts in beside it, are no part of that."""

    sources: Mapping[str, Source]
    provisions: Mapping[str, Provision]
    glossary: tuple[Term, ...]
    help: tuple[Help, ...]
    pages: Mapping[str, Page]
    rights: Mapping[str, RightsPage]
    kinds: Kinds | None
    reviews: Mapping[str, Approval]
    files: Mapping[str, str]
    usual_years: tuple[UsualYear, ...]
    usual_worked_out_on: date
    facts: Mapping[str, Fact]
    decisions: Mapping[str, Decision]
    outcomes: Mapping[str, Outcomes]
    questions: Mapping[str, Question]
    journeys: Mapping[str, Journey]
    actions: Mapping[str, Action]
    events: Mapping[str, Event]
    process: Process
    first_page: tuple[Choice, ...]
    slots: Slots
    letters: Mapping[str, LetterSource]
    parts: Mapping[str, PartSource]
    recipients: Mapping[str, Recipient]
    law: Law
    shared: frozenset[str]
    content_hash: str
    school_types: Mapping[str, SchoolType] = field(default_factory=dict)
    term_dates: TermDates = NO_TERM_DATES
    hints: Hints | None = None
    my_say: MySay | None = None
    patterns: Patterns | None = None

    def outcome(self, decision: str, then: str) -> Outcome | None:
        """The words for one conclusion, or None where a decision has no words of its own."""
        found = self.outcomes.get(decision)
        if found is None:
            return None
        return next((each for each in found.outcomes if each.id == then), None)
