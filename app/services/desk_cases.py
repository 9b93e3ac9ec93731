"""The list of a desk: every case with the next thing due, sorted, grouped, filtered. No page.

Names stay hidden unless asked for. Everything is worked out from sealed records in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.content.library import Library
from app.engine import school_days
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
MOST_ANEW = 60  # summaries of one request, where an older one can be shown
GROUPS = ("now", "late", "week", "next", "later", "none")


@dataclass(frozen=True, slots=True)
class Row:
    """One case of the list. `due` is the next thing, None where no day is known."""

    case: str
    holder: str
    record: DeskRecord
    summary: Summary
    due: Due | None
    day: str
    in_days: str
    group: str
    adviser: str
    flags: tuple[str, ...]
    has_family: bool
    on: date
    deletes_on: date


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody looks for: words in what is shown, whose, and of what kind."""

    words: str = ""
    kind: str = ""
    names: bool = False


@dataclass(frozen=True, slots=True)
class ListView:
    """The page: rows by group in their order, and how many of each kind there are in all."""

    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    counts: Mapping[str, int]
    shown: int
    filters: Filters


def rows(
    library: Library,
    desk: DeskStore,
    who: SignedIn,
    speaker: Speaker,
    people: Mapping[str, str],
    now: datetime,
) -> tuple[Row, ...]:
    """Every case of the organisation. What is out of date is worked out again and kept."""
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
        if _is_due_anew(library, summary, each, on, len(written)):
            summary = _made(library, desk, who, speaker, each, now, on)
            kept_summary = None if summary is None else desk_summary.write(summary)
            record = replace(record, summary=kept_summary)
            written[each.case_id] = desk_records.write(record), each.record_version
        if summary is None:
            continue
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


def _is_due_anew(
    library: Library, summary: Summary | None, listed: Listed, on: date, done: int
) -> bool:
    """Whether to work a summary out again now. Where only the day or the content changed, the old
    one is shown once more when many wait: the list must not let anybody wait for all of them."""
    if summary is None or summary.version != listed.version:
        return True
    fresh = desk_summary.is_fresh(summary, listed.version, library.content_hash, on)
    return not fresh and done < MOST_ANEW


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
) -> Summary | None:
    """A summary worked out anew; None for a case that nothing was ever answered in."""
    found = desk.open(who, listed.holder_id, None, now)
    if found.stored is None:
        return None
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
        group=_group(due, on),
        adviser=people.get(record.adviser, ""),
        flags=tuple(_flags(library, summary, record, on)),
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


def _flags(library: Library, summary: Summary, record: DeskRecord, on: date) -> Iterator[str]:
    if not desk_summary.is_fresh(summary, summary.version, library.content_hash, on):
        yield "Not yet looked at today"
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


def view(found: tuple[Row, ...], filters: Filters, who: SignedIn) -> ListView:
    """The list as somebody wants to see it; the counts are of all that are open."""
    opened = [each for each in found if not each.record.closed]
    counts = {
        "all": len(opened),
        "ours": sum(bool(each.due and each.due.ours) for each in opened),
        "late": sum(each.group == "late" for each in opened),
        "new": sum("New answers" in each.flags for each in opened),
        "mine": sum(each.record.adviser == who.person_id.hex() for each in opened),
        "closed": len(found) - len(opened),
    }
    kept = [each for each in found if _fits(each, filters, who)]
    groups = tuple((name, tuple(each for each in kept if each.group == name)) for name in GROUPS)
    return ListView(tuple(each for each in groups if each[1]), counts, len(kept), filters)


def _fits(row: Row, filters: Filters, who: SignedIn) -> bool:
    if bool(row.record.closed) != (filters.kind == "closed"):
        return False
    kinds = {
        "ours": bool(row.due and row.due.ours),
        "late": row.group == "late",
        "new": "New answers" in row.flags,
        "mine": row.record.adviser == who.person_id.hex(),
    }
    return kinds.get(filters.kind, True) and _has(row, filters)


def _has(row: Row, filters: Filters) -> bool:
    """Whether every word typed stands somewhere in what the row says. A child's name is found only
    while names are shown; private notes always, for who may read them."""
    if not filters.words:
        return True
    summary, record = row.summary, row.record
    said = [str(record.number), record.name, summary.school, summary.measure, summary.stage]
    said += [row.adviser, summary.kind, *row.flags, *record.notes.values()]
    said += [each.what for each in summary.due] + [each.text for each in record.tasks]
    if filters.names:
        said.append(summary.child)
    text = " ".join(said).casefold()
    return all(word in text for word in filters.words.casefold().split())
