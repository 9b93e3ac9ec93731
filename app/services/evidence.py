"""Photos and papers a family adds to its case: taken in, listed, given back, taken away.

Each file is cleaned first and then kept in pieces, as records of the case like every other: sealed,
and gone with it. Knows nothing of what is on a photo.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from app.model.errors import NewerVersion, PageNotFound
from app.render import photo, scan
from app.render.evidence_pages import Kind
from app.render.refusals import Refusal
from app.store.cases import CaseStore
from app.store.open_case import OpenCase

INDEX = "evidence"
PIECE = 2**20  # bytes in one record
MEGABYTE = 1_000_000
FILE_LIMIT = 20 * MEGABYTE
CASE_LIMIT = 50 * MEGABYTE
MOST_FILES = 60
TRIES = 4
TYPES: Mapping[Kind, tuple[str, str]] = {
    "photo": ("image/jpeg", "jpg"),
    "scan": ("application/pdf", "pdf"),
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file fit to be kept."""

    kind: Kind
    content: bytes
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """A file that is kept. `number` stays its own for good; `title` is the family's, perhaps
    empty; `on` the day it is from, as ISO date; `size` in bytes."""

    number: int
    title: str
    on: str | None
    kind: Kind
    size: int
    pages: int

    @property
    def records(self) -> tuple[str, ...]:
        """The names of its pieces."""
        pieces = -(-self.size // PIECE)
        return tuple(f"{INDEX}:{self.number}:{piece}" for piece in range(pieces))


@dataclass(frozen=True, slots=True)
class Index:
    """All files of a case, the oldest first. `following`: the number of the next."""

    items: tuple[Item, ...] = ()
    following: int = 1

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(each.size for each in self.items)

    def item(self, number: int) -> Item:
        """The file with this number. Raises PageNotFound."""
        for each in self.items:
            if each.number == number:
                return each
        raise PageNotFound


def cleaned(content: bytes) -> Cleaned | Refusal:
    """The file made safe, by what it is and not by what it is called. Slow: call it in a thread."""
    if not content:
        return Refusal.NOTHING
    if len(content) > FILE_LIMIT:
        return Refusal.TOO_BIG
    if scan.is_one(content):
        paper = scan.cleaned(content)
        made = paper if isinstance(paper, Refusal) else Cleaned("scan", *paper)
    else:
        picture = photo.cleaned(content)
        made = picture if isinstance(picture, Refusal) else Cleaned("photo", picture)
    if isinstance(made, Cleaned) and len(made.content) > FILE_LIMIT:
        return Refusal.TOO_BIG
    return made


def index(store: CaseStore, open_case: OpenCase) -> Index:
    """What is kept."""
    return _index(store, open_case)[0]


def add(
    store: CaseStore,
    open_case: OpenCase,
    file: Cleaned,
    about: tuple[str, str | None],
    now: datetime,
) -> Refusal | None:
    """Keep a file, under a title and a day, wholly or not at all. Says so where no room is left."""
    title, on = about
    for _ in range(TRIES):
        kept, version = _index(store, open_case)
        if len(kept.items) >= MOST_FILES or kept.size + len(file.content) > CASE_LIMIT:
            return Refusal.NO_ROOM
        item = Item(kept.following, title, on, file.kind, len(file.content), file.pages)
        grown = Index((*kept.items, item), kept.following + 1)
        pieces = zip(item.records, range(0, item.size, PIECE), strict=True)
        written = {name: (file.content[at : at + PIECE], 0) for name, at in pieces}
        try:
            store.change(open_case, {INDEX: (_written(grown), version), **written}, (), now)
        except NewerVersion as newer:
            last = newer
            continue
        return None
    raise last


def remove(store: CaseStore, open_case: OpenCase, number: int, now: datetime) -> None:
    """Take a file away for good. Raises PageNotFound if there is none with this number."""
    for _ in range(TRIES):
        kept, version = _index(store, open_case)
        gone = kept.item(number)
        left = replace(kept, items=tuple(each for each in kept.items if each != gone))
        try:
            store.change(open_case, {INDEX: (_written(left), version)}, gone.records, now)
        except NewerVersion as newer:
            last = newer
            continue
        return
    raise last


def content(store: CaseStore, open_case: OpenCase, item: Item) -> bytes:
    """The bytes of a file. Raises PageNotFound if it was taken away meanwhile."""
    pieces = [store.read(open_case, name) for name in item.records]
    if None in pieces:
        raise PageNotFound
    return b"".join(piece[0] for piece in pieces if piece is not None)


def _index(store: CaseStore, open_case: OpenCase) -> tuple[Index, int]:
    stored = store.read(open_case, INDEX)
    if stored is None:
        return Index(), 0
    found = json.loads(stored[0])
    items = tuple(Item(**each) for each in found["items"])
    return Index(items, found["following"]), stored[1]


def _written(kept: Index) -> bytes:
    return json.dumps(asdict(kept), ensure_ascii=False).encode()
