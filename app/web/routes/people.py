"""Joining an organisation by a one-time link, and who is in it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import (
    InvitationEnded,
    NameTaken,
    NotAllowed,
)
from app.model.people import PersonState, Role, opens_cases
from app.services import membership
from app.store.members import Invitation
from app.web import typed
from app.web.deps import StaffOf
from app.web.staff import LONGEST_NAME, LONGEST_WORDS, StaffVisit, text

router = APIRouter(include_in_schema=False)

ROLES = {
    Role.ADVISER: "Adviser: opens the organisation's cases",
    Role.LEAD: "Lead: also asks people in and puts them out",
    Role.REVIEWER: "Reviewer of translations: opens no case",
    Role.PRINTER: "Print helper: opens no case",
}


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
    name, sign_in_name = typed.line(text(posted, "name"), LONGEST_NAME), text(posted, "sign_in")
    words, again = (text(posted, each, LONGEST_WORDS) for each in ("passphrase", "again"))
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
    """Who is in the organisation."""
    return await _people_page(visit)


@router.post("/people")
async def change(visit: StaffOf) -> Response:
    """Ask somebody in, let somebody in, put somebody out, change roles."""
    who = await visit.who()
    posted = await visit.posted()
    person = typed.identity(posted, "person")
    roles = frozenset(Role(each) for each in posted.get("role", ()) if each in set(Role))
    match text(posted, "do"):
        case "invite":
            token = await visit.run(membership.invite, visit.people, who, roles, visit.now)
            return await _people_page(visit, token)
        case "again":
            token = await visit.run(membership.invite_again, visit.people, who, person, visit.now)
            return await _people_page(visit, token)
        case "confirm":
            await visit.run(membership.confirm, visit.people, who, person)
        case "ask_remove":
            return await _put_out_page(visit, person)
        case "remove":
            await visit.aside(membership.remove, visit.people, who, person, visit.now)
        case "roles":
            await visit.aside(membership.change_roles, visit.people, who, person, roles, visit.now)
        case _:
            raise NotAllowed
    return visit.to("/people")


async def _people_page(visit: StaffVisit, token: str = "") -> Response:
    who = await visit.who()
    return visit.page(
        "staff/people.html",
        members=await visit.run(membership.members, visit.people, who),
        link=f"{visit.parts.settings.base_url}/join/{token}" if token else "",
        roles=ROLES,
        leads=Role.LEAD in who.roles,
        may_confirm=not who.roles.isdisjoint({Role.LEAD, Role.ADVISER}),
        waiting=PersonState.WAITING,
    )


async def _put_out_page(visit: StaffVisit, person: bytes) -> Response:
    member = await visit.run(membership.to_put_out, visit.people, await visit.who(), person)
    return visit.page("staff/put_out.html", member=member, held_key=opens_cases(member.roles))


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
