"""Cases as an organisation holds them: begun, opened, listed, and what it keeps of each.

The organisation's record of a case is its own: number, nickname, who looks after it, tasks, notes.
The family never sees it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.model.errors import CaseNotFound
from app.services import desk_records, documents, handed_records
from app.services.casework import Held
from app.services.desk_records import DeskRecord
from app.services.documents import Document
from app.store.cases import CaseStore
from app.store.desk import DeskStore, Noted
from app.store.desk_list import Listed
from app.store.people import PeopleStore
from app.store.records import CASE_RECORD
from app.store.signed_in import SignedIn

FIRST = 1  # the version of a record that was written once
BEGUN_HERE = "begun_here"
"""In `more` of a record: the case was begun at this desk, and is no family's own from the start."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which of an organisation's cases is open, and the number by which it calls it."""

    holder_id: bytes
    number: int


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A case open at the desk: who works on it, what it says, and what the organisation keeps."""

    who: SignedIn
    pointer: Pointer
    held: Held
    record: DeskRecord


def hold(desk: DeskStore, who: SignedIn, pointer: Pointer, now: datetime) -> Held:
    """A case of the organisation. Raises CaseNotFound, NotAllowed for roles without the key."""
    found = desk.open(who, pointer.holder_id, pointer.number, now)
    if found.stored is None:
        raise CaseNotFound
    return Held(found.open_case, documents.read(found.stored[0]), found.stored[1])


def opened(
    desk: DeskStore, store: CaseStore, who: SignedIn, holder_id: bytes, now: datetime
) -> Pointer:
    """A case of the organisation opened by somebody, which stands in the audit list. A case that
    came in and was never listed gets its number. Raises CaseNotFound."""
    held = hold(desk, who, Pointer(holder_id, 0), now)
    found = record(desk, who, held)
    if not found.number or desk.handed(who, held.open_case.case_id) is not None:
        taken = {each.number for each in numbers(desk, who, now)}
        found = take_in(desk, who, held.open_case.case_id, taken, now)
    pointer = Pointer(holder_id, found.number)
    store.note(hold(desk, who, pointer, now).open_case, "opened", now)
    return pointer


def take_in(
    desk: DeskStore, who: SignedIn, case_id: bytes, taken: Collection[int], now: datetime
) -> DeskRecord:
    """What the organisation keeps of a case that came in: with a number of its own, and with the
    notes and tasks that another organisation handed along, if it did. `taken`: numbers that other
    cases have."""

    def merged(before: bytes | None, left: bytes | None) -> bytes:
        was = DeskRecord() if before is None else desk_records.read(before)
        found = was if left is None else handed_records.put_in(was, left)
        return desk_records.write(numbered(found, taken, now))

    found = desk_records.read(desk.take_in(who, case_id, merged))
    desk.rename_in_feeds(who, case_id, label(found))
    return found


def numbered(was: DeskRecord, taken: Collection[int], now: datetime) -> DeskRecord:
    """A record with a number of its own and the day it began, if it has none yet."""
    if was.number:
        return was
    return replace(was, number=desk_records.new_number(taken), began=now.date().isoformat())


def begin(
    desk: DeskStore, who: SignedIn, document: Document, now: datetime
) -> tuple[Held, Pointer]:
    """A new case that only the organisation holds, looked after by whoever began it."""
    taken = {each.number for each in numbers(desk, who, now)}
    number = desk_records.new_number(taken)
    adviser, began = who.person_id.hex(), now.date().isoformat()
    own = DeskRecord(number=number, adviser=adviser, began=began, more={BEGUN_HERE: True})
    kept = {CASE_RECORD: documents.write(document)}, desk_records.write(own)
    opened = desk.begin(who, number, now, kept)
    return Held(opened, document, FIRST), Pointer(opened.holder_id, number)


def numbers(desk: DeskStore, who: SignedIn, now: datetime) -> tuple[DeskRecord, ...]:
    """What the organisation keeps of each of its cases."""
    listed = desk.cases(who, now)
    return tuple(desk_records.read(each.record) for each in listed if each.record is not None)


def names(store: PeopleStore, who: SignedIn) -> dict[str, str]:
    """Who is or was in the organisation: name by id, as records write it."""
    return {each.person_id.hex(): each.name for each in store.members(who)}


def record(desk: DeskStore, who: SignedIn, held: Held) -> DeskRecord:
    """What the organisation keeps of an open case."""
    stored = desk.record(who, held.open_case.case_id)
    return DeskRecord() if stored is None else desk_records.read(stored[0])


def change(
    desk: DeskStore,
    who: SignedIn,
    case_id: bytes,
    changed: Callable[[DeskRecord], DeskRecord],
    noted: Noted | None = None,
) -> DeskRecord:
    """A change to what the organisation keeps of a case, put into what is stored by then, and
    `noted` in the audit list. A new nickname stands in the calendars of its members as well."""
    names: list[str] = []

    def put_in(before: bytes | None) -> bytes:
        was = DeskRecord() if before is None else desk_records.read(before)
        will_be = changed(was)
        names[:] = [label(was), label(will_be)]
        return desk_records.write(will_be)

    found = desk_records.read(desk.change(who, case_id, put_in, noted))
    if names[0] != names[1]:
        desk.rename_in_feeds(who, case_id, names[1])
    return found


def label(record: DeskRecord) -> str:
    """What a case is called where no family is to be named: its nickname, or its number."""
    return record.name or (f"Case {record.number}" if record.number else "New case")


def keep_feeds(desk: DeskStore, who: SignedIn, listed: Iterable[Listed], now: datetime) -> None:
    """Bring the calendars of the organisation's members up to a list of its cases: new ones in,
    closed ones out."""
    records = (
        (each, DeskRecord() if each.record is None else desk_records.read(each.record))
        for each in listed
    )
    labels = {
        (each.case_id, each.holder_id): label(record)
        for each, record in records
        if not record.closed
    }
    desk.add_to_feeds(who, labels, now)
