"""Papers that a family uses and does not send: which there are, and each as a file."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.services import casework, interview, letter_files, matters, papers, situation
from app.services.letter_files import Format
from app.web.deps import VisitOf

router = APIRouter(include_in_schema=False)

KINDS: dict[str, Format] = {each: each for each in get_args(Format)}


@router.get("/{lang}/papers")
async def shelf(visit: VisitOf) -> Response:
    """Every paper that fits."""
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    found = situation.of(visit.library, asked, visit.today)
    several = matters.several(found, visit.speaker)
    cards = papers.cards(found, visit.speaker)
    return visit.page("pages/papers.html", papers=cards, matters=several)


@router.get("/{lang}/paper/{name}/file.{kind}")
async def file(visit: VisitOf, name: str, kind: str) -> Response:
    """One paper to read, to print or to fill in. No name of a person in its name."""
    if kind not in KINDS:
        raise PageNotFound
    form = KINDS[kind]
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    found = situation.of(visit.library, asked, visit.today)
    edits, _ = await visit.run(casework.edits_of, visit.store, held, name)
    written = letter_files.rendered(papers.pair(found, visit.speaker, name, edits), form)
    place = "inline" if form == "html" else "attachment"
    headers = {"content-disposition": f'{place}; filename="paper.{kind}"'}
    return Response(written, media_type=letter_files.TYPES[form], headers=headers)
