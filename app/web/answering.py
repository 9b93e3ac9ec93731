"""A question shown and answered, wherever it stands: on the way, after an event, or to try out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from starlette.responses import Response

from app.model.errors import FactProblem, NewerVersion
from app.services import casework, interview, questions, schools
from app.services.casework import Held
from app.services.documents import Document
from app.services.interview import Interview
from app.services.views import Problem, QuestionView, Words
from app.web import forms, taking
from app.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Way:
    """Where a question stands. `path` is its address without language and key; `onward` gives
    where an answer leads, from the case before and after it; `back` where Back leads, if not to
    the question before. Without `saves` an answer is only tried out."""

    path: str
    onward: Callable[[Interview, Interview, str], str]
    back: str | None = None
    saves: bool = True


async def show(visit: Visit, key: str, way: Way) -> Response:
    """One question, with what was answered before."""
    held = await visit.held()
    fact = interview.fact_of(visit.library, key)
    asked = interview.replay(visit.library, held.document, visit.today)
    if not interview.is_reachable(visit.library, asked, fact):
        return visit.to(questions.next_path(asked))  # an answer before it was changed
    view = questions.question(visit.library, visit.speaker, asked, fact, visit.today, saved=True)
    return visit.page("pages/question.html", question=placed(visit, view, way))


async def answer(visit: Visit, key: str, way: Way) -> Response:
    """An answer: saved, then on to the next page; or the same page with what to do."""
    held = await visit.held()
    fact = interview.fact_of(visit.library, key)
    posted = await visit.posted()
    asked = interview.replay(visit.library, held.document, visit.today)
    read = read_answer(visit, asked, fact, posted)
    if read.problems:
        return again(visit, asked, fact, read, way)
    if taking.is_overtaken(asked, fact, read.value, posted):
        return _overtaken(visit, asked, fact, read, way)
    return await _take(visit, (held, asked), fact, read, way)


def read_answer(
    visit: Visit, asked: Interview, fact: str, posted: dict[str, list[str]]
) -> forms.Read:
    """The answer in a posted form, with everything that is wrong with it."""
    read = forms.read(posted, taking.expected(visit, asked, fact))
    problems = read.problems or taking.clash(visit, asked, fact, read.value)
    return replace(read, problems=problems)


def placed(visit: Visit, view: QuestionView, way: Way, *, searched: bool = False) -> QuestionView:
    """A question with the addresses of where it stands; one for a school with those to choose from,
    if there is a list to look in."""
    if view.kind == "school" and visit.schools is not None:
        view = schools.offered(visit.schools, visit.speaker, view, searched=searched)
    action = visit.speaker.href(f"{way.path}/{view.key}")
    back = view.back if way.back is None else visit.speaker.href(way.back)
    return replace(view, action=action, back=back, tried=not way.saves)


async def _take(
    visit: Visit, case: tuple[Held, Interview], fact: str, read: forms.Read, way: Way
) -> Response:
    held, asked = case
    if read.act in ("stay", "search") and not read.changed:
        return again(visit, asked, fact, read, way)
    value = None if read.act == "skip" else read.value
    try:
        held, made = await visit.run(
            casework.answer,
            visit.library,
            visit.store,
            held,
            fact,
            value,
            visit.now,
            along(visit, fact, value),
        )
    except NewerVersion:
        newer = interview.replay(visit.library, (await visit.held()).document, visit.today)
        return _overtaken(visit, newer, fact, read, way)
    except FactProblem:
        return again(visit, asked, fact, refused(visit, read), way)
    if read.act == "stay":
        return again(visit, made, fact, read, way)
    return visit.to(way.onward(asked, made, fact))


def along(visit: Visit, fact: str, value: Any) -> Callable[[Document], Document]:
    """What an answer brings with it: with a school of the list, the kind of school it is."""
    if fact != visit.library.slots.school or visit.parts.schools is None:
        return lambda document: document
    return partial(schools.with_kind, visit.parts.schools, chosen=value, at=visit.now)


def refused(visit: Visit, read: forms.Read) -> forms.Read:
    """An answer that its question cannot have."""
    said = visit.voice.say("Please look at this answer again.", "service")
    return replace(read, problems=(Problem("value", Words(said.text, said.lang)),))


def _overtaken(visit: Visit, asked: Interview, fact: str, read: forms.Read, way: Way) -> Response:
    """Theirs in words, ours still in the form: whoever presses once more decides."""
    theirs = taking.answer_of_another(visit, asked, fact)
    return again(visit, asked, fact, replace(read, problems=(theirs,)), way, 409)


def again(
    visit: Visit, asked: Interview, fact: str, read: forms.Read, way: Way, status: int = 422
) -> Response:
    """The same question once more, with what was typed and what to do about it."""
    posted = questions.Posted(read.fields, frozenset(read.chosen), read.problems, read.undo)
    view = questions.question(visit.library, visit.speaker, asked, fact, visit.today, posted)
    searched = read.act == "search" or "listed" in read.fields
    return visit.page(
        "pages/question.html",
        status if read.problems else 200,
        question=placed(visit, view, way, searched=searched),
    )
