"""Cases taken out as files, and a sealed one brought in. Each time stands in the audit list."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import NotAllowed
from app.render.refusals import Refusal
from app.services import (
    case_copies,
    case_copy,
    case_readable,
    desk_find,
    list_csv,
    membership,
)
from app.services.case_copy import CopyRefused
from app.services.case_readable import Source
from app.services.deskwork import DeskCase
from app.web import uploads
from app.web.deps import StaffOf
from app.web.routes import desk
from app.web.routes.desk_schools import rows
from app.web.staff import LONGEST_WORDS, StaffVisit, text

router = APIRouter(include_in_schema=False)

UNFIT = 422
ADDRESS = "import"  # without its first part
LIMIT = case_copy.LARGEST + 1_000_000  # bytes of the form that brings one in
EXPORTED = "exported"
SEALED, JSON, ZIP, CSV = (
    "application/octet-stream", "application/json", "application/zip", "text/csv; charset=utf-8",
)  # fmt: skip


@router.get("/desk/export")
async def choose(visit: StaffOf) -> Response:
    """Ways to take the open case out."""
    return _page(visit, await visit.case(), {})


@router.post("/desk/export")
async def take_out(visit: StaffOf) -> Response:
    """The open case as a file that people can read, or as one that is sealed."""
    case, posted = await visit.case(), await visit.posted()
    match text(posted, "do"):
        case "readable":
            return await _readable(visit, case, notes="notes" in posted, files="files" in posted)
        case "sealed":
            given = text(posted, "passphrase", LONGEST_WORDS)
            wrong = _wrong(case, given, text(posted, "again", LONGEST_WORDS))
            return _page(visit, case, wrong) if wrong else await _sealed(visit, case, given)
        case _:
            raise NotAllowed


@router.get("/desk/import")
async def bringing(visit: StaffOf) -> Response:
    """A form for a sealed file."""
    await visit.who()
    return visit.page("staff/desk_import.html", wrong={})


@router.post("/desk/import")
async def bring_in(visit: StaffOf) -> Response:
    """A new case of this organisation out of a sealed file; or the page again, and no case."""
    who = await visit.who()
    lanes, parts = visit.parts.lanes, visit.parts
    place = case_copies.Place(parts.desk, visit.library, frozenset(parts.catalogues.voices), who)
    async with uploads.received(visit.request, lanes.room, uploads.Most(LIMIT)) as sent:
        if isinstance(sent.content, Refusal):
            return _refused(visit, sent.content)
        given = (sent.fields.get("passphrase") or [""])[0].strip()[:LONGEST_WORDS]
        try:
            pointer = await lanes.pack(case_copies.bring_in, place, sent.content, given, visit.now)
        except CopyRefused as refused:
            return _not_taken(visit, str(refused))
    return await visit.opened(visit.to("/desk/case"), pointer)


@router.post("/desk/list.csv")
async def list_as_table(visit: StaffOf) -> Response:
    """The cases that are shown, for a spreadsheet; one line of the audit list for each."""
    who, filters = await visit.who(), desk.wanted(await visit.posted())
    view = desk_find.view(await rows(visit, who), filters, who)
    names = {each.code: each.name for each in visit.languages}
    of = [
        (bytes.fromhex(each.case), bytes.fromhex(each.holder), each.record.number)
        for _, group in view.groups
        for each in group
    ]
    await visit.run(visit.parts.desk.note_all, who, of, EXPORTED, visit.now)
    return _file(list_csv.written(view, names), CSV, "cases.csv")


async def _readable(visit: StaffVisit, case: DeskCase, *, notes: bool, files: bool) -> Response:
    source = Source(
        visit.library, visit.speaker, visit.store, case.held, case.record, visit.now, visit.today
    )
    make = case_readable.packed if files else case_readable.written
    made = await visit.parts.lanes.pack(lambda: make(source, notes=notes))
    await visit.run(visit.store.note, case.held.open_case, EXPORTED, visit.now)
    name = f"case-{case.pointer.number}.{'zip' if files else 'json'}"
    return _file(made, ZIP if files else JSON, name)


async def _sealed(visit: StaffVisit, case: DeskCase, passphrase: str) -> Response:
    def made() -> bytes:
        copy = case_copy.gather(visit.store, case.held, case.record, visit.now)
        return case_copy.sealed(copy, passphrase)

    content = await visit.parts.lanes.pack(made)
    await visit.run(visit.store.note, case.held.open_case, EXPORTED, visit.now)
    return _file(content, SEALED, f"case-{case.pointer.number}.sealed")


def _wrong(case: DeskCase, passphrase: str, again: str) -> dict[str, str]:
    weak = membership.weakness(passphrase, (case.who.name, case.who.organisation))
    if weak:
        return {"passphrase": weak}
    return {} if passphrase == again else {"again": "This is not the same. Type it once more."}


def _page(visit: StaffVisit, case: DeskCase, wrong: dict[str, str]) -> Response:
    status = UNFIT if wrong else 200
    return visit.page("staff/desk_export.html", status, case=case, wrong=wrong)


def _refused(visit: StaffVisit, refusal: Refusal) -> Response:
    if refusal is Refusal.TOO_BIG:
        return _not_taken(visit, "This file is too big. 60 MB is the most.")
    if refusal is Refusal.TOO_SLOW:
        return _not_taken(visit, "The connection was too slow. Try again later.")
    return _not_taken(visit, "Choose the sealed file first.")


def _not_taken(visit: StaffVisit, said: str) -> Response:
    return visit.page("staff/desk_import.html", UNFIT, wrong={"file": said})


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)
