"""Many answers of one posted form, each read by the type of its fact. Stores nothing.

The name of each field begins with the key of its question. What is left empty stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.model.errors import FactProblem, QuestionNotReachable
from app.services import interview, schools, sources
from app.services.interview import Interview, Told
from app.services.session_answers import Given
from app.services.session_intake import Typed
from app.services.session_words import KNOWN
from app.services.speaking import Speaker
from app.services.views import Problem, Words
from app.web import answering, forms, taking
from app.web.forms import NOT_SURE, Expected, Read
from app.web.typed import Posted, first
from app.web.visit import Visit

ENTRIES = 3
LISTS = ("history", "days")
BESIDE = ("known_from", "seen", "year", "listed")
UNFIT = "Please look at this answer again."


@dataclass(frozen=True, slots=True)
class Row:
    """What came for one question, and what it was read as."""

    fact: str
    sent: Posted
    read: Read

    @property
    def typed(self) -> Typed:
        """What came, to be shown again."""
        plain = {name: values[0] for name, values in self.sent.items() if values}
        return Typed(plain, frozenset(self.sent.get("value", ())), self.read.problems)


def part(posted: Posted, key: str) -> Posted:
    """The fields of one question, by their own names."""
    start = f"{key}-"
    return {
        name.removeprefix(start): each for name, each in posted.items() if name.startswith(start)
    }


def is_filled(sent: Posted) -> bool:
    """Whether anything was put in for a question."""
    return any(
        any(values) for name, values in sent.items() if name.rpartition("-")[2] not in BESIDE
    )


def rows(visit: Visit, asked: Interview, posted: Posted) -> tuple[Row, ...]:
    """Every question that something came for, in the order of the interview. Each is read as if
    those before it were answered already, so that days are looked at together."""
    library, made, found = visit.library, asked, []
    for step in (*asked.walk.steps, *asked.walk.later):
        fact = step.asked.asks
        sent = part(posted, interview.key_of(fact))
        if not is_filled(sent):
            continue
        one = Row(fact, sent, read(visit, made, fact, sent))
        if not one.read.problems and taking.is_overtaken(asked, fact, one.read.value, sent):
            theirs = taking.answer_of_another(visit, asked, fact)
            one = replace(one, read=replace(one.read, problems=(theirs,)))
        found.append(one)
        if not one.read.problems:
            try:
                before = answering.along(visit, fact, one.read.value)(made.document)
                made = interview.answer(library, before, fact, one.read.value, visit.now, Told())
            except (FactProblem, QuestionNotReachable):
                continue  # said when it is to be saved
    return tuple(found)


def read(visit: Visit, asked: Interview, fact: str, sent: Posted) -> Read:
    """One answer, with everything that is wrong with it."""
    expected = taking.expected(visit, asked, fact)
    if expected.kind in LISTS:
        return _list(sent, expected)
    if expected.kind == "date" and NOT_SURE not in sent.get("value", ()):
        sent = {**sent, "value": ["know"]}
    found = forms.read({**sent, "do": ["next"]}, expected)
    if found.act == "search":
        choose = Words("Choose the school from the list, or say that it is not there.")
        return replace(found, problems=(Problem("value", choose),))
    return replace(found, problems=found.problems or taking.clash(visit, asked, fact, found.value))


def given(visit: Visit, asked: Interview, row: Row, otherwise: str) -> Given:
    """A row as an answer to be saved. `otherwise`: how it is known where the row does not say."""
    told = first(row.sent, "known_from") or otherwise
    known = told if told in KNOWN else interview.PARENT
    before = asked.document.records().get(row.fact, {}).get("value")
    return Given(
        row.fact,
        sources.entries_told(row.read.value, before, known),
        known,
        answering.along(visit, row.fact, row.read.value),
    )


def again(visit: Visit, speaker: Speaker, row: Row) -> Typed:
    """A row to be shown again; one for a school with those to choose from."""
    if visit.schools is None or visit.library.facts[row.fact].is_ != "school":
        return row.typed
    typed = first(row.sent, "school"), first(row.sent, "town")
    return replace(row.typed, options=schools.suggested(visit.schools, speaker, typed))


def _list(sent: Posted, expected: Expected) -> Read:
    """A list: its new entries put to those it has; none; or not sure."""
    ticked = sent.get("value", ())
    have: Sequence[Any] = expected.have
    problems: list[Problem] = []
    entered = False
    for at in range(ENTRIES):
        entry = part(sent, str(at))
        if not is_filled(entry):
            continue
        entered = True
        found = forms.read(_entry(entry), replace(expected, have=tuple(have)))
        problems += [replace(each, field=f"{at}-{_field(each)}") for each in found.problems]
        have = have if found.problems else found.value
    if entered:
        return Read(list(have), tuple(problems))
    return Read(None if NOT_SURE in ticked else [])


def _entry(entry: Posted) -> Mapping[str, Sequence[str]]:
    no_day = {} if first(entry, "day") or first(entry, "month") else {"no_day": ["yes"]}
    how_many = {"lunchtimes": entry.get("count", [])}
    return {**entry, **how_many, **no_day, "do": ["add"]}


def _field(problem: Problem) -> str:
    return "count" if problem.field == "lunchtimes" else problem.field
