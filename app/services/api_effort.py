"""How much work rough facts make: anybody may send any, and families wait on the same machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.content.library import Library
from app.engine.worlds import MOST_WORLDS
from app.model.errors import FactProblem
from app.model.facts import HistoryEntry
from app.model.values import Dates, Numbers, Options

MOST = 20_000  # about two seconds of work; a month, a week's length and five rough months fit


def bounded(library: Library, given: Mapping[str, Any]) -> None:
    """Refuse facts that are too rough to be worked out together. Raises FactProblem."""
    worlds, days, earlier = 1, 1, 1
    roughest, most = "", 0
    for fact, value in given.items():
        known = library.facts[fact]
        ways = _ways(value, known.step)
        if isinstance(value, Dates):
            days = max(days, ways if isinstance(known.from_, str) else 1)
        elif isinstance(value, tuple):
            earlier += ways
        else:
            worlds = min(MOST_WORLDS, worlds * ways)
        if ways > most:
            roughest, most = fact, ways
    if worlds * days * earlier > MOST:
        raise FactProblem(roughest, "is too rough together with the other facts: narrow it")


def _ways(value: Any, step: float) -> int:
    match value:
        case Options():
            return len(value.ids)
        case Numbers():
            return int((value.high - value.low) / step) + 1
        case Dates():
            return (value.high - value.low).days + 1
        case tuple():
            return sum(_ways_of_entry(each) for each in value)
        case _:
            return 1


def _ways_of_entry(entry: Any) -> int:
    if not isinstance(entry, HistoryEntry):
        return 0
    return 1 if entry.first_day is None else _ways(entry.first_day, 1)
