"""One pack of everything a family takes into the room: chosen on a page, made when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.render.evidence_pages import Evidence
from app.render.pack import Pack, Paper
from app.services import (
    casework,
    child_part,
    evidence,
    evidence_views,
    interview,
    letter_shelf,
    packing,
    papers,
    result,
    situation,
)
from app.services.casework import Held
from app.services.child_part import ChildPart
from app.services.evidence import Index, Item
from app.services.made_papers import MADE
from app.services.packing import FORMS, Form, PackView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import OptionView, Problem
from app.web.deps import VisitOf
from app.web.typed import Posted
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

CHILD = "child"
FIRST = tuple(MADE)  # papers made from the case are ticked before anybody chooses


@router.get("/{lang}/pack")
async def show(visit: VisitOf) -> Response:
    """What can go in, with what matters now ticked."""
    return visit.page("pages/pack.html", pack=_view(visit, await _case(visit), None))


@router.post("/{lang}/pack")
async def make(visit: VisitOf) -> Response:
    """The pack as a file, or the page again if nothing was chosen. No name in the file's name."""
    case, posted = await _case(visit), await visit.posted()
    form = next((each for each in FORMS if each in posted.get("do", ())), None)
    if form is None:
        raise PageNotFound
    view = _view(visit, case, posted)
    if view.problems:
        return visit.page("pages/pack.html", 422, pack=view)
    pack = Pack(
        papers=[
            *await _letters(visit, case, packing.chosen(view.letters, _of(posted, "letter"))),
            *await _papers(visit, case, packing.chosen(view.papers, _of(posted, "paper"))),
            *_childs(visit, case, posted),
        ],
        about=result.child_line(case.found),
        on=visit.speaker.english.date(visit.today),
        copies="copies" in posted,
        large="large" in posted,
        evidence=_drawn(case, posted),
    )
    chosen = [each for each in case.kept.items if str(each.number) in _of(posted, "evidence")]
    written = await visit.parts.lanes.pack(_made, visit, case.held, chosen, pack, form)
    headers = {"content-disposition": f'attachment; filename="pack.{form}"'}
    return Response(written, media_type=packing.TYPES[form], headers=headers)


def _made(visit: Visit, held: Held, items: Sequence[Item], pack: Pack, form: Form) -> bytes:
    """The file, with evidence read only now, when no other pack is in memory. The Word file only
    names it."""
    english = Speaker(visit.speaker.english, visit.speaker.english)
    put_in = list(pack.evidence)
    for each in items:
        named = form == "docx"
        content = b"" if named else evidence.content(visit.store, held.open_case, each)
        title = evidence_views.title(english, each).text
        on = english.voice.date(date.fromisoformat(each.on)) if each.on else ""
        put_in.append(Evidence(title, each.kind, content, each.pages, on))
    return packing.rendered(replace(pack, evidence=put_in), form)


@dataclass(frozen=True, slots=True)
class _Case:
    """The case with all of it that a pack can hold. `child`: what the child said, if it did."""

    held: Held
    found: Situation
    kept: Index
    child: ChildPart | None


async def _case(visit: Visit) -> _Case:
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    found = situation.of(visit.library, asked, visit.today)
    kept = await visit.run(evidence.index, visit.store, held.open_case)
    child = await visit.run(child_part.opened, visit.store, held, visit.library, visit.today)
    return _Case(held, found, kept, child)


def _view(visit: Visit, case: _Case, posted: Posted | None) -> PackView:
    """The page: as it is first seen, or as it was posted."""
    found = case.found
    cards = letter_shelf.cards(found, visit.speaker)
    letters = tuple(
        OptionView(each.id, each.title, None, _ticked(posted, "letter", each.id, each.now))
        for each in cards
    )
    known = tuple(
        OptionView(each.id, each.title, None, _ticked(posted, "paper", each.id, each.id in FIRST))
        for each in papers.cards(found, visit.speaker)
    )
    files = tuple(
        OptionView(
            str(each.number),
            evidence_views.title(visit.speaker, each),
            None,
            _ticked(posted, "evidence", str(each.number), True),
        )
        for each in case.kept.items
    )
    ticked = _ticked(posted, CHILD, child_part.VALUE, False)
    child = (child_part.option(case.child, visit.speaker, checked=ticked),) if case.child else ()
    every = (*letters, *known, *child, *files)
    wrong = posted is not None and not any(each.checked for each in every)
    return PackView(
        letters=letters,
        papers=known,
        child=child,
        evidence=files,
        copies=not visit.speaker.voice.is_english,
        problems=(_nothing(visit),) if wrong else (),
    )


def _nothing(visit: Visit) -> Problem:
    return Problem("paper", visit.speaker.words("Choose at least one paper.", "service"))


def _ticked(posted: Posted | None, field: str, value: str, first: bool) -> bool:
    return first if posted is None else value in _of(posted, field)


def _of(posted: Posted, field: str) -> Sequence[str]:
    return posted.get(field, ())


def _childs(visit: Visit, case: _Case, posted: Posted) -> list[Paper]:
    """What the child said, behind everything that grown-ups wrote."""
    wanted = child_part.VALUE in _of(posted, CHILD)
    return [child_part.paper(case.child, visit.speaker)] if case.child and wanted else []


def _drawn(case: _Case, posted: Posted) -> list[Evidence]:
    wanted = child_part.VALUE in _of(posted, CHILD)
    return child_part.pictures(case.child) if case.child and wanted else []


async def _letters(visit: Visit, case: _Case, names: Sequence[str]) -> list[Paper]:
    """The letters with the family's changes in them."""
    taken: list[Paper] = []
    for name in names:
        edits, _ = await visit.run(casework.edits_of, visit.store, case.held, name)
        drafted = letter_shelf.drafted(case.found, visit.speaker, name, edits, visit.letterhead)
        pair = letter_shelf.pair(drafted)
        taken.append((pair.english.title, pair))
    return taken


async def _papers(visit: Visit, case: _Case, names: Sequence[str]) -> list[Paper]:
    """Papers that are no letters: made from the case, or with the family's changes in them."""
    taken: list[Paper] = []
    for name in names:
        edits, _ = await visit.run(casework.edits_of, visit.store, case.held, name)
        pair = papers.pair(case.found, visit.speaker, name, edits)
        taken.append((pair.english.title, pair))
    return taken
