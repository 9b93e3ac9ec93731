"""What a lead settles for the organisation, and the list of what was done with its cases."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import NewerVersion, NotAllowed
from app.model.people import Role
from app.services import desk_settings, letterheads
from app.services.views import Problem, Words
from app.store.audit_list import MOST
from app.store.signed_in import SignedIn
from app.web.deps import StaffOf
from app.web.staff import StaffVisit
from app.web.typed import first, lines, whole
from app.web.visit import LONDON

router = APIRouter(include_in_schema=False)

UNFIT, OVERTAKEN = 422, 409
LONGEST = 1000
LAST_PAGE = 10_000
ACTS = {
    "added organisation": "Another organisation let in",
    "shared": "Shared with you",
    "handed in": "Handed to you",
    "brought in": "Brought in from a sealed file",
    "added parent": "Number for the family made",
    "begun": "Begun",
    "opened": "Opened",
    "changed": "Changed",
    "given to a colleague": "Given to a colleague",
    "closed": "Closed",
    "opened again": "Open again",
    "printed": "Printed or saved as a file",
    "exported": "Exported",
    "view given": "View given to a supporter",
    "handed over": "Handed over",
    "given back": "Given back",
    "left": "Left the case",
    "put out": "Taken back by the family, or handed over",
    "holders removed": "Somebody put out",
    "own key renewed": "New number",
    "new key": "New key, because a member left",
    "deleted": "Deleted",
    "ended": "Deleted, because its time was over",
    "counted": "Counted in the numbers from now on",
    "not counted": "Not counted in the numbers any more",
}
NOBODY = {"ended": "Nobody", "handed in": "Another organisation"}
FAMILY = "The family"
"""Who did what no member of the organisation did."""


async def _lead(visit: StaffVisit) -> SignedIn:
    who = await visit.who()
    if Role.LEAD not in who.roles or who.organisation_key is None:
        raise NotAllowed
    return who


@router.get("/desk/acts")
async def acts(visit: StaffOf) -> Response:
    """Every opening, change, share, print and deletion, newest first. For a lead."""
    who = await _lead(visit)
    page = whole(visit.request.query_params.get("page", "")) or 0
    listed = await visit.run(visit.parts.desk.audit, who, visit.now, min(page, LAST_PAGE))
    rows = [
        (
            f"{visit.voice.short_date(each.at.astimezone(LONDON).date())},"
            f" {each.at.astimezone(LONDON):%H:%M}",
            str(each.number) if each.number else f"({each.case})",
            each.person or NOBODY.get(each.act, FAMILY),
            ACTS.get(each.act, each.act.capitalize()),
        )
        for each in listed
    ]
    older = page + 1 if len(rows) == MOST else None
    return visit.page("staff/desk_acts.html", rows=rows, older=older)


@router.get("/desk/settings")
async def settings(visit: StaffOf) -> Response:
    """The letterhead, and how long cases are kept. For a lead."""
    who = await _lead(visit)
    kept, version = await visit.run(desk_settings.read, visit.parts.desk, who)
    return await _page(visit, who, kept, version)


@router.post("/desk/settings")
async def change(visit: StaffOf) -> Response:
    """Kept, or what to do about it."""
    who, posted = await _lead(visit), await visit.posted()
    if first(posted, "do") == "keep":
        days = whole(first(posted, "days"))
        if days not in desk_settings.PERIODS:
            raise NotAllowed
        await visit.run(visit.parts.desk.set_keep_days, who, days, visit.now)
        return visit.to("/desk/settings")
    typed = {name: lines((posted.get(name) or [""])[0], LONGEST) for name in letterheads.FIELDS}
    version = whole(first(posted, "version")) or 0
    try:
        problems = await visit.run(desk_settings.change, visit.parts.desk, who, typed, version)
    except NewerVersion as newer:
        theirs = "Somebody else saved meanwhile. Look at it once more, then save again."
        wrong = (Problem(letterheads.ORGANISATION, Words(theirs, "en")),)
        return await _page(visit, who, typed, newer.version, wrong, OVERTAKEN)
    if problems:
        return await _page(visit, who, typed, version, problems, UNFIT)
    return visit.to("/desk/settings")


async def _page(
    visit: StaffVisit,
    who: SignedIn,
    kept: dict[str, str],
    version: int,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    days = await visit.run(visit.parts.desk.keep_days, who)
    return visit.page(
        "staff/desk_settings.html",
        status,
        kept={name: kept.get(name, "") for name in letterheads.FIELDS},
        version=version,
        problems={each.field: each.message.text for each in problems},
        days=days,
        periods=desk_settings.PERIODS,
    )
