"""The result: what to do now, on screen and on paper, the counted days, dates for a phone."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import NewerVersion, PageNotFound
from app.render import ics
from app.services import (
    casework,
    counting,
    interview,
    life,
    matters,
    phone_dates,
    questions,
    result,
    situation,
)
from app.services.casework import Held
from app.services.life_views import Differences
from app.services.situation import Situation
from app.store import keeping
from app.web.deps import VisitOf
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

# The address of a part, and where its content stands in the result.
PARTS = {
    "steps": "stages",
    "warnings": "warnings",
    "rights": "rights",
    "others": "duties",
    "notice": "faults",
    "unsure": "unsure",
    "more": "beside",
}
WITH_REASONS = ("warnings", "rights", "others", "notice", "more")


async def thought_through(visit: Visit) -> Situation | Response:
    """The case of this browser with all that follows; or a way back to the open question."""
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    if not asked.walk.complete and not result.is_elsewhere(visit.library, asked, visit.today):
        return visit.to(questions.next_path(asked))
    found = situation.of(visit.library, asked, visit.today)
    await _keep_past(visit, held, matters.last_day(found))
    return found


async def _keep_past(visit: Visit, held: Held, last: date | None) -> None:
    """A saved case stays until after its last day, also where that day was not known at saving."""
    wanted = keeping.expiry(visit.now, kept=True, last_deadline=last)
    if held.open_case.kept and wanted > held.open_case.expires_at:
        await visit.run(visit.store.set_last_deadline, held.open_case, last, visit.now)


@router.get("/{lang}/result")
async def show(visit: VisitOf) -> Response:
    """What to do now."""
    found = await thought_through(visit)
    return found if isinstance(found, Response) else page(visit, found)


def page(visit: Visit, found: Situation, changed: Differences | None = None) -> Response:
    """The result page; after an event with what its answers changed."""
    return visit.page(
        "pages/result.html",
        result=result.result(found, visit.speaker).view,
        life=life.life(found, visit.speaker, changed),
        check=visit.speaker.href("/check"),
    )


@router.get("/{lang}/result/sheet")
async def on_one_sheet(visit: VisitOf) -> Response:
    """Today's act, the days and who acts, on one sheet of paper."""
    found = await thought_through(visit)
    if isinstance(found, Response):
        return found
    return visit.page(
        "pages/result_sheet.html",
        result=result.result(found, visit.speaker).view,
        matters=matters.several(found, visit.speaker),
    )


@router.get("/{lang}/result/print")
async def on_paper(visit: VisitOf) -> Response:
    """Everything on paper, with every reason open."""
    found = await thought_through(visit)
    if isinstance(found, Response):
        return found
    return visit.page(
        "pages/result_print.html",
        result=result.result(found, visit.speaker, on_paper=True).view,
        life=life.life(found, visit.speaker),
    )


@router.get("/{lang}/result/{part}")
async def one_part(visit: VisitOf, part: str) -> Response:
    """One part of the result with all that the page itself keeps short or only names."""
    return await _part(visit, part, None)


@router.get("/{lang}/result/{part}/{number}")
async def one_reason(visit: VisitOf, part: str, number: int) -> Response:
    """Why we say one thing: the result page says that it is so, and leads here."""
    return await _part(visit, part if part in WITH_REASONS else "", number)


async def _part(visit: Visit, part: str, number: int | None) -> Response:
    if part not in PARTS:
        raise PageNotFound
    found = await thought_through(visit)
    if isinstance(found, Response):
        return found
    view = result.result(found, visit.speaker).view
    many = len(getattr(view, PARTS[part]))
    if not many:
        return visit.to("/result")
    if number is not None and not 0 < number <= many:  # an answer has changed since
        return visit.to(f"/result/{part}")
    return visit.page(
        "pages/result_part.html",
        result=view,
        life=life.life(found, visit.speaker),
        part=part,
        number=number,
    )


@router.get("/{lang}/days/{key}")
async def count(visit: VisitOf, key: str) -> Response:
    """How the days of one time limit were counted."""
    found = await thought_through(visit)
    if isinstance(found, Response):
        return found
    keys = {interview.key_of(each): each for each in found.decisions}
    view = counting.count(found, visit.speaker, keys[key]) if key in keys else None
    if view is None:
        raise PageNotFound
    several = matters.several(found, visit.speaker)
    return visit.page("pages/count.html", count=view, matters=several)


@router.post("/{lang}/days/{key}")
async def confirm(visit: VisitOf, key: str) -> Response:
    """School was open on the days shown; or that is taken back."""
    held = await visit.held()
    found = await thought_through(visit)
    if isinstance(found, Response):
        return found
    decision = next((each for each in found.decisions if interview.key_of(each) == key), None)
    if decision is None:
        raise PageNotFound
    posted = await visit.posted()
    named, opened = (posted.get("days") or [""])[0], posted.get("do") == ["open"]
    document = counting.with_open_days(found, decision, named, visit.now, opened=opened)
    with suppress(NewerVersion):  # somebody answered meanwhile: the page asks again
        await visit.run(casework.save, visit.store, held, document, visit.now)
    return visit.to(f"/days/{key}")


@router.get("/{lang}/days.ics")
async def for_phone(visit: VisitOf) -> Response:
    """The family's days for the calendar of a phone."""
    held = await visit.held()
    found = await thought_through(visit)
    if isinstance(found, Response):
        return found
    dates = phone_dates.phone_dates(found, visit.speaker, held.open_case.case_id)
    events = [ics.Event(each.uid, each.on, each.summary, each.description) for each in dates]
    file = ics.calendar_file(events, visit.voice.lang, visit.now, held.version)
    headers = {"content-disposition": 'attachment; filename="days.ics"'}
    return Response(file, media_type="text/calendar; charset=utf-8", headers=headers)
