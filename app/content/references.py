"""Every id that content names is there, and every condition is one its fact can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.engine import conditions, tables
from app.engine import law as laws
from app.engine.law import DEADLINE
from app.model.findings import Finding
from app.model.journeys import Asked, Journey
from app.model.letters import LetterSource, PartSource, UsePart

if TYPE_CHECKING:
    from app.content.load import Shelves

BUILT_IN = {"today", "answer_by", "recipient", "copy_to", "law"}


def check(shelves: Shelves) -> None:
    """Add a finding for every id that leads nowhere and every cell that cannot be."""
    for name in ("usual_years", "process", "slots"):
        if not shelves.entries[name]:
            shelves.findings.append(_absent(name))
    if shelves.findings:
        return
    domains = laws.domains_of(shelves.entries["facts"], shelves.entries["decisions"])
    _check_cites(shelves)
    _check_rules(shelves, domains)
    _check_conditions(shelves, domains)
    _check_names(shelves, domains)
    if not shelves.findings:
        _check_order(shelves)


def _absent(name: str) -> Finding:
    return Finding(f"{name}", 1, "C104", "this file is missing", "See the READMEs for its shape.")


def _check_cites(shelves: Shelves) -> None:
    provisions, sources = shelves.entries["provisions"], shelves.entries["sources"]
    for shelf in shelves.entries:
        for entry, model in shelves.entries[shelf].items():
            for cited in _cited(model):
                if cited not in provisions:
                    message = f'there is no provision "{cited}"'
                    remedy = "Write it in guidance/provisions, or correct the id."
                    shelves.finding(shelf, entry, "C201", message, remedy)
    for entry, provision in provisions.items():
        for found in provision.found:
            if found.source not in sources:
                message = f'there is no source "{found.source}"'
                shelves.finding("provisions", entry, "C202", message, "See guidance/sources.yaml.")


def _cited(model: Any) -> Iterable[str]:
    """Every `cite` inside a model, however deep."""
    yield from getattr(model, "cite", ())
    for name in ("versions", "rows", "outcomes", "stages", "sections", "blocks"):
        inner = getattr(model, name, None)
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
        "outcomes", "journeys", "actions", "process", "letters", "parts", "recipients", "help",
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
    for shelf, entry, kind, named in _named(entries):
        known = domains if kind == "values" else entries[kind]
        if named.removesuffix(DEADLINE) not in known and named not in BUILT_IN:
            message = f'there is no "{named}" among the {kind}'
            shelves.finding(shelf, entry, "C206", message, "Correct the id, or write the entry.")
    for decision, outcomes in entries["outcomes"].items():
        if decision in entries["decisions"]:
            ids = set(domains[decision].ids) - {tables.DOES_NOT_ARISE}
            for each in outcomes.outcomes:
                if each.id not in ids:
                    message = f"no row of {decision} concludes {each.id}"
                    shelves.finding("outcomes", decision, "C207", message, "Correct the id.")


Entries = Mapping[str, Mapping[str, Any]]

# Which kind of content names which: shelf, kind named, and the names in one entry.
NAMED: tuple[tuple[str, str, Callable[[Any], Iterable[str]]], ...] = (
    ("decisions", "values", laws.decision_needs),
    ("facts", "values", laws.needs),
    ("outcomes", "decisions", lambda one: (one.decision,)),
    ("outcomes", "letters", lambda one: (name for each in one.outcomes for name in each.letters)),
    ("questions", "facts", lambda one: (one.fact,)),
    ("journeys", "questions", lambda one: (asked.asks for asked in _asked(one))),
    ("journeys", "decisions", lambda one: one.works_out),
    ("journeys", "letters", lambda one: one.letters),
    ("journeys", "journeys", lambda one: one.leads_to),
    ("journeys", "first_page", lambda one: one.found_under),
    ("journeys", "values", lambda one: one.assumes),
    ("actions", "letters", lambda one: _if_any(one.letter)),
    ("actions", "decisions", lambda one: _if_any(one.clock)),
    ("actions", "actions", lambda one: one.before),
    ("process", "decisions", lambda one: (each.clock for each in one.stages if each.clock)),
    ("letters", "recipients", lambda one: (one.to, *one.copy_to)),
    ("letters", "parts", lambda one: _used(one)),
    ("parts", "parts", lambda one: _used(one)),
)


def _named(entries: Entries) -> Iterable[tuple[str, str, str, str]]:
    """Shelf, entry, kind and id of whatever is named by id."""
    for shelf, kind, names in NAMED:
        for entry, model in entries[shelf].items():
            for name in names(model):
                yield shelf, entry, kind, name


def _asked(journey: Journey) -> Iterable[Asked]:
    for section in journey.sections:
        yield from section.questions


def _if_any(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _used(source: LetterSource | PartSource) -> Iterable[str]:
    return (block.use for block in source.blocks if isinstance(block, UsePart))


def _check_order(shelves: Shelves) -> None:
    """Facts and decisions that rest on themselves, and whatever else cannot be compiled."""
    entries = shelves.entries
    try:
        laws.compile_law(
            entries["facts"], entries["decisions"], entries["provisions"], entries["sources"]
        )
    except ValueError as fault:
        shelves.findings.append(_whole(str(fault)))


def _whole(message: str) -> Finding:
    return Finding("flows/facts.yaml", 1, "C208", message, "Break the circle.")
