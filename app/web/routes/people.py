"""Signing in, joining an organisation by a one-time link, and who is in it."""

from __future__ import annotations

import binascii

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import (
    InvitationEnded,
    NameTaken,
    NotAllowed,
    NotConfirmed,
    SignInRefused,
    TooManyTries,
)
from app.model.people import PersonState, Role
from app.services import membership
from app.store.members import Invitation
from app.web.addresses import network_address
from app.web.deps import StaffOf
from app.web.staff import StaffVisit

router = APIRouter(include_in_schema=False)

LONGEST_NAME = 80
ROLES = {
    Role.ADVISER: "Adviser: opens the organisation's cases",
    Role.LEAD: "Lead: also asks people in and puts them out",
    Role.REVIEWER: "Reviewer of translations: opens no case",
    Role.PRINTER: "Print helper: opens no case",
}


@router.get("/sign-in")
async def asked(visit: StaffOf) -> Response:
    """Name and passphrase."""
    return visit.page("staff/sign_in.html", wrong="", typed="")


@router.post("/sign-in")
async def sign_in(visit: StaffOf) -> Response:
    """A session for this browser, or why not. Wrong ones are counted, and slow."""
    posted = await visit.posted()
    name, words = _text(posted, "name"), _text(posted, "passphrase", membership.LONGEST)
    address = network_address(visit.request, visit.parts.settings)
    try:
        token = await visit.parts.numbers.slowly(
            visit.people.sign_in, name, words, address, visit.now
        )
    except TooManyTries as tries:
        wrong = f"Too many wrong tries. Please wait {tries.wait_seconds} seconds, then try again."
        return visit.page("staff/sign_in.html", 429, wrong=wrong, typed=name)
    except SignInRefused:
        wrong = "This name and this passphrase do not go together."
        return visit.page("staff/sign_in.html", 422, wrong=wrong, typed=name)
    except NotConfirmed:
        wrong = "Somebody in your organisation has to confirm you first. Please ask them."
        return visit.page("staff/sign_in.html", 403, wrong=wrong, typed=name)
    return visit.with_session(visit.to("/desk"), token)


@router.post("/sign-out")
async def sign_out(visit: StaffOf) -> Response:
    """The session ended, here and on the server."""
    await visit.run(visit.people.sign_out, await visit.who())
    return visit.without_session(visit.to("/sign-in"))


@router.get("/join/{token}")
async def invited(visit: StaffOf, token: str) -> Response:
    """What a one-time link is for."""
    try:
        found = await visit.run(visit.people.invitation, token, visit.now)
    except InvitationEnded:
        return visit.page("staff/join_ended.html", 410)
    return _join_page(visit, found)


@router.post("/join/{token}")
async def join(visit: StaffOf, token: str) -> Response:
    """A new member, or a member's new passphrase."""
    posted = await visit.posted()
    name, sign_in_name = _text(posted, "name"), _text(posted, "sign_in")
    words, again = (_text(posted, each, 1000) for each in ("passphrase", "again"))
    try:
        found = await visit.run(visit.people.invitation, token, visit.now)
        wrong = {} if found.person_id else _unnamed(name, sign_in_name)
        known = (name, sign_in_name, found.organisation)
        weak = await visit.parts.numbers.slowly(membership.weakness, words, known)
        if weak or words != again:
            wrong["passphrase"] = weak or "The two passphrases are not the same."
        if wrong:
            return _join_page(visit, found, 422, wrong, name, sign_in_name)
        state = await visit.parts.numbers.slowly(
            visit.people.join, token, name, sign_in_name, words, visit.now
        )
    except InvitationEnded:
        return visit.page("staff/join_ended.html", 410)
    except NameTaken:
        wrong = {"sign_in": "Somebody signs in with this name already. Choose another."}
        return _join_page(visit, found, 422, wrong, name, sign_in_name)
    return visit.page("staff/joined.html", waits=state is PersonState.WAITING)


@router.get("/people")
async def people(visit: StaffOf) -> Response:
    """Who is in the organisation, and one's own sessions."""
    return await _people_page(visit)


@router.post("/people")
async def change(visit: StaffOf) -> Response:
    """Ask somebody in, let somebody in, put somebody out, change roles, end a session."""
    who = await visit.who()
    posted = await visit.posted()
    person = _id(posted, "person")
    roles = frozenset(Role(each) for each in posted.get("role", ()) if each in set(Role))
    match _text(posted, "do"):
        case "invite":
            token = await visit.run(membership.invite, visit.people, who, roles, visit.now)
            return await _people_page(visit, token)
        case "again":
            token = await visit.run(membership.invite_again, visit.people, who, person, visit.now)
            return await _people_page(visit, token)
        case "confirm":
            await visit.run(membership.confirm, visit.people, who, person)
        case "remove":
            await visit.aside(membership.remove, visit.people, who, person, visit.now)
        case "roles":
            await visit.aside(membership.change_roles, visit.people, who, person, roles, visit.now)
        case "end":
            await visit.run(visit.people.end_session, who, _id(posted, "session"))
        case _:
            raise NotAllowed
    return visit.to("/people")


async def _people_page(visit: StaffVisit, token: str = "") -> Response:
    who = await visit.who()
    return visit.page(
        "staff/people.html",
        members=await visit.run(membership.members, visit.people, who),
        sessions=await visit.run(visit.people.sessions, who),
        link=f"{visit.parts.settings.base_url}/join/{token}" if token else "",
        roles=ROLES,
        leads=Role.LEAD in who.roles,
        may_confirm=not who.roles.isdisjoint({Role.LEAD, Role.ADVISER}),
        waiting=PersonState.WAITING,
    )


def _join_page(
    visit: StaffVisit,
    found: Invitation,
    status: int = 200,
    wrong: dict[str, str] | None = None,
    name: str = "",
    sign_in_name: str = "",
) -> Response:
    return visit.page(
        "staff/join.html",
        status,
        invited=found,
        roles=[ROLES[each] for each in ROLES if each in found.roles],
        wrong=wrong or {},
        typed={"name": name, "sign_in": sign_in_name},
    )


def _unnamed(name: str, sign_in_name: str) -> dict[str, str]:
    wrong = {}
    if not name:
        wrong["name"] = "Please write your name."
    if not sign_in_name:
        wrong["sign_in"] = "Please choose a name to sign in with."
    return wrong


def _text(posted: dict[str, list[str]], field: str, longest: int = LONGEST_NAME) -> str:
    return (posted.get(field) or [""])[0].strip()[:longest]


def _id(posted: dict[str, list[str]], field: str) -> bytes:
    try:
        return binascii.unhexlify(_text(posted, field))
    except binascii.Error:
        return b""
