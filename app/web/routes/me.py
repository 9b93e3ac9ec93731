"""One's own sign-in: name, passphrase, second step, and where one is signed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from app.model.errors import CodeRefused, NotAllowed, SignInRefused, TooManyTries
from app.services import membership, own_sign_in
from app.store.own_sign_in import OwnSignIn, Proof
from app.web import typed
from app.web.deps import StaffOf
from app.web.staff import LONGEST_NAME, LONGEST_WORDS, Posted, StaffVisit, slow_down, text

router = APIRouter(include_in_schema=False)

BEGIN = "/me/second-step"
DONE = {
    "name": "Your name is changed.",
    "passphrase": "Your passphrase is changed. You are signed out everywhere else.",
    "off": "The second step is off.",
    "end": "That browser is signed out.",
    "end_others": "You are signed out everywhere else.",
}


@router.get("/me")
async def me(visit: StaffOf) -> Response:
    """What somebody may see and change of their own sign-in."""
    return await _me_page(visit)


@router.post("/me")
async def change(visit: StaffOf) -> Response:
    """One change; what could lock somebody out asks for the passphrase."""
    await visit.who()
    posted = await visit.posted()
    act = ACTS.get(text(posted, "do"))
    if act is None:
        raise NotAllowed
    return await act(visit, posted)


@router.get(BEGIN)
async def prepared(visit: StaffOf) -> Response:
    """A QR code for an app, and the first code of it asked for."""
    return await _begin_page(visit)


@router.post(BEGIN)
async def begin(visit: StaffOf) -> Response:
    """The second step counts from now on; its recovery codes, this once."""
    who = await visit.who()
    code = text(await visit.posted(), "code")
    try:
        codes = await visit.run(_own(visit).begin_second_step, who, code, visit.now)
    except CodeRefused:
        return await _begin_page(visit, "This is not the code of now. Wait for the next one.")
    except NotAllowed:
        return visit.to("/me")
    return _codes_page(visit, codes)


async def _rename(visit: StaffVisit, posted: Posted) -> Response:
    name = typed.line(text(posted, "name"), LONGEST_NAME)
    if not name:
        return await _me_page(visit, 422, {"name": "Please write your name."})
    await visit.run(_own(visit).rename, await visit.who(), name)
    return _done(visit, "name")


async def _change_passphrase(visit: StaffVisit, posted: Posted) -> Response:
    who = await visit.who()
    words, again = (text(posted, each, LONGEST_WORDS) for each in ("passphrase", "again"))
    own = await visit.run(_own(visit).about, who)
    weak = await visit.parts.numbers.slowly(
        own_sign_in.weakness, words, again, own, who.organisation
    )
    if weak:
        return await _me_page(visit, 422, {"passphrase": weak})
    change = partial(_own(visit).change_passphrase, passphrase=words)
    return await _proved(visit, posted, "present", change) or _done(visit, "passphrase")


async def _prepare(visit: StaffVisit, posted: Posted) -> Response:
    call = _own(visit).prepare_second_step
    return await _proved(visit, posted, "step_present", call) or visit.to(BEGIN)


async def _end_step(visit: StaffVisit, posted: Posted) -> Response:
    call = _own(visit).end_second_step
    return await _proved(visit, posted, "step_present", call) or _done(visit, "off")


async def _new_codes(visit: StaffVisit, posted: Posted) -> Response:
    codes: list[str] = []
    call = _own(visit).new_recovery_codes
    refused = await _proved(
        visit, posted, "step_present", lambda who, proof: codes.extend(call(who, proof))
    )
    return refused or _codes_page(visit, tuple(codes))


async def _end(visit: StaffVisit, posted: Posted) -> Response:
    who, tag = await visit.who(), typed.identity(posted, "session")
    if tag == who.session_tag:
        raise NotAllowed  # that is signing out
    await visit.run(_own(visit).end_session, who, tag)
    return _done(visit, "end")


async def _end_others(visit: StaffVisit, _: Posted) -> Response:
    await visit.run(_own(visit).end_other_sessions, await visit.who())
    return _done(visit, "end_others")


ACTS: dict[str, Callable[[StaffVisit, Posted], Awaitable[Response]]] = {
    "name": _rename,
    "passphrase": _change_passphrase,
    "prepare": _prepare,
    "codes": _new_codes,
    "off": _end_step,
    "end": _end,
    "end_others": _end_others,
}


async def _proved(
    visit: StaffVisit, posted: Posted, field: str, call: Callable[..., None]
) -> Response | None:
    """None once `call` took the passphrase in `field`; else the page that says why it did not."""
    who = await visit.who()
    proof = Proof(text(posted, field, membership.LONGEST), visit.address, visit.now)
    try:
        await visit.parts.numbers.slowly(call, who, proof)
    except TooManyTries as tries:
        return await _me_page(visit, 429, {field: slow_down(tries)})
    except SignInRefused:
        return await _me_page(visit, 422, {field: "This is not your present passphrase."})
    return None


def _own(visit: StaffVisit) -> OwnSignIn:
    return visit.people.own


def _done(visit: StaffVisit, what: str) -> Response:
    return visit.to(f"/me?done={what}")


async def _me_page(
    visit: StaffVisit, status: int = 200, wrong: dict[str, str] | None = None
) -> Response:
    who = await visit.who()
    done = DONE.get(visit.request.query_params.get("done", ""), "")
    return visit.page(
        "staff/me.html",
        status,
        own=await visit.run(_own(visit).about, who),
        browsers=await visit.run(own_sign_in.browsers, _own(visit), who, visit.now),
        wrong=wrong or {},
        done="" if wrong else done,
    )


async def _begin_page(visit: StaffVisit, wrong: str = "") -> Response:
    found = await visit.run(own_sign_in.setup, _own(visit), await visit.who())
    if found is None:
        return visit.to("/me")
    return visit.page(
        "staff/me_second_step.html",
        422 if wrong else 200,
        drawing=Markup(found.drawing),  # noqa: S704 - drawn by us, from no mark-up
        groups=found.groups,
        wrong={"code": wrong} if wrong else {},
    )


def _codes_page(visit: StaffVisit, codes: tuple[str, ...]) -> Response:
    return visit.page("staff/recovery_codes.html", codes=codes)
