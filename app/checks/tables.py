"""Proof of the tables: for every case a table can tell apart, exactly one row applies.

Also: every row applies to some case, and no table outgrows what a reader can hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from app.checks.places import Places
from app.content.library import Library
from app.engine.regions import Atom
from app.engine.tables import Table
from app.model.findings import Finding

MOST_ROWS = 12
MOST_FACTS = 6
SHOWN = 3


def check(library: Library, places: Places) -> Iterator[Finding]:
    """Every fault of every version of every decision."""
    for decision in library.decisions.values():
        for table in library.law.tables[decision.id]:
            proof = _check_points if decision.collects else _check_table
            yield from proof(decision.id, table, places)


def _check_points(decision: str, table: Table, places: Places) -> Iterator[Finding]:
    """Points are independent of each other: each has to hold somewhere, and that is all."""
    for index, row in enumerate(table.version.rows):
        with_it = 1 << len(table.version.rows) | 1 << index
        if not all(
            any(atom.rows & with_it == with_it for atom in axis.atoms) for axis in table.axes
        ):
            yield _never(decision, table, row.id, places)


def _check_table(decision: str, table: Table, places: Places) -> Iterator[Finding]:
    rows, facts = len(table.version.rows), len(table.axes)
    if rows > MOST_ROWS or facts > MOST_FACTS:
        message = f"{rows} rows and {facts} facts are more than a reader can hold"
        remedy = "Give a hidden decision its own file and use its conclusion as a fact."
        yield places.finding("decisions", decision, "C304", message, remedy)
    reached: set[int] = set()
    faults = 0
    for case in product(*(axis.atoms for axis in table.axes)):
        mask = table.every_row << 1 | 1
        for atom in case:
            mask &= atom.rows
        if mask <= table.every_row:
            continue
        left = table.rows_left(mask)
        reached.update(left)
        if len(left) != 1 and faults < SHOWN and table.version.rows:
            faults += 1
            yield _fault(decision, table, case, left, places)
    for index in sorted(set(range(rows)) - reached):
        yield _never(decision, table, table.version.rows[index].id, places)


def _never(decision: str, table: Table, row: str, places: Places) -> Finding:
    message = f"the row {row} never applies (version {table.version.from_})"
    return places.finding("decisions", decision, "C305", message, part=row)


def _fault(
    decision: str,
    table: Table,
    case: tuple[Atom, ...],
    left: tuple[int, ...],
    places: Places,
) -> Finding:
    words = " · ".join(
        f"{axis.fact}: {in_words(atom)}" for axis, atom in zip(table.axes, case, strict=True)
    )
    since = f"version {table.version.from_}"
    if not left:
        return places.finding(
            "decisions", decision, "C301", f"no row applies ({since})", f"{words}\n  Add a row."
        )
    names = [table.version.rows[index].id for index in left]
    message = f"several rows apply: {', '.join(names)} ({since})"
    remedy = f"{words}\n  Declare one an exception to the other, or tell them apart."
    return places.finding("decisions", decision, "C306", message, remedy, part=names[0])


def in_words(atom: Atom) -> str:
    """The values of an atom as an author would write them."""
    if atom.bounds is None:
        return " or ".join(atom.ids)
    low, high = atom.bounds.low, atom.bounds.high
    if low == high:
        return f"{low:g}"
    start = f"more than {low:g}" if atom.bounds.low_open else f"{low:g} or more"
    return f"{start}, below {high:g}" if atom.bounds.high_open else f"{start}, up to {high:g}"
