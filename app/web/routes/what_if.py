"""What if: another answer tried out beside the case. Nothing here is ever saved."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import FactProblem
from app.services import interview, what_if
from app.services.interview import Interview
from app.web import answering
from app.web.answering import Way
from app.web.deps import VisitOf

router = APIRouter(include_in_schema=False)


def _nowhere(_: Interview, __: Interview, ___: str) -> str:
    return "/what-if"


TRIED = Way("/what-if", _nowhere, back="/what-if", saves=False)


@router.get("/{lang}/what-if")
async def choose(visit: VisitOf) -> Response:
    """Which answer to try out."""
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    answered, still_open = what_if.choices(visit.library, visit.speaker, asked)
    return visit.page("pages/what_if.html", answered=answered, still_open=still_open)


@router.get("/{lang}/what-if/{key}")
async def show(visit: VisitOf, key: str) -> Response:
    """The question, to be answered otherwise."""
    return await answering.show(visit, key, TRIED)


@router.post("/{lang}/what-if/{key}")
async def change(visit: VisitOf, key: str) -> Response:
    """What would follow from another answer."""
    held = await visit.held()
    fact = interview.fact_of(visit.library, key)
    asked = interview.replay(visit.library, held.document, visit.today)
    read = answering.read_answer(visit, asked, fact, await visit.posted())
    if read.problems or (read.act in ("stay", "search") and not read.changed):
        return answering.again(visit, asked, fact, read, TRIED)
    value = None if read.act == "skip" else read.value
    try:
        view = what_if.what_if(visit.library, visit.speaker, asked, fact, value, visit.now)
    except FactProblem:
        return answering.again(visit, asked, fact, answering.refused(visit, read), TRIED)
    return visit.page("pages/what_if_result.html", tried=view, key=key)
