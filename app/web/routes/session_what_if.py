"""What if, at the desk: two answers to one question side by side. Nothing here is ever saved."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import FactProblem
from app.services import interview, session_compare, session_intake, situation, what_if
from app.services.deskwork import DeskCase
from app.services.interview import Interview
from app.services.session_compare import SideView
from app.services.session_intake import Form, IntakeRow, Typed
from app.services.views import Problem, Words
from app.web import intake_reading, sitting
from app.web.deps import StaffOf
from app.web.intake_reading import Row
from app.web.sitting import UNFIT
from app.web.staff import StaffVisit
from app.web.typed import Posted

router = APIRouter(include_in_schema=False)

SIDES = ("a", "b")


@router.get("/desk/what-if")
async def choose(visit: StaffOf) -> Response:
    """Which answer to try out."""
    case = await visit.case()
    asked = interview.replay(visit.library, case.held.document, visit.today)
    answered, still_open = what_if.choices(visit.library, sitting.desk_speaker(visit), asked)
    return visit.page(
        "staff/session_what_if_list.html", case=case, answered=answered, still_open=still_open
    )


@router.get("/desk/what-if/{key}")
async def show(visit: StaffOf, key: str) -> Response:
    """The question twice, each to be answered otherwise."""
    sat = await sitting.sit(visit, key)
    return _page(visit, sat.case, sat.asked, (_row(visit, sat.asked, sat.fact, Typed()),) * 2)


@router.post("/desk/what-if/{key}")
async def compare(visit: StaffOf, key: str) -> Response:
    """What follows from each of the two answers; an empty one stands for the case as it is."""
    sat = await sitting.sit(visit, key)
    posted = await visit.posted()
    rows, made = [], []
    for side in SIDES:
        sent = intake_reading.part(posted, side)
        tried = _tried(visit, sat.asked, sat.fact, sent)
        typed = intake_reading.again(visit, sat.desk, tried[0]) if tried[0] else Typed()
        rows.append(_row(visit, sat.asked, sat.fact, typed))
        made.append(tried[1])
    found = [situation.of(visit.library, each, visit.today) for each in made if each is not None]
    if len(found) < len(SIDES):
        return _page(visit, sat.case, sat.asked, tuple(rows), status=UNFIT)
    columns = session_compare.sides(sat.desk, sat.fact, sat.asked, tuple(found))
    return _page(visit, sat.case, sat.asked, tuple(rows), columns)


def _tried(
    visit: StaffVisit, asked: Interview, fact: str, sent: Posted
) -> tuple[Row | None, Interview | None]:
    """What came for one side, and the case with it; None where it cannot be."""
    if not intake_reading.is_filled(sent):
        return None, asked
    row = Row(fact, sent, intake_reading.read(visit, asked, fact, sent))
    if row.read.problems:
        return row, None
    try:
        return row, interview.answer(visit.library, asked.document, fact, row.read.value, visit.now)
    except FactProblem:
        problems = (Problem("value", Words(intake_reading.UNFIT)),)
        return replace(row, read=replace(row.read, problems=problems)), None


def _row(visit: StaffVisit, asked: Interview, fact: str, typed: Typed) -> IntakeRow:
    key = interview.key_of(fact)
    speaker = sitting.desk_speaker(visit)
    form = Form(visit.library, speaker, asked, visit.today, {key: typed})
    return session_intake.row(form, key, "open")


def _page(
    visit: StaffVisit,
    case: DeskCase,
    asked: Interview,
    rows: tuple[IntakeRow, ...],
    columns: tuple[SideView, ...] = (),
    status: int = 200,
) -> Response:
    named = tuple(replace(each, key=side) for side, each in zip(SIDES, rows, strict=True))
    return visit.page(
        "staff/session_what_if.html",
        status,
        case=case,
        key=rows[0].key,
        question=rows[0].question,
        sides=named,
        columns=columns,
        entries=range(intake_reading.ENTRIES),
    )
