"""The list of schools, open for reading: a few letters to suggestions, a URN to its school.

Reads the file that an import has put there and takes up a newer one by itself. Without a file
nothing is found. What is searched for is neither kept nor logged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar

from app.model.schools import ListedSchool
from app.registers import school_file, school_search
from app.registers.school_file import ListUnusable

Result = TypeVar("Result")
Stamp = tuple[int, int, int]

LONGEST_URN = 9  # digits; those in use have six


class SchoolRegister:
    """The list at `path`, opened when it is first needed and again when another took its place.

    One connection serves every thread, one search at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._opened: sqlite3.Connection | None = None
        self._stamp: Stamp | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether there is a list to look in."""
        return self._read(lambda _: True, False)

    def search(self, text: str, place: str = "") -> tuple[ListedSchool, ...]:
        """Schools whose name, town or postcode comes close to `text`, those in `place` first."""
        return self._read(lambda opened: school_search.suggestions(opened, text, place), ())

    def school(self, urn: str) -> ListedSchool | None:
        """The school of a URN, or the one that follows it if it closed; None if there is none."""
        if not (urn.isascii() and urn.isdigit() and len(urn) <= LONGEST_URN):
            return None
        return self._read(lambda opened: school_search.resolved(opened, urn), None)

    def facts(self) -> dict[str, str]:
        """What the list says about itself; nothing if there is none."""
        return self._read(school_file.facts_in, {})

    def counts(self) -> dict[str, int]:
        """How many schools and links there are; nothing without a list."""
        return self._read(school_file.counts, {})

    def types(self) -> list[tuple[str | None, str | None, int]]:
        """Code, name and number of schools of every type in the list."""
        return self._read(school_file.types_in, [])

    def councils(self) -> dict[str, str]:
        """The name of every council in the list, by its number."""
        return self._read(school_file.councils_in, {})

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._let_go()

    def _read(self, ask: Callable[[sqlite3.Connection], Result], nothing: Result) -> Result:
        with self._lock:
            opened = self._newest()
            return nothing if opened is None else ask(opened)

    def _newest(self) -> sqlite3.Connection | None:
        """The list as it is now. One that cannot be read is as good as none."""
        stamp = _stamp(self.path)
        if stamp != self._stamp:
            self._let_go()
            self._stamp = stamp
            try:
                self._opened = school_file.open_file(self.path) if stamp else None
            except ListUnusable:
                self._opened = None
        return self._opened

    def _let_go(self) -> None:
        if self._opened is not None:
            self._opened.close()
        self._opened = self._stamp = None


def _stamp(path: Path) -> Stamp | None:
    """Which file is there: another one has another number, time or size."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
