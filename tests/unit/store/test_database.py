"""Connections, migrations, backups, and how handlers call the store."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from app.store import access
from app.store.cases import CaseStore, open_store
from app.store.database import BackupUnavailable, Database, connect
from app.store.open_tables import metadata
from app.store.records import CASE_RECORD
from app.store.schema import FOLDER, migrate, newest
from app.store.tables import cases, holders, install
from tests.unit.store.conftest import CHEAP, SECRET

only_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
only_postgres = pytest.mark.parametrize(
    "url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def statements(database: Database) -> Iterator[list[str]]:
    """What is sent to the database, as it is sent."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement.split()[0])

    event.listen(database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(database.engine, "before_cursor_execute", note)


def test_a_question_step_is_one_read_and_one_short_transaction(
    store: CaseStore, now: datetime, statements: list[str]
) -> None:
    case = store.create(now)
    store.write(case, CASE_RECORD, b"answers", 0, now)
    token = store.token(case)
    statements.clear()
    opened, stored = store.open_and_read(token, CASE_RECORD, now)
    assert stored is not None
    assert statements == ["SELECT"]
    statements.clear()
    store.write(opened, CASE_RECORD, b"more", stored[1], now)
    assert statements == ["UPDATE", "UPDATE"]


def test_migrations_build_the_tables_the_code_uses(database: Database) -> None:
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_new_database_has_every_migration(database: Database) -> None:
    last = ScriptDirectory(str(FOLDER)).get_current_head()
    with database.reading() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == last
    assert newest() == last


def test_migrating_again_changes_nothing(database: Database) -> None:
    with database.reading() as connection:
        before = connection.execute(select(install)).all()
    migrate(database)
    with database.reading() as connection:
        assert connection.execute(select(install)).all() == before
    assert len(before) == 1


@pytest.fixture
def empty_url(url: str, tmp_path: Path) -> str:
    """A database of the same kind without any table."""
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    name = f"empty_{secrets.token_hex(4)}"
    with closing(connect(url)) as server, server.reading() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return url.replace("/postgres?", f"/{name}?")


def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    start = threading.Barrier(3)

    def begin(_process: int) -> bytes:
        with closing(connect(empty_url)) as own:
            start.wait()
            migrate(own)
            with own.reading() as connection:
                return connection.execute(select(install.c.salt)).scalar_one()

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(begin, range(3)))) == 1


def test_a_key_without_its_case_is_refused(database: Database) -> None:
    row = {"holder_id": b"h", "case_id": b"nobody", "kind": "parent", "public_key": b"p"}
    with pytest.raises(IntegrityError) as raised, database.writing() as connection:
        connection.execute(holders.insert().values(row))
    assert "nobody" not in str(raised.value)


@only_sqlite
def test_sqlite_is_set_up_for_speed_and_for_forgetting(database: Database) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 1,  # NORMAL
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 20000,
    }
    with database.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    assert found == expected


@only_sqlite
def test_the_files_are_for_our_user_only(database: Database) -> None:
    path = Path(str(database.engine.url.database))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


@only_sqlite
def test_a_backup_restores_every_case_and_number(
    store: CaseStore, now: datetime, tmp_path: Path
) -> None:
    case = store.create(now)
    store.write(case, CASE_RECORD, b"answers", 0, now)
    code = store.keep(case, now)
    backup = tmp_path / "backup.sqlite"
    store.backup(backup)
    store.delete(case, now)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(connect(f"sqlite:///{backup}")) as copy:
        migrate(copy)
        restored = CaseStore(copy, SECRET, CHEAP)
        assert restored.open_and_read(restored.token(case), CASE_RECORD, now)[1] == (b"answers", 1)
        assert restored.open_with_number(code, "203.0.113.7", now).case_id == case.case_id


@only_sqlite
def test_a_backup_is_one_whole_file(store: CaseStore, now: datetime, tmp_path: Path) -> None:
    store.create(now)
    folder = tmp_path / "backups"
    folder.mkdir()
    store.backup(folder / "cases.sqlite")
    assert [path.name for path in folder.iterdir()] == ["cases.sqlite"]
    with closing(sqlite3.connect(folder / "cases.sqlite")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@only_sqlite
def test_a_backup_never_writes_over_anything(store: CaseStore, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("keep me")
    with pytest.raises(BackupUnavailable, match="exists already"):
        store.backup(tmp_path / "there")
    with pytest.raises(BackupUnavailable, match="no folder"):
        store.backup(tmp_path / "missing" / "cases.sqlite")
    assert (tmp_path / "there").read_text() == "keep me"


@only_postgres
def test_postgres_is_backed_up_with_its_own_tool(store: CaseStore, tmp_path: Path) -> None:
    with pytest.raises(BackupUnavailable, match="pg_dump"):
        store.backup(tmp_path / "cases.sqlite")
    assert not (tmp_path / "cases.sqlite").exists()


def test_a_failed_write_leaves_the_database_usable(database: Database, store: CaseStore) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(install.update().values(salt=b"lost"))
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute(select(install.c.salt)).scalar() != b"lost"


def test_handlers_stay_in_their_thread_only_for_a_local_file(store: CaseStore) -> None:
    here = threading.get_ident()
    there = asyncio.run(access.run(store, threading.get_ident))
    assert (there == here) is store.is_local


def test_handlers_get_results_and_errors(store: CaseStore, now: datetime) -> None:
    case = asyncio.run(access.run(store, store.create, now))
    assert asyncio.run(access.run(store, store.open, store.token(case), now)) == case
    with pytest.raises(ValueError, match="zone"):
        asyncio.run(access.run(store, store.create, datetime(2026, 10, 13)))  # noqa: DTZ001


def test_a_database_of_before_is_brought_up_to_date_and_loses_nothing(empty_url: str) -> None:
    database = connect(empty_url)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        case = {"case_id": b"c" * 16, "key_version": 1, "expires_at": 1, "kept": True}
        of_case = {"holder_id": b"h" * 16, "case_id": b"c" * 16, "kind": "parent"}
        for table, row in (("cases", case), ("holders", {**of_case, "public_key": b"k"})):
            names = ", ".join(f":{name}" for name in row)
            sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({names})"  # noqa: S608
            connection.execute(text(sql), row)
    migrate(database)
    with database.reading() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == newest()
        assert connection.execute(select(cases.c.case_id)).scalars().all() == [b"c" * 16]
        assert connection.execute(select(holders.c.public_key)).scalars().all() == [b"k"]
    database.close()


def test_one_call_opens_a_store_ready_for_use(url: str, now: datetime) -> None:
    with closing(open_store(url, SECRET)) as store:
        case = store.create(now)
        assert store.open(store.token(case), now) == case


@only_sqlite
def test_a_closed_store_leaves_one_file(
    url: str, now: datetime, bytes_on_disk: Callable[[], bytes], database: Database
) -> None:
    database.close()
    with closing(open_store(url, SECRET)) as store:
        store.create(now)
    folder = Path(str(database.engine.url.database)).parent
    assert [path.name for path in folder.iterdir()] == ["cases.sqlite"]
