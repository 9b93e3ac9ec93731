"""What one family adds to the counts, and what is shown of many: the two ends of the counting.

Knows shapes only. A contribution is never stored readable; a protected table is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Cell = tuple[str, ...]
"""One value for each dimension of a table, in its order."""
Place = tuple[Cell, Cell]
"""The dimensions of a table, and a cell of it. `((), ())` is all families."""

NOT_KNOWN = "?"
"""The value of a dimension that is not certain. No option can be called so."""
ALL: Place = ((), ())


@dataclass(frozen=True, slots=True)
class Contribution:
    """One measure of one family that agreed. `case` is a random mark, the same for all measures of
    a family, made for the counting only."""

    case: str
    cells: Mapping[str, str]
    faults: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Protected:
    """A table as anyone may read it: only cells that are shown, with their protected numbers."""

    period: str
    on: date
    shown: Mapping[Place, int] = field(default_factory=dict)


def as_json(table: Protected) -> dict[str, Any]:
    """A protected table as plain JSON."""
    return {
        "period": table.period,
        "on": table.on.isoformat(),
        "shown": [[*map(list, place), number] for place, number in sorted(table.shown.items())],
    }


def from_json(written: Mapping[str, Any]) -> Protected:
    """The same table again."""
    shown = {(tuple(names), tuple(cell)): number for names, cell, number in written["shown"]}
    return Protected(written["period"], date.fromisoformat(written["on"]), shown)
