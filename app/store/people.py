"""Everything that can be asked of organisations and their people, each call one transaction.

Knows what may be stored, not who may ask: roles are weighed in `app.services`. Passphrases are
slow on purpose: call what takes one in a thread (app/store/numbers.py says how many at once).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from app.model.errors import CodeRefused, NotConfirmed, NotSignedIn, SecondStepAsked
from app.model.people import PersonState, Role
from app.store import keeping, members, organisation_keys, second_step, staff_sessions, vault
from app.store.database import Database
from app.store.door import Door, Trying
from app.store.install_keys import install_keys
from app.store.members import Invitation, Joining, Member
from app.store.organisations import Organisation, listed
from app.store.own_sign_in import OwnSignIn
from app.store.signed_in import SignedIn, read_token
from app.store.tables import grants, organisations, people, sessions

SEEN_LAG = timedelta(minutes=5)  # a session is written to at most so often


class PeopleStore:
    """Organisations, members and sessions in one database. Safe to use from several threads.

    `own`: what members do about their own sign-in."""

    def __init__(self, database: Database, secret: bytes, memory: int = vault.MEMORY) -> None:
        self._database = database
        self._keys = install_keys(database, secret)
        guess_key = vault.derived_key(vault.secret_key(secret), b"guesses")
        self._door = Door(database, self._keys, guess_key, memory)
        self.own = OwnSignIn(self._door)

    # ---- organisations and invitations

    def found_organisation(self, name: str, now: datetime) -> str:
        """A new organisation, and the one-time token by which its first lead joins."""
        with self._database.writing() as connection:
            organisation_id = members.found(connection, self._keys, name)
            return members.invite(connection, self._keys, organisation_id, [Role.LEAD], now)

    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by name."""
        with self._database.reading() as connection:
            return listed(connection, self._keys)

    def invite(self, by: SignedIn, roles: Iterable[Role], now: datetime) -> str:
        """A one-time token for a new member."""
        with self._database.writing() as connection:
            return members.invite(connection, self._keys, by.organisation_id, roles, now)

    def invite_again(self, by: SignedIn, person_id: bytes, now: datetime) -> str:
        """A one-time token by which a member chooses a new passphrase. Raises PersonNotFound."""
        with self._database.writing() as connection:
            found = members.one(connection, by, person_id)
            return members.invite(
                connection,
                self._keys,
                by.organisation_id,
                members.read(found.roles),
                now,
                person_id=person_id,
            )

    def invitation(self, token: str, now: datetime) -> Invitation:
        """What a one-time link is for. Raises InvitationEnded."""
        with self._database.reading() as connection:
            return members.invitation(connection, self._keys, token, now)

    def join(
        self, token: str, name: str, sign_in_name: str, passphrase: str, now: datetime
    ) -> PersonState:
        """Use up a one-time link: a new member, or a member's new passphrase. Slow on purpose.

        Raises InvitationEnded and NameTaken."""
        invited = self.invitation(token, now)
        person_id, salt, pair = (
            invited.person_id or vault.new_id(),
            vault.new_id(),
            vault.new_pair(),
        )
        wrapping = self._door.wrapping(passphrase, salt)
        wrapped = vault.wrap_private(pair.private, wrapping, person_id)
        joining = Joining(name, sign_in_name, salt, pair, wrapped, person_id)
        with self._database.writing() as connection:
            members.use_up(connection, self._keys, token)
            if invited.person_id is not None:
                members.renew(connection, joining)
                return PersonState.WAITING
            return members.join(connection, self._keys, invited, joining)

    # ---- members

    def members(self, by: SignedIn) -> tuple[Member, ...]:
        """Everybody who is or was a member of the same organisation, by name."""
        with self._database.reading() as connection:
            return members.listed(connection, self._keys, by.organisation_id)

    def confirm(self, by: SignedIn, person_id: bytes) -> None:
        """Let a waiting person in. Raises PersonNotFound, NewerVersion where the key changed."""
        with self._database.writing() as connection:
            _hold(connection, by)
            members.confirm(connection, by, person_id)

    def remove(self, by: SignedIn, person_id: bytes, now: datetime) -> None:
        """Put a member out at once, also where they are signed in. Raises PersonNotFound.

        The organisation and its cases get new keys, for the old one may have been copied: it takes
        as long as sealing all cases again. Raises NewerVersion where somebody else changes it."""
        with self._database.writing() as connection:
            _hold(connection, by, to_change=True)
            members.remove(connection, by, person_id)
            organisation_keys.change(connection, by, now)
        self._database.empty_log()

    def change_roles(
        self, by: SignedIn, person_id: bytes, roles: frozenset[Role], now: datetime
    ) -> None:
        """Other roles for a member. Raises PersonNotFound. Where they open no case any more, all
        keys are made anew as in `remove`."""
        with self._database.writing() as connection:
            _hold(connection, by, to_change=True)
            if members.change_roles(connection, by, person_id, roles):
                organisation_keys.change(connection, by, now)
        self._database.empty_log()

    def grant(self, sign_in_name: str, language: str, *, given: bool = True) -> None:
        """Let a person review a language, or not any more. Raises PersonNotFound."""
        with self._database.writing() as connection:
            members.grant(connection, self._keys, sign_in_name, language, given=given)

    # ---- signing in

    def sign_in(self, sign_in_name: str, passphrase: str, address: str, now: datetime) -> str:
        """What the browser keeps from now on. Slow on purpose, also for a name nobody has.

        Raises TooManyTries, SignInRefused, NotConfirmed, and SecondStepAsked (a half session)."""
        tag = self._keys.sign_in_tag(sign_in_name)
        with self._database.reading() as connection:
            row = connection.execute(select(people).where(people.c.sign_in_tag == tag)).first()
        private = self._door.private_key(row, passphrase, Trying(address, tag, now))
        if row is None or row.state != PersonState.ACTIVE.value:
            raise NotConfirmed
        step = second_step.of(row, self._keys)
        with self._database.writing() as connection:
            begun = connection, self._keys, row.person_id, private, now
            if step is None or not step.is_on:
                return staff_sessions.begin(*begun)
            half = staff_sessions.begin_half(*begun)
        raise SecondStepAsked(half)

    def second_step(self, half: str, code: str, address: str, now: datetime) -> str:
        """What the browser keeps from now on, after the second step: six digits or a recovery code.

        Raises NotSignedIn if the first step was too long ago, TooManyTries, CodeRefused."""
        with self._database.writing() as connection:
            row, private = staff_sessions.half(connection, self._keys, half, now)
            trying = Trying(address, row.sign_in_tag, now)
            self._door.check(connection, trying)
            step = second_step.held(connection, self._keys, row.person_id)
            if step is None or not step.is_on:
                raise NotSignedIn  # it was taken away meanwhile
            right = second_step.taken(step, self._keys, row.person_id, code, now)
            left = right or second_step.refused(step)
            second_step.keep(connection, self._keys, row.person_id, left)
            if right is not None:
                staff_sessions.use_up(connection, row.session_tag)
                return staff_sessions.begin(connection, self._keys, row.person_id, private, now)
            self._door.count(connection, trying)
        raise CodeRefused(recovery_only=left.takes_recovery_only)

    def signed_in(self, text: str, now: datetime) -> SignedIn:
        """Whose browser this is. Raises NotSignedIn."""
        token = read_token(text)
        tag = self._keys.session_tag(token.session_id)
        at = keeping.seconds(now)
        with self._database.reading() as connection:
            row = connection.execute(
                select(
                    people,
                    sessions.c.wrapped_key.label("session_key"),
                    sessions.c.seen_at,
                    organisations.c.about.label("organisation"),
                )
                .join(sessions, sessions.c.person_id == people.c.person_id)
                .join(organisations, organisations.c.organisation_id == people.c.organisation_id)
                .where(
                    sessions.c.session_tag == tag,
                    staff_sessions.live(now),
                    people.c.state == PersonState.ACTIVE.value,
                )
            ).first()
            if row is None:
                raise NotSignedIn
            granted = connection.execute(
                select(grants.c.language).where(grants.c.person_id == row.person_id)
            )
            languages = frozenset(granted.scalars())
        if row.seen_at < at - int(SEEN_LAG.total_seconds()):
            with self._database.writing() as connection:
                this = sessions.c.session_tag == tag
                connection.execute(update(sessions).where(this).values(seen_at=at))
        try:
            private = vault.unwrap_private(row.session_key, token.key, row.person_id)
        except vault.SealBroken as error:
            raise NotSignedIn from error
        name, _ = json.loads(self._keys.open(row.person_id, row.about))
        sealed = row.organisation_key
        return SignedIn(
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            name=name,
            organisation=self._keys.open(row.organisation_id, row.organisation),
            roles=members.read(row.roles),
            languages=languages,
            session_tag=tag,
            private_key=private,
            organisation_key=None if sealed is None else vault.open_key(sealed, private),
        )

    def sign_out(self, who: SignedIn) -> None:
        """End this session."""
        self.own.end_session(who, who.session_tag)


def _hold(connection: Connection, by: SignedIn, *, to_change: bool = False) -> None:
    """What is sealed to somebody is the organisation's key of now. Who holds none seals none."""
    if by.organisation_key is not None:
        organisation_keys.hold(connection, by, to_change=to_change)
