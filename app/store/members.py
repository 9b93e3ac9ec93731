"""Organisations and who is in them: inviting, joining, confirming, putting out. No passphrase.

Every function takes a connection: the caller decides what one transaction is. Names are sealed
with a key of the installation, so that a copy of the database alone names nobody.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, insert, select, update

from app.model.errors import InvitationEnded, NameTaken, PersonNotFound
from app.model.people import PersonState, Role, opens_cases
from app.store import feeds, keeping, second_step, vault
from app.store.install_keys import InstallKeys
from app.store.signed_in import SignedIn
from app.store.tables import grants, invitations, organisations, people, sessions

INVITED_FOR = timedelta(days=7)
TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Member:
    """One person of an organisation, as the others there see them."""

    person_id: bytes
    name: str
    roles: frozenset[Role]
    state: PersonState
    languages: frozenset[str] = frozenset()
    has_second_step: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a one-time link is for. `person_id`: a member who chooses a new passphrase."""

    organisation_id: bytes
    organisation: str
    roles: frozenset[Role]
    is_first: bool
    person_id: bytes | None


@dataclass(frozen=True, slots=True)
class Joining:
    """Who joins: their names, the salt of their passphrase, and their keys, one half wrapped."""

    name: str
    sign_in_name: str
    salt: bytes
    pair: vault.Pair
    wrapped: bytes
    person_id: bytes


def found(connection: Connection, keys: InstallKeys, name: str) -> bytes:
    """A new organisation without members."""
    organisation_id = vault.new_id()
    row = {
        "organisation_id": organisation_id,
        "about": keys.seal(organisation_id, name),
        "key_version": 0,
    }
    connection.execute(insert(organisations).values(row))
    return organisation_id


def invite(
    connection: Connection,
    keys: InstallKeys,
    organisation_id: bytes,
    roles: Iterable[Role],
    now: datetime,
    *,
    person_id: bytes | None = None,
) -> str:
    """A one-time token, good for a week."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {
        "invitation_tag": keys.invitation_tag(token),
        "organisation_id": organisation_id,
        "person_id": person_id,
        "roles": written(roles),
        "expires_at": keeping.seconds(now + INVITED_FOR),
    }
    connection.execute(insert(invitations).values(row))
    return token


def invitation(connection: Connection, keys: InstallKeys, token: str, now: datetime) -> Invitation:
    """What a one-time link is for. Raises InvitationEnded."""
    row = connection.execute(
        select(invitations, organisations.c.about, organisations.c.public_key)
        .join(organisations, organisations.c.organisation_id == invitations.c.organisation_id)
        .where(
            invitations.c.invitation_tag == keys.invitation_tag(token),
            invitations.c.expires_at > keeping.seconds(now),
        )
    ).first()
    if row is None:
        raise InvitationEnded
    return Invitation(
        row.organisation_id,
        keys.open(row.organisation_id, row.about),
        read(row.roles),
        row.public_key is None,
        row.person_id,
    )


def use_up(connection: Connection, keys: InstallKeys, token: str) -> None:
    """End a one-time link. Raises InvitationEnded if somebody was quicker."""
    this = invitations.c.invitation_tag == keys.invitation_tag(token)
    if connection.execute(delete(invitations).where(this)).rowcount == 0:
        raise InvitationEnded


def join(
    connection: Connection, keys: InstallKeys, invited: Invitation, joining: Joining
) -> PersonState:
    """A new member, who waits to be confirmed unless nobody is there yet. Raises NameTaken."""
    tag = keys.sign_in_tag(joining.sign_in_name)
    if connection.execute(select(people.c.person_id).where(people.c.sign_in_tag == tag)).first():
        raise NameTaken
    first = invited.is_first and _make_key(connection, invited.organisation_id, joining)
    state = PersonState.ACTIVE if first else PersonState.WAITING
    row = {
        "person_id": joining.person_id,
        "organisation_id": invited.organisation_id,
        "about": keys.seal(joining.person_id, json.dumps([joining.name, joining.sign_in_name])),
        "roles": written(invited.roles),
        "state": state.value,
        "sign_in_tag": tag,
        **_own_keys(joining),
        "organisation_key": first or None,
    }
    connection.execute(insert(people).values(row))
    return state


def renew(connection: Connection, joining: Joining) -> None:
    """A new passphrase and new keys for a member, who waits to be confirmed again."""
    this = people.c.person_id == joining.person_id
    values = {**_own_keys(joining), "organisation_key": None, "state": PersonState.WAITING.value}
    connection.execute(update(people).where(this).values(values))
    for table in (sessions, invitations):  # an older link would let its finder do the same again
        connection.execute(delete(table).where(table.c.person_id == joining.person_id))


def _own_keys(joining: Joining) -> dict[str, object]:
    return {
        "salt": joining.salt,
        "public_key": joining.pair.public,
        "wrapped_key": joining.wrapped,
        "second_factor": None,
    }


def _make_key(connection: Connection, organisation_id: bytes, joining: Joining) -> bytes | None:
    """The organisation's key pair, made for its first member. None if another was quicker."""
    pair = vault.new_pair()
    this = organisations.c.organisation_id == organisation_id
    made = connection.execute(
        update(organisations)
        .where(this, organisations.c.public_key.is_(None))
        .values(public_key=pair.public, key_version=1)
    )
    return vault.seal_key(pair.private, joining.pair.public) if made.rowcount else None


def listed(connection: Connection, keys: InstallKeys, organisation_id: bytes) -> tuple[Member, ...]:
    """Everybody who is or was a member, by name."""
    spoken: dict[bytes, set[str]] = {}
    for row in connection.execute(select(grants)):
        spoken.setdefault(row.person_id, set()).add(row.language)
    rows = connection.execute(select(people).where(people.c.organisation_id == organisation_id))
    all_ = [_member(keys, row, spoken.get(row.person_id, ())) for row in rows]
    return tuple(sorted(all_, key=lambda each: each.name.casefold()))


def _member(keys: InstallKeys, row: Row[tuple[object, ...]], languages: Iterable[str]) -> Member:
    name, _ = json.loads(keys.open(row.person_id, row.about))
    step = second_step.of(row, keys)
    return Member(
        row.person_id,
        name,
        read(row.roles),
        PersonState(row.state),
        frozenset(languages),
        step is not None and step.is_on,
    )


def confirm(connection: Connection, by: SignedIn, person_id: bytes) -> None:
    """Let a waiting person in; whoever opens cases gets the organisation's key, sealed to them.

    Raises PersonNotFound for anybody else."""
    waiting = one(connection, by, person_id, PersonState.WAITING)
    sealed = None
    if opens_cases(read(waiting.roles)) and by.organisation_key is not None:
        sealed = vault.seal_key(by.organisation_key, waiting.public_key)
    this = people.c.person_id == person_id
    values = {"state": PersonState.ACTIVE.value, "organisation_key": sealed}
    connection.execute(update(people).where(this).values(values))


def remove(connection: Connection, by: SignedIn, person_id: bytes) -> None:
    """Put a member out: no keys, no sessions, no calendars, no languages; id and sealed name stay
    for the audit list. Raises PersonNotFound."""
    one(connection, by, person_id)
    values = {
        "state": PersonState.REMOVED.value,
        **dict.fromkeys(
            ("sign_in_tag", "salt", "public_key", "wrapped_key", "organisation_key",
             "second_factor")
        ),
    }  # fmt: skip
    connection.execute(update(people).where(people.c.person_id == person_id).values(values))
    feeds.end_of(connection, person_id)
    for table in (sessions, grants, invitations):
        connection.execute(delete(table).where(table.c.person_id == person_id))


def change_roles(
    connection: Connection, by: SignedIn, person_id: bytes, roles: frozenset[Role]
) -> bool:
    """Other roles for a member. Who may open cases from now on gets the key, who may not loses it:
    then true. Raises PersonNotFound."""
    row = one(connection, by, person_id, PersonState.ACTIVE)
    sealed = row.organisation_key
    if not opens_cases(roles):
        sealed = None
    elif sealed is None and by.organisation_key is not None:
        sealed = vault.seal_key(by.organisation_key, row.public_key)
    values = {"roles": written(roles), "organisation_key": sealed}
    connection.execute(update(people).where(people.c.person_id == person_id).values(values))
    is_shut_out = row.organisation_key is not None and sealed is None
    if is_shut_out:
        feeds.end_of(connection, person_id)
    return is_shut_out


def one(
    connection: Connection, by: SignedIn, person_id: bytes, state: PersonState | None = None
) -> Row[tuple[object, ...]]:
    """A member of the same organisation (in this `state`). Raises PersonNotFound."""
    row = connection.execute(
        select(people).where(
            people.c.person_id == person_id, people.c.organisation_id == by.organisation_id
        )
    ).first()
    is_there = row is not None and row.state != PersonState.REMOVED.value
    if row is None or not is_there or (state is not None and row.state != state.value):
        raise PersonNotFound
    return row


def grant(
    connection: Connection, keys: InstallKeys, sign_in_name: str, language: str, *, given: bool
) -> None:
    """Let a person review a language, or not any more. Raises PersonNotFound."""
    tag = keys.sign_in_tag(sign_in_name)
    row = connection.execute(select(people.c.person_id).where(people.c.sign_in_tag == tag)).first()
    if row is None:
        raise PersonNotFound
    this = (grants.c.person_id == row.person_id) & (grants.c.language == language)
    connection.execute(delete(grants).where(this))
    if given:
        connection.execute(insert(grants).values(person_id=row.person_id, language=language))


def written(roles: Iterable[Role]) -> str:
    """Roles as the table holds them."""
    return " ".join(sorted(each.value for each in roles))


def read(roles: str) -> frozenset[Role]:
    """Roles from the table."""
    return frozenset(map(Role, roles.split()))
