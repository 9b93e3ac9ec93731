"""The interview: one question a page, and all answers to check."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import FactProblem, NewerVersion
from app.services import casework, interview, questions, schools
from app.services.casework import Held
from app.services.documents import Document
from app.services.interview import Interview
from app.services.views import Problem, QuestionView, Words
from app.web import forms, taking
from app.web.deps import VisitOf
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)


@router.get("/{lang}/question/{key}")
async def show(visit: VisitOf, key: str) -> Response:
    """One question, with what was answered before."""
    held = await visit.held()
    fact = interview.fact_of(visit.library, key)
    asked = interview.replay(visit.library, held.document, visit.today)
    if not interview.is_reachable(visit.library, asked, fact):
        return visit.to(questions.next_path(asked))  # an answer before it was changed
    view = questions.question(visit.library, visit.speaker, asked, fact, visit.today, saved=True)
    return visit.page("pages/question.html", question=_with_schools(visit, view))


@router.post("/{lang}/question/{key}")
async def answer(visit: VisitOf, key: str) -> Response:
    """An answer: saved, then on to the next question; or the same page with what to do."""
    held = await visit.held()
    fact = interview.fact_of(visit.library, key)
    posted = await visit.posted()
    asked = interview.replay(visit.library, held.document, visit.today)
    expected = taking.expected(visit, asked, fact)
    read = forms.read(posted, expected)
    problems = read.problems or taking.clash(visit, asked, fact, read.value)
    if problems:
        return _again(visit, asked, fact, read, problems)
    if taking.is_overtaken(asked, fact, read.value, posted):
        return _overtaken(visit, asked, fact, read)
    return await _take(visit, held, asked, fact, read)


async def _take(
    visit: Visit, held: Held, asked: Interview, fact: str, read: forms.Read
) -> Response:
    if read.act in ("stay", "search") and not read.changed:
        return _again(visit, asked, fact, read, ())
    value = None if read.act == "skip" else read.value
    was = asked.walk.step(fact)
    try:
        held, made = await visit.run(
            casework.answer,
            visit.library,
            visit.store,
            held,
            fact,
            value,
            visit.now,
            _along(visit, fact, value),
        )
    except NewerVersion:
        newer = interview.replay(visit.library, (await visit.held()).document, visit.today)
        return _overtaken(visit, newer, fact, read)
    except FactProblem:
        said = visit.voice.say("Please look at this answer again.", "service")
        return _again(visit, asked, fact, read, (Problem("value", Words(said.text, said.lang)),))
    if read.act == "stay":
        return _again(visit, made, fact, read, ())
    if was is not None and (was.asked.later or (was.answered and made.walk.complete)):
        return visit.to("/result" if was.asked.later else questions.after_change(made))
    return visit.to(questions.next_path(made))


def _overtaken(visit: Visit, asked: Interview, fact: str, read: forms.Read) -> Response:
    """Theirs in words, ours still in the form: whoever presses once more decides."""
    theirs = taking.answer_of_another(visit, asked, fact)
    return _again(visit, asked, fact, read, (theirs,), 409)


def _again(
    visit: Visit,
    asked: Interview,
    fact: str,
    read: forms.Read,
    problems: tuple[Problem, ...],
    status: int = 422,
) -> Response:
    posted = questions.Posted(read.fields, frozenset(read.chosen), problems, read.undo)
    view = questions.question(visit.library, visit.speaker, asked, fact, visit.today, posted)
    searched = read.act == "search" or "listed" in read.fields
    view = _with_schools(visit, view, searched=searched)
    return visit.page("pages/question.html", status if problems else 200, question=view)


def _with_schools(visit: Visit, view: QuestionView, *, searched: bool = False) -> QuestionView:
    """The question with schools to choose from, where it asks for one and there is a list."""
    if view.kind != "school" or visit.schools is None:
        return view
    return schools.offered(visit.schools, visit.speaker, view, searched=searched)


def _along(visit: Visit, fact: str, value: Any) -> Callable[[Document], Document]:
    """What an answer brings with it: with a school of the list, the kind of school it is."""
    if fact != visit.library.slots.school or visit.parts.schools is None:
        return lambda document: document
    return partial(schools.with_kind, visit.parts.schools, chosen=value, at=visit.now)


@router.get("/{lang}/check")
async def check(visit: VisitOf) -> Response:
    """Check your answers."""
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    view = questions.check(visit.library, visit.speaker, asked)
    back = visit.speaker.href("/result") if asked.walk.complete else None
    return visit.page("pages/check.html", check=view, back=back)
