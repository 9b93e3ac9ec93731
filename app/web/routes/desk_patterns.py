"""An organisation's own numbers over its families, the counting of a term, and who is counted."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import NotAllowed, PageNotFound
from app.model.people import Role
from app.services import desk_patterns, pattern_files, pattern_views
from app.services.deskwork import DeskCase
from app.services.pattern_views import Labels
from app.services.patterns import TooSoon
from app.store.signed_in import SignedIn
from app.web.deps import StaffOf
from app.web.staff import StaffVisit
from app.web.typed import first

router = APIRouter(include_in_schema=False)

CSV = "text/csv; charset=utf-8"


@router.get("/desk/patterns")
async def show(visit: StaffOf) -> Response:
    """The newest table of the organisation, for everybody in it."""
    return await _page(visit, await visit.who(), None)


@router.post("/desk/patterns")
async def change(visit: StaffOf) -> Response:
    """Count now; or let the numbers go in with those of all, or no longer. For a lead."""
    who, act = await visit.who(), first(await visit.posted(), "act")
    if Role.LEAD not in who.roles:
        raise NotAllowed
    if act == "count":
        parts = visit.parts
        found = await visit.aside(
            desk_patterns.count,
            parts.library,
            parts.desk,
            parts.patterns,
            who,
            visit.now,
            visit.today,
        )
        return await _page(visit, who, found if isinstance(found, TooSoon) else None)
    if act not in ("pool", "keep"):
        raise NotAllowed
    await visit.run(_pool, visit, who, act == "pool")
    return visit.to("/desk/patterns")


@router.post("/desk/counted")
async def consent(visit: StaffOf) -> Response:
    """The family of the open case said yes to being counted, or takes it back."""
    case, said = await visit.case(), first(await visit.posted(), "counted")
    if said not in ("yes", "no"):
        raise NotAllowed
    await visit.run(_agree, visit, case, said == "yes")
    act = "counted" if said == "yes" else "not counted"
    await visit.run(visit.store.note, case.held.open_case, act, visit.now)
    return visit.to("/desk/case")


@router.get("/desk/patterns/{name}.csv")
async def file(visit: StaffOf, name: str) -> Response:
    """The numbers, or what their words mean."""
    labels = _labels(visit)
    tables = await visit.run(visit.parts.patterns.every, (await visit.who()).organisation_id)
    if name == "meanings":
        text = pattern_files.meanings(labels)
    elif name == "numbers" and tables:
        text = pattern_files.numbers(labels, tables[0])
    else:
        raise PageNotFound
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.encode(), media_type=CSV, headers=headers)


def _pool(visit: StaffVisit, who: SignedIn, agreed: bool) -> None:
    visit.parts.patterns.agree(who.organisation_id, agreed=agreed)


def _agree(visit: StaffVisit, case: DeskCase, counted: bool) -> None:
    desk_patterns.agree(visit.library, visit.parts.desk, case, visit.today, counted=counted)


def _labels(visit: StaffVisit) -> Labels:
    councils = visit.schools.register.councils() if visit.schools else {}
    found = pattern_views.labels(visit.library, visit.speaker, councils)
    if found is None:
        raise PageNotFound
    return found


async def _page(visit: StaffVisit, who: SignedIn, soon: TooSoon | None) -> Response:
    labels, leads = _labels(visit), Role.LEAD in who.roles
    tables = await visit.run(visit.parts.patterns.every, who.organisation_id)
    return visit.page(
        "staff/patterns.html",
        found=pattern_views.view(labels, tables[0]) if tables else None,
        soon=soon,
        leads=leads,
        agreed=await visit.run(visit.parts.patterns.has_agreed, who.organisation_id),
        counted_cases=await visit.run(desk_patterns.agreed, visit.parts.desk, who) if leads else 0,
        definitions=pattern_views.definitions(labels),
        numbers_file="/desk/patterns/numbers.csv",
        meanings_file="/desk/patterns/meanings.csv",
    )
