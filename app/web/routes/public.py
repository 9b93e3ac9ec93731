"""Pages for everybody: the first page, journeys without questions, help, words, and leaving.

What `visit.public` answers is the same whoever asks; the others are for one family."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.model.errors import PageNotFound
from app.model.journeys import Journey
from app.services import casework, interview, public_pages, support
from app.services import kiosk as leaving
from app.services.casework import Held
from app.services.rights_views import NeedView
from app.web.deps import PartsOf, VisitOf
from app.web.kiosk import CLEAR_AFTER
from app.web.visit import Visit, wanted_language

router = APIRouter(include_in_schema=False)

ANEW, MORE = "anew", "more"
Needs = tuple[NeedView, ...]


@router.get("/")
async def start(parts: PartsOf, request: Request) -> Response:
    """The first page, in the browser's language if it is one of ours."""
    return RedirectResponse(f"/{wanted_language(parts.catalogues, request)}/", 303)


@router.get("/{lang}/")
async def first(visit: VisitOf) -> Response:
    """What has happened?"""
    return visit.public(
        "pages/first.html",
        lambda: {"choices": public_pages.first_choices(visit.library, visit.speaker)},
        by_browser=True,
    )


@router.post("/{lang}/begin")
async def begin(
    visit: VisitOf,
    choice: Annotated[str, Form(max_length=60)] = "",
    journey: Annotated[str, Form(max_length=60)] = "",
    how: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """A choice of the first page: a second question, a page, or the first question.

    `how`: anew for a case of its own, more for one more measure of the open case."""
    if choice:
        ways = public_pages.ways(visit.library, choice)
        if len(ways) != 1:
            return visit.to(f"/{'add' if how == MORE else 'begin'}/{interview.key_of(choice)}")
        found = ways[0]
    else:
        found = public_pages.journey(visit.library, journey)
    if not found.sections:
        return visit.to(f"/page/{found.id}")
    return await _begin(visit, found, how)


@router.get("/{lang}/begin/{key}")
async def second(visit: VisitOf, key: str) -> Response:
    """What tells the journeys under one choice apart: a page of its own, to reload and go back."""
    choice = public_pages.choice_of(visit.library, key)
    ways = public_pages.ways(visit.library, choice)
    question, hint, choices = public_pages.second(visit.library, visit.speaker, choice, ways)
    return visit.page("pages/second.html", question=question, hint=hint, choices=choices)


async def _begin(visit: Visit, journey: Journey, how: str) -> Response:
    if how == ANEW and visit.at_desk:
        return visit.to_desk("/desk/begin")  # another family: a case of the organisation's own
    held = None if how == ANEW else await visit.held_or_none()
    if held is not None and how == MORE:
        return visit.to(f"/another/{interview.key_of(journey.id)}")
    if held is not None and (held.document.records() or _is_in(held, journey)):
        return await _go_on(visit, held, journey)
    document = interview.begin(visit.library, journey.id, visit.voice.lang)
    created = await visit.run(casework.create, visit.store, document, visit.now)
    following = interview.replay(visit.library, document, visit.today)
    response = visit.to(public_pages.next_path(following))
    return visit.with_case(response, visit.store.token(created.open_case))


def _is_in(held: Held, journey: Journey) -> bool:
    return journey.id in held.document.matter.journeys


async def _go_on(visit: Visit, held: Held, journey: Journey) -> Response:
    """A case is open here: the same journey goes on until its questions are answered, one it
    leads to is added to it. For any other the family says if it is about the same child."""
    document = held.document
    following = interview.replay(visit.library, document, visit.today)
    if _is_in(held, journey):
        if not following.walk.complete:
            return visit.to(public_pages.next_path(following))
    elif interview.goes_on(visit.library, document, journey.id, visit.today):
        document = interview.go_on(visit.library, document, journey.id)
        await visit.run(casework.save, visit.store, held, document, visit.now)
        following = interview.replay(visit.library, document, visit.today)
        return visit.to(public_pages.next_path(following))
    return visit.to(f"/another/{interview.key_of(journey.id)}")


@router.get("/{lang}/page/{name}")
async def only_said(visit: VisitOf, name: str) -> Response:
    """What is certain about something that is not an exclusion by name."""
    journey = visit.library.journeys.get(name)
    if journey is None or journey.sections:
        raise PageNotFound
    return visit.public(
        "pages/info.html",
        lambda: {
            "back": visit.speaker.href("/"),
            **public_pages.only_said(visit.library, visit.speaker, journey, visit.today),
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
    """Talk to a person: about the first need, and where the others are."""
    return _help(visit, lambda needs: needs[:1])


@router.get("/{lang}/help/all")
async def help_all(visit: VisitOf) -> Response:
    """Everybody who helps, on one page."""
    return _help(visit, lambda needs: needs)


@router.get("/{lang}/help/{need}")
async def help_with(visit: VisitOf, need: str) -> Response:
    """Who helps with one need."""
    return _help(visit, lambda needs: _only(needs, need))


def _only(needs: Needs, key: str) -> Needs:
    found = tuple(each for each in needs if each.key == key)
    if not found:
        raise PageNotFound
    return found


def _help(visit: Visit, chosen: Callable[[Needs], Needs]) -> Response:
    listed = visit.library.help

    def values() -> Mapping[str, Any]:
        needs = support.by_need(listed, visit.speaker, visit.today)
        return {
            "needs": needs,
            "shown": chosen(needs),
            "speaks": support.speaks(listed, visit.speaker),
            "say_on_phone": public_pages.say_on_phone(visit.speaker),
            "back": visit.speaker.href("/"),
        }

    return visit.public("pages/help.html", values)


@router.get("/{lang}/leave")
async def leave(visit: VisitOf) -> Response:
    """A neutral page; the key is cleared in this browser. On a shared computer a case without a
    number goes too, and the next person finds the first page."""
    response = visit.page("pages/leave.html")
    response.headers["clear-site-data"] = '"cache"'
    if visit.is_shared:
        held = await visit.held_or_none()
        if held is not None:
            await visit.run(leaving.leave, visit.store, held, visit.now)
        response.headers["refresh"] = f"{CLEAR_AFTER};url={visit.speaker.href('/kiosk/clear')}"
    return visit.without_case(response)
