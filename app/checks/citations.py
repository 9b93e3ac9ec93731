"""Proof that what we say rests on law in force: citations, dates, and the strength of words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.checks.places import Places
from app.content.library import Library
from app.engine.law import found_on
from app.model.findings import Finding
from app.model.provisions import Provision

A_DAY = timedelta(days=1)
STRENGTH = {"must": 3, "should": 2, "may": 1}


def check(library: Library, places: Places) -> Iterator[Finding]:
    """Provisions without a pinpoint while a version cites them, words stronger than their law,
    and provisions that nothing cites."""
    yield from _check_versions(library, places)
    yield from _check_force(library, places)
    cited = set(_cited(library))
    for entry in library.provisions:
        if entry not in cited:
            remedy = "Cite it where it is relied on, or remove it."
            yield places.finding("provisions", entry, "C503", f"nothing cites {entry}", remedy)


def _check_versions(library: Library, places: Places) -> Iterator[Finding]:
    for decision in library.decisions.values():
        ends = [each.from_ for each in decision.versions[1:]] + [date.max]
        for version, end in zip(decision.versions, ends, strict=True):
            for row in version.rows:
                for cited in row.cite:
                    on = _lost_on(library, library.provisions[cited], version.from_, end)
                    if on is not None:
                        message = f"{cited} is found nowhere on {on} ({row.id})"
                        remedy = "Add a `found` line for that date, `at: not confirmed` if need be."
                        yield places.finding(
                            "decisions", decision.id, "C502", message, remedy, row.id
                        )


def _lost_on(library: Library, provision: Provision, first: date, end: date) -> date | None:
    """The first day from `first`, before `end`, on which a provision is found nowhere."""
    turns = {first} | {each.from_ for each in library.sources.values()}
    turns |= {each.until + A_DAY for each in provision.found if each.until}
    days = sorted(each for each in turns if first <= each < end)
    return next((each for each in days if not found_on(provision, library.sources, each)), None)


def _check_force(library: Library, places: Places) -> Iterator[Finding]:
    for decision, outcomes in library.outcomes.items():
        for outcome in outcomes.outcomes:
            if outcome.force is None:
                continue
            cited = {*outcome.cite, *_cites_of(library, decision, outcome.id)}
            best = max((STRENGTH[library.provisions[each].force] for each in cited), default=0)
            if best < STRENGTH[outcome.force]:
                message = f"{outcome.id} says {outcome.force}, and cites nothing as strong"
                yield places.finding(
                    "outcomes", decision, "C504", message, "Cite it, or say less.", outcome.id
                )


def _cites_of(library: Library, decision: str, then: str) -> Iterator[str]:
    for version in library.decisions[decision].versions:
        for row in version.rows:
            if (row.then or row.id) == then:
                yield from row.cite


def _cited(library: Library) -> Iterator[str]:
    for decision in library.decisions.values():
        for version in decision.versions:
            for row in version.rows:
                yield from row.cite
    shelves = (
        library.outcomes, library.actions, library.journeys, library.letters, library.parts,
        library.pages,
    )  # fmt: skip
    for shelf in shelves:
        for entry in shelf.values():
            yield from _inside(entry)
    for stage in library.process.stages:
        yield from stage.cite
    yield from _on_public_pages(library)


def _on_public_pages(library: Library) -> Iterator[str]:
    for page in library.rights.values():
        for section in page.sections:
            yield from section.provisions
        yield from page.leaflet.law if page.leaflet else ()
    for row in library.kinds.rows if library.kinds else ():
        for cell in row.cells.values():
            yield from cell.cite


def _inside(model: object) -> Iterator[str]:
    yield from getattr(model, "cite", ())
    for name in ("outcomes", "blocks", "sections"):
        for each in getattr(model, name, ()):
            yield from _inside(each)
