"""The organisation's days in the calendar of a phone: making an address, reading it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from app.i18n.voice import ENGLISH
from app.model.errors import NotAllowed, PageNotFound
from app.render import ics
from app.services import extract_views, handing
from app.store.access import run
from app.store.feeds import MOST
from app.web.deps import PartsOf, StaffOf
from app.web.staff import StaffVisit
from app.web.typed import first, identity

router = APIRouter(include_in_schema=False)

HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex"}


@router.get("/desk/feeds")
async def feeds(visit: StaffOf) -> Response:
    """The calendars that this member's phones fetch."""
    return await _page(visit, "")


@router.post("/desk/feeds")
async def change(visit: StaffOf) -> Response:
    """One more calendar, whose address is shown once; or one that ends."""
    who, posted = handing.holds_key(await visit.who()), await visit.posted()
    desk = visit.parts.desk
    match first(posted, "do"):
        case "make":
            address = await visit.aside(handing.make_feed, desk, who, visit.now)
            return await _page(visit, f"{visit.parts.settings.base_url}/feed/{address}.ics")
        case "end":
            await visit.run(desk.end_feed, who, identity(posted, "feed"))
            return visit.to("/desk/feeds")
        case _:
            raise NotAllowed


async def _page(visit: StaffVisit, address: str) -> Response:
    who = handing.holds_key(await visit.who())
    found = await visit.run(visit.parts.desk.feeds, who)
    return visit.page(
        "staff/handing_feeds.html", feeds=found, address=address, may_make=len(found) < MOST
    )


@router.get("/feed/{secret}.ics")
async def read(parts: PartsOf, secret: str) -> Response:
    """The calendar. Its address is a secret: nothing writes it down, a wrong one finds nothing."""
    now = parts.clock()
    try:
        found = await run(parts.store, parts.desk.read_feed, handing.feed_key(secret), now)
    except PageNotFound:
        return PlainTextResponse("Not found", 404, HEADERS)
    days = extract_views.feed_days(found, ENGLISH)
    events = [ics.Event(each.uid, each.on, each.summary, each.description) for each in days]
    file = ics.calendar_file(events, ENGLISH, now, int(now.timestamp()) // 60)
    return Response(file, media_type="text/calendar; charset=utf-8", headers=HEADERS)
