"""A shared computer: switched on and off by a form, and cleared for the next person."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from app.model.errors import NotSignedIn
from app.services import kiosk as leaving
from app.web import kiosk
from app.web.deps import VisitOf
from app.web.staff import StaffVisit
from app.web.visit import SEE_OTHER, Visit

router = APIRouter(include_in_schema=False)

OTHER_SITES = {"cross-site", "same-site"}


@router.get("/{lang}/kiosk")
async def show(visit: VisitOf) -> Response:
    """What it means, and the switch."""
    return visit.page("pages/kiosk.html", is_on=visit.is_shared)


@router.post("/{lang}/kiosk")
async def switch(visit: VisitOf) -> Response:
    """On or off for this browser. Either way it begins with nothing open."""
    on = "on" in (await visit.posted()).get("do", ())
    response = kiosk.switch(visit.to("/kiosk"), visit.parts.settings, on=on)
    return await _cleared(visit, response)


@router.get("/{lang}/kiosk/clear")
async def clear_idle(visit: VisitOf) -> Response:
    """The time is over: the page itself asks for this, with a script or without. A link from
    another site does not clear anything."""
    if visit.request.headers.get("sec-fetch-site") in OTHER_SITES:
        return visit.to("/kiosk")
    return await _clear(visit)


@router.post("/{lang}/kiosk/clear")
async def clear(visit: VisitOf) -> Response:
    """Finished."""
    return await _clear(visit)


async def _clear(visit: Visit) -> Response:
    """The first page, in the language that the browser and not the last reader prefers."""
    if not visit.is_shared:
        return visit.to("/")
    return await _cleared(visit, RedirectResponse("/", SEE_OTHER))


async def _cleared(visit: Visit, response: Response) -> Response:
    held = await visit.held_or_none() if visit.is_shared else None
    if held is not None:
        await visit.run(leaving.leave, visit.store, held, visit.now)
    staff = StaffVisit(visit.parts, visit.request)
    if staff.session:
        await _signed_out(staff)
        staff.without_session(response)
    response.headers["clear-site-data"] = kiosk.CLEARED
    return visit.without_case(response)


async def _signed_out(staff: StaffVisit) -> None:
    try:
        await staff.run(staff.people.sign_out, await staff.who())
    except NotSignedIn:
        return
