"""The list of schools as one SQLite file of its own: its tables, and how a new one takes its place.

A new file is built aside and renamed over the old one, so that whoever reads sees either the
whole old list or the whole new one. Knows nothing of the files it is made from.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from app.model.schools import ListedSchool
from app.registers.school_words import grams, plain

FORMAT = 1
TABLES = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA user_version = {FORMAT};
CREATE TABLE schools (
  urn INTEGER PRIMARY KEY, name TEXT, town TEXT, postcode TEXT, la_code TEXT, la_name TEXT,
  type_code TEXT, type_name TEXT, standing TEXT, plain_name TEXT, plain_place TEXT
);
CREATE TABLE links (urn INTEGER, successor INTEGER, PRIMARY KEY (urn, successor)) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY, schools INTEGER) WITHOUT ROWID;
CREATE TABLE grams (gram TEXT PRIMARY KEY, schools INTEGER) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE VIRTUAL TABLE spelt USING fts5(text, content='', tokenize='trigram');
"""
INDEXES = """
CREATE INDEX schools_by_name ON schools (plain_name);
CREATE INDEX schools_by_postcode ON schools (postcode);
INSERT INTO spelt (spelt) VALUES ('optimize');
"""
OWN = (
    "urn",
    "name",
    "town",
    "postcode",
    "la_code",
    "la_name",
    "type_code",
    "type_name",
    "standing",
)
COLUMNS = ", ".join(OWN)
COUNTS = """
SELECT count(*), count(*) FILTER (WHERE standing = 'open'),
  count(*) FILTER (WHERE type_code IS NOT NULL OR type_name IS NOT NULL),
  (SELECT count(*) FROM links)
FROM schools
"""
TYPES = """
SELECT type_code, type_name, count(*) FROM schools GROUP BY type_code, type_name ORDER BY type_code
"""
COUNCILS = """
SELECT la_code, max(la_name) FROM schools
WHERE la_code IS NOT NULL AND la_name IS NOT NULL GROUP BY la_code
"""

Link = tuple[str, str]
"""URN of a school, and URN of one that follows it."""


class ListUnusable(Exception):
    """A list that cannot be read or made; the message says why and what to do."""


def write(
    path: Path, schools: Iterable[ListedSchool], links: Iterable[Link], facts: Mapping[str, str]
) -> None:
    """Put a new list in the place of the one at `path`. Raises ListUnusable; then the old list is
    as it was."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        _build(aside, schools, links, facts)
        _settle(aside)
        aside.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise ListUnusable(f"The list cannot be written to {path.parent}: {error}.") from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def open_file(path: Path) -> sqlite3.Connection:
    """A list to read from, in any thread, one at a time. Raises ListUnusable."""
    try:
        opened = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        (found,) = opened.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise ListUnusable(f"{path} is not a list of schools: {error}.") from error
    if found != FORMAT:
        opened.close()
        raise ListUnusable(f"{path} was made by another version. Import the schools again.")
    return opened


def schools_in(opened: sqlite3.Connection) -> Iterator[ListedSchool]:
    """Every school of a list."""
    for row in opened.execute(f"SELECT {COLUMNS} FROM schools"):  # noqa: S608 - our own names
        yield school_of(row)


def school_of(row: tuple[object, ...]) -> ListedSchool:
    """The school of a row that holds `COLUMNS`."""
    urn, *others = row
    return ListedSchool(str(urn), *others)  # type: ignore[arg-type]


def links_in(opened: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every closed school of a list with one that follows it, by URN."""
    return [(str(old), str(new)) for old, new in opened.execute("SELECT * FROM links")]


def counts(opened: sqlite3.Connection) -> dict[str, int]:
    """How much a list holds: schools, those open, those whose type is known, links."""
    names = ("schools", "open", "typed", "links")
    return dict(zip(names, opened.execute(COUNTS).fetchone(), strict=True))


def types_in(opened: sqlite3.Connection) -> list[tuple[str | None, str | None, int]]:
    """Code and name of every type of school in a list, and how many schools are of it."""
    return list(opened.execute(TYPES))


def councils_in(opened: sqlite3.Connection) -> dict[str, str]:
    """The name of every council in a list, by its number."""
    return dict(opened.execute(COUNCILS))


def facts_in(opened: sqlite3.Connection) -> dict[str, str]:
    """What a list says about itself."""
    return dict(opened.execute("SELECT name, value FROM facts"))


def _build(
    path: Path, schools: Iterable[ListedSchool], links: Iterable[Link], facts: Mapping[str, str]
) -> None:
    words: Counter[str] = Counter()
    threes: Counter[str] = Counter()

    def rows() -> Iterator[tuple[object, ...]]:
        for each in schools:
            name, place = plain(each.name), _place(each)
            words.update(set(f"{name} {place}".split()))
            threes.update(grams(f"{name} {place}"))
            yield (*(getattr(each, column) for column in OWN), name, place)

    with closing(sqlite3.connect(path)) as made:
        made.executescript(TABLES)
        made.executemany(f"INSERT INTO schools VALUES (?{', ?' * (len(OWN) + 1)})", rows())  # noqa: S608
        made.execute(
            "INSERT INTO spelt (rowid, text)"
            " SELECT urn, plain_name || ' ' || plain_place FROM schools"
        )
        made.executemany("INSERT OR IGNORE INTO links VALUES (?, ?)", links)
        made.executemany("INSERT INTO words VALUES (?, ?)", words.items())
        made.executemany("INSERT INTO grams VALUES (?, ?)", threes.items())
        made.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
        made.execute("INSERT OR REPLACE INTO facts SELECT 'schools', count(*) FROM schools")
        made.commit()
        made.executescript(INDEXES)


def _place(school: ListedSchool) -> str:
    """Town, council and postcode, plain, each word once."""
    parts = (school.town, school.la_name, school.postcode)
    return " ".join(dict.fromkeys(" ".join(plain(each) for each in parts if each).split()))


def _settle(path: Path) -> None:
    """Have the bytes on the disk before the name points to them."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
