"""Brings a database to the tables of this version. Knows no case."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.store.database import Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_114_120_133  # any number, the same in every process of ours


def migrate(database: Database) -> None:
    """Run the migrations that are missing, in one transaction; processes wait for each other."""
    with database.migrating() as connection:
        if not database.is_local:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if not _is_newest(connection):
            _upgrade(connection)


def newest() -> str:
    """The revision of the last migration, as its file is named."""
    return max(path.name for path in FOLDER.glob("versions/v*.py"))[1:5]


def _is_newest(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == newest()


def _upgrade(connection: Connection) -> None:
    # Imported here: a tenth of a second that only a database of an older version has to pay.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
