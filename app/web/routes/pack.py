"""One pack of everything a family takes into the room: chosen on a page, made when asked for."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.render.pack import Pack, Paper
from app.services import (
    casework,
    chronology_paper,
    interview,
    letter_shelf,
    packing,
    result,
    situation,
)
from app.services.casework import Held
from app.services.packing import FORMS, PackView
from app.services.situation import Situation
from app.services.views import OptionView, Problem
from app.web.deps import VisitOf
from app.web.typed import Posted
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

DATES = "dates"


@router.get("/{lang}/pack")
async def show(visit: VisitOf) -> Response:
    """What can go in, with what matters now ticked."""
    held, found = await _case(visit)
    return visit.page("pages/pack.html", pack=_view(visit, held, found, None))


@router.post("/{lang}/pack")
async def make(visit: VisitOf) -> Response:
    """The pack as a file, or the page again if nothing was chosen. No name in the file's name."""
    held, found = await _case(visit)
    posted = await visit.posted()
    form = next((each for each in FORMS if each in posted.get("do", ())), None)
    if form is None:
        raise PageNotFound
    view = _view(visit, held, found, posted)
    if view.problems:
        return visit.page("pages/pack.html", 422, pack=view)
    pack = Pack(
        papers=[
            *await _letters(
                visit, held, found, packing.chosen(view.letters, _of(posted, "letter"))
            ),
            *_papers(visit, held, packing.chosen(view.papers, _of(posted, "paper"))),
        ],
        about=result.child_line(found),
        on=visit.speaker.english.date(visit.today),
        copies="copies" in posted,
        large="large" in posted,
    )
    written = await visit.parts.lanes.pack(packing.rendered, pack, form)
    headers = {"content-disposition": f'attachment; filename="pack.{form}"'}
    return Response(written, media_type=packing.TYPES[form], headers=headers)


async def _case(visit: Visit) -> tuple[Held, Situation]:
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    return held, situation.of(visit.library, asked, visit.today)


def _view(visit: Visit, held: Held, found: Situation, posted: Posted | None) -> PackView:
    """The page: as it is first seen, or as it was posted."""
    cards = letter_shelf.cards(found, visit.speaker)
    letters = tuple(
        OptionView(each.id, each.title, None, _ticked(posted, "letter", each.id, each.now))
        for each in cards
    )
    dates = visit.speaker.words("Everything by date", "")
    papers = (OptionView(DATES, dates, None, _ticked(posted, "paper", DATES, True)),)
    wrong = posted is not None and not any(each.checked for each in (*letters, *papers))
    return PackView(
        letters=letters,
        papers=papers,
        copies=visit.speaker.voice.lang != visit.speaker.english.lang,
        problems=(_nothing(visit),) if wrong else (),
    )


def _nothing(visit: Visit) -> Problem:
    return Problem("paper", visit.speaker.words("Choose at least one paper.", "service"))


def _ticked(posted: Posted | None, field: str, value: str, first: bool) -> bool:
    return first if posted is None else value in _of(posted, field)


def _of(posted: Posted, field: str) -> Sequence[str]:
    return posted.get(field, ())


async def _letters(visit: Visit, held: Held, found: Situation, names: Sequence[str]) -> list[Paper]:
    """The letters with the family's changes in them."""
    taken: list[Paper] = []
    for name in names:
        edits, _ = await visit.run(casework.edits_of, visit.store, held, name)
        drafted = letter_shelf.drafted(found, visit.speaker, name, edits)
        pair = letter_shelf.pair(drafted, visit.speaker)
        taken.append((pair.english.title, pair))
    return taken


def _papers(visit: Visit, held: Held, names: Sequence[str]) -> list[Paper]:
    """Papers that are no letters."""
    if DATES not in names:
        return []
    pair = chronology_paper.paper(visit.library, held.document, visit.speaker, visit.today)
    return [(pair.english.title, pair)]
