"""A school's own days merged into one case, in memory.

What the family gave stays: of its own days none is taken away, and none is turned into another
kind. Days that somebody took out of a case are not put in again. Knows no store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.content.library import Library
from app.services import answers, interview, school_book
from app.services.desk_records import DeskRecord
from app.services.documents import Document, Record
from app.services.interview import ADVISER
from app.services.school_book import School

PUT_IN = "school_days"
"""Which days were put into a case and belong to its school, in what its record keeps as `more`:
those that are there, and those that somebody took out again."""

TOLD = "told"

Entry = dict[str, Any]


def put_in(
    library: Library,
    document: Document,
    of: tuple[str, School],
    record: DeskRecord,
    now: datetime,
) -> Document:
    """A case with the days of a school in every matter that was at this school."""
    identity, school = of
    slots, shown = library.slots, document.shown
    before = record.more.get(PUT_IN) or {}
    closed, opened = slots.closed_days, slots.open_days
    for each in document.matters:
        document = document.showing(each.number)
        if school_of(library, document) != identity:
            continue
        shut = _Days(closed, school.days(is_open=False), before.get("closed", ()))
        document = _with(library, document, shut, _given(document, opened), now)
        if opened is not None:
            sure = _Days(opened, school.days(is_open=True), before.get("opened", ()))
            document = _with(library, document, sure, _given(document, closed), now)
    return document.showing(shown)


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of one kind: the fact that holds them, those of the school, those put in before."""

    fact: str
    wanted: Mapping[str, str]
    before: Collection[str]


def _with(
    library: Library, document: Document, days: _Days, otherwise: Collection[str], now: datetime
) -> Document:
    """A case with days of one kind; those that the family says are `otherwise` are left out."""
    record = document.records().get(days.fact)
    have = _entries(record)
    own = [each for each in have if each.get("by") != ADVISER]
    there, theirs = {each["on"] for each in have}, {each["on"] for each in own}
    taken_out = set(days.before) - there
    ours: list[Entry] = [
        {"on": day, "reason": reason, "by": ADVISER, "known_from": TOLD}
        for day, reason in days.wanted.items()
        if day not in theirs and day not in otherwise and day not in taken_out
    ][: answers.MOST_DAYS - len(own)]
    value = sorted((*own, *ours), key=lambda each: each["on"])
    if value == sorted(have, key=lambda each: each["on"]):
        return document
    if own and record is not None:
        return interview.with_record(library, document, days.fact, {**record, "value": value})
    if not value:
        return _without(document, days.fact)
    made: Record = {
        "value": value,
        "known_from": TOLD,
        "by": ADVISER,
        "at": now.isoformat(timespec="seconds"),
    }
    return interview.with_record(library, document, days.fact, made)


def _without(document: Document, fact: str) -> Document:
    matter = document.matter
    if fact in matter.facts:
        facts = {name: each for name, each in matter.facts.items() if name != fact}
        return document.with_matter(replace(matter, facts=facts))
    case = {name: each for name, each in document.case.items() if name != fact}
    return replace(document, case=case)


def _entries(record: Record | None) -> list[Entry]:
    value = None if record is None else record["value"]
    return [each for each in value or () if isinstance(each, dict) and "on" in each]


def _given(document: Document, fact: str | None) -> set[str]:
    """The days of one kind that the family gave."""
    have = _entries(document.records().get(fact or ""))
    return {each["on"] for each in have if each.get("by") != ADVISER}


def noted(library: Library, was: Document, then: Document, record: DeskRecord) -> DeskRecord:
    """The organisation's record of a case that was one document and is the other."""
    facts = {"closed": library.slots.closed_days, "opened": library.slots.open_days or ""}
    before = record.more.get(PUT_IN) or {}
    kept = {}
    for kind, fact in facts.items():
        taken_out = set(before.get(kind, ())) - {each["on"] for each in _every(was, fact)}
        put = {each["on"] for each in _every(then, fact) if each.get("by") == ADVISER}
        kept[kind] = sorted(put | taken_out)
    return replace(record, more={**record.more, PUT_IN: kept})


def _every(document: Document, fact: str) -> list[Entry]:
    every = (document.showing(each.number).records().get(fact) for each in document.matters)
    return [each for one in every for each in _entries(one)]


def school_of(library: Library, document: Document) -> str:
    """What identifies the school of the matter shown; empty where none is known."""
    written = document.answers().get(library.slots.school)
    given = written if isinstance(written, dict) else {}
    named = (str(given.get(each) or "") for each in ("urn", "name", "la_code"))
    return school_book.identity(*named)


def changed_days(library: Library, before: Document, after: Document) -> int:
    """How many days are in one of them and not in the other."""
    return len(_all_days(library, before) ^ _all_days(library, after))


def _all_days(library: Library, document: Document) -> set[tuple[str, str]]:
    facts = (library.slots.closed_days, library.slots.open_days or "")
    return {(fact, each["on"]) for fact in facts for each in _every(document, fact)}
