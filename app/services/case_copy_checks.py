"""Whether a case from a sealed file can be a case here: each record read by what reads it later.

Whoever knows the passphrase may have made the file: nothing in it is believed unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.content.library import Library
from app.letters import edits
from app.model.errors import FactProblem
from app.render import scan
from app.services import answers, documents, evidence, issued, my_say
from app.services.case_copy import Copy, CopyRefused
from app.services.desk_records import LONGEST_NOTE, MOST_TASKS, DeskRecord
from app.services.documents import Document, Record
from app.services.evidence import INDEX, MOST_FILES, Item
from app.services.school_merging import PUT_IN
from app.store.records import CASE_RECORD

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG"
EDITS = re.compile(r"letter:[\w.-]+(@\d{1,3})?")
SENT = re.compile(r"issued:[\w.-]+(@\d{1,3})?:\d{1,4}")
WORDS = re.compile(r"own:words(@\d{1,3})?")
PICTURE = re.compile(r"own:(drawing|photo)(@\d{1,3})?")
PIECE = re.compile(r"evidence:\d{1,6}:\d{1,4}")
MOST_NOTES = 500  # more than there are questions


def check(library: Library, languages: Collection[str], copy: Copy) -> None:
    """Raises CopyRefused for what would not work here."""
    try:
        document = documents.read(copy.records[CASE_RECORD])
        _document(document)
        _desk(copy.desk)
        for name, content in copy.records.items():
            _record(name, content)
        _files(copy)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CopyRefused("Something in this file is not as it has to be.") from error
    known = document.lang in languages and document.matters
    ways = [way for each in document.matters for way in each.journeys]
    if not known or not ways or not all(way in library.journeys for way in ways):
        raise CopyRefused("This case asks for something that is not here. Use a newer version.")


def _document(document: Document) -> None:
    numbers = [each.number for each in document.matters]
    whole = all(isinstance(each, int) for each in (document.shown, *numbers))
    if not whole or len(set(numbers)) != len(numbers):
        raise ValueError(numbers)
    if not all(each.journeys for each in document.matters):
        raise ValueError(numbers)
    for records in (document.case, *(each.facts for each in document.matters)):
        for each in dict(records).values():
            _answer(each)
    for matter in document.matters:
        for day in matter.sent.values():
            date.fromisoformat(day)


def _desk(record: DeskRecord) -> None:
    said = (record.name, record.closed, *record.notes, *record.notes.values())
    texts = [text for each in record.tasks for text in (each.id, each.text, each.by, each.done)]
    if not all(isinstance(each, str) for each in (*said, *texts)):
        raise ValueError(record.number)
    if max(map(len, (*said, *texts))) > LONGEST_NOTE or len(record.notes) > MOST_NOTES:
        raise ValueError(record.number)
    if len(record.tasks) > MOST_TASKS:
        raise ValueError(record.number)
    for day in (record.closed, *(day for each in record.tasks for day in (each.by, each.done))):
        if day:
            date.fromisoformat(day)
    for days in dict(record.more.get(PUT_IN, {})).values():
        if not all(isinstance(each, str) for each in days):
            raise ValueError(record.number)


def fitting(library: Library, document: Document) -> Document:
    """The case without answers that do not fit what is asked here: they would fall away when it is
    thought through, and nothing else should stumble over them."""
    matters = tuple(replace(each, facts=_fitting(library, each.facts)) for each in document.matters)
    return replace(document, case=_fitting(library, document.case), matters=matters)


def _fitting(library: Library, records: Mapping[str, Record]) -> Mapping[str, Record]:
    return {fact: each for fact, each in records.items() if _fits(library, fact, each)}


def _fits(library: Library, fact: str, record: Record) -> bool:
    if fact not in library.facts or library.facts[fact].derive is not None:
        return True  # nobody asks for it any more, and nobody looks at it
    try:
        answers.value(library.law, fact, record["value"])
    except FactProblem:
        return False
    return True


def _answer(record: Record) -> None:
    datetime.fromisoformat(record["at"])
    if "value" not in record or not isinstance(record.get("by", ""), str):
        raise ValueError(record)


def _record(name: str, content: bytes) -> None:
    if EDITS.fullmatch(name):
        edits.from_json(json.loads(content))
    elif SENT.fullmatch(name):
        issued.RECORDS.validate_json(content)
    elif WORDS.fullmatch(name):
        my_say.read(content)
    elif PICTURE.fullmatch(name):
        if not content.startswith((JPEG, PNG)):
            raise ValueError(name)
    elif name not in (CASE_RECORD, INDEX) and not PIECE.fullmatch(name):
        raise ValueError(name)


def _files(copy: Copy) -> None:
    """Every file is there, whole, and what it is said to be."""
    stored = copy.records.get(INDEX)
    found: dict[str, Any] = json.loads(stored) if stored else {"items": [], "following": 1}
    items = [Item(**each) for each in found["items"]]
    pieces = {name for name in copy.records if PIECE.fullmatch(name)}
    listed = [name for each in items for name in each.records]
    if pieces != set(listed) or len(listed) != len(pieces) or len(items) > MOST_FILES:
        raise ValueError(INDEX)
    if sum(each.size for each in items) > evidence.CASE_LIMIT:
        raise ValueError(INDEX)
    for each in items:
        _item(each, int(found["following"]))
        content = b"".join(copy.records[name] for name in each.records)
        fits = scan.is_one(content) if each.kind == "scan" else content.startswith(JPEG)
        if len(content) != each.size or not fits or each.size > evidence.FILE_LIMIT:
            raise ValueError(each.number)


def _item(item: Item, following: int) -> None:
    if item.on:
        date.fromisoformat(item.on)
    if item.kind not in evidence.TYPES or not isinstance(item.title, str):
        raise ValueError(item.number)
    if not 0 < item.number < following or item.pages < 1:
        raise ValueError(item.number)
