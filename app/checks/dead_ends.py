"""Proof that nothing was written for nobody: every choice leads on, every event can be asked,
every decision is used, and every conclusion can be some family's.

Looks only at what can be reached, never at whether it is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.checks import journeys
from app.checks.places import Places
from app.content import names
from app.content.library import Library
from app.engine import law as laws
from app.model.findings import Finding
from app.model.values import day
from app.services import uses


def check(library: Library, places: Places) -> Iterator[Finding]:
    """Every entry that no family can come to."""
    yield from _check_choices(library, places)
    yield from _check_events(library, places)
    yield from _check_decisions(library, places)
    yield from _check_conclusions(library, places)


def _check_choices(library: Library, places: Places) -> Iterator[Finding]:
    led_to = {each for journey in library.journeys.values() for each in journey.found_under}
    for choice in library.first_page:
        if choice.id not in led_to:
            message = f"no journey is found under {choice.id}"
            remedy = "Name it in a journey's `found_under`, or take the choice away."
            yield places.finding("first_page", choice.id, "C404", message, remedy)


def _check_events(library: Library, places: Places) -> Iterator[Finding]:
    asked = {each.asks for journey in library.journeys.values() for each in names.asked(journey)}
    for event in library.events.values():
        for fact in event.asks:
            if fact not in asked:
                message = f"{event.id} asks {fact}, which no journey asks"
                remedy = "Put it into a journey as `later`."
                yield places.finding("events", event.id, "C405", message, remedy, fact)


def _check_decisions(library: Library, places: Places) -> Iterator[Finding]:
    used = _used(library)
    for decision in library.decisions:
        if decision not in used:
            message = f"no journey works out {decision}, and nothing rests on it"
            remedy = "Name it in a journey's `works_out` or in a condition, or remove it."
            yield places.finding("decisions", decision, "C406", message, remedy)


def _used(library: Library) -> frozenset[str]:
    """Decisions that a journey works out, or on which something else rests."""
    found = set(uses.named_in_words(library))
    for journey in library.journeys.values():
        found |= set(journey.works_out)
    for fact in library.facts.values():
        found |= set(laws.needs(fact))
    for each in library.decisions.values():
        found |= set(laws.decision_needs(each)) - {each.id}
    for page in library.rights.values():
        found |= {each for section in page.sections for each in section.decisions}
    bare = {each.removesuffix(laws.DEADLINE) for each in found}
    return frozenset(library.law.part_of.get(each, (each,))[0] for each in bare)


def _check_conclusions(library: Library, places: Places) -> Iterator[Finding]:
    for decision, outcomes in library.outcomes.items():
        reached = _reached(library, decision)
        for outcome in outcomes.outcomes:
            if outcome.id not in reached:
                message = f"no journey can come to {outcome.id}"
                remedy = "What its rows ask for contradicts every journey: remove it, or mend them."
                yield places.finding("outcomes", decision, "C407", message, remedy, outcome.id)


def _reached(library: Library, decision: str) -> frozenset[str]:
    """What a decision may conclude under some version, in the journeys that work it out; where
    none does (it is only a step to others), in any."""
    every = library.journeys.values()
    ways = [each for each in every if decision in each.works_out] or every
    law_date = library.decisions[decision].law_as_at
    found: set[str] = set()
    for journey in ways:
        for table in library.law.tables[decision]:
            begun = journeys.begun(library, journey, {law_date: day(table.version.from_)})
            conclusion = begun.conclusion(decision)
            found |= conclusion.thens | {each.then for each in conclusion.possible}
    return frozenset(found)
