"""Cases opened, changed and saved. An answer is saved durably before the next page is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.content.library import Library
from app.letters import edits as changes
from app.letters.edits import NO_EDITS, Edits
from app.model.errors import CaseNotFound, NewerVersion
from app.services import documents, interview
from app.services.documents import Document
from app.services.interview import Interview
from app.store.cases import CaseStore
from app.store.open_case import OpenCase
from app.store.records import CASE_RECORD

TRIES = 4
FIRST = 1  # the matter a case begins with
LETTER, ISSUED, OWN, OF_MATTER = "letter", "issued", "own", "@"


@dataclass(frozen=True, slots=True)
class Held:
    """A case in hand: the key to it, what it says, and the version that was read."""

    open_case: OpenCase
    document: Document
    version: int


def create(store: CaseStore, document: Document, now: datetime) -> Held:
    """A new case with its first answer in it."""
    opened = store.create(now)
    version = store.write(opened, CASE_RECORD, documents.write(document), 0, now)
    return Held(opened, document, version)


def hold(store: CaseStore, token: str, now: datetime) -> Held:
    """The case of a browser. Raises CaseNotFound."""
    opened, stored = store.open_and_read(token, CASE_RECORD, now)
    if stored is None:
        raise CaseNotFound
    return Held(opened, documents.read(stored[0]), stored[1])


def again(store: CaseStore, held: Held, now: datetime) -> Held:
    """The same case as it is by now, for the same person. Raises CaseNotFound."""
    opened, stored = store.reopen(held.open_case, now)
    if stored is None:
        raise CaseNotFound
    return Held(opened, documents.read(stored[0]), stored[1])


def by(held: Held) -> str:
    """Who puts in what is put in: the family, or the adviser of an organisation."""
    return interview.PARENT if held.open_case.actor is None else interview.ADVISER


def save(store: CaseStore, held: Held, document: Document, now: datetime) -> Held:
    """The case with another document. Raises NewerVersion if somebody saved meanwhile."""
    if document == held.document:
        return held
    written = documents.write(document)
    version = store.write(held.open_case, CASE_RECORD, written, held.version, now)
    return Held(held.open_case, document, version)


def answer(
    library: Library,
    store: CaseStore,
    held: Held,
    fact: str,
    value: Any,
    now: datetime,
    before: Callable[[Document], Document] = lambda document: document,
    known_from: str = interview.PARENT,
) -> tuple[Held, Interview]:
    """One more answer, saved. If another person answered the same question otherwise meanwhile,
    raises NewerVersion; the same answer, or one to another question, is put in again. `before`
    puts in what comes along with the answer, `known_from` is how it is known."""
    seen = held.document.records().get(fact)
    told = interview.Told(by(held), known_from)
    for _ in range(TRIES):
        made = interview.answer(library, before(held.document), fact, value, now, told)
        try:
            return save(store, held, made.document, now), made
        except NewerVersion as newer:
            held = again(store, held, now)
            theirs = held.document.records().get(fact)
            if theirs != seen and (theirs is None or theirs["value"] != value):
                raise newer from None
    raise NewerVersion(held.version)


def letter_record(letter: str, matter: int = FIRST) -> str:
    """The name of the record that holds a letter's changes, for one matter of the case."""
    return f"{LETTER}:{_named(letter, matter)}"


def issued_record(letter: str, matter: int = FIRST) -> str:
    """How the names of the records begin that hold a letter as it was sent; a number follows."""
    return f"{ISSUED}:{_named(letter, matter)}:"


def own_record(what: str, matter: int = FIRST) -> str:
    """The name of a record that holds what a child said itself, for one matter of the case."""
    return f"{OWN}:{_named(what, matter)}"


def _named(letter: str, matter: int) -> str:
    return letter if matter == FIRST else f"{letter}{OF_MATTER}{matter}"


def _matter_of(name: str) -> int | None:
    """The matter that a record of a letter, or of a child's own words, belongs to; else None."""
    kind, *rest = name.split(":")
    if kind not in (LETTER, ISSUED, OWN) or not rest:
        return None
    return int(rest[0].partition(OF_MATTER)[2] or FIRST)


def without_matter(store: CaseStore, held: Held, left: Document, gone: int, now: datetime) -> Held:
    """The case saved as what is `left` of it; the letters of the matter that is gone, and what a
    child said about it, taken away. Raises NewerVersion."""
    saved = save(store, held, left, now)
    for name in store.names(held.open_case):
        if _matter_of(name) == gone:
            store.remove(held.open_case, name, now)
    return saved


def edits_of(store: CaseStore, held: Held, letter: str) -> tuple[Edits, int]:
    """The family's changes to a letter and the version of their record (0: none yet)."""
    stored = store.read(held.open_case, letter_record(letter, held.document.matter.number))
    if stored is None:
        return NO_EDITS, 0
    return changes.from_json(json.loads(stored[0])), stored[1]


def save_edits(
    store: CaseStore, held: Held, letter: str, edits: Edits, version: int, now: datetime
) -> None:
    """Keep the family's changes to a letter. Raises NewerVersion."""
    written = json.dumps(changes.as_json(edits), ensure_ascii=False).encode()
    name = letter_record(letter, held.document.matter.number)
    store.write(held.open_case, name, written, version, now)
