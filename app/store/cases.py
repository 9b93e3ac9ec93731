"""Everything that can be asked of the cases, each call one read or one transaction.

Knows no fact, no letter and no language: a record is a name and bytes. Every method is
synchronous; app/store/access.py says how a handler calls it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from app.model.errors import CaseNotFound
from app.store import guesses, holders, keeping, lifetime, opening, records, vault, views
from app.store.database import Database, connect
from app.store.holders import Holder
from app.store.open_case import HolderKind, OpenCase, Token, read_token
from app.store.opening import Found
from app.store.records import CASE_RECORD, Stored
from app.store.schema import migrate
from app.store.tables import install
from app.store.views import Extract, OpenView


class CaseStore:
    """Sealed cases in one database. Safe to use from several threads and processes.

    `secret` is the installation's; `memory` is what one return code costs to try, in bytes. `now`
    is always a time with a zone. `extract` says what views show. Whatever writes to an open case
    raises CaseNotFound when it is gone and NewerVersion when it changed meanwhile.
    """

    def __init__(
        self,
        database: Database,
        secret: bytes,
        memory: int = vault.MEMORY,
        extract: Extract = views.nothing,
    ) -> None:
        with database.reading() as connection:
            install_salt = connection.execute(select(install.c.salt)).scalar_one()
        self._database = database
        self._salt = vault.code_salt(secret, install_salt)
        self._guess_key = vault.derived_key(vault.secret_key(secret), b"guesses")
        self._memory = memory
        self._extract = extract

    @property
    def database(self) -> Database:
        """The database, for a store of other things in it."""
        return self._database

    @property
    def extract(self) -> Extract:
        """What views show."""
        return self._extract

    def code_keys(self, digits: str) -> vault.CodeKeys:
        """What the digits of a return code become. Slow on purpose."""
        return vault.code_keys(digits, self._salt, self._memory)

    @property
    def is_local(self) -> bool:
        """Whether calls are quick enough to make without a thread."""
        return self._database.is_local

    def create(self, now: datetime) -> OpenCase:
        """A new case without records, deleted after 24 hours without use unless it is kept."""
        with self._database.writing() as connection:
            return opening.make(connection, now)

    def token(self, open_case: OpenCase) -> str:
        """What the browser keeps to open the case again: a secret, for a cookie only."""
        return Token(open_case.case_id, open_case.holder_id, open_case.private_key).text()

    def open(self, token: str, now: datetime) -> OpenCase:
        """The case of a browser. Raises CaseNotFound."""
        return self._found(read_token(token), now).open_case

    def open_and_read(self, token: str, name: str, now: datetime) -> tuple[OpenCase, Stored | None]:
        """The case and one record: a single query if `name` is CASE_RECORD, two otherwise.

        Raises CaseNotFound, and vault.SealBroken if the record was tampered with.
        """
        found = self._found(read_token(token), now)
        if name != CASE_RECORD:
            return found.open_case, self.read(found.open_case, name)
        if found.sealed is None:
            return found.open_case, None
        return found.open_case, records.opened(found.open_case, name, found.version, found.sealed)

    def reopen(self, open_case: OpenCase, now: datetime) -> tuple[OpenCase, Stored | None]:
        """The same case as it is now, for the same holder, with its first record.

        Raises CaseNotFound, for a holder who was put out as well."""
        opened, stored = self.open_and_read(self.token(open_case), CASE_RECORD, now)
        return replace(opened, actor=open_case.actor), stored

    def open_view(self, token: str, now: datetime) -> OpenView:
        """The view of a browser. Raises CaseNotFound."""
        with self._database.reading() as connection:
            return views.by_token(connection, read_token(token), now)

    def open_with_number(
        self, code: str, network_address: str, now: datetime
    ) -> OpenCase | OpenView:
        """The case, or the view, of a return code. Slow on purpose: see app/store/numbers.py.

        Raises CaseNotFound for a wrong code (counted against the address if it has 16 digits),
        TooManyTries while the address has to wait, vault.SealBroken if rows were tampered with.
        """
        digits = vault.code_digits(code)
        if digits is None:
            raise CaseNotFound
        with self._database.reading() as connection:
            guesses.check(connection, self._guess_key, network_address, now)
        keys = self.code_keys(digits)
        with self._database.reading() as connection:
            token = opening.by_code(connection, keys, now)
            view = None if token is None else opening.kind_of(connection, token) is HolderKind.VIEW
            if token is not None and view:
                return views.by_token(connection, token, now)
        if token is not None:
            return self._found(token, now).open_case
        with self._database.writing() as connection:
            guesses.count(connection, self._guess_key, network_address, now)
        raise CaseNotFound

    def read(self, open_case: OpenCase, name: str) -> Stored | None:
        """The plaintext and version of a record, or None. Raises vault.SealBroken."""
        with self._database.reading() as connection:
            return records.read(connection, open_case, name)

    def write(
        self, open_case: OpenCase, name: str, plaintext: bytes, expected_version: int, now: datetime
    ) -> int:
        """Store over `expected_version` (0: none yet), extend the expiry, give the new version.

        Raises NewerVersion with the stored version: open and read again. It is 0 if the record is
        gone or the case has a new key.
        """
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            version = records.write(connection, open_case, name, plaintext, expected_version)
            self._saved(connection, open_case, now)
            return version

    def names(self, open_case: OpenCase) -> tuple[str, ...]:
        """The names of all records, sorted. Raises vault.SealBroken."""
        with self._database.reading() as connection:
            return records.names(connection, open_case)

    def remove(self, open_case: OpenCase, name: str, now: datetime) -> None:
        """Take one record away; nothing happens if there is none."""
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            records.remove(connection, open_case, name)
            self._saved(connection, open_case, now)

    def change(
        self,
        open_case: OpenCase,
        written: Mapping[str, tuple[bytes, int]],
        removed: Collection[str],
        now: datetime,
    ) -> None:
        """Write several records, each over the version given with it, and take others away: all of
        it or nothing. On SQLite the bytes of what was taken away leave the files."""
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            for name, (plaintext, version) in written.items():
                records.write(connection, open_case, name, plaintext, version)
            for name in removed:
                records.remove(connection, open_case, name)
            self._saved(connection, open_case, now)
        if removed:
            self._database.empty_log()

    def keep(self, open_case: OpenCase, now: datetime, last_deadline: date | None = None) -> str:
        """Save the case and give a new return code, in groups of four; the one before it ends.

        `last_deadline` is the last day we know of. Slow on purpose: see app/store/numbers.py.
        """
        digits = vault.new_code()
        keys = self.code_keys(digits)
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            lifetime.save(connection, open_case, now, last_deadline)
            holders.give_code(connection, open_case, keys)
        return vault.grouped(digits)

    def set_last_deadline(
        self, open_case: OpenCase, last_deadline: date | None, now: datetime
    ) -> None:
        """Keep a saved case 90 days from now, or 30 days after this day if that is later."""
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            lifetime.move(connection, open_case, now, last_deadline)

    def delete(self, open_case: OpenCase, now: datetime) -> None:
        """Remove the case with everything in it, and on SQLite its bytes from the files."""
        with self._database.writing() as connection:
            holders.note_for_all(connection, open_case, "deleted", now)
            lifetime.end(connection, open_case.case_id)
        self._database.empty_log()

    def purge(self, now: datetime) -> int:
        """Delete what has expired, and its bytes from SQLite's files. The number of cases."""
        with self._database.writing() as connection:
            removed = lifetime.purge(connection, now)
        self._database.empty_log()
        return removed

    def holders(self, open_case: OpenCase) -> tuple[Holder, ...]:
        """Everybody who can open the case, or reads a view of it."""
        with self._database.reading() as connection:
            return holders.listed(connection, open_case)

    def add_holder(
        self, open_case: OpenCase, kind: HolderKind, public_key: bytes, now: datetime
    ) -> bytes:
        """Seal the case key to a public key (not for a view) and give its holder id."""
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            return holders.add(connection, open_case, kind, public_key, now)

    def note(self, open_case: OpenCase, act: str, now: datetime) -> None:
        """An act of a member, for their organisation's audit list; nothing for a family."""
        if open_case.actor is not None:
            with self._database.writing() as connection:
                holders.note(connection, open_case, act, now)

    def reseal(self, open_case: OpenCase, remaining: Collection[bytes], now: datetime) -> OpenCase:
        """A new case key for ourselves and the `remaining` holder ids; everybody else is out."""
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            return holders.reseal(connection, open_case, remaining, now)

    def renew(self, open_case: OpenCase, now: datetime) -> OpenCase:
        """A new key pair and case key: our number ends, and so do our other browsers.

        For a number that somebody else has seen. The browser needs the new token, and `keep` gives
        a new number.
        """
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            return holders.renew(connection, open_case, now)

    def backup(self, path: Path) -> None:
        """A copy of all sealed cases in a new file. Raises database.BackupUnavailable."""
        self._database.backup(path)

    def close(self) -> None:
        """Give all connections back."""
        self._database.close()

    def _saved(self, connection: Connection, open_case: OpenCase, now: datetime) -> None:
        holders.note_change(connection, open_case, now)
        if open_case.has_views:
            views.refresh(connection, open_case, self._extract, now)

    def _found(self, token: Token, now: datetime) -> Found:
        with self._database.reading() as connection:
            found = opening.by_token(connection, token, now)
        open_case = found.open_case
        kept, days = open_case.kept, open_case.keep_days
        if not keeping.is_behind(open_case.expires_at, now, kept=kept, keep_days=days):
            return found
        # Looking is use as well. This writes at most once an hour, once a day for a saved case.
        with self._database.writing() as connection:
            lifetime.extend(connection, open_case, now)
        expires_at = keeping.expiry(now, kept=kept, keep_days=days)
        return replace(found, open_case=replace(open_case, expires_at=expires_at))


def open_store(url: str, secret: bytes, extract: Extract = views.nothing) -> CaseStore:
    """The store at a database `url` of app/settings.py, with every migration run."""
    database = connect(url)
    migrate(database)
    return CaseStore(database, secret, extract=extract)
