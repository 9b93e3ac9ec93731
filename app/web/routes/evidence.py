"""Photos and files of a case: added, described, given back, taken out. Never in a page."""

from __future__ import annotations

from dataclasses import dataclass

import anyio.to_thread
from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.render.refusals import Refusal
from app.services import evidence, evidence_views
from app.services.casework import Held
from app.services.evidence import TYPES, Item
from app.services.views import Problem
from app.web import form_dates, typed, uploads
from app.web.deps import VisitOf
from app.web.form_dates import Limits
from app.web.typed import Posted
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

LONGEST_TITLE = 100
DAY = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stood in the form beside the file."""

    title: str = ""
    on: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@router.get("/{lang}/evidence")
async def show(visit: VisitOf) -> Response:
    """What is kept, and a form to add to it."""
    return await _page(visit, await visit.held(), _Typed())


@router.post("/{lang}/evidence")
async def add(visit: VisitOf) -> Response:
    """One more file; or the page again with what to do. Whatever was kept stays."""
    held, lanes = await visit.held(), visit.parts.lanes
    async with uploads.received(visit.request, lanes.room) as sent:
        said = _typed(visit, sent.fields)
        refused = await lanes.cleaning(_take, visit, held, sent.content, said)
    if refused is None and not said.problems:
        return visit.to("/evidence")
    return await _page(visit, held, said, refused)


@router.get("/{lang}/evidence/{number}/change")
async def changing(visit: VisitOf, number: str) -> Response:
    """What a file is called and the day it is from, to be put right."""
    _, item = await _wanted(visit, number)
    fields = form_dates.fields_of_day(item.on) if item.on else {}
    return _change_page(visit, item, _Typed(item.title, item.on, tuple(fields.items())))


@router.post("/{lang}/evidence/{number}/change")
async def change(visit: VisitOf, number: str) -> Response:
    """Another title and another day; the file itself stays as it is."""
    held, item = await _wanted(visit, number)
    said = _typed(visit, await visit.posted())
    if said.problems:
        return _change_page(visit, item, said)
    about = (said.title, said.on)
    await visit.run(evidence.describe, visit.store, held.open_case, item.number, about, visit.now)
    return visit.to("/evidence")


@router.get("/{lang}/evidence/{number}/remove")
async def removing(visit: VisitOf, number: str) -> Response:
    """Are you sure?"""
    _, item = await _wanted(visit, number)
    view = evidence_views.one(visit.speaker, item)
    return visit.page("pages/evidence_remove.html", item=view)


@router.post("/{lang}/evidence/{number}/remove")
async def remove(visit: VisitOf, number: str) -> Response:
    """A file gone for good."""
    held, item = await _wanted(visit, number)
    await anyio.to_thread.run_sync(
        evidence.remove, visit.store, held.open_case, item.number, visit.now
    )
    return visit.to("/evidence")


@router.get("/{lang}/evidence/{number}")
async def file(visit: VisitOf, number: str) -> Response:
    """A file as it is kept, to save. The family's words are not in its name."""
    held, item = await _wanted(visit, number)
    content = await anyio.to_thread.run_sync(evidence.content, visit.store, held.open_case, item)
    media_type, ending = TYPES[item.kind]
    headers = {"content-disposition": f'attachment; filename="{item.kind}-{item.number}.{ending}"'}
    return Response(content, media_type=media_type, headers=headers)


async def _wanted(visit: Visit, number: str) -> tuple[Held, Item]:
    held, wanted = await visit.held(), typed.whole(number)
    kept = await visit.run(evidence.index, visit.store, held.open_case)
    if wanted is None:
        raise PageNotFound
    return held, kept.item(wanted)


def _take(visit: Visit, held: Held, content: bytes | Refusal, said: _Typed) -> Refusal | None:
    """Clean the file and keep it, if nothing is wrong with what was typed beside it."""
    if isinstance(content, Refusal) or said.problems:
        return content if isinstance(content, Refusal) else None
    made = evidence.cleaned(content)
    if isinstance(made, Refusal):
        return made
    return evidence.add(visit.store, held.open_case, made, (said.title, said.on), visit.now)


def _typed(visit: Visit, posted: Posted) -> _Typed:
    """The title, and the day if one was given."""
    title = typed.first(posted, "title", LONGEST_TITLE)
    fields = tuple((name, typed.first(posted, name)) for name in DAY)
    if not any(value for _, value in fields):
        return _Typed(title)
    read = form_dates.one_day(posted, Limits(visit.today), visit.voice)
    on = read.value if isinstance(read.value, str) else None
    return _Typed(title, on, fields, read.problems)


async def _page(visit: Visit, held: Held, said: _Typed, refused: Refusal | None = None) -> Response:
    kept = await visit.run(evidence.index, visit.store, held.open_case)
    problems = said.problems
    if refused is not None:
        problems = (evidence_views.problem(visit.speaker, refused), *problems)
    view = evidence_views.view(visit.speaker, kept, problems, said.title, said.fields)
    return visit.page("pages/evidence.html", 422 if problems else 200, evidence=view)


def _change_page(visit: Visit, item: Item, said: _Typed) -> Response:
    return visit.page(
        "pages/evidence_change.html",
        422 if said.problems else 200,
        item=evidence_views.one(visit.speaker, item),
        said=said,
    )
