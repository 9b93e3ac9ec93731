"""One case as an organisation keeps it: what is due, whose it is, tasks, notes, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import NotAllowed
from app.services import desk_cases, desk_summary, desk_tasks, deskwork, session, session_notes
from app.services.desk_records import LONGEST_NOTE, DeskRecord
from app.services.deskwork import DeskCase
from app.services.session_notes import WHOLE_CASE
from app.store.holders import CHANGED
from app.web.deps import StaffOf
from app.web.routes import desk_schools
from app.web.staff import StaffVisit
from app.web.typed import Posted, first, lines

router = APIRouter(include_in_schema=False)

LONGEST_NAME = 40
UNFIT = 422


@router.get("/desk/case")
async def show(visit: StaffOf) -> Response:
    """The open case: what is due, and where everything about it is."""
    case = await visit.case()
    seen = {desk_cases.SEEN: visit.now.isoformat(timespec="seconds")}
    case_id = case.held.open_case.case_id
    await visit.run(
        deskwork.change,
        visit.parts.desk,
        case.who,
        case_id,
        lambda was: replace(was, more={**was.more, **seen}),
    )
    return await _page(visit, case)


@router.post("/desk/case")
async def change(visit: StaffOf) -> Response:
    """A nickname, a note, a task, who looks after it, closed or open again."""
    case, posted = await visit.case(), await visit.posted()
    do = first(posted, "do")
    if do == "task":
        text, typed = first(posted, "text", desk_tasks.LONGEST), first(posted, "by")
        by = _day(typed)
        if not text or (typed and by is None):
            wrong = "Write what there is to do." if not text else "Choose a day, like 23/10/2026."
            return await _page(visit, case, wrong, {"text": text, "by": typed})
        await _change(visit, case, lambda was: desk_tasks.added(was, text, by))
        return visit.to("/desk/case")
    changed = CHANGES.get(do)
    if changed is None:
        raise NotAllowed
    await _change(visit, case, lambda was: changed(visit, was, posted), ACTS.get(do, CHANGED))
    return visit.to("/desk/case")


def _named(_: StaffVisit, was: DeskRecord, posted: Posted) -> DeskRecord:
    return replace(was, name=first(posted, "name", LONGEST_NAME))


def _noted(_: StaffVisit, was: DeskRecord, posted: Posted) -> DeskRecord:
    written = lines((posted.get("note") or [""])[0], LONGEST_NOTE)
    return session_notes.noted(was, WHOLE_CASE, written, first(posted, "note_seen"))


def _ticked(visit: StaffVisit, was: DeskRecord, posted: Posted) -> DeskRecord:
    done = visit.today if first(posted, "done") else None
    return desk_tasks.ticked(was, first(posted, "task"), done)


def _closed(visit: StaffVisit, was: DeskRecord, _: Posted) -> DeskRecord:
    return replace(was, closed=was.closed or visit.today.isoformat())


def _reopened(_visit: StaffVisit, was: DeskRecord, _: Posted) -> DeskRecord:
    return replace(was, closed="")


def _mine(visit: StaffVisit, was: DeskRecord, _: Posted) -> DeskRecord:
    member = visit.member
    return was if member is None else replace(was, adviser=member.person_id.hex())


CHANGES: dict[str, Callable[[StaffVisit, DeskRecord, Posted], DeskRecord]] = {
    "name": _named,
    "note": _noted,
    "tick": _ticked,
    "close": _closed,
    "reopen": _reopened,
    "mine": _mine,
}


ACTS = {"close": "closed", "reopen": "opened again"}
"""What the audit list calls more than a change."""


async def _change(
    visit: StaffVisit,
    case: DeskCase,
    changed: Callable[[DeskRecord], DeskRecord],
    act: str = CHANGED,
) -> None:
    """A change to what the organisation keeps of the case, which the audit list says."""
    noted = case.held.open_case, act, visit.now
    await visit.run(deskwork.change, visit.parts.desk, case.who, noted[0].case_id, changed, noted)


async def _page(
    visit: StaffVisit, case: DeskCase, wrong: str = "", typed: dict[str, str] | None = None
) -> Response:
    document, version = case.held.document, case.held.version
    summary = desk_summary.make(visit.library, visit.speaker, document, version, visit.today)
    people = await visit.run(deskwork.names, visit.people, case.who)
    family = visit.parts.catalogues.voice(document.lang)
    due = desk_cases.next_due(summary, case.record, visit.today)
    return visit.page(
        "staff/desk_case.html",
        UNFIT if wrong else 200,
        case=case,
        summary=summary,
        due=due,
        due_on=desk_cases.acts_by(due, visit.today).isoformat() if due else "",
        tasks=desk_tasks.ordered(case.record),
        adviser=people.get(case.record.adviser, ""),
        family=(document.lang, family.name),
        note=session.note(case.record, WHOLE_CASE),
        school_days=await desk_schools.offered(visit, case),
        deletes_on=visit.voice.date(case.held.open_case.expires_at.date()),
        day=lambda written: visit.voice.short_date(date.fromisoformat(written)),
        counted=case.record.counts,
        consent_action="/desk/counted",
        wrong=wrong,
        typed=typed or {"text": "", "by": ""},
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
