"""Every id that content names is there, and every condition is one its fact can have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from app.content import names, pattern_names
from app.content.shelves import SHELVES
from app.engine import conditions
from app.engine import law as laws
from app.engine.domains import domains_of, thens_of
from app.engine.law import DEADLINE
from app.model.findings import Finding
from app.model.journeys import Journey
from app.model.rules import Version

if TYPE_CHECKING:
    from app.content.load import Shelves

BUILT_IN = {
    "today", "answer_by", "recipient", "copy_to", "law", "blank",
    "writer", "organisation", "organisation_contact",
}  # fmt: skip


def check(shelves: Shelves) -> None:
    """Add a finding for every id that leads nowhere and every cell that cannot be."""
    for name in ("usual_years", "process", "slots"):
        if not shelves.entries[name]:
            shelves.findings.append(_absent(name))
    if shelves.findings:
        return
    domains = domains_of(shelves.entries["facts"], shelves.entries["decisions"])
    _check_cites(shelves)
    _check_rules(shelves, domains)
    _check_conditions(shelves, domains)
    _check_values(shelves, domains)
    _check_names(shelves, domains)
    _check_actors(shelves)
    _check_school_types(shelves)
    _check_outcomes(shelves)
    _check_leaflets(shelves)
    pattern_names.check(shelves)
    if not shelves.findings:
        _check_order(shelves)


def _absent(name: str) -> Finding:
    file = next(each.pattern for each in SHELVES if each.name == name)
    return Finding(file, 1, "C104", "this file is missing", "See the READMEs for its shape.")


def _check_cites(shelves: Shelves) -> None:
    provisions, sources = shelves.entries["provisions"], shelves.entries["sources"]
    for shelf in shelves.entries:
        for entry, model in shelves.entries[shelf].items():
            for cited in _cited(model):
                if cited not in provisions:
                    message = f'there is no provision "{cited}"'
                    remedy = "Write it in guidance/provisions, or correct the id."
                    shelves.misnamed(shelf, entry, ("C201", cited), message, remedy)
    for entry, provision in provisions.items():
        for found in provision.found:
            if found.source not in sources:
                message = f'there is no source "{found.source}"'
                wrong = ("C202", found.source)
                shelves.misnamed("provisions", entry, wrong, message, "See guidance/sources.yaml.")


def _cited(model: Any) -> Iterable[str]:
    """Every `cite` inside a model, however deep."""
    yield from getattr(model, "cite", ())
    for name in ("versions", "rows", "outcomes", "stages", "sections", "blocks", "cells"):
        inner = getattr(model, name, None)
        inner = tuple(inner.values()) if isinstance(inner, dict) else inner
        if isinstance(inner, tuple):
            for each in inner:
                yield from _cited(each)


def _check_rules(shelves: Shelves, domains: Mapping[str, conditions.Domain]) -> None:
    for entry, decision in shelves.entries["decisions"].items():
        _check_cells(shelves, ("decisions", entry), decision.only_if, domains, ("only_if",))
        starts = [version.from_ for version in decision.versions]
        if starts != sorted(set(starts)):
            shelves.finding("decisions", entry, "C302", "versions are not in order of date")
        for at, version in enumerate(decision.versions):
            ids = [row.id for row in version.rows]
            for index, row in enumerate(version.rows):
                place = ("versions", at, "rows", index)
                _check_cells(shelves, ("decisions", entry), row.when, domains, (*place, "when"))
                _check_row(shelves, entry, row, ids, place)


def _check_row(
    shelves: Shelves, entry: str, row: Any, ids: list[str], place: tuple[str | int, ...]
) -> None:
    excepted = () if row.exception_to == "all" else row.exception_to
    unknown = [each for each in excepted if each not in ids]
    if unknown:
        message = f'there is no row "{unknown[0]}" to be an exception to'
        shelves.finding("decisions", entry, "C203", message, "", *place)
    if not row.cite:
        message = f"the row {row.id} cites nothing"
        shelves.finding("decisions", entry, "C501", message, "Cite a provision.", *place)
    if ids.count(row.id) > 1:
        shelves.finding("decisions", entry, "C303", f"two rows are called {row.id}", "", *place)


def _check_cells(
    shelves: Shelves,
    where: tuple[str, str],
    when: Mapping[str, Any],
    domains: Mapping[str, conditions.Domain],
    place: tuple[str | int, ...],
    *,
    not_known: bool = False,
) -> None:
    for fact, cell in when.items():
        if fact not in domains:
            message = f'there is no fact or decision "{fact}"'
            shelves.finding(*where, "C204", message, "See flows/facts.yaml.", *place, fact)
            continue
        try:
            conditions.parse(cell, domains[fact], not_known=not_known)
        except ValueError as fault:
            shelves.finding(*where, "C205", f"{fact}: {fault}", "", *place, fact)


CONDITIONS = ("when", "only_if", "here_when", "done_when", "available_when")


def _check_conditions(shelves: Shelves, domains: Mapping[str, conditions.Domain]) -> None:
    for shelf in (
        "outcomes", "journeys", "actions", "events", "process", "letters", "parts", "recipients",
        "help", "hints", "my_say", "patterns",
    ):  # fmt: skip
        for entry, model in shelves.entries[shelf].items():
            for place, when in _conditions(model, ()):
                _check_cells(shelves, (shelf, entry), when, domains, place, not_known=True)


def _conditions(
    model: Any, place: tuple[str | int, ...]
) -> Iterable[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in CONDITIONS:
            yield (*place, name), value
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                if hasattr(type(each), "model_fields"):
                    yield from _conditions(each, (*place, name, index))


def _check_names(shelves: Shelves, domains: Mapping[str, conditions.Domain]) -> None:
    entries = shelves.entries
    for shelf, entry, kind, named in names.named(entries):
        known = domains if kind == "values" else entries[kind]
        if named.removesuffix(DEADLINE) not in known and named not in BUILT_IN:
            message = f'there is no "{named}" among the {kind}'
            remedy = "Correct the id, or write the entry."
            shelves.misnamed(shelf, entry, ("C206", named), message, remedy)


def _check_leaflets(shelves: Shelves) -> None:
    """What a leaflet takes from a decision or from the process is there."""
    stages = {each.id for each in shelves.entries["process"]["process"].stages}
    decisions = shelves.entries["decisions"]
    for entry, page in shelves.entries["rights"].items():
        leaflet = page.leaflet
        for name, row in leaflet.lines if leaflet else ():
            versions = decisions[name].versions if name in decisions else ()
            if name in decisions and all(row not in _rows(each) for each in versions):
                message = f'{name} has no line "{row}"'
                shelves.misnamed("rights", entry, ("C203", row), message, "See flows/rules.")
        for stage in leaflet.steps if leaflet else ():
            if stage not in stages:
                message = f'there is no "{stage}" among the stages'
                remedy = "See flows/process.yaml."
                shelves.misnamed("rights", entry, ("C206", stage), message, remedy)


def _rows(version: Version) -> frozenset[str]:
    return frozenset(row.id for row in version.rows)


def _check_actors(shelves: Shelves) -> None:
    """Whoever acts stands in flows/process.yaml."""
    process = shelves.entries["process"]["process"]
    known = {each.id for each in process.actors}
    who = [("process", "process", each.who) for each in process.stages]
    for decision, outcomes in shelves.entries["outcomes"].items():
        who += [("outcomes", decision, each.who) for each in outcomes.outcomes]
    for entry, decision in shelves.entries["decisions"].items():
        rows = [row for version in decision.versions for row in version.rows]
        who += [("decisions", entry, row.within.whose) for row in rows if row.within]
    who += [("slots", "slots", shelves.entries["slots"]["slots"].family)]
    for shelf, entry, actor in who:
        if actor not in known:
            message = f'there is no "{actor}" among the actors'
            shelves.misnamed(shelf, entry, ("C206", actor), message, "See flows/process.yaml.")


def _check_school_types(shelves: Shelves) -> None:
    """A type of school settles one of the kinds that a family may choose from."""
    slots = shelves.entries["slots"]["slots"]
    kinds = {each.id for each in shelves.entries["facts"][slots.school_kind].options}
    for code, found in shelves.entries["school_types"].items():
        if found.kind is not None and found.kind not in kinds:
            message = f'there is no kind of school "{found.kind}"'
            wrong = ("C206", found.kind)
            shelves.misnamed("school_types", code, wrong, message, "See flows/slots.yaml.")


def _check_outcomes(shelves: Shelves) -> None:
    """Every conclusion has its words, and all words have their conclusion."""
    written = shelves.entries["outcomes"]
    for entry, decision in shelves.entries["decisions"].items():
        concluded = set(thens_of(decision))
        said = {each.id for each in written[entry].outcomes} if entry in written else set()
        for then in sorted(said - concluded):
            message = f"no row of {entry} concludes {then}"
            shelves.misnamed("outcomes", entry, ("C207", then), message, "Correct the id.")
        for then in sorted(concluded - said):
            message = f"nothing says what {then} means"
            remedy = f"Write it in flows/outcomes/{decision.id}.yaml."
            shelves.misnamed("decisions", entry, ("C209", then), message, remedy)


def _check_values(shelves: Shelves, domains: Mapping[str, conditions.Domain]) -> None:
    """What a journey assumes, or takes for a question it leaves out, is a value of that fact."""
    for entry, journey in shelves.entries["journeys"].items():
        for fact, value, place in _given(journey):
            domain = domains.get(fact)
            if domain is not None and not _fits(domain, value):
                message, remedy = f'{fact} cannot be "{value}"', "See flows/facts.yaml."
                shelves.finding("journeys", entry, "C205", message, remedy, *place)
    slots = shelves.entries["slots"]["slots"]
    for option in slots.counts_in_history:
        if slots.stage in domains and not _fits(domains[slots.stage], option):
            message, remedy = f'{slots.stage} cannot be "{option}"', "See flows/facts.yaml."
            shelves.finding("slots", "slots", "C205", message, remedy, "counts_in_history")


def _given(journey: Journey) -> Iterable[tuple[str, object, tuple[str | int, ...]]]:
    """Facts and values that a journey writes down, and where."""
    for fact, value in journey.assumes.items():
        yield fact, value, ("assumes", fact)
    for index, section in enumerate(journey.sections):
        for at, each in enumerate(section.questions):
            if each.otherwise is not None:
                yield each.asks, each.otherwise, ("sections", index, "questions", at, "otherwise")


def _fits(domain: conditions.Domain, value: object) -> bool:
    if domain.kind == "numbers":
        return isinstance(value, int | float) and domain.low <= value <= domain.high
    return domain.kind == "options" and value in domain.ids


def _check_order(shelves: Shelves) -> None:
    """Facts and decisions that rest on themselves, and whatever else cannot be compiled."""
    entries = shelves.entries
    try:
        laws.compile_law(
            entries["facts"], entries["decisions"], entries["provisions"], entries["sources"]
        )
    except ValueError as fault:
        shelves.findings.append(_circle("flows/facts.yaml", str(fault)))
    parts = {entry: tuple(names.used(part)) for entry, part in entries["parts"].items()}
    try:
        TopologicalSorter(parts).prepare()
    except CycleError as error:
        shelves.findings.append(_circle("letters/parts", f"a circle: {' > '.join(error.args[1])}"))


def _circle(file: str, message: str) -> Finding:
    return Finding(file, 1, "C208", message, "Break the circle.")
