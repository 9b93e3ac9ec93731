"""Brings a database to the tables of this version. Knows no case."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from app.store.database import Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_114_120_133  # any number, the same in every process of ours


def migrate(database: Database) -> None:
    """Run the migrations that are missing, in one transaction; processes wait for each other."""
    # Imported here: a third of a second that commands without a database need not pay.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with database.migrating() as connection:
        if not database.is_local:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
