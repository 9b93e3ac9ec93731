"""Pages for everybody: the first page, the honest pages, help, words, and leaving.

What `visit.public` answers is the same whoever asks; the others are for one family."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.model.errors import PageNotFound
from app.model.journeys import Journey
from app.services import casework, interview, public_pages, support
from app.services.casework import Held
from app.web.deps import PartsOf, VisitOf
from app.web.visit import Visit, wanted_language

router = APIRouter(include_in_schema=False)


@router.get("/")
async def start(parts: PartsOf, request: Request) -> Response:
    """The first page, in the browser's language if it is one of ours."""
    return RedirectResponse(f"/{wanted_language(parts.catalogues, request)}/", 303)


@router.get("/{lang}/")
async def first(visit: VisitOf) -> Response:
    """What has happened?"""
    return visit.public(
        "pages/first.html",
        lambda: {
            "choices": public_pages.first_choices(visit.library, visit.speaker),
            "for_helpers": None,
        },
        by_browser=True,
    )


@router.post("/{lang}/begin")
async def begin(
    visit: VisitOf,
    choice: Annotated[str, Form(max_length=60)] = "",
    journey: Annotated[str, Form(max_length=60)] = "",
    anew: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """A choice of the first page: a second question, an honest page, or the first question."""
    if choice:
        ways = public_pages.ways(visit.library, choice)
        if len(ways) != 1:
            return visit.to(f"/begin/{interview.key_of(choice)}")
        found = ways[0]
    else:
        found = public_pages.journey(visit.library, journey)
    if not found.sections:
        return visit.to(f"/page/{found.id}")
    return await _begin(visit, found, anew=bool(anew))


@router.get("/{lang}/begin/{key}")
async def second(visit: VisitOf, key: str) -> Response:
    """What tells the journeys under one choice apart: a page of its own, to reload and go back."""
    choice = public_pages.choice_of(visit.library, key)
    ways = public_pages.ways(visit.library, choice)
    question, hint, choices = public_pages.second(visit.library, visit.speaker, choice, ways)
    return visit.page("pages/second.html", question=question, hint=hint, choices=choices)


async def _begin(visit: Visit, journey: Journey, *, anew: bool) -> Response:
    held = None if anew else await visit.held_or_none()
    if held is not None:
        going_on = await _go_on(visit, held, journey)
        if going_on is not None:
            return going_on
    document = interview.begin(visit.library, journey.id, visit.voice.lang)
    created = await visit.run(casework.create, visit.store, document, visit.now)
    following = interview.replay(visit.library, document, visit.today)
    response = visit.to(public_pages.next_path(following))
    return visit.with_case(response, visit.store.token(created.open_case))


async def _go_on(visit: Visit, held: Held, journey: Journey) -> Response | None:
    """A case is open here: the same journey goes on, one it leads to is added to it. For any
    other the family first gets the number of this one, if it has told us anything yet."""
    document = held.document
    if journey.id not in document.matter.journeys:
        if not interview.leads_to(visit.library, document, journey.id):
            is_lost = bool(document.records()) and not held.open_case.kept
            return visit.to(f"/another/{interview.key_of(journey.id)}") if is_lost else None
        document = interview.go_on(visit.library, document, journey.id)
        held = await visit.run(casework.save, visit.store, held, document, visit.now)
    following = interview.replay(visit.library, held.document, visit.today)
    return visit.to(public_pages.next_path(following))


@router.get("/{lang}/another/{key}")
async def another(visit: VisitOf, key: str) -> Response:
    """A second case while the first has no number: what to do about that."""
    held = await visit.held()
    journeys = {interview.key_of(each): each for each in visit.library.journeys}
    if key not in journeys:
        raise PageNotFound
    following = interview.replay(visit.library, held.document, visit.today)
    open_href = visit.speaker.href(public_pages.next_path(following))
    return visit.page("pages/another.html", journey=journeys[key], open_href=open_href)


@router.get("/{lang}/page/{name}")
async def honest_page(visit: VisitOf, name: str) -> Response:
    """What is certain about something that is not an exclusion by name."""
    journey = visit.library.journeys.get(name)
    if journey is None or journey.sections:
        raise PageNotFound
    return visit.public(
        "pages/info.html",
        lambda: {
            "back": visit.speaker.href("/"),
            **public_pages.honest(visit.library, visit.speaker, journey, visit.today),
        },
    )


@router.get("/{lang}/worse")
async def worse(visit: VisitOf) -> Response:
    """Will this make it worse?"""
    return _fixed(visit, "worse", "pages/worse.html")


@router.get("/{lang}/about")
async def about(visit: VisitOf) -> Response:
    """About us, and privacy."""
    return _fixed(visit, "about", "pages/info.html")


def _fixed(visit: Visit, page: str, template: str) -> Response:
    return visit.public(
        template,
        lambda: {
            "back": visit.speaker.href("/"),
            **public_pages.fixed(visit.library, visit.speaker, page),
        },
    )


@router.get("/{lang}/words")
async def words(visit: VisitOf) -> Response:
    """The words that schools use, explained."""
    return visit.public(
        "pages/words.html",
        lambda: {
            "terms": public_pages.terms(visit.library, visit.speaker),
            "back": visit.speaker.href("/"),
        },
    )


@router.get("/{lang}/help")
async def help_(visit: VisitOf) -> Response:
    """Talk to a person."""
    listed = visit.library.help
    return visit.public(
        "pages/help.html",
        lambda: {
            "needs": support.by_need(listed, visit.speaker, visit.today),
            "speaks": support.speaks(listed, visit.speaker),
            "say_on_phone": public_pages.say_on_phone(visit.speaker),
            "back": visit.speaker.href("/"),
        },
    )


@router.get("/{lang}/leave")
async def leave(visit: VisitOf) -> Response:
    """A neutral page; the key is cleared in this browser."""
    response = visit.page("pages/leave.html")
    response.headers["clear-site-data"] = '"cache"'
    return visit.without_case(response)
