"""Rows of a published table of schools or links: any file with the right headings, packed or not.

UTF-8 is tried first, and strictly; what is not UTF-8 is Windows-1252, as the official file is. A
row that cannot be used is noted with its line, and the others count.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import itertools
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, cast

from app.registers.school_file import ListUnusable

CHUNK = 1 << 20  # bytes
EVERY = 500  # rows between two words on progress
PACKED = b"\x1f\x8b"  # how a gzip file begins

Progress = Callable[[float], None]
"""Told from 0 to 1 how much of a file has been read."""
Row = Mapping[str, str]


class RowUnusable(Exception):
    """A row says nothing that can be used; the message says why."""


@dataclass(slots=True)
class Table:
    """A table being read. `headings` are in small letters; `bad` collects line and reason."""

    headings: tuple[str, ...]
    bad: list[tuple[int, str]] = field(default_factory=list)
    lines: Iterator[tuple[int, list[str]]] = field(default_factory=lambda: iter(()))

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Line and cells by heading of every row that has a cell for each heading."""
        for line, cells in self.lines:
            if len(cells) == len(self.headings):
                yield line, dict(zip(self.headings, map(str.strip, cells), strict=True))
            elif cells:
                self.bad.append((line, f"{len(cells)} cells under {len(self.headings)} headings"))


@contextmanager
def table(path: Path, progress: Progress) -> Iterator[Table]:
    """The table in a file, to be read from start to end. Raises ListUnusable."""
    with ExitStack() as stack:
        with _explained(path):
            text, read = _opened(path, stack)
            reader = csv.reader(text)
            found = Table(tuple(each.strip().casefold() for each in next(reader, [])))
        found.lines = _lines(path, reader, found.bad, lambda: progress(read()))
        yield found
        progress(1)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What goes wrong while a file is read, as ListUnusable."""
    try:
        yield
    except OSError as error:
        raise ListUnusable(f"{path}: {error.strerror or error}.") from error
    except (EOFError, zlib.error) as error:
        raise ListUnusable(f"{path} is cut off or damaged: {error}.") from error


def _lines(
    path: Path, reader: Any, bad: list[tuple[int, str]], go_on: Callable[[], None]
) -> Iterator[tuple[int, list[str]]]:
    for count in itertools.count(1):
        try:
            with _explained(path):
                cells = next(reader, None)
        except csv.Error as error:
            bad.append((reader.line_num, f"{error}"))
            continue
        if cells is None:
            return
        yield reader.line_num, cells
        if not count % EVERY:
            go_on()


def _opened(path: Path, stack: ExitStack) -> tuple[IO[str], Callable[[], float]]:
    """The text of a file, and how much of the file has been read so far."""
    size = path.stat().st_size or 1
    encoding = _encoding(path)
    raw = stack.enter_context(path.open("rb"))
    packed = raw.peek(len(PACKED)).startswith(PACKED)
    inside = stack.enter_context(gzip.GzipFile(fileobj=raw)) if packed else raw
    text = TextIOWrapper(cast(IO[bytes], inside), encoding, errors="replace", newline="")
    return stack.enter_context(text), lambda: min(1.0, raw.tell() / size)


def _encoding(path: Path) -> str:
    """What the whole file can be read as."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with path.open("rb") as raw:
        packed = raw.peek(len(PACKED)).startswith(PACKED)
        inside = gzip.GzipFile(fileobj=raw) if packed else raw
        try:
            while chunk := inside.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
