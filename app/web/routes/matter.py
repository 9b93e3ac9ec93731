"""The measures of one case: which there are, another one added, one shown, one taken away."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.services import casework, interview, matters, public_pages, questions
from app.services.casework import Held
from app.services.documents import Document
from app.services.life_views import AnotherView
from app.web.deps import VisitOf
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)


@router.get("/{lang}/matters")
async def shelf(visit: VisitOf) -> Response:
    """What has happened so far."""
    document = (await visit.held()).document
    return visit.page(
        "pages/matters.html",
        matters=matters.listed(visit.library, visit.speaker, document),
        asked=None,
        back=visit.speaker.href(_on(visit, document)),
    )


@router.post("/{lang}/matters")
async def change(visit: VisitOf) -> Response:
    """Another measure is shown; or one is to go: asked once more, then gone with its letters."""
    held = await visit.held()
    posted = await visit.posted()
    act, _, written = (posted.get("do") or [""])[0].partition("-")
    number = int(written) if written.isascii() and written.isdigit() else 0
    shown = matters.show(held.document, number)
    if act == "remove":
        listed = matters.listed(visit.library, visit.speaker, shown)
        asked = next(each for each in listed if each.shown)
        back = visit.speaker.href("/matters")
        return visit.page("pages/matters.html", matters=listed, asked=asked, back=back)
    if act == "delete":
        return await _delete(visit, held, shown)
    await visit.run(casework.save, visit.store, held, shown, visit.now)
    return visit.to(_on(visit, shown))


async def _delete(visit: Visit, held: Held, shown: Document) -> Response:
    gone = shown.matter.number
    left = matters.removed(shown)
    await visit.run(casework.without_matter, visit.store, held, left, gone, visit.now)
    return visit.to("/matters")


def _on(visit: Visit, document: Document) -> str:
    """Where the matter shown goes on."""
    return questions.next_path(interview.replay(visit.library, document, visit.today))


@router.get("/{lang}/add")
async def add(visit: VisitOf) -> Response:
    """What else happened?"""
    await visit.held()
    choices = public_pages.first_choices(visit.library, visit.speaker)
    return visit.page("pages/add.html", question=None, field="choice", choices=choices)


@router.get("/{lang}/add/{key}")
async def add_which(visit: VisitOf, key: str) -> Response:
    """What tells the journeys under one choice apart, when something else happened."""
    choice = public_pages.choice_of(visit.library, key)
    ways = public_pages.ways(visit.library, choice)
    question, _, choices = public_pages.second(visit.library, visit.speaker, choice, ways)
    return visit.page("pages/add.html", question=question, field="journey", choices=choices)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A journey that somebody begins while a case is open."""

    held: Held
    journey: str


async def _begun(visit: Visit, key: str) -> _Begun:
    held = await visit.held()
    journeys = {interview.key_of(each): each for each in visit.library.journeys}
    if key not in journeys:
        raise PageNotFound
    return _Begun(held, journeys[key])


@router.get("/{lang}/another/{key}")
async def another(visit: VisitOf, key: str) -> Response:
    """Is this about the same child? Then it joins the case; else the case needs its number."""
    begun = await _begun(visit, key)
    document = begun.held.document
    title = visit.library.journeys[begun.journey].title
    view = AnotherView(
        journey=begun.journey,
        key=key,
        title=visit.speaker.words(title, f"journeys.{begun.journey}.title"),
        places=matters.places(visit.library, visit.speaker, document),
        open_href=visit.speaker.href(_on(visit, document)),
        kept=begun.held.open_case.kept,
    )
    return visit.page("pages/another.html", another=view)


@router.post("/{lang}/another/{key}")
async def join(visit: VisitOf, key: str) -> Response:
    """One more measure of the same child, at one of its schools or at another one."""
    begun = await _begun(visit, key)
    place = ((await visit.posted()).get("place") or [""])[0]
    document = matters.add(visit.library, begun.held.document, begun.journey, place)
    await visit.run(casework.save, visit.store, begun.held, document, visit.now)
    return visit.to(_on(visit, document))
