"""Cases as an organisation holds them: begun, opened, listed, and what it keeps of each.

The organisation's record of a case is its own: number, nickname, who looks after it, tasks, notes.
The family never sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.model.errors import CaseNotFound
from app.services import desk_records, documents
from app.services.casework import Held
from app.services.desk_records import DeskRecord
from app.services.documents import Document
from app.store.cases import CaseStore
from app.store.desk import DeskStore
from app.store.records import CASE_RECORD
from app.store.signed_in import SignedIn


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which of an organisation's cases is open, and the number by which it calls it."""

    holder_id: bytes
    number: int


def hold(desk: DeskStore, who: SignedIn, pointer: Pointer, now: datetime) -> Held:
    """A case of the organisation. Raises CaseNotFound, NotAllowed for roles without the key."""
    found = desk.open(who, pointer.holder_id, pointer.number, now)
    if found.stored is None:
        raise CaseNotFound
    return Held(found.open_case, documents.read(found.stored[0]), found.stored[1])


def begin(
    desk: DeskStore, store: CaseStore, who: SignedIn, document: Document, now: datetime
) -> tuple[Held, Pointer]:
    """A new case that only the organisation holds, looked after by whoever began it."""
    taken = {each.number for each in numbers(desk, who, now)}
    number = desk_records.new_number(taken)
    opened = desk.begin(who, number, now)
    version = store.write(opened, CASE_RECORD, documents.write(document), 0, now)
    record = DeskRecord(number=number, adviser=who.person_id.hex(), began=now.date().isoformat())
    desk.change(who, opened.case_id, lambda _: desk_records.write(record))
    return Held(opened, document, version), Pointer(opened.holder_id, number)


def numbers(desk: DeskStore, who: SignedIn, now: datetime) -> tuple[DeskRecord, ...]:
    """What the organisation keeps of each of its cases."""
    listed = desk.cases(who, now)
    return tuple(desk_records.read(each.record) for each in listed if each.record is not None)


def record(desk: DeskStore, who: SignedIn, held: Held) -> DeskRecord:
    """What the organisation keeps of an open case."""
    stored = desk.record(who, held.open_case.case_id)
    return DeskRecord() if stored is None else desk_records.read(stored[0])


def change(
    desk: DeskStore,
    who: SignedIn,
    case_id: bytes,
    changed: Callable[[DeskRecord], DeskRecord],
) -> DeskRecord:
    """A change to what the organisation keeps of a case, put into what is stored by then."""

    def put_in(before: bytes | None) -> bytes:
        was = DeskRecord() if before is None else desk_records.read(before)
        return desk_records.write(changed(was))

    return desk_records.read(desk.change(who, case_id, put_in))
