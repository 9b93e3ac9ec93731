"""Dated decision tables: compiled once, then looked up by the possible values of their facts.

For every case a table can tell apart exactly one row applies (proved by `app.checks`), so that
looking up is an intersection of bit masks. Refuses to know what a row means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import inf

from app.engine import conditions, regions
from app.engine.conditions import Cell, Domain
from app.engine.regions import Atom, Axis
from app.model.assessment import HangsOn, Lead
from app.model.rules import Decision, Row, Version, When

DOES_NOT_ARISE = "does_not_arise"
NONE_APPLIES = -1
MOST_HANGING = 4096  # combinations; far above what twelve rows over six facts can tell apart

Value = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Table:
    """One version of a decision, compiled. Bit i of a mask is row i; the bit after the last row
    says that the decision arises at all."""

    version: Version
    axes: tuple[Axis, ...]
    overrides: tuple[int, ...]
    every_row: int
    cells: tuple[Mapping[str, Cell], ...]
    found: dict[int, int] = field(default_factory=dict)

    def row_index(self, mask: int) -> int | None:
        """The row for a mask; None if the decision does not arise; NONE_APPLIES for a gap.

        The proof has shown that at most one row is left; here the first one stands."""
        if mask not in self.found:
            self.found[mask] = next(iter(self.rows_left(mask)), NONE_APPLIES)
        index = self.found[mask]
        return index if mask > self.every_row else None

    def rows_left(self, mask: int) -> tuple[int, ...]:
        """Every row that applies once declared exceptions are taken out."""
        rows = mask & self.every_row
        left = rows
        for index, overridden in enumerate(self.overrides):
            if rows >> index & 1:
                left &= ~overridden
        return tuple(index for index in range(len(self.overrides)) if left >> index & 1)


def compile_version(decision: Decision, version: Version, domains: Mapping[str, Domain]) -> Table:
    """A table from a version. Raises ValueError for a cell that its fact cannot have."""
    rows = [_cells(row.when, domains) for row in version.rows]
    whole = [*rows, _cells(decision.only_if, domains)]
    facts = list(dict.fromkeys(fact for cells in whole for fact in cells))
    axes = tuple(
        regions.axis(fact, domains[fact], [cells.get(fact) for cells in whole]) for fact in facts
    )
    ids = [row.id for row in version.rows]
    return Table(
        version=version,
        axes=axes,
        overrides=tuple(_overridden(row, ids) for row in version.rows),
        every_row=(1 << len(ids)) - 1,
        cells=tuple(rows),
    )


def _cells(when: When, domains: Mapping[str, Domain]) -> dict[str, Cell]:
    return {fact: conditions.parse(cell, domains[fact]) for fact, cell in when.items()}


def _overridden(row: Row, ids: list[str]) -> int:
    others = [each for each in ids if each != row.id]
    wanted = others if row.exception_to == "all" else row.exception_to
    return sum(1 << ids.index(each) for each in wanted)


def versions_between(tables: tuple[Table, ...], when: tuple[date, date]) -> tuple[Table, ...]:
    """The versions in force on some day of a span, oldest first; law only expected is left out.

    Empty if the span lies before the first version."""
    first, last = when
    in_force = [each for each in tables if not each.version.expected]
    ends = [each.version.from_ for each in in_force[1:]] + [date.max]
    return tuple(
        table
        for table, end in zip(in_force, ends, strict=True)
        if table.version.from_ <= last and first < end
    )


def rows_possible(table: Table, value: Value) -> dict[int | None, None]:
    """Row indices that may apply for the possible values, in a stable order; None among them if
    the decision may not arise. One key means that it is certain."""
    touched = [axis.possible(value(axis.fact)) for axis in table.axes]
    found: dict[int | None, None] = {}
    for mask in _masks(table, touched):
        found[table.row_index(mask)] = None
    return found


def _masks(table: Table, touched: list[tuple[int, ...]]) -> Iterator[int]:
    mask = table.every_row << 1 | 1
    open_axes: list[tuple[int, ...]] = []
    for axis, indices in zip(table.axes, touched, strict=True):
        if len(indices) == 1:
            mask &= axis.atoms[indices[0]].rows
        else:
            open_axes.append(tuple(axis.atoms[index].rows for index in indices))
    if not open_axes:
        yield mask
        return
    for combination in product(*open_axes):
        each = mask
        for rows in combination:
            each &= rows
        yield each


def hangs_on(table: Table, value: Value) -> tuple[HangsOn, ...]:
    """The unsettled facts that can still change the conclusion, with what each value leads to."""
    touched = {axis.fact: axis.possible(value(axis.fact)) for axis in table.axes}
    found: list[HangsOn] = []
    for axis in table.axes:
        indices = touched[axis.fact]
        if len(indices) < 2:
            continue
        leads = [
            (axis.atoms[index], _rows(table, {**touched, axis.fact: (index,)})) for index in indices
        ]
        if len({_ends(table, rows) for _, rows in leads}) > 1:
            thens = (frozenset(conclusion(table, row) for row in rows) for _, rows in leads)
            atoms = (atom for atom, _ in leads)
            found.append(HangsOn(axis.fact, tuple(map(_lead, atoms, thens))))
    return tuple(found)


Rows = frozenset[int | None]


def _rows(table: Table, touched: Mapping[str, tuple[int, ...]]) -> Rows:
    masks = _masks(table, [touched[axis.fact] for axis in table.axes])
    return frozenset(table.row_index(mask) for mask in masks)


def _ends(table: Table, rows: Rows) -> frozenset[tuple[str, object]]:
    """What rows conclude, and by which clock: where only the clock differs, the day hangs on it."""
    known = (None if row is None or row < 0 else table.version.rows[row].within for row in rows)
    return frozenset(zip((conclusion(table, row) for row in rows), map(repr, known), strict=True))


def conclusion(table: Table, index: int | None) -> str:
    """What the row with this index concludes."""
    if index is None or index < 0:
        return DOES_NOT_ARISE
    row = table.version.rows[index]
    return row.then or row.id


def _lead(atom: Atom, thens: frozenset[str]) -> Lead:
    if atom.bounds is None:
        return Lead(thens, ids=atom.ids)
    low, high = atom.bounds.low, atom.bounds.high
    return Lead(
        thens,
        low=low if low > -inf else None,
        high=high if high < inf else None,
        over=atom.bounds.low_open,
    )


def points(table: Table, value: Value) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """For a table that collects: rows that certainly hold, and rows that only may."""
    surely: list[int] = []
    maybe: list[int] = []
    for index, cells in enumerate(table.cells):
        verdict = conditions.all_hold(
            conditions.verdict(cell, value(fact)) for fact, cell in cells.items()
        )
        if verdict == "yes":
            surely.append(index)
        elif verdict == "maybe":
            maybe.append(index)
    return tuple(surely), tuple(maybe)
