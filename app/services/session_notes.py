"""What an organisation keeps of a session: private notes, what the family would rather not say,
and which questions are new. Its own sealed record; no page of the family shows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace

from app.services.desk_records import LONGEST_NOTE, DeskRecord

WHOLE_CASE = ""
SESSION, DECLINED, NEW = "session", "declined", "new"
APART = "\n\n"


@dataclass(frozen=True, slots=True)
class Course:
    """How a session goes: keys of questions `declined`, and of those `new` since an answer."""

    declined: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()


def course(record: DeskRecord) -> Course:
    """How the session of a case went so far."""
    kept = record.more.get(SESSION, {})
    return Course(frozenset(kept.get(DECLINED, ())), frozenset(kept.get(NEW, ())))


def seen(record: DeskRecord, part: str) -> str:
    """Which note somebody has before them; empty before the first."""
    written = record.notes.get(part, "")
    return hashlib.blake2b(written.encode(), digest_size=6).hexdigest() if written else ""


def noted(record: DeskRecord, part: str, text: str, before: str) -> DeskRecord:
    """The record with a note. `before` is which one its writer had seen: what a colleague wrote
    meanwhile stays above it."""
    written = record.notes.get(part, "")
    if seen(record, part) != before and written and written not in text:
        text = APART.join(each for each in (written, text) if each)
    notes = {**record.notes, part: text[:LONGEST_NOTE]}
    return replace(record, notes={name: each for name, each in notes.items() if each})


def answered(
    record: DeskRecord, keys: Collection[str], opened: Collection[str], *, declined: bool
) -> DeskRecord:
    """The record after answers to `keys`, which `opened` other questions."""
    was, done = course(record), frozenset(keys)
    now = Course(
        (was.declined | done) if declined else was.declined - done, (was.new | set(opened)) - done
    )
    if now == was:
        return record
    kept = {DECLINED: sorted(now.declined), NEW: sorted(now.new)}
    return replace(record, more={**record.more, SESSION: kept})
