"""Who can see a family's case: given to an organisation, shown to a supporter, and stopped."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from app.i18n.voice import mark
from app.model.errors import CaseNotFound, OfferEnded, PageNotFound, TooManyTries
from app.services import extract_views, extracts, share
from app.services.casework import Held
from app.services.share import Seers
from app.services.views import Problem, Words
from app.store.offers import Offer
from app.web import pointers
from app.web.addresses import network_address
from app.web.deps import VisitOf
from app.web.typed import Posted, first, identity
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

LONGEST_NAME = 60
MONTH = 30.44  # days
OK, UNREADABLE, WAIT = 200, 422, 429
UNKNOWN = mark("We do not know these six digits. Ask the adviser for new ones.", "service")
HAVE_IT = mark("They can see your case already.", "service")
NO_NAME = mark("Put in a name, so that you know later who it is.", "service")
TOO_MANY = mark("These are too many people. Stop one of them first.", "service")


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed into the page, and what is wrong with it."""

    problems: tuple[Problem, ...] = ()
    wait: int = 0
    typed: str = ""
    shows: str = extracts.DATES

    @property
    def status(self) -> int:
        """Of the answer."""
        return WAIT if self.wait else UNREADABLE if self.problems else OK


EMPTY = Form()


@router.get("/{lang}/share")
async def seen_by(visit: VisitOf) -> Response:
    """Who sees the case, and letting somebody in."""
    return visit.to_desk() if visit.at_desk else await _page(visit, await visit.held())


@router.post("/{lang}/share")
async def change(visit: VisitOf) -> Response:
    """One step of letting somebody in, or of putting somebody out."""
    if visit.at_desk:
        return visit.to_desk()
    held, posted = await visit.held(), await visit.posted()
    match first(posted, "do"):
        case "code" | "give":
            return await _with_code(visit, held, posted)
        case "view":
            return await _view_given(visit, held, posted)
        case "stop" | "stop-now":
            return await _stopped(visit, held, posted)
        case _:
            raise PageNotFound


async def _seers(visit: Visit, held: Held) -> Seers:
    return await visit.run(share.seers, visit.store, visit.parts.sharing, held)


async def _page(visit: Visit, held: Held, form: Form = EMPTY) -> Response:
    return visit.page(
        "pages/share.html",
        form.status,
        seers=await _seers(visit, held),
        problems=form.problems,
        wait=form.wait,
        typed=form.typed,
        shows=form.shows,
    )


async def _with_code(visit: Visit, held: Held, posted: Posted) -> Response:
    """Whose code was typed; and with a yes the case is given to them."""
    code, address = first(posted, "code", 40), network_address(visit.request, visit.parts.settings)
    sharing = visit.parts.sharing
    try:
        offer = await visit.run(sharing.offer, code, address, visit.now)
        if await _has(visit, held, offer):
            return await _page(visit, held, _wrong(visit, "code", HAVE_IT))
        if first(posted, "do") == "code":
            return _asked(visit, offer, code)
        seen = identity(posted, "seen")
        await visit.run(sharing.share, held.open_case, code, seen, visit.now)
    except TooManyTries as tries:
        return await _page(visit, held, Form(wait=tries.wait_seconds))
    except OfferEnded:
        return await _page(visit, held, _wrong(visit, "code", UNKNOWN))
    return visit.to("/share")


async def _has(visit: Visit, held: Held, offer: Offer) -> bool:
    found = await visit.run(visit.store.holders, held.open_case)
    return any(each.organisation_id == offer.organisation_id and not each.shows for each in found)


def _asked(visit: Visit, offer: Offer, code: str) -> Response:
    months = round(offer.keep_days / MONTH)
    return visit.page(
        "pages/share_give.html",
        offer=offer,
        code=code,
        months=months if months > 1 else 0,
        days=offer.keep_days,
    )


async def _view_given(visit: Visit, held: Held, posted: Posted) -> Response:
    """A number for a supporter, shown once."""
    name, shows = first(posted, "name", LONGEST_NAME), share.shows_of(first(posted, "shows"))
    if not name:
        wrong = _wrong(visit, "name", NO_NAME, shows)
        return await _page(visit, held, wrong)
    if len((await _seers(visit, held)).supporters) >= share.MOST:
        return await _page(visit, held, _wrong(visit, "name", TOO_MANY, shows))
    sharing = visit.parts.sharing
    number = await visit.parts.numbers.slowly(
        share.give_view, visit.store, sharing, held, (name, shows), visit.now
    )
    address = f"{visit.parts.settings.base_url}/{visit.voice.lang}/number"
    return visit.page(
        "pages/share_number.html", number=number, label=name, shows=shows, address=address
    )


async def _stopped(visit: Visit, held: Held, posted: Posted) -> Response:
    """Asked first; then whoever it is sees the case no more."""
    gone = identity(posted, "holder")
    try:
        seer = (await _seers(visit, held)).of(gone)
        if first(posted, "do") == "stop":
            return visit.page("pages/share_stop.html", seer=seer)
        await visit.aside(share.stop, visit.store, visit.parts.sharing, held, gone, visit.now)
    except CaseNotFound:  # stopped already, in another tab
        return visit.to("/share")
    return visit.to("/share")


def _wrong(visit: Visit, field: str, english: str, shows: str = extracts.DATES) -> Form:
    said = visit.voice.say(english, "service")
    return Form((Problem(field, Words(said.text, said.lang)),), shows=shows)


@router.get("/{lang}/view")
async def view(visit: VisitOf) -> Response:
    """What a supporter may see: read only, and without any key to the case."""
    token = pointers.view_token(visit.token)
    if not token:
        raise CaseNotFound
    found = await visit.run(visit.store.open_view, token, visit.now)
    seen = extract_views.seen(found.extract, visit.speaker, visit.today)
    return visit.page("pages/view.html", seen=seen)
