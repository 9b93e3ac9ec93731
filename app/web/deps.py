"""Every dependency of every handler. The only file that says Depends.

All are `async def`: FastAPI hands any other to a thread, which takes longer than the work itself.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app.model.errors import PageNotFound
from app.web.parts import Parts
from app.web.staff import StaffVisit
from app.web.visit import Visit


async def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


async def _visit(request: Request, lang: str) -> Visit:
    parts = await _parts(request)
    try:
        voice = parts.catalogues.voice(lang)
    except KeyError:
        raise PageNotFound from None
    visit = Visit(parts, request, voice)
    if visit.at_desk:
        await visit.note_paper()
    return visit


async def _staff(request: Request) -> StaffVisit:
    return StaffVisit(await _parts(request), request)


PartsOf = Annotated[Parts, Depends(_parts)]
VisitOf = Annotated[Visit, Depends(_visit)]
StaffOf = Annotated[StaffVisit, Depends(_staff)]
