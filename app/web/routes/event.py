"""What happened next: events to choose from, their questions one by one, and what they changed."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.services import events, matters, result
from app.services.interview import Interview
from app.web import answering
from app.web.answering import Way
from app.web.deps import VisitOf
from app.web.routes.result import page, thought_through
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)


@router.get("/{lang}/next")
async def choose(visit: VisitOf) -> Response:
    """What happened next?"""
    found = await thought_through(visit)
    if isinstance(found, Response):
        return found
    return visit.page(
        "pages/next.html",
        events=events.offered(found, visit.speaker),
        later=result.later(found, visit.speaker),
        matters=matters.several(found, visit.speaker),
    )


@router.get("/{lang}/next/{event}")
async def saved(visit: VisitOf, event: str) -> Response:
    """The result after an event, with what its answers changed."""
    happened = events.by_key(visit.library, event)
    found = await thought_through(visit)
    if isinstance(found, Response):
        return found
    return page(visit, found, events.changed(found, visit.speaker, happened))


@router.get("/{lang}/next/{event}/{key}")
async def show(visit: VisitOf, event: str, key: str) -> Response:
    """One question about an event."""
    return await answering.show(visit, key, _way(visit, event))


@router.post("/{lang}/next/{event}/{key}")
async def answer(visit: VisitOf, event: str, key: str) -> Response:
    """An answer about an event: saved, then on to its next question, or to what it changed."""
    return await answering.answer(visit, key, _way(visit, event))


def _way(visit: Visit, key: str) -> Way:
    event = events.by_key(visit.library, key)

    def onward(_: Interview, made: Interview, __: str) -> str:
        return events.path(made, event)

    return Way(f"/next/{key}", onward, back="/next")
