"""Earlier measures of the same case, as entries of the history that a measure is counted with.

Nobody puts in twice what another matter of the case already says. What counts as an earlier
removal is content's to say (a slot); this knows only when one measure began before another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.content.library import Library
from app.services import sources
from app.services.documents import Document, Matter

Entry = dict[str, Any]

START, DAYS = "start", "days"


def carried(library: Library, document: Document) -> list[Entry]:
    """Removals that other matters of the case hold and that began before the one shown, in the
    shape of a history answer; without those that the family put in for this one itself."""
    if len(document.matters) < 2:
        return []
    shown, began = document.matter, begun(library, document)
    seen = {_key(each) for each in typed(library, shown)}
    found: list[Entry] = []
    for other in document.matters:
        if other is shown:
            continue
        before = other.number < shown.number
        for each in (*_measure(library, document, other), *typed(library, other)):
            if _key(each) not in seen and _is_before(each["first_day"], began, before):
                seen.add(_key(each))
                found.append(each)
    return found


def typed(library: Library, matter: Matter) -> list[Entry]:
    """The removals that the family put in for one matter, one by one."""
    written = matter.facts.get(library.slots.history, {}).get("value")
    listed = written if isinstance(written, list) else []
    return [{"first_day": None, **each} for each in listed if isinstance(each, dict)]


def stage(library: Library, document: Document) -> str | None:
    """What the school did in the matter shown: as its journey says, or as the family answered."""
    name = library.slots.stage
    for journey in document.matter.journeys:
        known = library.journeys.get(journey)
        if known is not None and name in known.assumes:
            return str(known.assumes[name])
    value = document.answers().get(name)
    return value if isinstance(value, str) else None


def begun(library: Library, document: Document) -> Any:
    """The first day of the matter shown as it is stored (a day, or from and to), or None."""
    name, given = library.slots.counted.get(START), document.answers()
    while name is not None and name in library.facts:
        if given.get(name) is not None:
            return given[name]
        name = library.facts[name].assumed_from
    return None


def _measure(library: Library, document: Document, other: Matter) -> Iterator[Entry]:
    """Another matter as one entry, if it is of a kind that counts."""
    there = document.showing(other.number)
    if stage(library, there) not in library.slots.counts_in_history:
        return
    length = there.answers().get(library.slots.counted.get(DAYS, ""))
    if not isinstance(length, dict) or "what" not in length:
        length = {"what": "unknown" if length is None else "whole_days", "count": length}
    yield {"first_day": begun(library, there), "what": length["what"], "count": length.get("count")}


def _is_before(first_day: Any, began: Any, listed_before: bool) -> bool:
    """Whether a removal began before a measure; where a day is missing, as they were told."""
    one, other = _first(first_day), _first(began)
    return listed_before if one is None or other is None else one < other


def _first(written: Any) -> date | None:
    day = written.get("from") if isinstance(written, dict) else written
    return date.fromisoformat(str(day)) if day else None


def _key(entry: Entry) -> str:
    """Two entries of the same first day are one removal."""
    day = entry["first_day"]
    told = {name: each for name, each in entry.items() if name != sources.KNOWN}
    return day if isinstance(day, str) else repr(sorted(told.items(), key=str))
