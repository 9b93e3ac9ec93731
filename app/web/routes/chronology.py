"""Everything by date: on screen, and on paper for whoever helps or decides."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.services import chronology, interview, result, situation
from app.services.speaking import Speaker
from app.web.deps import VisitOf
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)


@router.get("/{lang}/chronology")
async def show(visit: VisitOf) -> Response:
    """What happened, by date."""
    return await _page(visit, "pages/chronology.html")


@router.get("/{lang}/chronology/print")
async def on_paper(visit: VisitOf) -> Response:
    """The same on paper; for a reader of another language, in English too."""
    return await _page(visit, "pages/chronology_print.html")


async def _page(visit: Visit, template: str) -> Response:
    document = (await visit.held()).document
    speaker = visit.speaker
    told = chronology.chronology(visit.library, document, speaker, visit.today)
    english = None
    if not speaker.voice.is_english:
        both = Speaker(speaker.english, speaker.english)
        english = chronology.chronology(visit.library, document, both, visit.today)
    asked = interview.replay(visit.library, document, visit.today)
    who = result.child_line(situation.of(visit.library, asked, visit.today))
    return visit.page(template, chronology=told, english=english, child_line=who)
