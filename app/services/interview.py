"""The interview over a stored case: begin, answer, take back, and where the family is.

Answers to questions that are no longer asked are dropped before anything reasons with them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from app.content.library import Library
from app.engine import journey as journeys
from app.engine.journey import Walk
from app.model.calendar import SchoolCalendar
from app.model.errors import FactProblem, QuestionNotReachable
from app.services import answers, calendars, earlier, sources
from app.services.documents import Document, Matter, Record

CASE_WIDE = "case"
PARENT, ADVISER = "parent", "adviser"


@dataclass(frozen=True, slots=True)
class Told:
    """Who put an answer in, and how it is known: `parent`, `letter`, `child` or `told`."""

    by: str = PARENT
    known_from: str = PARENT


FAMILY = Told()


@dataclass(frozen=True, slots=True)
class Interview:
    """A document replayed: the walk through its journeys, and the calendar of its school."""

    document: Document
    walk: Walk
    calendar: SchoolCalendar


def begin(library: Library, journey: str, lang: str) -> Document:
    """A new case with one matter. Raises QuestionNotReachable for a journey without questions."""
    found = library.journeys.get(journey)
    if found is None or not found.sections:
        raise QuestionNotReachable
    return Document(lang=lang, matters=(Matter((journey,)),), content=library.content_hash)


def go_on(library: Library, document: Document, journey: str) -> Document:
    """The same matter, gone on to another journey that the first leads to."""
    if journey in document.matter.journeys or journey not in library.journeys:
        return document
    matter = document.matter
    return document.with_matter(replace(matter, journeys=(*matter.journeys, journey)))


def goes_on(library: Library, document: Document, journey: str, on: date) -> bool:
    """Whether a journey goes on with the matter shown: one leads to it, and it takes the same
    measure for granted. A suspension after being sent home is a matter of its own."""
    found = library.journeys[journey]
    given = replay(library, document, on).walk.given
    agrees = all(
        given.get(fact) is None or given[fact] == journeys.as_value(value)
        for fact, value in found.assumes.items()
    )
    return agrees and any(
        journey in library.journeys[way].leads_to for way in document.matter.journeys
    )


def replay(library: Library, document: Document, on: date) -> Interview:
    """Where a case stands."""
    given = _known(library, document)
    calendar = calendars.for_facts(library, given)
    ways = [library.journeys[each] for each in document.matter.journeys]
    return Interview(document, journeys.walk(library.law, ways, given, calendar, on), calendar)


def _known(library: Library, document: Document) -> dict[str, Any]:
    """Values of stored answers to facts that still exist with such a value; others fall away."""
    found: dict[str, Any] = {}
    for fact, written in document.answers().items():
        if fact not in library.facts or library.facts[fact].derive is not None:
            continue
        try:
            found[fact] = answers.value(library.law, fact, written)
        except FactProblem:
            continue
    if found.get(library.slots.history) is not None:
        found[library.slots.history] = _whole_history(library, document)
    return found


def _whole_history(library: Library, document: Document) -> Any:
    """What the family put in and what other matters hold; too much of it is not known."""
    history = library.slots.history
    listed = document.answers()[history]
    try:
        both = [*listed, *earlier.carried(library, document)]
        return answers.value(library.law, history, both)
    except FactProblem:
        return None


def answer(
    library: Library,
    document: Document,
    fact: str,
    written: Any,
    at: datetime,
    told: Told = FAMILY,
) -> Interview:
    """The case with one more answer (None: not sure), pruned and replayed.

    Raises QuestionNotReachable if the question is not on the family's way, FactProblem if the
    value does not fit."""
    answers.value(library.law, fact, written)
    record: Record = {
        "value": written,
        "known_from": told.known_from,
        "by": told.by,
        "at": at.isoformat(timespec="seconds"),
    }
    kept = sources.told_again(document.records().get(fact), record)
    found = prune(library, with_record(library, document, fact, kept), at.date())
    if not is_reachable(library, found, fact):
        raise QuestionNotReachable
    return found


def is_reachable(library: Library, asked: Interview, fact: str) -> bool:
    """Whether a question is on the family's way, or beside it."""
    return asked.walk.step(fact) is not None or fact in _always(library)


def keep_text(
    library: Library, document: Document, fact: str, written: str | None, at: datetime
) -> Document:
    """The case with an answer that came from a letter and not from a question."""
    answers.value(library.law, fact, written)
    record: Record = {
        "value": written,
        "known_from": "parent",
        "by": "parent",
        "at": at.isoformat(timespec="seconds"),
    }
    return with_record(library, document, fact, record)


def prune(library: Library, document: Document, on: date) -> Interview:
    """The case without answers to questions that are no longer on the way."""
    found = replay(library, document, on)
    asked = asked_somewhere(library)
    here = set(document.matter.facts) - set(document.matter.own)
    drop = {fact for fact in here if fact in asked and fact not in found.walk.kept}
    if not drop:
        return found
    facts = {fact: each for fact, each in document.matter.facts.items() if fact not in drop}
    smaller = document.with_matter(replace(document.matter, facts=facts))
    return prune(library, smaller, on)


def with_record(library: Library, document: Document, fact: str, record: Record) -> Document:
    """The case with one record, with its matter or with the whole case as the fact asks."""
    matter = document.matter
    if library.facts[fact].scope == CASE_WIDE and fact not in matter.own:
        return replace(document, case={**document.case, fact: record})
    return document.with_matter(replace(matter, facts={**matter.facts, fact: record}))


def seen(document: Document, fact: str) -> str:
    """Which answer to a question somebody has before them: empty before the first."""
    record = document.records().get(fact)
    if record is None:
        return ""
    return hashlib.blake2b(repr(sorted(record.items())).encode(), digest_size=6).hexdigest()


def _always(library: Library) -> frozenset[str]:
    """Facts that may be answered outside the way: closed days, asked beside the calendar."""
    return frozenset({library.slots.closed_days}) | frozenset(
        fact for fact in library.questions if fact not in asked_somewhere(library)
    )


@lru_cache(maxsize=4)
def asked_somewhere(library: Library) -> frozenset[str]:
    """Every fact that some journey asks; the others are only written for letters."""
    return frozenset(
        each.asks
        for journey in library.journeys.values()
        for section in journey.sections
        for each in section.questions
    )


@lru_cache(maxsize=4)
def _keys(library: Library) -> dict[str, str]:
    return {key_of(fact): fact for fact in library.questions}


def key_of(fact: str) -> str:
    """The opaque address of a question: says nothing to whoever reads over a shoulder."""
    return hashlib.blake2b(fact.encode(), digest_size=4).hexdigest()


def fact_of(library: Library, key: str) -> str:
    """The fact behind an address. Raises QuestionNotReachable."""
    try:
        return _keys(library)[key]
    except KeyError:
        raise QuestionNotReachable from None
