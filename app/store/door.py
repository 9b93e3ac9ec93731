"""What somebody has to prove to be let in: a passphrase, and that they do not guess. Slow.

Only wrong ones are counted, for the address and for the name that is tried.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Row

from app.model.errors import SignInRefused
from app.store import guesses, vault
from app.store.database import Database
from app.store.install_keys import InstallKeys

NOBODY = b"nobody of this name"


@dataclass(frozen=True, slots=True)
class Trying:
    """Who tries, whom they try, and when."""

    address: str
    sign_in_tag: bytes
    now: datetime

    @property
    def watched(self) -> tuple[str, str]:
        """Whose wrong tries are counted."""
        return self.address, self.sign_in_tag.hex()


@dataclass(frozen=True, slots=True)
class Door:
    """Passphrases of one installation. `memory` is what trying one takes, in bytes."""

    database: Database
    keys: InstallKeys
    guess_key: bytes = field(repr=False)
    memory: int

    def check(self, connection: Connection, trying: Trying) -> None:
        """Raises TooManyTries if they have to wait."""
        for each in trying.watched:
            guesses.check(connection, self.guess_key, each, trying.now, guesses.PEOPLE)

    def count(self, connection: Connection, trying: Trying) -> None:
        """Note a wrong try."""
        for each in trying.watched:
            guesses.count(connection, self.guess_key, each, trying.now, guesses.PEOPLE)

    def private_key(
        self, row: Row[tuple[object, ...]] | None, passphrase: str, trying: Trying
    ) -> bytes:
        """The private key of the person in `row`. As slow for nobody as for somebody.

        Raises TooManyTries and SignInRefused."""
        with self.database.reading() as connection:
            self.check(connection, trying)
        wrapping = self.wrapping(passphrase, row.salt if row is not None else NOBODY)
        try:
            if row is not None:
                return vault.unwrap_private(row.wrapped_key, wrapping, row.person_id)
        except vault.SealBroken:
            pass
        with self.database.writing() as connection:
            self.count(connection, trying)
        raise SignInRefused

    def wrapping(self, passphrase: str, salt: bytes) -> bytes:
        """The key that a passphrase stands for."""
        return vault.passphrase_key(passphrase, self.keys.salt(salt), self.memory)
