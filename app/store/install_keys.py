"""Keys for names and tags, from the installation's secret. Knows no case."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from app.store import vault
from app.store.database import Database
from app.store.tables import install


@dataclass(frozen=True, slots=True)
class InstallKeys:
    """What the installation's secret gives: keys for names and for tags."""

    key: bytes = field(repr=False)

    def sign_in_tag(self, sign_in_name: str) -> bytes:
        """How a sign-in name is filed; capitals and spaces around it make no difference."""
        return vault.keyed_hash(self.key, b"sign in", sign_in_name.strip().casefold().encode())

    def invitation_tag(self, token: str) -> bytes:
        """How a one-time link is filed."""
        return vault.keyed_hash(self.key, b"invitation", token.encode())

    def share_tag(self, code: str) -> bytes:
        """How a short code is filed by which a case is given."""
        return vault.keyed_hash(self.key, b"share code", code.encode())

    def session_tag(self, session_id: bytes) -> bytes:
        """How a session is filed."""
        return vault.keyed_hash(self.key, b"session", session_id)

    def half_session_tag(self, session_id: bytes) -> bytes:
        """How a session is filed that waits for its second step: no whole one is filed so."""
        return vault.keyed_hash(self.key, b"half session", session_id)

    def recovery_tag(self, person_id: bytes, digits: str) -> str:
        """How a recovery code is kept: of no use for anybody else, nor without the secret."""
        return vault.keyed_hash(self.key, b"recovery code", person_id + digits.encode()).hex()

    def salt(self, stored: bytes) -> bytes:
        """The Argon2id salt of a passphrase: of no use without the server's secret."""
        return vault.keyed_hash(self.key, b"passphrase", stored)[: vault.ID_BYTES]

    def seal(self, owner: bytes, text: str) -> bytes:
        """A name, sealed to whom it belongs to."""
        return vault.seal_note(self.key, b"name", owner, text)

    def open(self, owner: bytes, sealed: bytes) -> str:
        """The name again. Raises vault.SealBroken."""
        return vault.open_note(self.key, b"name", owner, sealed)

    def seal_second_step(self, owner: bytes, text: str) -> bytes:
        """What the second step of somebody's sign-in is checked by."""
        return vault.seal_note(self.key, b"second step", owner, text)

    def open_second_step(self, owner: bytes, sealed: bytes) -> str:
        """The same again. Raises vault.SealBroken."""
        return vault.open_note(self.key, b"second step", owner, sealed)


def install_keys(database: Database, secret: bytes) -> InstallKeys:
    """The keys of the installation whose database and secret these are."""
    with database.reading() as connection:
        salt = connection.execute(select(install.c.salt)).scalar_one()
    return InstallKeys(vault.keyed_hash(vault.secret_key(secret), b"people", salt))
