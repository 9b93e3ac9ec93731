"""Schools like what is being typed, for the page that asks for one. Keeps and logs nothing."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.services import schools
from app.web import typed
from app.web.deps import VisitOf

router = APIRouter(include_in_schema=False)

FEWEST = 2  # letters before it is worth looking


@router.post("/{lang}/schools")
async def suggest(visit: VisitOf) -> Response:
    """The list of schools to choose from, as one piece of the page; empty for a single letter."""
    posted = await visit.posted()
    name, town = typed.first(posted, "school"), typed.first(posted, "town", 100)
    if visit.schools is None or len(name) + len(town) < FEWEST:
        return visit.page("pages/schools.html", options=(), found=None, chosen="")
    chosen = typed.first(posted, "value", 60)
    options = schools.suggested(visit.schools, visit.speaker, (name, town), chosen)
    found = schools.found(visit.speaker, options)
    return visit.page("pages/schools.html", options=options, found=found, chosen=chosen)
