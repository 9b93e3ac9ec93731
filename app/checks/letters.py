"""Proof that no family is left without a letter: every conclusion has one that fits it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.checks.places import Places
from app.content.library import Library
from app.engine.conditions import Among, Bounds
from app.engine.tables import Table
from app.model.findings import Finding
from app.model.values import Options, number, option

FAR = 10_000.0


def check(library: Library, places: Places) -> Iterator[Finding]:
    """Conclusions without a letter, or with one that their own row contradicts."""
    for decision, outcomes in library.outcomes.items():
        for outcome in outcomes.outcomes:
            if outcome.silent:
                continue
            if not outcome.letters and outcome.part == "beside":
                continue  # another way or other help: its page says where to go
            if not outcome.letters:
                message = f"{outcome.id} names no letter"
                remedy = "Name at least one letter that fits."
                yield places.finding("outcomes", decision, "C701", message, remedy, outcome.id)
            elif not any(fits(library, decision, outcome.id, each) for each in outcome.letters):
                message = f"no letter of {outcome.id} is on offer where it applies"
                remedy = "Name another letter, or widen its `available_when`."
                yield places.finding("outcomes", decision, "C702", message, remedy, outcome.id)


def fits(library: Library, decision: str, then: str, letter: str) -> bool:
    """Whether a letter may be on offer for some row that comes to a conclusion."""
    when = library.letters[letter].available_when
    for table in library.law.tables[decision]:
        for index, row in enumerate(table.version.rows):
            if (row.then or row.id) == then:
                known = _known(table, index) | _concluded(library, decision, then)
                if library.law.holds(when, known.get) != "no":
                    return True
    return False


def _concluded(library: Library, decision: str, then: str) -> dict[str, Any]:
    if library.decisions[decision].collects:
        return {decision: frozenset({then}), f"{decision}.{then}": option("yes")}
    return {decision: option(then)}


def _known(table: Table, index: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for fact, cell in table.cells[index].items():
        if isinstance(cell, Among):
            found[fact] = Options(cell.ids)
        elif isinstance(cell, Bounds):
            step = 0.5
            low = max(cell.low, 0) + (step if cell.low_open else 0)
            found[fact] = number(low, max(low, min(cell.high, FAR)))
    return found
