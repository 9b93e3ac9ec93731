"""What a school's own days do to the cases of its pupils: who is affected, and putting them in.

Which day stays and which goes is settled in `school_merging`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.content.library import Library
from app.model.errors import NewerVersion
from app.services import casework, desk_summary, deskwork, school_book
from app.services.casework import Held
from app.services.desk_cases import Row
from app.services.desk_records import DeskRecord
from app.services.desk_summary import Due, Summary
from app.services.deskwork import Pointer
from app.services.documents import Document
from app.services.school_book import School
from app.services.school_merging import PUT_IN, changed_days, noted, put_in, school_of
from app.services.speaking import Speaker
from app.store.cases import CaseStore
from app.store.desk import DeskStore
from app.store.signed_in import SignedIn

TRIES = 4


@dataclass(frozen=True, slots=True)
class Work:
    """Who works on an organisation's cases, with what, and when."""

    library: Library
    speaker: Speaker
    desk: DeskStore
    store: CaseStore
    who: SignedIn
    now: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Moved:
    """A day that is otherwise: what, who acts, and the day before and after (empty: none)."""

    what: str
    who: str
    before: str
    after: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Affected:
    """One case that a school's days change: how many of its days are new or gone, and which of
    the days that are due move."""

    row: Row
    days: int
    moved: tuple[Moved, ...]


def of_school(rows: Collection[Row], identity: str) -> tuple[Row, ...]:
    """The open cases of one school."""
    return tuple(each for each in rows if not each.record.closed and at(each.summary) == identity)


def at(summary: Summary) -> str:
    """What identifies the school of a case; empty where none is known."""
    return school_book.identity(summary.urn, summary.school, summary.council)


def affected(work: Work, identity: str, school: School, rows: Collection[Row]) -> list[Affected]:
    """The cases in which something changes if the school's days are used, the most moved first."""
    found = []
    for row in of_school(rows, identity):
        held = _hold(work, row)
        after = put_in(work.library, held.document, (identity, school), row.record, work.now)
        changed = changed_days(work.library, held.document, after)
        if changed:
            was, then = (_made(work, each) for each in (held.document, after))
            found.append(Affected(row, changed, tuple(_moved(work, was.due, then.due))))
    return sorted(found, key=lambda each: -len(each.moved))


def waiting(work: Work, held: Held, record: DeskRecord) -> tuple[str, int]:
    """What identifies the school of one case, and how many of its days are not in the case."""
    found = school_of(work.library, held.document)
    school = school_book.read(work.desk, work.who).school(found)
    if not school.spans and PUT_IN not in record.more:
        return found, 0
    after = put_in(work.library, held.document, (found, school), record, work.now)
    return found, changed_days(work.library, held.document, after)


def use(work: Work, identity: str, school: School, pointer: Pointer) -> None:
    """The school's days put into one case, into whatever is stored by then."""
    held = deskwork.hold(work.desk, work.who, pointer, work.now)
    record = deskwork.record(work.desk, work.who, held)
    for _ in range(TRIES):
        after = put_in(work.library, held.document, (identity, school), record, work.now)
        try:
            saved = casework.save(work.store, held, after, work.now)
        except NewerVersion:
            held = casework.again(work.store, held, work.now)
            continue
        _keep(work, held, saved)
        return
    raise NewerVersion(held.version)


def _keep(work: Work, was: Held, saved: Held) -> None:
    """What the list shows of a case, and which days were put in."""
    summary = desk_summary.write(_made(work, saved.document, saved.version))

    def kept(before: DeskRecord) -> DeskRecord:
        made = noted(work.library, was.document, saved.document, before)
        return replace(made, summary=summary)

    deskwork.change(work.desk, work.who, saved.open_case.case_id, kept)


def _hold(work: Work, row: Row) -> Held:
    pointer = Pointer(bytes.fromhex(row.holder), row.record.number)
    return deskwork.hold(work.desk, work.who, pointer, work.now)


def _made(work: Work, document: Document, version: int = 0) -> Summary:
    return desk_summary.make(work.library, work.speaker, document, version, work.on)


def _moved(work: Work, before: tuple[Due, ...], after: tuple[Due, ...]) -> Iterator[Moved]:
    """Days that are otherwise, by what they are for; of several alike the first with the first."""
    pairs: dict[tuple[str, str], list[list[Due]]] = defaultdict(lambda: [[], []])
    for side, listed in enumerate((before, after)):
        for each in listed:
            pairs[each.what, each.who][side].append(each)
    for (what, who), (was, then) in pairs.items():
        for at_place in range(max(len(was), len(then))):
            one = was[at_place] if at_place < len(was) else None
            two = then[at_place] if at_place < len(then) else None
            said, now = _said(work, one), _said(work, two)
            if said != now:
                yield Moved(what, who, said, now, ours=bool((two or one or was[0]).ours))


def _said(work: Work, due: Due | None) -> str:
    if due is None:
        return ""
    ends = [
        work.speaker.voice.short_date(date.fromisoformat(each))
        for each in (due.on, due.last)
        if each
    ]
    return " to ".join(ends)
