"""Answers of a session saved: many in one go, and one of several that differ put in use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.content.library import Library
from app.model.errors import FactProblem, NewerVersion, QuestionNotReachable
from app.services import casework, interview, sources
from app.services.casework import TRIES, Held
from app.services.documents import Document
from app.services.interview import Interview, Told
from app.store.cases import CaseStore

Along = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to be put in. `along` puts in what comes with it."""

    fact: str
    value: Any
    known_from: str
    along: Along


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of many answers: the case now, facts `taken`, those that somebody else answered
    meanwhile otherwise (`overtaken`), those that do not fit, and those `left_over` any more."""

    held: Held
    made: Interview
    taken: tuple[str, ...]
    overtaken: tuple[str, ...]
    unfit: tuple[str, ...]
    left_over: tuple[str, ...]


def put_in(
    library: Library, store: CaseStore, held: Held, given: Sequence[Given], now: datetime
) -> Saved:
    """Many answers, saved at once. Each counts by itself: what cannot be taken stops no other."""
    seen = held.document.records()
    for _ in range(TRIES):
        found = _put(library, held, given, seen, now)
        try:
            return replace(found, held=casework.save(store, held, found.made.document, now))
        except NewerVersion:
            held = casework.again(store, held, now)
    raise NewerVersion(held.version)


def _put(
    library: Library,
    held: Held,
    given: Sequence[Given],
    seen: dict[str, Any],
    now: datetime,
) -> Saved:
    taken: list[str] = []
    overtaken: list[str] = []
    unfit: list[str] = []
    left_over: list[str] = []
    made = interview.replay(library, held.document, now.date())
    for each in given:
        theirs = held.document.records().get(each.fact)
        if theirs != seen.get(each.fact) and (theirs is None or theirs["value"] != each.value):
            overtaken.append(each.fact)
            continue
        told = Told(casework.by(held), each.known_from)
        try:
            before = each.along(made.document)
            made = interview.answer(library, before, each.fact, each.value, now, told)
            taken.append(each.fact)
        except FactProblem:
            unfit.append(each.fact)
        except QuestionNotReachable:
            left_over.append(each.fact)
    return Saved(held, made, tuple(taken), tuple(overtaken), tuple(unfit), tuple(left_over))


def settle(
    library: Library, store: CaseStore, held: Held, fact: str, chosen: int, now: datetime
) -> Held:
    """The case with one of several differing answers in use. Raises NewerVersion."""
    record = held.document.records().get(fact)
    if record is None:
        raise QuestionNotReachable
    one = interview.with_record(library, held.document, fact, sources.settled(record, chosen))
    return casework.save(store, held, interview.prune(library, one, now.date()).document, now)
