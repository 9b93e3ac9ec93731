"""The list of a desk: every case with the next thing due, sorted. No page.

Everything is worked out from sealed records in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.content.library import Library
from app.engine import school_days
from app.model.errors import CaseNotFound
from app.services import calendars, desk_records, desk_summary, deskwork, documents
from app.services.desk_records import DeskRecord
from app.services.desk_summary import Due, Summary
from app.services.deskwork import numbered
from app.services.speaking import Speaker
from app.store.desk import DeskStore
from app.store.desk_list import Listed
from app.store.signed_in import SignedIn

SEEN = "seen_at"
"""When somebody of the organisation last had the case open, in what a record keeps as `more`."""

LONDON = ZoneInfo("Europe/London")
HALF_A_YEAR = 183  # days; a day further away is told with its year
A_LOOK = 12  # summaries worked out while somebody waits for the list: a tenth of a second
GROUPS = ("waiting", "now", "late", "week", "next", "later", "none")


WAITING = desk_summary.nothing("Being worked out")


@dataclass(frozen=True, slots=True)
class Row:
    """One case of the list. `due` is the next thing, None where no day is known. `waits`: it is not
    worked out for today yet."""

    case: str
    holder: str
    record: DeskRecord
    summary: Summary
    due: Due | None
    day: str
    in_days: str
    group: str
    waits: bool
    adviser: str
    flags: tuple[str, ...]
    has_family: bool
    on: date
    deletes_on: date


def rows(
    library: Library,
    desk: DeskStore,
    who: SignedIn,
    speaker: Speaker,
    people: Mapping[str, str],
    now: datetime,
    most: int | None = None,
) -> tuple[Row, ...]:
    """Every case of the organisation. What is out of date is worked out again and kept: all of it,
    or at most so many; the others are marked as waiting, and stand first if nothing is known."""
    on = now.astimezone(LONDON).date()
    listed = _taken_in(desk, who, now)
    deskwork.keep_feeds(desk, who, listed, now)
    kept = {each.case_id: _record(each) for each in listed}
    taken = {each.number for each in kept.values()}
    written: dict[bytes, tuple[bytes, int]] = {}
    found = []
    for each in listed:
        record = numbered(kept[each.case_id], taken, now)
        taken.add(record.number)
        summary = desk_summary.read(record.summary)
        if not _is_fresh(library, summary, each, on) and each.version:
            if most is None or len(written) < most:
                try:
                    summary = _made(library, desk, who, speaker, each, now, on)
                except CaseNotFound:
                    continue  # taken back or deleted while the list was made
                record = replace(record, summary=desk_summary.write(summary))
                written[each.case_id] = desk_records.write(record), each.record_version
            found.append(_row(library, (each, record, summary or WAITING), people, on))
        elif summary is not None:
            found.append(_row(library, (each, record, summary), people, on))
    if written:
        desk.write_many(who, written)
    return tuple(sorted(found, key=_order))


def _taken_in(desk: DeskStore, who: SignedIn, now: datetime) -> tuple[Listed, ...]:
    """The organisation's cases, with what others handed along put into its own records."""
    listed = desk.cases(who, now)
    handed = [each for each in listed if each.handed is not None]
    if not handed:
        return listed
    taken = {_record(each).number for each in listed}
    for each in handed:
        taken.add(deskwork.take_in(desk, who, each.case_id, taken, now).number)
    return desk.cases(who, now)


def _is_fresh(library: Library, summary: Summary | None, listed: Listed, on: date) -> bool:
    return summary is not None and desk_summary.is_fresh(
        summary, listed.version, library.content_hash, on
    )


def _record(listed: Listed) -> DeskRecord:
    return DeskRecord() if listed.record is None else desk_records.read(listed.record)


def _made(
    library: Library,
    desk: DeskStore,
    who: SignedIn,
    speaker: Speaker,
    listed: Listed,
    now: datetime,
    on: date,
) -> Summary:
    """A summary worked out anew. Raises CaseNotFound where the case is gone by now."""
    found = desk.open(who, listed.holder_id, None, now)
    if found.stored is None:
        raise CaseNotFound
    document = documents.read(found.stored[0])
    return desk_summary.make(library, speaker, document, found.stored[1], on)


def _row(
    library: Library,
    kept: tuple[Listed, DeskRecord, Summary],
    people: Mapping[str, str],
    on: date,
) -> Row:
    listed, record, summary = kept
    due = next_due(summary, record, on)
    day = None if due is None else acts_by(due, on)
    return Row(
        case=listed.case_id.hex(),
        holder=listed.holder_id.hex(),
        record=record,
        summary=summary,
        due=due,
        day="" if day is None else short(day, on),
        in_days="" if day is None else _in_days(library, summary, day, on),
        group="waiting" if summary is WAITING else _group(due, on),
        waits=not _is_fresh(library, summary, listed, on),
        adviser=people.get(record.adviser, ""),
        flags=tuple(_flags(summary, record)),
        has_family=listed.has_family,
        on=on,
        deletes_on=listed.expires_at.date(),
    )


def next_due(summary: Summary, record: DeskRecord, on: date) -> Due | None:
    """The next thing: what may be late first, then the earliest day or task still to come."""
    late = [each for each in summary.due if each.late]
    ahead = [each for each in summary.due if not each.late and (each.last or each.on) >= str(on)]
    tasks = [
        Due(each.by, each.text, "Task", "list", ours=True)
        for each in record.tasks
        if each.by and not each.done
    ]
    soon = sorted((*ahead, *tasks), key=lambda each: acts_by(each, on))
    if soon and acts_by(soon[0], on) <= on + timedelta(days=1):
        return soon[0]
    return late[0] if late else (soon[0] if soon else None)


def acts_by(due: Due, on: date) -> date:
    """The day that matters of a day that is not sure: for the family the first, for others the
    last once the first has gone by; never one that is over while another is still to come."""
    first = date.fromisoformat(due.on)
    if first >= on or not due.last:
        return first
    return on if due.ours else date.fromisoformat(due.last)


def short(day: date, on: date) -> str:
    """A day in as few letters as keep it clear, for a table in English."""
    year = "" if abs((day - on).days) < HALF_A_YEAR else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def _in_days(library: Library, summary: Summary, day: date, on: date) -> str:
    """How far away a day is, in days of this school: a range where its holidays are not known."""
    if day == on:
        return "today"
    first, last = sorted((day, on))
    calendar = calendars.published(library, summary.urn or None, summary.council or None)
    low, high = school_days.school_days(calendar, first.toordinal() + 1, last.toordinal() + 1)
    told = sum(str(first) < each <= str(last) for each in summary.closed)
    low, high = max(0, low - told), max(0, high - told)
    count = str(high) if low == high else f"{low} to {high}"
    unit = "school day" if count == "1" else "school days"
    return f"{count} {unit}{' ago' if day < on else ''}"


def _group(due: Due | None, on: date) -> str:
    if due is None:
        return "none"
    if due.late:
        return "late"
    day = acts_by(due, on)
    monday = on - timedelta(days=on.weekday())
    if day <= on + timedelta(days=1):
        return "now"
    if day < monday + timedelta(days=7):
        return "week"
    return "next" if day < monday + timedelta(days=14) else "later"


def _flags(summary: Summary, record: DeskRecord) -> Iterator[str]:
    if summary.family_at > str(record.more.get(SEEN, "")) and record.more.get(SEEN):
        yield "New answers"
    if any(each.late and not each.ours for each in summary.due):
        yield "School overdue"
    if summary.after_letter:
        yield "Changed after a letter"
    if any(each.unsure for each in summary.due):
        yield "Date not sure"
    if summary.missing:
        yield f"{summary.missing} missing"
    yield from summary.flags


def _order(row: Row) -> tuple[int, str, int]:
    day = "" if row.due is None else acts_by(row.due, row.on).isoformat()
    return GROUPS.index(row.group), day, row.record.number
