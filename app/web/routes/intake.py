"""The fast intake form: the same questions as a session, many at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from app.services import interview, session_answers, session_intake, session_notes
from app.services.deskwork import DeskCase
from app.services.interview import Interview
from app.services.session_agenda import opened
from app.services.session_answers import Saved
from app.services.session_intake import Form, Typed
from app.services.session_words import KNOWN
from app.services.views import Problem, Words
from app.web import intake_reading, sitting, taking
from app.web.deps import StaffOf
from app.web.intake_reading import Row
from app.web.sitting import CONFLICT, UNFIT
from app.web.staff import StaffVisit
from app.web.typed import first

router = APIRouter(include_in_schema=False)

MOST_FIELDS = 2000


@router.get("/desk/intake")
async def form(visit: StaffOf) -> Response:
    """Every question that may be asked now, in one form."""
    case = await visit.case()
    asked = interview.replay(visit.library, case.held.document, visit.today)
    return _page(visit, case, asked)


@router.post("/desk/intake")
async def put_in(visit: StaffOf) -> Response:
    """All that was filled in: what is right is saved, what is not comes back."""
    case = await visit.case()
    posted = await visit.posted(MOST_FIELDS)
    asked = interview.replay(visit.library, case.held.document, visit.today)
    rows = intake_reading.rows(visit, asked, posted)
    known = first(posted, "known_from")
    right = [
        intake_reading.given(visit, asked, each, known) for each in rows if not each.read.problems
    ]
    saved = await visit.run(
        session_answers.put_in, visit.library, visit.store, case.held, right, visit.now
    )
    change = partial(
        session_notes.answered,
        keys=tuple(interview.key_of(each) for each in saved.taken),
        opened=opened(asked, saved.made),
        declined=False,
    )
    record = await sitting.keep(visit, case, change)
    case = replace(case, held=saved.held, record=record)
    left = _left(visit, rows, saved)
    if not left and not saved.left_over:
        return visit.to("/desk/intake")
    conflict = saved.overtaken or any(
        taking.is_overtaken(asked, each.fact, each.read.value, each.sent) for each in rows
    )
    return _page(
        visit,
        case,
        saved.made,
        CONFLICT if conflict else UNFIT,
        typed=left,
        left_over=tuple(each for each in rows if each.fact in saved.left_over),
        known=known,
    )


def _left(visit: StaffVisit, rows: tuple[Row, ...], saved: Saved) -> dict[str, Typed]:
    """What was not taken, by the key of its question, with what to do about it."""
    speaker, left = sitting.desk_speaker(visit), {}
    for each in rows:
        problems = each.read.problems
        if each.fact in saved.overtaken:
            problems = (taking.answer_of_another(visit, saved.made, each.fact),)
        elif each.fact in saved.unfit:
            field = taking.FIRST_FIELD.get(visit.library.facts[each.fact].is_, "value")
            problems = (Problem(field, Words(intake_reading.UNFIT)),)
        if problems:
            typed = intake_reading.again(visit, speaker, each)
            left[interview.key_of(each.fact)] = replace(typed, problems=problems)
    return left


def _page(
    visit: StaffVisit,
    case: DeskCase,
    asked: Interview,
    status: int = 200,
    *,
    typed: dict[str, Typed] | None = None,
    left_over: tuple[Row, ...] = (),
    known: str = "",
) -> Response:
    speaker = sitting.desk_speaker(visit)
    filled = Form(visit.library, speaker, asked, visit.today, typed or {})
    parts = session_intake.parts(filled, session_notes.course(case.record))
    lost = [
        (visit.library.questions[each.fact].question, " ".join(each.typed.fields.values()))
        for each in left_over
    ]
    return visit.page(
        "staff/intake.html",
        status,
        case=case,
        parts=parts,
        wrong=[each for part in parts for each in part.rows if each.problems],
        left_over=lost,
        known=KNOWN,
        known_from=known if known in KNOWN else interview.PARENT,
        entries=range(intake_reading.ENTRIES),
    )
