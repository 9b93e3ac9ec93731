"""The adviser's desk: the list of cases, one of them opened, and a new one begun."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import CaseNotFound, NotAllowed, PageNotFound
from app.model.people import opens_cases
from app.services import deskwork, interview, public_pages
from app.web.deps import StaffOf
from app.web.staff import StaffVisit
from app.web.typed import first, identity

router = APIRouter(include_in_schema=False)


@router.get("/desk")
async def cases(visit: StaffOf) -> Response:
    """Every open case, the next day first; for who opens none, what else there is to do."""
    who = await visit.who()
    if not opens_cases(who.roles) or who.organisation_key is None:
        return visit.page("staff/desk_closed.html")
    return await _list(visit)


async def _list(visit: StaffVisit) -> Response:
    who = await visit.who()
    listed = await visit.run(visit.parts.desk.cases, who, visit.now)
    return visit.page("staff/desk.html", cases=listed)


@router.get("/desk/begin")
async def beginning(visit: StaffOf) -> Response:
    """What happened, and which language the family reads."""
    await visit.who()
    return visit.page(
        "staff/desk_begin.html",
        journeys=public_pages.interviews(visit.library, visit.speaker),
    )


@router.post("/desk/begin")
async def begin(visit: StaffOf) -> Response:
    """A new case, opened here."""
    who, posted = await visit.who(), await visit.posted()
    lang = first(posted, "language")
    if not visit.parts.catalogues.offers(lang):
        raise PageNotFound
    document = interview.begin(visit.library, first(posted, "journey"), lang)
    _, pointer = await visit.run(
        deskwork.begin, visit.parts.desk, visit.store, who, document, visit.now
    )
    return visit.opened(visit.to("/desk/session"), pointer)


@router.post("/desk/open")
async def open_one(visit: StaffOf) -> Response:
    """One of the organisation's cases, opened in this browser. It stands in the audit list."""
    who, posted = await visit.who(), await visit.posted()
    holder = identity(posted, "case")
    try:
        pointer = await visit.run(
            deskwork.opened, visit.parts.desk, visit.store, who, holder, visit.now
        )
    except CaseNotFound:
        raise NotAllowed from None
    return visit.opened(visit.to("/desk/case"), pointer)


@router.get("/desk/case")
async def case(visit: StaffOf) -> Response:
    """The open case: what is due, and where everything about it is."""
    return visit.page("staff/desk_case.html", case=await visit.case())


@router.post("/desk/close")
async def close(visit: StaffOf) -> Response:
    """The case put away in this browser."""
    await visit.who()
    return visit.without_case(visit.to("/desk"))
