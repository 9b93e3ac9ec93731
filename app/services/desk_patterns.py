"""Counting over an organisation's cases: which families agreed, what each adds, and the table of a
term. What families add lies sealed to the organisation; only a lead's session counts it.

What a family added stays after its case is deleted, as coarse as it is, until it is taken back or
two years are over: else the numbers would only ever tell of open cases."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from app.content.library import Library
from app.model.errors import NewerVersion, NotAllowed
from app.model.pattern_counts import Contribution
from app.model.people import Role
from app.services import (
    desk_records,
    deskwork,
    documents,
    interview,
    pattern_parts,
    patterns,
    situation,
)
from app.services.desk_records import DeskRecord
from app.services.deskwork import DeskCase
from app.services.documents import Document
from app.services.patterns import Published, TooSoon
from app.store.desk import DeskStore
from app.store.patterns import PatternStore
from app.store.signed_in import SignedIn

COUNTED, COUNTING = "counted", "counting"
MARK = "mark"
KEPT = timedelta(days=730)
TRIES = 4

Kept = dict[str, Any]
"""What each family added, by its mark: `number`, `on`, `parts`."""


def agree(
    library: Library, desk: DeskStore, case: DeskCase, on: date, *, counted: bool
) -> DeskRecord:
    """A family said yes to being counted, or took that back: then it is in no new number."""
    mark = _marked(desk, case)
    parts = _parts(library, case.held.document, mark, on) if counted else None

    def put_in(kept: Kept) -> Kept:
        left = {each: value for each, value in kept.items() if each != mark}
        return left if parts is None else {**left, mark: _entry(case.record.number, on, parts)}

    _change(desk, case.who, COUNTED, put_in)
    return deskwork.change(
        desk,
        case.who,
        case.held.open_case.case_id,
        lambda was: replace(was, counts=counted),
    )


def _marked(desk: DeskStore, case: DeskCase) -> str:
    """The mark of a case, the same for whoever asks: with two, taking it back would leave one."""
    new = secrets.token_hex(8)
    found = deskwork.change(
        desk,
        case.who,
        case.held.open_case.case_id,
        lambda was: replace(was, more={MARK: new, **was.more}),
    )
    return str(found.more[MARK])


def agreed(desk: DeskStore, who: SignedIn) -> int:
    """How many families are counted. For a lead."""
    return len(_read(desk, who, COUNTED)[0])


def count(
    library: Library, desk: DeskStore, store: PatternStore, who: SignedIn, now: datetime, on: date
) -> Published | TooSoon:
    """The table of this term, stored readable, from what every family that agreed adds by now.

    Raises NotAllowed for who does not lead. Opens each case: call it in a thread."""
    if Role.LEAD not in who.roles:
        raise NotAllowed
    fresh = dict(_fresh(library, desk, who, now, on))
    oldest = (on - KEPT).isoformat()

    def put_in(kept: Kept) -> Kept:
        # What was taken back while the cases were opened is not there any more, and stays away.
        every: Kept = {mark: {**each, **fresh.get(mark, {})} for mark, each in kept.items()}
        return {mark: each for mark, each in every.items() if each["on"] > oldest}

    kept = _change(desk, who, COUNTED, put_in)
    added = [each for mark, entry in kept.items() for each in _contributions(mark, entry)]

    def counted(previous: Published | None, key: bytes) -> Published | TooSoon:
        return patterns.count(library, added, previous, key, on)

    return _published(desk, store, who, counted, now)


def _published(
    desk: DeskStore,
    store: PatternStore,
    who: SignedIn,
    counted: Callable[[Published | None, bytes], Published | TooSoon],
    now: datetime,
) -> Published | TooSoon:
    """The table of this term, kept with the ledger of who is in it: both or neither."""
    _change(desk, who, COUNTING, lambda was: was or {"key": secrets.token_hex(32)})
    for _ in range(TRIES):
        own, version = _read(desk, who, COUNTING)
        tables = store.every(who.organisation_id)
        previous = Published(tables[0], own.get("ledger", {})) if tables else None
        found = counted(previous, bytes.fromhex(own["key"]))
        if isinstance(found, TooSoon):
            return found
        written = json.dumps({**own, "ledger": dict(found.ledger)}).encode()
        with suppress(NewerVersion):  # else somebody counted meanwhile: looked at once more
            store.publish(who, found.table, (COUNTING, written, version), now)
            return found
    raise NewerVersion(0)


def _fresh(
    library: Library, desk: DeskStore, who: SignedIn, now: datetime, on: date
) -> Iterator[tuple[str, Kept]]:
    """What each case that is still held and agreed adds as it stands now."""
    for listed in desk.cases(who, now):
        record = DeskRecord() if listed.record is None else desk_records.read(listed.record)
        mark = record.more.get(MARK)
        found = desk.open(who, listed.holder_id, None, now) if record.counts and mark else None
        if found is not None and found.stored is not None:
            parts = _parts(library, documents.read(found.stored[0]), str(mark), on)
            yield str(mark), _entry(record.number, on, parts)


def _parts(library: Library, document: Document, mark: str, on: date) -> list[Kept]:
    """What every measure of a case adds."""
    found = (
        pattern_parts.contribution(
            situation.of(library, interview.replay(library, shown, on), on), mark
        )
        for shown in (document.showing(each.number) for each in document.matters)
    )
    return [
        {"cells": dict(each.cells), "faults": sorted(each.faults)}
        for each in found
        if each is not None
    ]


def _entry(number: int, on: date, parts: list[Kept]) -> Kept:
    return {"number": number, "on": on.isoformat(), "parts": parts}


def _contributions(mark: str, entry: Kept) -> Iterator[Contribution]:
    for each in entry["parts"]:
        yield Contribution(mark, each["cells"], frozenset(each["faults"]))


def _read(desk: DeskStore, who: SignedIn, name: str) -> tuple[Kept, int]:
    stored = desk.common(who, name)
    return ({}, 0) if stored is None else (json.loads(stored[0]), stored[1])


def _change(desk: DeskStore, who: SignedIn, name: str, changed: Callable[[Kept], Kept]) -> Kept:
    """A record of the organisation with a change put in, to whatever is stored by then."""
    for _ in range(TRIES):
        was, version = _read(desk, who, name)
        will_be = changed(was)
        try:
            desk.write_common(who, name, json.dumps(will_be).encode(), version)
        except NewerVersion:
            continue
        return will_be
    raise NewerVersion(0)
