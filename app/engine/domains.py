"""What every fact and decision can be in a condition: options, numbers, dates, something written.

Refuses to know what any of it means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf

from app.engine.conditions import Domain
from app.engine.tables import DOES_NOT_ARISE
from app.model.facts import Fact
from app.model.rules import Decision

TODAY = "today"
YES_OR_NO = Domain("options", ("yes", "no"))


def domains_of(facts: Mapping[str, Fact], decisions: Mapping[str, Decision]) -> dict[str, Domain]:
    """What every fact, option of a `choices` fact, and decision can be in a condition."""
    found: dict[str, Domain] = {TODAY: Domain("dates")}
    for fact in facts.values():
        found |= _domains(fact)
    for decision in decisions.values():
        found |= _domains_of_decision(decision)
    return found


def _domains_of_decision(decision: Decision) -> dict[str, Domain]:
    thens = tuple(dict.fromkeys(thens_of(decision)))
    if not decision.collects:
        return {decision.id: Domain("options", (*thens, DOES_NOT_ARISE))}
    points = {f"{decision.id}.{each}": YES_OR_NO for each in thens}
    return {decision.id: Domain("written"), **points}


def thens_of(decision: Decision) -> Iterator[str]:
    """Every conclusion that some row of some version comes to; points of one that collects."""
    return (row.then or row.id for version in decision.versions for row in version.rows)


def _domains(fact: Fact) -> dict[str, Domain]:
    match fact.is_:
        case "choice":
            return {fact.id: Domain("options", tuple(each.id for each in fact.options))}
        case "choices":
            parts = {f"{fact.id}.{each.id}": YES_OR_NO for each in fact.options}
            return {fact.id: Domain("written"), **parts}
        case "yes_no":
            return {fact.id: YES_OR_NO}
        case "number" | "parts_of_day":
            low = fact.from_ if isinstance(fact.from_, int | float) else -inf
            high = fact.to if isinstance(fact.to, int | float) else inf
            return {fact.id: Domain("numbers", low=low, high=high, step=fact.step)}
        case "date":
            return {fact.id: Domain("dates")}
        case _:
            return {fact.id: Domain("written")}
