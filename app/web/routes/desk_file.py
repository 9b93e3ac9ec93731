"""The whole case of an organisation as one file to print. It stands in the audit list."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.services import evidence, packing, sent_letters, whole_case
from app.services.deskwork import DeskCase
from app.services.packing import Form
from app.services.whole_case_parts import Case
from app.web.deps import StaffOf
from app.web.staff import StaffVisit, text

router = APIRouter(include_in_schema=False)

PRINTED = "printed"
FORMS: Mapping[str, Form] = {"pdf": "pdf", "docx": "docx"}


@router.get("/desk/file")
async def choose(visit: StaffOf) -> Response:
    """What goes in."""
    return visit.page("staff/desk_file.html", case=await visit.case())


@router.post("/desk/file")
async def make(visit: StaffOf) -> Response:
    """The file. No name in the file's name."""
    case, posted = await visit.case(), await visit.posted()
    form = FORMS.get(text(posted, "do"))
    if form is None:
        raise PageNotFound
    made = await visit.parts.lanes.pack(
        lambda: _made(visit, case, form, notes="notes" in posted, letters="letters" in posted)
    )
    await visit.run(visit.store.note, case.held.open_case, PRINTED, visit.now)
    headers = {
        "content-disposition": f'attachment; filename="case-{case.pointer.number}.{form}"',
        "cache-control": "no-store",
    }
    return Response(made, media_type=packing.TYPES[form], headers=headers)


def _made(visit: StaffVisit, case: DeskCase, form: Form, *, notes: bool, letters: bool) -> bytes:
    source = Case(
        library=visit.library,
        speaker=visit.speaker,
        held=case.held,
        record=case.record,
        sent=sent_letters.every(visit.store, case.held),
        kept=evidence.index(visit.store, case.held.open_case),
        on=visit.today,
        notes=notes,
        letters=letters,
    )
    return packing.rendered(whole_case.pack(source), form)
