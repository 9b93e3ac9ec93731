"""Published files to a new list of schools that takes the place of the old one.

What a run leaves out (the schools, or the links between them) is taken over from the list before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.model.schools import ListedSchool
from app.registers import school_columns, school_file, school_rows
from app.registers.school_file import Link, ListUnusable
from app.registers.school_rows import Progress, Table

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files to import, and the day on which it is done. One of the files may be None."""

    schools: Path | None
    links: Path | None
    on: date


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out: where it stands, and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    schools: int
    before: int
    bad: tuple[BadRow, ...]


@dataclass(slots=True)
class _List:
    """A whole list in memory."""

    schools: tuple[ListedSchool, ...] = ()
    links: tuple[Link, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)


def run(path: Path, wanted: Wanted, progress: Progress) -> Imported:
    """Import into the list at `path`. Raises ListUnusable; then the list stays as it was."""
    made = _before(path)
    before, bad = len(made.schools), list[BadRow]()
    if wanted.schools is None and not before:
        raise ListUnusable("There is no list of schools yet. Import one together with its links.")
    if wanted.schools is not None:
        made.schools, table = _read(wanted.schools, school_columns.schools, progress, bad)
        made.facts |= {
            "source": wanted.schools.name,
            "date": school_columns.dated(wanted.schools.name, table.headings),
        }
    if wanted.links is not None:
        made.links, _ = _read(wanted.links, school_columns.links, lambda _: None, bad)
        made.facts["links_source"] = wanted.links.name
    made.facts["imported"] = wanted.on.isoformat()
    school_file.write(path, made.schools, made.links, made.facts)
    return Imported(len(made.schools), before, tuple(bad))


def _before(path: Path) -> _List:
    """The list before; an empty one if there is none that can be read."""
    if not path.is_file():
        return _List()
    try:
        opened = school_file.open_file(path)
    except ListUnusable:
        return _List()
    with closing(opened):
        schools, links = school_file.schools_in(opened), school_file.links_in(opened)
        return _List(tuple(schools), tuple(links), school_file.facts_in(opened))


def _read(
    path: Path,
    entries: Callable[[Table], Iterator[Entry]],
    progress: Progress,
    bad: list[BadRow],
) -> tuple[tuple[Entry, ...], Table]:
    """What a file holds, whole. Rows that cannot be used are added to `bad`."""
    with school_rows.table(path, progress) as table:
        found = tuple(entries(table))
    bad += [BadRow(path.name, line, reason) for line, reason in table.bad]
    if not found:
        raise ListUnusable(f"There is nothing in {path.name} that can be used.")
    return found, table
