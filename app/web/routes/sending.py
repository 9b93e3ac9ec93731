"""That a letter was sent, or was not after all, and the copies as they were sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from app.render.html import html
from app.services import casework, issued, letter_shelf, sending
from app.services.issued import Issued
from app.services.sending import Dispatch
from app.web import form_dates, typed
from app.web.deps import VisitOf
from app.web.form_dates import Limits
from app.web.routes import letter
from app.web.routes.letter import Opened
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

SENDING = "pages/letter_sending.html"
FIELDS = ("day", "month", "year", "how")
UNDER_THE_TITLE = 2  # the level of the letter's subject line
MOST_COPIES = 20


@router.get("/{lang}/letter/{name}/sent")
async def ask(visit: VisitOf, name: str) -> Response:
    """On which day the letter went out, and how."""
    return await letter.page(visit, await letter.opened(visit, name), template=SENDING)


@router.post("/{lang}/letter/{name}/sent")
async def say(visit: VisitOf, name: str) -> Response:
    """The letter went out, on a day and some way; or the last time is taken back."""
    here = await letter.opened(visit, name)
    posted = await visit.posted()
    copies = await visit.run(issued.of, visit.store, here.held, name)
    if typed.first(posted, "do") == "unsent":
        return await _taken_back(visit, here, copies)
    read = form_dates.one_day(posted, Limits(visit.today), visit.voice)
    if not isinstance(read.value, str):
        fields = {each: typed.first(posted, each) for each in FIELDS}
        return await letter.page(visit, here, template=SENDING, given=(fields, read.problems))
    dispatch = Dispatch(date.fromisoformat(read.value), sending.how_of(typed.first(posted, "how")))
    return await _sent(visit, here, copies, dispatch)


async def _sent(
    visit: Visit, here: Opened, copies: Sequence[Issued], dispatch: Dispatch
) -> Response:
    """Saved with the case first; then the copy is frozen as it went out."""
    name = here.drafted.source.id
    document = sending.sent(visit.library, here.held.document, name, dispatch, visit.now)
    held = await visit.run(casework.save, visit.store, here.held, document, visit.now)
    if len(copies) < MOST_COPIES:
        copy = Issued(
            letter=name,
            number=max((each.number for each in copies), default=0) + 1,
            on=dispatch.on,
            how=dispatch.how,
            content=visit.library.content_hash,
            pair=letter_shelf.pair(here.drafted),
        )
        await visit.run(issued.freeze, visit.store, held, copy, visit.now)
    return visit.to(f"/letter/{name}#sent")


async def _taken_back(visit: Visit, here: Opened, copies: Sequence[Issued]) -> Response:
    """The last time is taken back. What went out before that stays."""
    name, held = here.drafted.source.id, here.held
    if copies:
        await visit.run(issued.take_away, visit.store, held, copies[-1], visit.now)
    if len(copies) < 2:
        document = sending.not_sent(held.document, name)
        await visit.run(casework.save, visit.store, held, document, visit.now)
    return visit.to(f"/letter/{name}#sent")


@router.get("/{lang}/letter/{name}/sent/{number}")
async def show(visit: VisitOf, name: str, number: int) -> Response:
    """A letter as it was sent."""
    held = await visit.held()
    copy = await visit.run(issued.one, visit.store, held, name, number)
    return visit.page(
        "pages/letter_sent.html",
        file=visit.speaker.href(f"/letter/{name}/sent/{number}/file."),
        back=visit.speaker.href(f"/letter/{name}"),
        said=sending.when(visit.speaker, copy.on, copy.how),
        written=Markup(html(copy.pair, UNDER_THE_TITLE)),  # noqa: S704 - escaped where it is made
    )


@router.get("/{lang}/letter/{name}/sent/{number}/file.{kind}")
async def file(visit: VisitOf, name: str, number: int, kind: str) -> Response:
    """The same letter once more, whatever has changed since."""
    held = await visit.held()
    copy = await visit.run(issued.one, visit.store, held, name, number)
    return letter.attached(copy.pair, kind)
