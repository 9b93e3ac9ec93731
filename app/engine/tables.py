"""Dated decision tables: compiled once, then looked up by the possible values of their facts.

For every case a table can tell apart exactly one row applies (proved by `app.checks`), so that
looking up is an intersection of bit masks. Refuses to know what a row means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from math import inf
from operator import and_, or_
from typing import NamedTuple

from app.engine import conditions, regions
from app.engine.conditions import Cell, Domain
from app.engine.regions import Atom, Axis
from app.model.assessment import HangsOn, Lead
from app.model.clocks import Clock, Confidence
from app.model.rules import Decision, Row, Version, When
from app.model.values import Options

DOES_NOT_ARISE = "does_not_arise"
NONE_APPLIES = -1

Value = Callable[[str], object]
End = tuple[str, int | None]
Way = tuple[str, Mapping[frozenset[str], tuple[int]], Callable[[object], tuple[int, ...]]]


class Line(NamedTuple):
    """What one row comes to: its conclusion, its clock, and what its trace says.

    `told` are the facts that it is told by, the start of its clock among them."""

    then: str
    clock: Clock | None
    row: str
    told: tuple[str, ...]
    cite: tuple[str, ...]
    confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class Table:
    """One version of a decision, compiled. Bit i of a mask is row i; the bit after the last row
    says that the decision arises at all.

    `until` is the day from which the next version holds; law only expected holds on no day.
    `ways` are the axes, as a value is looked up in them, `own_ways` those that rows themselves ask
    about; `ends` is what each row concludes and
    which of the table's clocks runs (None: none)."""

    version: Version
    from_: date
    until: date
    axes: tuple[Axis, ...]
    ways: tuple[Way, ...]
    own_ways: tuple[Way, ...]
    overrides: tuple[int, ...]
    every_row: int
    cells: tuple[Mapping[str, Cell], ...]
    lines: tuple[Line, ...]
    ends: tuple[End, ...]
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
        from_=version.from_,
        until=_until(decision, version),
        axes=axes,
        ways=_ways(axes),
        own_ways=_ways([each for each in axes if any(each.fact in cells for cells in rows)]),
        overrides=tuple(_overridden(row, ids) for row in version.rows),
        every_row=(1 << len(ids)) - 1,
        cells=tuple(rows),
        lines=tuple(map(_line, version.rows)),
        ends=_ends(version),
    )


def _ways(axes: Iterable[Axis]) -> tuple[Way, ...]:
    return tuple((each.fact, each.rows_of_one, each.rows) for each in axes)


def _until(decision: Decision, version: Version) -> date:
    if version.expected:
        return date.min
    in_force = (each.from_ for each in decision.versions if not each.expected)
    return min((each for each in in_force if each > version.from_), default=date.max)


def _line(row: Row) -> Line:
    clock = (row.within.from_,) if row.within else ()
    told = tuple(dict.fromkeys((*row.when, *clock)))
    return Line(row.then or row.id, row.within, row.id, told, row.cite, row.confidence)


def _ends(version: Version) -> tuple[End, ...]:
    clocks = [row.within for row in version.rows if row.within]
    return tuple(
        (row.then or row.id, clocks.index(row.within) if row.within else None)
        for row in version.rows
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
    return tuple([each for each in tables if first < each.until and each.from_ <= last])


def rows_possible(table: Table, value: Value, *, arises: bool = False) -> dict[int | None, None]:
    """Row indices that may apply for the possible values, in a stable order; None among them if
    the decision may not arise. One key means that it is certain. `arises`: it surely does."""
    settled, open_axes = table.every_row << 1 | 1, []
    for fact, rows_of_one, rows_of in table.own_ways if arises else table.ways:
        known = value(fact)
        rows = (rows_of_one.get(known.ids) if type(known) is Options else None) or rows_of(known)
        if len(rows) == 1:
            settled &= rows[0]
        else:
            open_axes.append(rows)
    if not open_axes:
        return {table.row_index(settled): None}
    return dict.fromkeys(map(table.row_index, _masks(settled, open_axes)))


def _masks(settled: int, open_axes: Iterable[tuple[int, ...]]) -> Iterable[int]:
    """Every mask that some combination of atoms gives, each once, in a stable order.

    `settled`: the rows left by what is certain; `open_axes`: for each other fact the rows of each
    atom that its value may lie in."""
    masks = {settled: None}
    for each in open_axes:
        masks = dict.fromkeys([mask & rows for mask in masks for rows in each])
    return masks


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
        if len({_ends_of(table, rows) for _, rows in leads}) > 1:
            thens = (frozenset(conclusion(table, row) for row in rows) for _, rows in leads)
            atoms = (atom for atom, _ in leads)
            found.append(HangsOn(axis.fact, tuple(map(_lead, atoms, thens))))
    return tuple(found)


Rows = frozenset[int | None]


def _rows(table: Table, touched: Mapping[str, tuple[int, ...]]) -> Rows:
    rows = [tuple(axis.atoms[index].rows for index in touched[axis.fact]) for axis in table.axes]
    masks = _masks(table.every_row << 1 | 1, rows)
    return frozenset(map(table.row_index, masks))


def _ends_of(table: Table, rows: Rows) -> frozenset[End]:
    """What rows conclude, and by which clock: where only the clock differs, the day hangs on it."""
    return frozenset(
        (DOES_NOT_ARISE, None) if row is None or row < 0 else table.ends[row] for row in rows
    )


def conclusion(table: Table, index: int | None) -> str:
    """What the row with this index concludes."""
    return DOES_NOT_ARISE if index is None or index < 0 else table.ends[index][0]


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
    surely = possible = table.every_row
    for fact, rows_of_one, rows_of in table.own_ways:
        known = value(fact)
        touched = (rows_of_one.get(known.ids) if type(known) is Options else None) or rows_of(known)
        if len(touched) == 1:
            surely &= touched[0]
            possible &= touched[0]
        else:
            surely &= reduce(and_, touched)
            possible &= reduce(or_, touched)
    return _bits(surely), _bits(possible & ~surely)


def _bits(mask: int) -> tuple[int, ...]:
    return tuple([index for index in range(mask.bit_length()) if mask >> index & 1])
