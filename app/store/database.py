"""Connections to SQLite or PostgreSQL, each with the settings we rely on. Knows no table."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 20  # as long as an organisation's cases take to be sealed anew
WRITES = "exclusion_rights_writes"

# secure_delete overwrites what was deleted; NORMAL with WAL survives a crash of the process.
SQLITE_SETTINGS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


class BackupUnavailable(Exception):
    """This database is not backed up by us, or not to this place; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Database:
    """Reads that need no transaction, and writes that are one. Safe to use from several threads."""

    engine: Engine
    reads: Engine
    writes: Engine

    @property
    def is_local(self) -> bool:
        """Whether it is a file on this machine, quick enough to ask without a thread."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For queries that each stand alone."""
        with self.reads.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction: committed at the end, undone by any exception."""
        with self.writes.begin() as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A write transaction that may rebuild tables: no row follows a dropped parent."""
        with self.writes.connect() as connection:
            if self.is_local:
                _driver(connection).execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    yield connection
            finally:
                if self.is_local:
                    _driver(connection).execute("PRAGMA foreign_keys = ON")

    def empty_log(self) -> None:
        """Move SQLite's log into its file and cut it to nothing, so deleted bytes leave both.

        Skipped by SQLite while another connection reads; the next delete or purge does it then.
        """
        if self.is_local:
            with self.reading() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()

    def backup(self, path: Path) -> None:
        """A consistent copy in a new file, while families go on. Raises BackupUnavailable."""
        if not self.is_local:
            raise BackupUnavailable(
                "The cases are in PostgreSQL. Back them up with pg_dump, for example: "
                "pg_dump --format=custom --file=cases.dump NAME"
            )
        _make_private(path)
        with self.reading() as connection, closing(sqlite3.connect(path)) as target:
            _driver(connection).backup(target)

    def close(self) -> None:
        """Give all connections back; SQLite then tidies its log away."""
        self.engine.dispose()


def connect(url: str) -> Database:
    """The database at an SQLAlchemy `url`. A SQLite file is made, for our user only, if missing."""
    if url.startswith("sqlite:"):
        engine = create_engine(url, hide_parameters=True, pool_reset_on_return=None)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin)
        if engine.url.database:
            _make_sqlite_file(Path(engine.url.database))
        return Database(engine, engine, engine.execution_options(**{WRITES: True}))
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
    return Database(engine, engine.execution_options(isolation_level="AUTOCOMMIT"), engine)


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def _set_up_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would begin transactions too late: see _begin
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


def _begin(connection: Connection) -> None:
    """Take SQLite's write lock at the start, where waiting for it is possible."""
    if connection.get_execution_options().get(WRITES):
        _driver(connection).execute("BEGIN IMMEDIATE")


def _make_sqlite_file(path: Path) -> None:
    """A file that has its log from the start: processes that turn it on together would quarrel."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return
    made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    _make_private(made)
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    try:
        path.hardlink_to(made)
    except FileExistsError:
        pass  # another process was first: its file counts
    finally:
        made.unlink()


def _make_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise BackupUnavailable(f"{path} exists already. Choose a new name.") from error
    except FileNotFoundError as error:
        raise BackupUnavailable(f"There is no folder {path.parent}.") from error
