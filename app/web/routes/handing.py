"""The desk: a code for a family to type, a number for a family, and a case handed on or let go."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import CaseNotFound, NotAllowed, OfferEnded, PageNotFound, TooManyTries
from app.services import handing
from app.services.deskwork import DeskCase
from app.services.handing import Standing
from app.services.speaking import Speaker
from app.web.addresses import network_address
from app.web.deps import StaffOf
from app.web.staff import StaffVisit
from app.web.typed import Posted, first, identity

router = APIRouter(include_in_schema=False)

CARD = (
    "With this number you can open your case again, on any phone.",
    "This number is like a key.",
    "Anyone who has it can read your answers. Keep it safe.",
)
"""What the card with a number says, in the words of the page on which a family gets its own."""
UNKNOWN = "We do not know these six digits. Ask the other organisation for new ones."
OWN = "These are digits of your own organisation. Choose a colleague instead."


@router.get("/desk/code")
async def offering(visit: StaffOf) -> Response:
    """What a code is, before one is made."""
    handing.holds_key(await visit.who())
    return visit.page("staff/handing_code.html", code="", state="")


@router.post("/desk/code")
async def offered(visit: StaffOf) -> Response:
    """A new code, shown once."""
    who = handing.holds_key(await visit.who())
    code = await visit.run(visit.parts.sharing.make_code, who, visit.now)
    return visit.page("staff/handing_code.html", code=code, state="waiting")


@router.get("/desk/code/state")
async def code_state(visit: StaffOf) -> Response:
    """Whether somebody has typed the code by now: a piece for the page, or a page of its own."""
    who = handing.holds_key(await visit.who())
    state = await visit.run(visit.parts.sharing.code_state, who, visit.now)
    name = "code_state" if visit.is_fragment else "code"
    return visit.page(f"staff/handing_{name}.html", code="", state=state)


@router.get("/desk/number")
async def numbering(visit: StaffOf) -> Response:
    """Whether the family has a number, before it gets one."""
    case = await visit.case()
    before = await visit.run(handing.standing, visit.store, visit.parts.sharing, case)
    return await _number_page(visit, case, before, "")


@router.post("/desk/number")
async def number(visit: StaffOf) -> Response:
    """A number for the family, shown once; of a case that began here the one they had ends."""
    case, sharing = await visit.case(), visit.parts.sharing
    before = await visit.run(handing.standing, visit.store, sharing, case)
    try:
        made = await visit.parts.numbers.slowly(handing.give_number, sharing, case, visit.now)
    except NotAllowed:
        before = await visit.run(handing.standing, visit.store, sharing, case)
        return await _number_page(visit, case, before, "", 422)
    return await _number_page(visit, case, before, made)


async def _number_page(
    visit: StaffVisit, case: DeskCase, before: Standing, number: str, status: int = 200
) -> Response:
    catalogues, lang = visit.parts.catalogues, case.held.document.lang
    voice = catalogues.voice(lang if lang in catalogues.voices else "en")
    speaker = Speaker(voice, visit.voice)
    return visit.page(
        "staff/handing_number.html",
        status,
        case=case,
        standing=before,
        number=number,
        voice=voice,
        heading=speaker.words("Your number", ""),
        card=[each for each in (speaker.paired(said, "") for said in CARD) if each],
        address=f"{visit.parts.settings.base_url}/{voice.lang}/number",
    )


@router.get("/desk/hand")
async def choosing(visit: StaffOf) -> Response:
    """To whom the case may go."""
    return await _hand_page(visit, await visit.case())


@router.post("/desk/hand")
async def hand(visit: StaffOf) -> Response:
    """One step of handing the case on, or of letting it go."""
    opened, posted = await visit.case(), await visit.posted()
    match first(posted, "do"):
        case "colleague":
            person = identity(posted, "person")
            desk, people = visit.parts.desk, visit.people
            await visit.run(handing.to_colleague, desk, people, opened, person, visit.now)
            return visit.to("/desk/case")
        case "code" | "give":
            return await _to_organisation(visit, opened, posted)
        case "back" | "delete" as act:
            return await _ask(visit, opened, act)
        case "back-now" | "delete-now" as act:
            return await _let_go(visit, opened, act)
        case _:
            raise PageNotFound


async def _hand_page(
    visit: StaffVisit, case: DeskCase, problem: str = "", status: int = 200
) -> Response:
    return visit.page(
        "staff/handing.html",
        status,
        case=case,
        colleagues=await visit.run(handing.colleagues, visit.people, case.who),
        standing=await visit.run(handing.standing, visit.store, visit.parts.sharing, case),
        problem=problem,
    )


async def _to_organisation(visit: StaffVisit, case: DeskCase, posted: Posted) -> Response:
    """Whose code was typed; and with a yes the case is theirs."""
    sharing, code = visit.parts.sharing, first(posted, "code", 40)
    address = network_address(visit.request, visit.parts.settings)
    try:
        offer = await visit.run(sharing.offer, code, address, visit.now)
        if offer.organisation_id == case.who.organisation_id:
            return await _hand_page(visit, case, OWN, 422)
        if first(posted, "do") == "code":
            return visit.page("staff/handing_offer.html", case=case, offer=offer, code=code)
        given, along = (code, identity(posted, "seen")), bool(first(posted, "along"))
        await visit.aside(
            lambda: handing.to_organisation(sharing, case, given, visit.now, along=along)
        )
    except TooManyTries as tries:
        wait = f"Too many wrong digits. Please wait {tries.wait_seconds} seconds, then try again."
        return await _hand_page(visit, case, wait, 429)
    except OfferEnded:
        return await _hand_page(visit, case, UNKNOWN, 422)
    return visit.without_case(visit.page("staff/handing_done.html", act="handed", offer=offer))


async def _ask(visit: StaffVisit, case: DeskCase, act: str) -> Response:
    """What happens, before it does."""
    standing = await visit.run(handing.standing, visit.store, visit.parts.sharing, case)
    if standing.is_ours_alone != (act == "delete"):
        return visit.to("/desk/hand")
    return visit.page("staff/handing_ask.html", case=case, standing=standing, act=act)


async def _let_go(visit: StaffVisit, case: DeskCase, act: str) -> Response:
    """The case given back, or gone. What somebody else did meanwhile is shown first."""
    do = handing.give_back if act == "back-now" else handing.delete
    try:
        await visit.aside(do, visit.parts.sharing, case, visit.now)
    except (CaseNotFound, NotAllowed):
        return visit.to("/desk/hand")
    done = "back" if act == "back-now" else "deleted"
    return visit.without_case(visit.page("staff/handing_done.html", act=done, offer=None))
