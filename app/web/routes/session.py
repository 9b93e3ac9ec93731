"""The guided session: one question after the other, in the adviser's words and the family's."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import QuestionNotReachable
from app.services import (
    interview,
    session,
    session_agenda,
    session_answers,
    session_aside,
    session_notes,
    situation,
)
from app.services.session_notes import WHOLE_CASE
from app.web import sitting
from app.web.deps import StaffOf
from app.web.sitting import CHECK, SESSION
from app.web.typed import first, whole

router = APIRouter(include_in_schema=False)


@router.get("/desk/session")
async def go_on(visit: StaffOf) -> Response:
    """On to the first question that is open; or to say everything back."""
    case = await visit.case()
    asked = interview.replay(visit.library, case.held.document, visit.today)
    key = session_agenda.following(asked)
    return visit.to(CHECK if key is None else f"{SESSION}/{key}")


@router.get("/desk/session/check")
async def say_back(visit: StaffOf) -> Response:
    """Every answer in both languages, with how it is known: said back before anything is sent."""
    case = await visit.case()
    asked = interview.replay(visit.library, case.held.document, visit.today)
    both = sitting.speakers(visit, case)
    found = situation.of(visit.library, asked, visit.today)
    course = session_notes.course(case.record)
    return visit.page(
        "staff/session_check.html",
        case=case,
        parts=session.said_back(visit.library, both, asked),
        agenda=session_agenda.agenda(visit.library, both[0], asked, course),
        aside=session_aside.aside(found, both[0], None, visit.now),
        following=session_agenda.following(asked),
        note=session.note(case.record, WHOLE_CASE),
        family=both[1].voice,
    )


@router.post("/desk/session/note")
async def case_note(visit: StaffOf) -> Response:
    """The note of the whole case, by itself."""
    await sitting.note(visit, await visit.case(), WHOLE_CASE)
    back = first(await visit.posted(), "back")
    known = back and interview.fact_of(visit.library, back)
    return visit.to(f"{SESSION}/{back}" if known else CHECK)


@router.get("/desk/session/{key}")
async def show(visit: StaffOf, key: str) -> Response:
    """One question, with all that stands around it."""
    return await _shown(visit, key, turned=False)


@router.post("/desk/session/{key}")
async def answer(visit: StaffOf, key: str) -> Response:
    """An answer, a note, or both."""
    return await sitting.take(await sitting.sit(visit, key))


@router.get("/desk/session/{key}/family")
async def turned(visit: StaffOf, key: str) -> Response:
    """The screen turned to the family: the question alone, in their language."""
    return await _shown(visit, key, turned=True)


@router.post("/desk/session/{key}/family")
async def family_answers(visit: StaffOf, key: str) -> Response:
    """An answer that the family gave themselves."""
    return await sitting.take(await sitting.sit(visit, key, turned=True))


@router.post("/desk/session/{key}/settle")
async def settle(visit: StaffOf, key: str) -> Response:
    """Which of several differing answers is used."""
    sat = await sitting.sit(visit, key)
    posted = await visit.posted()
    chosen = whole(first(posted, "chosen"))
    if chosen is None:
        raise QuestionNotReachable
    if first(posted, "seen") != interview.seen(sat.asked.document, sat.fact):
        return visit.to(f"{SESSION}/{key}")  # somebody said something new: look again
    settled = partial(session_answers.settle, visit.library, visit.store, sat.case.held)
    await visit.run(settled, sat.fact, chosen, visit.now)
    return visit.to(f"{SESSION}/{key}")


async def _shown(visit: StaffOf, key: str, *, turned: bool) -> Response:
    sat = await sitting.sit(visit, key, turned=turned)
    if not interview.is_reachable(visit.library, sat.asked, sat.fact):
        return visit.to(SESSION)  # an answer before it was changed
    return sitting.show(sat)
