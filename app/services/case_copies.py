"""A sealed copy of a case brought in: a new case of whoever brings it, or none at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from app.content.library import Library
from app.services import case_copy, case_copy_checks, desk_records, deskwork, documents
from app.services.deskwork import Pointer
from app.services.school_merging import PUT_IN
from app.store.desk import DeskStore
from app.store.records import CASE_RECORD
from app.store.signed_in import SignedIn


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case is brought in, and by whom."""

    desk: DeskStore
    library: Library
    languages: Collection[str]
    who: SignedIn


def bring_in(place: Place, content: bytes, passphrase: str, now: datetime) -> Pointer:
    """A new case out of a sealed file, with a number of its own. Slow: call it in a thread.

    Raises CopyRefused, and then nothing has changed."""
    copy = case_copy.opened(content, passphrase)
    case_copy_checks.check(place.library, place.languages, copy)
    taken = {each.number for each in deskwork.numbers(place.desk, place.who, now)}
    number = desk_records.new_number(taken)
    more = {PUT_IN: copy.desk.more[PUT_IN]} if PUT_IN in copy.desk.more else {}
    kept = replace(
        copy.desk,
        number=number,
        adviser=place.who.person_id.hex(),
        began=now.date().isoformat(),
        counts=False,  # the family agreed with another organisation
        summary=None,
        more=more,
    )
    document = documents.read(copy.records[CASE_RECORD])
    case = documents.write(case_copy_checks.fitting(place.library, document))
    written = {**copy.records, CASE_RECORD: case}, desk_records.write(kept)
    opened = place.desk.bring_in(place.who, number, written, now)
    return Pointer(opened.holder_id, number)
