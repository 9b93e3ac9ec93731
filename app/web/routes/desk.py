"""The adviser's desk: the list of cases, one of them opened, and a new one begun."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import CaseNotFound, NotAllowed, PageNotFound
from app.model.people import opens_cases
from app.services import desk_cases, desk_find, deskwork, interview, public_pages
from app.services.desk_find import Filters
from app.web.deps import StaffOf
from app.web.staff import StaffVisit
from app.web.typed import Posted, first, identity

router = APIRouter(include_in_schema=False)

LONGEST_SEARCH = 100
GROUPS = {
    "waiting": "Being worked out",
    "now": "Today and tomorrow",
    "late": "Check: may be late",
    "week": "This week",
    "next": "Next week",
    "later": "After that",
    "none": "No day known yet",
}


@router.get("/desk")
async def cases(visit: StaffOf) -> Response:
    """Every open case, the next day first; for who opens none, what else there is to do."""
    who = await visit.who()
    if not opens_cases(who.roles) or who.organisation_key is None:
        return visit.page("staff/desk_closed.html")
    return await _list(visit)


@router.post("/desk/find")
async def find(visit: StaffOf) -> Response:
    """The same list, with what somebody looks for: posted, so that it stands in no address."""
    return await _list(visit)


async def _list(visit: StaffVisit) -> Response:
    who, posted = await visit.who(), await visit.posted()
    filters = wanted(posted)
    people = await visit.run(deskwork.names, visit.people, who)
    found = await visit.aside(
        desk_cases.rows,
        visit.library,
        visit.parts.desk,
        who,
        visit.speaker,
        people,
        visit.now,
        desk_cases.A_LOOK,
    )
    view = desk_find.view(found, filters, who)
    names = {each.code: each.name for each in visit.languages}
    today = visit.voice.date(visit.today)
    return visit.page("staff/desk.html", list=view, names=names, today=today, groups=GROUPS)


def wanted(posted: Posted) -> Filters:
    """What somebody looks for."""
    return Filters(
        words=first(posted, "words", LONGEST_SEARCH),
        kind=first(posted, "kind"),
        names="names" in posted,
    )


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
    _, pointer = await visit.run(deskwork.begin, visit.parts.desk, who, document, visit.now)
    return await visit.opened(visit.to("/desk/session"), pointer)


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
    return await visit.opened(visit.to("/desk/case"), pointer)


@router.post("/desk/close")
async def close(visit: StaffOf) -> Response:
    """The case put away in this browser."""
    await visit.who()
    return visit.without_case(visit.to("/desk"))
