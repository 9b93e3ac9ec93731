"""Imported term dates in a small SQLite file of their own, beside the database.

A new file is built aside and swapped in by renaming: whoever reads meanwhile reads the old one, and
a running service sees the new one at the next look.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.model.calendar import OwnDays
from app.registers.term_dates import Calendar

SHAPE = 1  # of the file; a file of another shape counts as none until the next import
TABLE = """
CREATE TABLE calendar (
  la_code TEXT NOT NULL,
  urn TEXT NOT NULL,
  school_year TEXT NOT NULL,
  la_name TEXT NOT NULL,
  source TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  days INTEGER NOT NULL,
  of_one_school INTEGER NOT NULL,
  own TEXT NOT NULL,
  PRIMARY KEY (la_code, urn, school_year)
) WITHOUT ROWID
"""
COLUMNS = "la_code, urn, school_year, la_name, source, source_kind, days, of_one_school, own"
PUT = f"INSERT OR REPLACE INTO calendar ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
ALL = f"SELECT {COLUMNS} FROM calendar ORDER BY la_name, urn, school_year"  # noqa: S608
OF_SCHOOL = "SELECT own FROM calendar WHERE urn = ? ORDER BY school_year"
OF_COUNCIL = """
SELECT own FROM calendar WHERE la_code = ? AND urn = '' AND NOT of_one_school ORDER BY school_year
"""

Stamp = tuple[int, int, int]  # which file it is, when it was written, how long it is


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The term dates of one installation. Without a file there are none."""

    path: Path

    def years(self, urn: str | None, la_code: str | None) -> tuple[OwnDays, ...]:
        """School year by school year, the surest first: of the school, then of its council."""
        stamp = self._stamp() if urn or la_code else None
        return _years(self.path, stamp, urn or "", la_code or "") if stamp else ()

    def listed(self) -> tuple[Calendar, ...]:
        """Every calendar, by council, school and year."""
        if not self._stamp():
            return ()
        with closing(_opened(self.path)) as file:
            return tuple(_calendar(row) for row in file.execute(ALL)) if _fits(file) else ()

    def put(self, calendars: Iterable[Calendar]) -> None:
        """Add calendars; one of the same council or school and year is replaced."""
        kept = {(each.la_code, each.urn, each.school_year): each for each in self.listed()}
        kept |= {(each.la_code, each.urn, each.school_year): each for each in calendars}
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        aside.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(aside)) as file, file:
                file.execute(TABLE)
                file.executemany(PUT, map(_row, kept.values()))
                file.execute(f"PRAGMA user_version = {SHAPE}")
            aside.replace(self.path)
        finally:
            aside.unlink(missing_ok=True)

    def _stamp(self) -> Stamp | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=512)
def _years(path: Path, _: Stamp, urn: str, la_code: str) -> tuple[OwnDays, ...]:
    with closing(_opened(path)) as file:
        if not _fits(file):
            return ()
        found = file.execute(OF_SCHOOL, (urn,)).fetchall() if urn else []
        found += file.execute(OF_COUNCIL, (la_code,)).fetchall() if la_code else []
    return tuple(OwnDays.model_validate_json(own) for (own,) in found)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _fits(file: sqlite3.Connection) -> bool:
    return bool(file.execute("PRAGMA user_version").fetchone()[0] == SHAPE)


def _row(each: Calendar) -> tuple[str | int, ...]:
    return (
        each.la_code, each.urn, each.school_year, each.la_name, each.source, each.source_kind,
        each.days, int(each.of_one_school), each.own.model_dump_json(),
    )  # fmt: skip


def _calendar(row: tuple[str, str, str, str, str, str, int, int, str]) -> Calendar:
    la_code, urn, year, name, source, kind, days, of_one_school, own = row
    found = OwnDays.model_validate_json(own)
    return Calendar(la_code, urn, year, name, source, kind, days, bool(of_one_school), found)
