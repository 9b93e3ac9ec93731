"""Whether what is counted over many families can be counted: its facts, values and tables.

Conditions are checked where all conditions are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.model.patterns import FAULT, Dimension, Patterns

if TYPE_CHECKING:
    from app.content.load import Shelves

SHELF = "patterns"
MOST_TOGETHER = 2


def check(shelves: Shelves) -> None:
    """Add a finding for every dimension without values, and every table that cannot be made."""
    found: Patterns | None = shelves.entries[SHELF].get(SHELF)
    if found is None:
        return
    for index, each in enumerate(found.dimensions):
        for message, remedy in _of_dimension(shelves, each):
            shelves.finding(SHELF, SHELF, "C206", message, remedy, "dimensions", index)
    for index, fault in enumerate(found.faults):
        if not fault.rows:
            message = f"nothing says when {fault.id} is counted"
            shelves.finding(SHELF, SHELF, "C206", message, "Write rows.", "faults", index)
    known = {FAULT, *(each.id for each in found.dimensions)}
    for index, table in enumerate(found.tables):
        for message, remedy in _of_table(table, known):
            shelves.finding(SHELF, SHELF, "C206", message, remedy, "tables", index)
    _check_twice(shelves, "dimensions", [FAULT, *(each.id for each in found.dimensions)])
    _check_twice(shelves, "faults", [each.id for each in found.faults])
    _check_twice(shelves, "tables", list(found.tables))


def _of_dimension(shelves: Shelves, found: Dimension) -> Iterator[tuple[str, str]]:
    sources = [found.from_ is not None, bool(found.values) and found.kind == "written"]
    sources.append(found.kind != "written")
    if sum(sources) != 1:
        yield (
            f"{found.id} needs its values from one place",
            "Write `from:` a fact, or `values:`, or `kind:`.",
        )
    elif found.from_ is not None:
        fact = shelves.entries["facts"].get(found.from_)
        if fact is None or fact.is_ != "choice":
            yield f'"{found.from_}" is no fact with options', "See flows/facts.yaml."
    elif found.kind == "written" and not all(each.rows for each in found.values):
        yield f"a value of {found.id} can never be counted", "Write rows for it."
    ids = [each.id for each in found.values]
    if len(set(ids)) != len(ids):
        yield f"two values of {found.id} have one id", "Give one another id."


def _of_table(table: tuple[str, ...], known: set[str]) -> Iterator[tuple[str, str]]:
    if not 1 <= len(set(table)) == len(table) <= MOST_TOGETHER:
        yield "a table has one dimension or two different ones", "See docs/patterns.md."
    for each in table:
        if each not in known:
            yield f'there is no "{each}" among the dimensions', "Correct the id."


def _check_twice(shelves: Shelves, part: str, found: Iterable[object]) -> None:
    seen: list[object] = []
    for each in found:
        if each in seen:
            message = f"{each} is there twice"
            shelves.finding(SHELF, SHELF, "C103", message, "Take one away.", part)
        seen.append(each)
