"""Proof of the interviews: enough is asked, nothing is asked for nothing, and no question hangs
in the air."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.checks.places import Places
from app.content.library import Library
from app.engine import calendar as calendars
from app.engine import journey as journeys
from app.engine.law import DEADLINE, clock_needs
from app.engine.reasoning import Given, Reasoning
from app.model.findings import Finding
from app.model.journeys import Asked, Journey
from app.services import uses

DAY = date(2026, 10, 12)  # any day on which the newest law holds


def check(library: Library, places: Places) -> Iterator[Finding]:
    """Every fault of every journey."""
    used = uses.facts_used_in_words(library)
    for journey in library.journeys.values():
        asked = [each for section in journey.sections for each in section.questions]
        yield from _check_order(library, journey, asked, places)
        if asked:
            needed = facts_that_matter(library, journey)
            yield from _check_enough(library, journey, asked, needed, places)
            yield from _check_purpose(library, journey, asked, needed | used, places)


def facts_that_matter(library: Library, journey: Journey) -> frozenset[str]:
    """Asked facts that can change a conclusion or a date of what the journey works out.

    Each is there because some value of it was found to lead elsewhere: a witness, not a guess."""
    thinking = begun(library, journey, {})
    found: set[str] = set()
    for decision in journey.works_out:
        found |= _matters(library, thinking, decision)
    return frozenset(found - set(journey.assumes))


def begun(library: Library, journey: Journey, given: Given) -> Reasoning:
    """A journey of which nothing is known but what it assumes, and what is given beside it."""
    assumed = {fact: journeys.as_value(value) for fact, value in journey.assumes.items()}
    horizon = frozenset({DAY.replace(year=2012), DAY.replace(year=2030)})
    calendar = calendars.compile_calendar(None, (), horizon, ())
    return Reasoning(library.law, {**assumed, **given}, calendar, DAY)


def _matters(library: Library, thinking: Reasoning, decision: str) -> set[str]:
    conclusion = thinking.conclusion(decision)
    found: set[str] = set(library.law.roots[library.decisions[decision].law_as_at])
    for hanging in conclusion.hangs_on:
        if hanging.fact in library.decisions:
            found |= _matters(library, thinking, hanging.fact)
        else:
            found |= library.law.roots[hanging.fact]
    for each in (*conclusion.alternatives, *conclusion.possible):
        if library.decisions[decision].collects:
            for told in each.trace.told:
                found |= _behind(library, thinking, told.fact)
        if each.deadline is not None:
            for name in clock_needs(each.deadline.clock):
                found |= _behind(library, thinking, name.removesuffix(DEADLINE))
    return found


def _behind(library: Library, thinking: Reasoning, name: str) -> set[str]:
    """The asked facts behind a clock's start; a decision's only as far as they matter here."""
    assumed = library.facts[name].assumed_from if name in library.facts else None
    behind = (assumed or name).removesuffix(DEADLINE)
    own = {name} if name in library.facts and library.facts[name].derive is None else set()
    if behind in library.decisions:
        return own | _matters(library, thinking, behind)
    return own | set(library.law.roots[behind])


def _check_order(
    library: Library, journey: Journey, asked: list[Asked], places: Places
) -> Iterator[Finding]:
    earlier = set(journey.assumes)
    for each in asked:
        for fact in each.only_if:
            resting = library.law.roots[fact] - earlier
            hidden = {one for one in resting if not _another_will_do(library, one, earlier)}
            if hidden:
                message = f"{each.asks} is asked only if {fact}, which rests on {min(hidden)}"
                remedy = "Ask that one earlier, or drop the condition."
                yield places.finding("journeys", journey.id, "C401", message, remedy, each.asks)
        earlier.add(each.asks)


def _check_enough(
    library: Library,
    journey: Journey,
    asked: list[Asked],
    needed: frozenset[str],
    places: Places,
) -> Iterator[Finding]:
    known = {each.asks for each in asked} | set(journey.assumes)
    later = {
        each.asks
        for name in journey.leads_to
        for section in library.journeys[name].sections
        for each in section.questions
    }
    for fact in sorted(needed - known - later):
        if _another_will_do(library, fact, known):
            continue
        message = f"{fact} can change what {journey.id} works out, and is never asked"
        remedy = "Ask it, ask it later, or give it an `otherwise`."
        yield places.finding("journeys", journey.id, "C402", message, remedy)


def _another_will_do(library: Library, fact: str, known: set[str]) -> bool:
    """Whether a fact stands only beside others in "the earliest (or latest) of those known",
    and each time one of the others is asked here."""
    listed = [
        each.derive.args["dates"]
        for each in library.facts.values()
        if each.derive and each.derive.verb in ("earliest_of", "latest_of")
    ]
    beside = [dates for dates in listed if fact in dates]
    return bool(beside) and all(known & set(dates) for dates in beside)


def _check_purpose(
    library: Library,
    journey: Journey,
    asked: list[Asked],
    useful: frozenset[str],
    places: Places,
) -> Iterator[Finding]:
    conditions = {
        root for each in asked for fact in each.only_if for root in library.law.roots[fact]
    }
    others = conditions | set(uses.facts_of_slots(library)) | _acts(library, journey)
    for each in asked:
        if each.asks not in useful | others:
            message = f"the answer to {each.asks} changes nothing"
            remedy = "Do not collect what nothing uses: remove the question."
            yield places.finding("journeys", journey.id, "C403", message, remedy, each.asks)


def _acts(library: Library, journey: Journey) -> frozenset[str]:
    """Facts that say that an act was done: they end a clock."""
    return frozenset(
        row.within.done_when
        for decision in journey.works_out
        for version in library.decisions[decision].versions
        for row in version.rows
        if row.within and row.within.done_when
    )
