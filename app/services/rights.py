"""Know-your-rights pages and the table of school kinds, made from provisions and decisions.

Holds no second text of the law: content gives the order and the headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from app.content.library import Library
from app.engine import law as laws
from app.i18n.voice import mark
from app.model.errors import PageNotFound
from app.model.journeys import Journey
from app.model.rights import KindCell, KindRow, RightsPage, RightsSection
from app.model.values import option
from app.services import answer_words, law_views, public_pages, reasons, rule_words
from app.services import situation as situations
from app.services.rights_views import (
    CardView,
    KindCellView,
    KindRowView,
    KindsView,
    RightsView,
    SectionView,
)
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import ChoiceView, Words

HEADINGS = {
    "before": mark("Before anything happens", "service"),
    "measure": mark("What the school did", "service"),
    "stage": mark("What happens next", "service"),
    "beside": mark("Other ways and other help", "service"),
    "not_ours": mark("Where other rules hold", "service"),
}
SAME = {
    "same": mark("The same everywhere", "service"),
    "differs": mark("Different", "service"),
    "name_only": mark("Only the name is different", "service"),
}

Column = tuple[Words, Situation]


def index(library: Library, speaker: Speaker) -> tuple[tuple[Words, tuple[CardView, ...]], ...]:
    """Every page, by what it is about."""
    pages = sorted(library.rights.values(), key=lambda each: (each.order, each.id))
    groups = (
        (speaker.words(heading, "service"), tuple(_card(speaker, each) for each in of_kind))
        for kind, heading in HEADINGS.items()
        if (of_kind := [each for each in pages if each.kind == kind])
    )
    return tuple(groups)


def charts(library: Library, speaker: Speaker, ways: Iterable[str]) -> tuple[CardView, ...]:
    """Where each of these journeys is drawn; those without questions are left out."""
    found = [library.journeys[each] for each in ways if library.journeys[each].sections]
    return tuple(_chart(speaker, each) for each in found)


def way(speaker: Speaker, journey: Journey) -> ChoiceView:
    """An interview to begin, by its title."""
    title = speaker.words(journey.title, f"journeys.{journey.id}.title")
    return replace(public_pages.way(speaker, journey), label=title)


def page(library: Library, speaker: Speaker, name: str, on: date) -> RightsView:
    """One page, with the law of a day. Raises PageNotFound."""
    if name not in library.rights:
        raise PageNotFound
    found = library.rights[name]
    situation = situations.of_nobody(library, on)
    context = f"rights.{name}"
    lead = speaker.paired(found.lead, f"{context}.lead")
    return RightsView(
        title=speaker.words(found.title, f"{context}.title"),
        lead=(lead,) if lead else (),
        sections=tuple(
            _section(situation, speaker, each, f"{context}.sections.{index}")
            for index, each in enumerate(found.sections)
        ),
        ways=tuple(way(speaker, library.journeys[each]) for each in found.journeys),
        charts=charts(library, speaker, found.journeys),
        letters=tuple(_letter(library, speaker, each) for each in found.letters),
        see=tuple(_card(speaker, library.rights[each]) for each in found.see),
        law_date=speaker.voice.date(on),
    )


def kinds(library: Library, speaker: Speaker, on: date) -> KindsView:
    """The table side by side. Raises PageNotFound where content has none."""
    found = library.kinds
    if found is None:
        raise PageNotFound
    options = [each.id for each in library.facts[library.slots.school_kind].options]
    shown = [each for each in options if any(each in row.cells for row in found.rows)]
    lead = speaker.paired(found.lead, "kinds.lead")
    columns = {each: _column(library, speaker, each, on) for each in shown}
    return KindsView(
        title=speaker.words(found.title, "kinds.title"),
        lead=(lead,) if lead else (),
        columns=tuple(label for label, _ in columns.values()),
        rows=tuple(_row(speaker, each, columns) for each in found.rows),
        law_date=speaker.voice.date(on),
    )


def _section(
    situation: Situation, speaker: Speaker, section: RightsSection, context: str
) -> SectionView:
    provisions = (law_views.provision(situation, speaker, each) for each in section.provisions)
    return SectionView(
        heading=speaker.words(section.heading, f"{context}.heading"),
        provisions=tuple(each for each in provisions if each is not None),
        rules=tuple(law_views.rule(situation, speaker, each) for each in section.decisions),
    )


def _card(speaker: Speaker, found: RightsPage) -> CardView:
    context = f"rights.{found.id}"
    title = speaker.words(found.title, f"{context}.title")
    lead = speaker.words(found.lead, f"{context}.lead")
    return CardView(title, speaker.href(f"/rights/{found.id}"), found.pictogram, lead)


def _chart(speaker: Speaker, found: Journey) -> CardView:
    title = speaker.words(found.title, f"journeys.{found.id}.title")
    return CardView(title, speaker.href(f"/charts/{found.id}"), "list")


def _letter(library: Library, speaker: Speaker, name: str) -> CardView:
    found, context = library.letters[name], f"letters.{name}"
    title = speaker.words(found.title, f"{context}.title")
    return CardView(title, None, "letter", speaker.words(found.does, f"{context}.does"))


def _column(library: Library, speaker: Speaker, kind: str, on: date) -> Column:
    """What a kind of school is called, and a situation that knows only this."""
    fact = library.slots.school_kind
    label = answer_words.option_label(library, speaker, fact, kind)
    return label, situations.of_nobody(library, on, {fact: option(kind)})


def _row(speaker: Speaker, row: KindRow, columns: Mapping[str, Column]) -> KindRowView:
    context = f"kinds.rows.{row.id}"
    return KindRowView(
        step=speaker.words(row.step, f"{context}.step"),
        same=speaker.words(SAME[row.same], "service"),
        cells=tuple(
            _cell(speaker, row.cells[kind], column, f"{context}.cells.{kind}")
            if kind in row.cells
            else None
            for kind, column in columns.items()
        ),
    )


def _cell(speaker: Speaker, cell: KindCell, column: Column, context: str) -> KindCellView:
    label, situation = column
    law = situation.library.law.confidence(cell.cite, situation.on)
    sure = max(law, cell.confidence or law, key=laws.SUREST_FIRST.index)
    return KindCellView(
        label=label,
        says=rule_words.said(speaker, cell.says, f"{context}.says"),
        caution=_brief(speaker, sure),
        is_open=sure == law_views.OPEN,
        where=reasons.places(situation, cell.cite, situation.on),
    )


def _brief(speaker: Speaker, sure: str) -> Words | None:
    """How sure we are, in as few words as fit a cell."""
    match sure:
        case "reported":
            english = mark("Others say this. We have not read the newest text.", "service")
        case "our_reading":
            english = mark("We read the law this way.", "service")
        case "unconfirmed":
            english = mark("We could not confirm this. Ask.", "service")
        case _:
            return None
    return speaker.words(english, "service")
