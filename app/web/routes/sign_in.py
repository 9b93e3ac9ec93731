"""Signing in by name and passphrase, then by a code where somebody asked for it; signing out."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import (
    CodeRefused,
    NotConfirmed,
    NotSignedIn,
    SecondStepAsked,
    SignInRefused,
    TooManyTries,
)
from app.services import membership
from app.web.deps import StaffOf
from app.web.staff import StaffVisit, slow_down, text

router = APIRouter(include_in_schema=False)

CODE = "/sign-in/code"


@router.get("/sign-in")
async def asked(visit: StaffOf) -> Response:
    """Name and passphrase."""
    return visit.page("staff/sign_in.html", wrong="", typed="")


@router.post("/sign-in")
async def sign_in(visit: StaffOf) -> Response:
    """A session for this browser, or why not. Wrong ones are counted, and slow."""
    posted = await visit.posted()
    name, words = text(posted, "name"), text(posted, "passphrase", membership.LONGEST)
    try:
        token = await visit.parts.numbers.slowly(
            visit.people.sign_in, name, words, visit.address, visit.now
        )
    except SecondStepAsked as asks:
        return visit.with_half(visit.to(CODE), asks.half)
    except TooManyTries as tries:
        return visit.page("staff/sign_in.html", 429, wrong=slow_down(tries), typed=name)
    except SignInRefused:
        wrong = "This name and this passphrase do not go together."
        return visit.page("staff/sign_in.html", 422, wrong=wrong, typed=name)
    except NotConfirmed:
        wrong = "Somebody in your organisation has to confirm you first. Please ask them."
        return visit.page("staff/sign_in.html", 403, wrong=wrong, typed=name)
    return visit.with_session(visit.to("/desk"), token)


@router.get(CODE)
async def asked_for_code(visit: StaffOf) -> Response:
    """The second step."""
    return _code_page(visit) if visit.half else visit.to("/sign-in")


@router.post(CODE)
async def second_step(visit: StaffOf) -> Response:
    """A session for this browser, or why not. Wrong codes are counted as wrong passphrases are."""
    code = text(await visit.posted(), "code")
    if not code:
        return _code_page(visit, "Put in the six digits that your app shows.", 422)
    try:
        token = await visit.run(
            visit.people.second_step, visit.half, code, visit.address, visit.now
        )
    except NotSignedIn:
        wrong = "The second step has to follow within 5 minutes. Please sign in again."
        return visit.without_half(visit.page("staff/sign_in.html", 403, wrong=wrong, typed=""))
    except TooManyTries as tries:
        return _code_page(visit, slow_down(tries), 429)
    except CodeRefused as refused:
        return _code_page(visit, _why(refused), 422)
    return visit.with_session(visit.to("/desk"), token)


@router.post("/sign-out")
async def sign_out(visit: StaffOf) -> Response:
    """The session ended, here and on the server; a case that was open in it is put away."""
    await visit.run(visit.people.sign_out, await visit.who())
    return visit.without_session(visit.to("/sign-in"))


def _code_page(visit: StaffVisit, wrong: str = "", status: int = 200) -> Response:
    return visit.page("staff/second_step.html", status, wrong={"code": wrong} if wrong else {})


def _why(refused: CodeRefused) -> str:
    if refused.recovery_only:
        return "Too many codes were wrong. Use a recovery code now, or ask a lead for a new link."
    return "This code is not right, or it was used before. Wait for the next one."
