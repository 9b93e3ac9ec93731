"""Letters as they were sent: both copies frozen, each in a sealed record of its own.

Neither a change of facts nor one of our templates touches them. They go with their case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter

from app.model.errors import PageNotFound
from app.model.letters import LetterPair
from app.services import casework
from app.services.casework import Held
from app.store.cases import CaseStore


@dataclass(frozen=True, slots=True)
class Issued:
    """One letter that went out: `number` counts the times it was sent, `content` is the hash of
    the content it was made from, `how` the way it went, if the family said so."""

    letter: str
    number: int
    on: date
    how: str | None
    content: str
    pair: LetterPair


RECORDS = TypeAdapter(Issued)


def of(store: CaseStore, held: Held, letter: str) -> tuple[Issued, ...]:
    """Every copy of a letter that was sent about the matter shown, the first one first."""
    if letter not in held.document.sent:
        return ()
    prefix = casework.issued_record(letter, held.document.matter.number)
    names = (each for each in store.names(held.open_case) if each.startswith(prefix))
    found = (store.read(held.open_case, name) for name in names)
    copies = (RECORDS.validate_json(each[0]) for each in found if each is not None)
    return tuple(sorted(copies, key=lambda each: each.number))


def one(store: CaseStore, held: Held, letter: str, number: int) -> Issued:
    """One copy as it was sent. Raises PageNotFound."""
    prefix = casework.issued_record(letter, held.document.matter.number)
    stored = store.read(held.open_case, f"{prefix}{number}")
    if stored is None:
        raise PageNotFound
    return RECORDS.validate_json(stored[0])


def freeze(store: CaseStore, held: Held, copy: Issued, now: datetime) -> None:
    """Keep a copy for good. Raises NewerVersion if there is one of that number."""
    prefix = casework.issued_record(copy.letter, held.document.matter.number)
    store.write(held.open_case, f"{prefix}{copy.number}", RECORDS.dump_json(copy), 0, now)


def take_away(store: CaseStore, held: Held, copy: Issued, now: datetime) -> None:
    """A copy of a letter that was not sent after all is gone."""
    prefix = casework.issued_record(copy.letter, held.document.matter.number)
    store.remove(held.open_case, f"{prefix}{copy.number}", now)
