"""What members do about their own sign-in: name, passphrase, second step, sessions.

Whoever asks is signed in; what could lock them out, or let somebody else in, asks for the
passphrase again. Slow on purpose where it does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, select, update

from app.model.errors import CodeRefused, NotAllowed, NotSignedIn
from app.store import second_step, staff_sessions, vault
from app.store.door import Door, Trying
from app.store.second_step import SecondStep
from app.store.signed_in import SignedIn
from app.store.staff_sessions import Session
from app.store.tables import people


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody sees of their own sign-in. `codes_left` is None without a second step."""

    name: str
    sign_in_name: str
    codes_left: int | None


@dataclass(frozen=True, slots=True)
class Proof:
    """Somebody's own passphrase, typed again, and where they typed it."""

    passphrase: str
    address: str
    now: datetime


class OwnSignIn:
    """Each call is about the person who asks, and one transaction."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._keys = door.keys

    def about(self, who: SignedIn) -> Own:
        """How the person is called and signs in."""
        with self._door.database.reading() as connection:
            row = _one(connection, who)
        name, sign_in_name = json.loads(self._keys.open(row.person_id, row.about))
        step = second_step.of(row, self._keys)
        return Own(name, sign_in_name, len(step.codes) if step is not None and step.is_on else None)

    def rename(self, who: SignedIn, name: str) -> None:
        """Another name for others to see. The name to sign in with stays."""
        with self._door.database.writing() as connection:
            row = _one(connection, who, keep=True)
            _, sign_in_name = json.loads(self._keys.open(row.person_id, row.about))
            about = self._keys.seal(row.person_id, json.dumps([name, sign_in_name]))
            _change(connection, who, about=about)

    def change_passphrase(self, who: SignedIn, proof: Proof, passphrase: str) -> None:
        """A new passphrase; every other session ends. Raises TooManyTries and SignInRefused."""
        private = self._proved(who, proof)
        salt = vault.new_id()
        wrapping = self._door.wrapping(passphrase, salt)
        wrapped = vault.wrap_private(private, wrapping, who.person_id)
        with self._door.database.writing() as connection:
            if _one(connection, who, keep=True).public_key != vault.public_of(private):
                raise NotSignedIn  # the keys were made anew meanwhile
            _change(connection, who, salt=salt, wrapped_key=wrapped)
            staff_sessions.end_others(connection, who)

    # ---- the second step

    def prepare_second_step(self, who: SignedIn, proof: Proof) -> None:
        """A secret that counts once a code of it was typed.

        Raises TooManyTries, SignInRefused, and NotAllowed if there is a second step already."""
        self._proved(who, proof)
        with self._door.database.writing() as connection:
            found = second_step.held(connection, self._keys, who.person_id)
            if found is not None and found.is_on:
                raise NotAllowed
            second_step.keep(connection, self._keys, who.person_id, second_step.new())

    def prepared_secret(self, who: SignedIn) -> str | None:
        """The secret, as long as it does not count; None without one, and for ever after."""
        with self._door.database.reading() as connection:
            found = second_step.of(_one(connection, who), self._keys)
        return None if found is None or found.is_on else found.secret

    def begin_second_step(self, who: SignedIn, code: str, now: datetime) -> tuple[str, ...]:
        """From now on a code is asked for; recovery codes, shown this once. Every other session
        ends: it began without. Raises CodeRefused, and NotAllowed if nothing is prepared."""
        with self._door.database.writing() as connection:
            found = second_step.held(connection, self._keys, who.person_id)
            if found is None or found.is_on:
                raise NotAllowed
            right = second_step.by_clock(found, code, now)
            if right is None:
                raise CodeRefused
            staff_sessions.end_others(connection, who)
            begun = SecondStep(right.secret, is_on=True, last=right.last)
            return self._with_codes(connection, who, begun)

    def new_recovery_codes(self, who: SignedIn, proof: Proof) -> tuple[str, ...]:
        """Instead of those before; shown this once.

        Raises TooManyTries, SignInRefused, and NotAllowed without a second step."""
        self._proved(who, proof)
        with self._door.database.writing() as connection:
            found = second_step.held(connection, self._keys, who.person_id)
            if found is None or not found.is_on:
                raise NotAllowed
            return self._with_codes(connection, who, found)

    def end_second_step(self, who: SignedIn, proof: Proof) -> None:
        """No code is asked for any more. Raises TooManyTries and SignInRefused."""
        self._proved(who, proof)
        with self._door.database.writing() as connection:
            _change(connection, who, second_factor=None)

    # ---- sessions

    def sessions(self, who: SignedIn, now: datetime) -> tuple[Session, ...]:
        """The person's own sessions that still open something, the last seen first."""
        with self._door.database.reading() as connection:
            return staff_sessions.listed(connection, who, now)

    def end_session(self, who: SignedIn, tag: bytes) -> None:
        """End one of them."""
        with self._door.database.writing() as connection:
            staff_sessions.end(connection, who, tag)

    def end_other_sessions(self, who: SignedIn) -> None:
        """End all of them but this one."""
        with self._door.database.writing() as connection:
            staff_sessions.end_others(connection, who)

    def _proved(self, who: SignedIn, proof: Proof) -> bytes:
        with self._door.database.reading() as connection:
            row = _one(connection, who)
        trying = Trying(proof.address, row.sign_in_tag, proof.now)
        return self._door.private_key(row, proof.passphrase, trying)

    def _with_codes(
        self, connection: Connection, who: SignedIn, step: SecondStep
    ) -> tuple[str, ...]:
        kept, codes = second_step.with_codes(step, self._keys, who.person_id)
        second_step.keep(connection, self._keys, who.person_id, kept)
        return codes


def _one(connection: Connection, who: SignedIn, *, keep: bool = False) -> Row[tuple[object, ...]]:
    """The person's row; to `keep` others from changing it until the transaction ends."""
    query = select(people).where(people.c.person_id == who.person_id)
    row = connection.execute(query.with_for_update() if keep else query).first()
    if row is None or row.sign_in_tag is None:  # put out meanwhile
        raise NotSignedIn
    return row


def _change(connection: Connection, who: SignedIn, **values: object) -> None:
    connection.execute(update(people).where(people.c.person_id == who.person_id).values(**values))
