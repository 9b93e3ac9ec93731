"""The interview: one question a page, and all answers to check."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.services import interview, questions
from app.services.interview import Interview
from app.web import answering
from app.web.answering import Way
from app.web.deps import VisitOf

router = APIRouter(include_in_schema=False)


def _onward(before: Interview, made: Interview, fact: str) -> str:
    was = before.walk.step(fact)
    if was is not None and was.asked.later:
        return "/result"
    if was is not None and was.answered and made.walk.complete:
        return questions.after_change(made)
    return questions.next_path(made)


ON_THE_WAY = Way("/question", _onward)


@router.get("/{lang}/question/{key}")
async def show(visit: VisitOf, key: str) -> Response:
    """One question, with what was answered before."""
    return await answering.show(visit, key, ON_THE_WAY)


@router.post("/{lang}/question/{key}")
async def answer(visit: VisitOf, key: str) -> Response:
    """An answer: saved, then on to the next question; or the same page with what to do."""
    return await answering.answer(visit, key, ON_THE_WAY)


@router.get("/{lang}/check")
async def check(visit: VisitOf) -> Response:
    """Check your answers."""
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    view = questions.check(visit.library, visit.speaker, asked)
    back = visit.speaker.href("/result") if asked.walk.complete else None
    return visit.page("pages/check.html", check=view, back=back)
