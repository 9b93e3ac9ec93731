"""The fast intake form: every question that may be asked now, each as one row. Knows no type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.content.library import Library
from app.model.facts import FactType
from app.services import answer_words, interview, questions, session_agenda
from app.services.interview import Interview
from app.services.session_agenda import State
from app.services.session_notes import Course
from app.services.session_words import how_known
from app.services.speaking import Speaker
from app.services.views import OptionView, Problem, Words


@dataclass(frozen=True, slots=True)
class Typed:
    """What came for one row and is to be shown again, with what is wrong with it."""

    fields: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    options: tuple[OptionView, ...] | None = None


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One question of the form. `now` is the answer so far and `known` how it is known. The names
    of its fields begin with `key`; `typed` and `ticked` are what came and was not taken."""

    key: str
    kind: FactType
    question: Words
    state: str
    now: Words | None
    known: str
    options: tuple[OptionView, ...]
    seen: str
    typed: Mapping[str, str]
    ticked: frozenset[str]
    problems: tuple[Problem, ...]
    not_sure: bool
    year: str


@dataclass(frozen=True, slots=True)
class IntakePart:
    """One part of the form."""

    title: Words
    rows: tuple[IntakeRow, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Who fills in the form, about what: the case as it stands, and what came before."""

    library: Library
    speaker: Speaker
    asked: Interview
    on: date
    typed: Mapping[str, Typed] = field(default_factory=dict)


def parts(form: Form, course: Course) -> tuple[IntakePart, ...]:
    """Every question as a row: new ones first, then by part."""
    stages = session_agenda.agenda(form.library, form.speaker, form.asked, course)
    fresh = tuple(
        row(form, each.key, each.state)
        for stage in stages
        for each in stage.stops
        if each.state == "new"
    )
    found = [
        IntakePart(
            stage.title,
            tuple(row(form, each.key, each.state) for each in stage.stops if each.state != "new"),
        )
        for stage in stages
    ]
    newly = IntakePart(Words("New since the last answers"), fresh)
    return tuple(each for each in (newly, *found) if each.rows)


def row(form: Form, key: str, state: State) -> IntakeRow:
    """One question of the form."""
    fact = interview.fact_of(form.library, key)
    view = questions.question(form.library, form.speaker, form.asked, fact, form.on)
    record = form.asked.document.records().get(fact)
    typed = form.typed.get(key, Typed())
    said = answer_words.answer(form.library, form.speaker, fact, form.asked.walk.given.get(fact))
    options = form.library.facts[fact].options if view.kind == "days" else ()
    reasons = tuple(
        OptionView(each.id, answer_words.option_label(form.library, form.speaker, fact, each.id))
        for each in options
    )
    offered = _days_left_out(view.kind, view.options)
    return IntakeRow(
        key=key,
        kind=view.kind,
        question=view.question,
        state=session_agenda.STATES[state],
        now=said if record is not None else None,
        known=how_known(record),
        options=typed.options if typed.options is not None else (reasons or offered),
        seen=view.seen,
        typed=typed.fields,
        ticked=typed.ticked,
        problems=typed.problems,
        not_sure=view.not_sure is not None,
        year=view.this_year,
    )


def _days_left_out(kind: FactType, options: tuple[OptionView, ...]) -> tuple[OptionView, ...]:
    """The options of a choice; the days that a page offers by name are typed here."""
    return () if kind in ("date", "school") else options
