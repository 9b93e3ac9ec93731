"""Who may do what in an organisation, and which passphrases are good enough. Knows no page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.model.errors import NotAllowed, PersonNotFound
from app.model.people import PersonState, Role, opens_cases
from app.store.members import Member
from app.store.people import PeopleStore
from app.store.signed_in import SignedIn

SHORTEST = 12  # characters
LONGEST = 200
GOOD_ENOUGH = 3  # of 4: not to be guessed from a stolen database that has its secret with it
WEIGHED = 72  # characters that the estimate looks at; it takes long over more


def weakness(passphrase: str, names: Iterable[str]) -> str | None:
    """Why a passphrase will not do, in words for a member; None if it will.

    `names` are what others know about the person: they make a passphrase no better."""
    from zxcvbn import zxcvbn  # its word lists take a while, and few requests need them

    if len(passphrase) < SHORTEST:
        return f"Use at least {SHORTEST} characters. Four or more words are easy to remember."
    if len(passphrase) > LONGEST:
        return f"Use at most {LONGEST} characters."
    known = [each for each in names if each]
    if zxcvbn(passphrase[:WEIGHED], user_inputs=known)["score"] < GOOD_ENOUGH:
        return "This is easy to guess. Use four or more words that do not belong together."
    return None


def invite(store: PeopleStore, by: SignedIn, roles: frozenset[Role], now: datetime) -> str:
    """A one-time token for a new member. Raises NotAllowed: only a lead asks people in."""
    _only_a_lead(by)
    if not roles:
        raise NotAllowed
    return store.invite(by, roles, now)


def confirm(store: PeopleStore, by: SignedIn, person_id: bytes) -> None:
    """Let a waiting person in. Raises NotAllowed for who opens no cases, and PersonNotFound."""
    if not opens_cases(by.roles):
        raise NotAllowed
    store.confirm(by, person_id)


def remove(store: PeopleStore, by: SignedIn, person_id: bytes, now: datetime) -> None:
    """Put a member out. Raises NotAllowed for the last lead, and PersonNotFound."""
    to_put_out(store, by, person_id)
    store.remove(by, person_id, now)


def to_put_out(store: PeopleStore, by: SignedIn, person_id: bytes) -> Member:
    """Whom `remove` would put out. Raises NotAllowed and PersonNotFound, as that does."""
    _only_a_lead(by)
    if _leads(store, by) <= {person_id}:
        raise NotAllowed
    for each in members(store, by):
        if each.person_id == person_id:
            return each
    raise PersonNotFound


def change_roles(
    store: PeopleStore, by: SignedIn, person_id: bytes, roles: frozenset[Role], now: datetime
) -> None:
    """Other roles for a member. Raises NotAllowed where nobody would lead, and PersonNotFound."""
    _only_a_lead(by)
    if not roles or (Role.LEAD not in roles and _leads(store, by) <= {person_id}):
        raise NotAllowed
    store.change_roles(by, person_id, roles, now)


def invite_again(store: PeopleStore, by: SignedIn, person_id: bytes, now: datetime) -> str:
    """A one-time token by which a member who lost the passphrase chooses another.

    Raises NotAllowed for oneself: with a key lost, somebody else has to seal it again."""
    _only_a_lead(by)
    if person_id == by.person_id:
        raise NotAllowed
    return store.invite_again(by, person_id, now)


def members(store: PeopleStore, by: SignedIn) -> tuple[Member, ...]:
    """Who is a member or waits to be one, by name."""
    return tuple(each for each in store.members(by) if each.state is not PersonState.REMOVED)


def _only_a_lead(by: SignedIn) -> None:
    if Role.LEAD not in by.roles:
        raise NotAllowed


def _leads(store: PeopleStore, by: SignedIn) -> set[bytes]:
    return {
        each.person_id
        for each in store.members(by)
        if each.state is PersonState.ACTIVE and Role.LEAD in each.roles
    }
