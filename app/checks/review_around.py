"""What stands around the decisions: the process map, events, acts, public pages, school types."""

from __future__ import annotations

from collections.abc import Iterator

from app.checks import review_markup as markup
from app.checks.review_tables import authority
from app.content.library import Library
from app.model.journeys import Stage
from app.model.rights import KindRow, Leaflet, RightsPage
from app.services import law_words


def around(library: Library) -> Iterator[str]:
    """All of it, in that order."""
    yield markup.heading(3, "The process map")
    yield markup.table(
        ("Step", "What families read", "On the map if", "Authority"),
        (_stage(library, each) for each in library.process.stages),
    )
    yield markup.heading(3, "What to do now")
    yield markup.table(
        ("Act", "What families read", "Offered if", "Authority"),
        (
            (
                markup.code(each.id),
                markup.lines((f"<b>{markup.text(each.title)}</b>", markup.text(each.says))),
                markup.text(law_words.condition(library, each.when)) or "always",
                _cited(each.cite),
            )
            for each in library.actions.values()
        ),
    )
    yield markup.heading(3, "What can happen next")
    yield markup.table(
        ("Event", "Offered unless ruled out", "Asks"),
        (
            (
                markup.text(each.title),
                markup.text(law_words.condition(library, each.when)) or "always",
                markup.lines(markup.code(fact) for fact in each.asks),
            )
            for each in library.events.values()
        ),
    )
    for page in library.rights.values():
        yield from _rights(library, page)
    yield from _kinds(library)
    yield from _school_types(library)


def _stage(library: Library, each: Stage) -> tuple[str, ...]:
    said = (f"<b>{markup.text(each.title)}</b>", *map(markup.text, each.says))
    return (
        markup.code(each.id),
        markup.lines(said),
        markup.text(law_words.condition(library, each.when)) or "always",
        _cited(each.cite),
    )


def _rights(library: Library, page: RightsPage) -> Iterator[str]:
    yield markup.heading(3, f"Public page: {page.title}")
    yield markup.paragraph(markup.text(page.lead))
    for section in page.sections:
        yield markup.heading(4, section.heading)
        yield markup.listed(
            f"{markup.text(library.provisions[each].says)} {authority(each)}"
            for each in section.provisions
        )
        yield markup.listed(
            markup.link(f"decision-{each}", library.decisions[each].asks_whether)
            for each in section.decisions
        )
    if page.leaflet:
        yield from _leaflet(library, page.leaflet)


def _leaflet(library: Library, leaflet: Leaflet) -> Iterator[str]:
    """What is printed and handed out, by what it is made of."""
    stages = {each.id: each.title for each in library.process.stages}
    yield markup.heading(4, "Printed on one side")
    yield markup.listed(
        (
            *(f"To do: {markup.text(library.actions[each].title)}" for each in leaflet.do),
            *(f"Step: {markup.text(stages[each])}" for each in leaflet.steps),
            *(
                f"{markup.link(f'decision-{name}', library.decisions[name].asks_whether)} "
                f"{markup.code(row)}"
                for name, row in leaflet.lines
            ),
            *(
                f"{markup.text(library.provisions[each].says)} {authority(each)}"
                for each in leaflet.law
            ),
        )
    )


def _kinds(library: Library) -> Iterator[str]:
    kinds = library.kinds
    if kinds is None:
        return
    yield markup.heading(3, kinds.title)
    names = tuple(dict.fromkeys(kind for row in kinds.rows for kind in row.cells))
    labels = {each.id: each.label for each in library.facts[library.slots.school_kind].options}
    yield markup.table(
        ("Step", *(labels.get(each, each) for each in names), "Same?"),
        (_kind_row(row, names) for row in kinds.rows),
    )


def _kind_row(row: KindRow, names: tuple[str, ...]) -> tuple[str, ...]:
    cells = (row.cells.get(each) for each in names)
    return (
        markup.text(row.step),
        *(
            markup.lines(
                (
                    markup.text(cell.says),
                    _cited(cell.cite),
                    f"<b>{markup.text(cell.confidence.replace('_', ' '))}</b>"
                    if cell.confidence
                    else "",
                )
            )
            if cell
            else ""
            for cell in cells
        ),
        markup.text(row.same.replace("_", " ")),
    )


def _school_types(library: Library) -> Iterator[str]:
    if not library.school_types:
        return
    yield markup.heading(3, "Types of school in the official list")
    options = library.facts[library.slots.school_kind].options
    labels = {each.id: each.label for each in options}
    yield markup.table(
        ("Type", "Kind under these rules", "Authority or reason"),
        (
            (
                f"{markup.code(code)} {markup.text(each.name)}",
                markup.text(labels.get(each.kind or "") or "the family is asked"),
                markup.lines((_cited(each.cite), markup.text(each.note or ""))),
            )
            for code, each in library.school_types.items()
        ),
    )


def _cited(cite: tuple[str, ...]) -> str:
    return markup.lines(authority(each) for each in cite)
