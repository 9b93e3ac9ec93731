"""Photos and papers a family adds to its case: taken in, listed, described, given back, taken away.

Each file is cleaned first and then kept in pieces, as records of the case like every other: sealed,
and gone with it. Knows nothing of what is on a photo.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
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

    def grown(kept: Index) -> _Change | Refusal:
        if len(kept.items) >= MOST_FILES or kept.size + len(file.content) > CASE_LIMIT:
            return Refusal.NO_ROOM
        item = Item(kept.following, *about, file.kind, len(file.content), file.pages)
        pieces = zip(item.records, range(0, item.size, PIECE), strict=True)
        return _Change(
            Index((*kept.items, item), kept.following + 1),
            {name: file.content[at : at + PIECE] for name, at in pieces},
        )

    return _changed(store, open_case, grown, now)


def describe(
    store: CaseStore,
    open_case: OpenCase,
    number: int,
    about: tuple[str, str | None],
    now: datetime,
) -> None:
    """Another title and another day for a file. Raises PageNotFound if there is none."""
    title, on = about

    def described(kept: Index) -> _Change:
        wanted = kept.item(number)
        other = replace(wanted, title=title, on=on)
        items = tuple(other if each == wanted else each for each in kept.items)
        return _Change(replace(kept, items=items))

    _changed(store, open_case, described, now)


def remove(store: CaseStore, open_case: OpenCase, number: int, now: datetime) -> None:
    """Take a file away for good. Raises PageNotFound if there is none with this number."""

    def smaller(kept: Index) -> _Change:
        gone = kept.item(number)
        left = tuple(each for each in kept.items if each != gone)
        return _Change(replace(kept, items=left), gone=gone.records)

    _changed(store, open_case, smaller, now)


def content(store: CaseStore, open_case: OpenCase, item: Item) -> bytes:
    """The bytes of a file. Raises PageNotFound if it was taken away meanwhile."""
    pieces = [store.read(open_case, name) for name in item.records]
    if None in pieces:
        raise PageNotFound
    return b"".join(piece[0] for piece in pieces if piece is not None)


@dataclass(frozen=True, slots=True)
class _Change:
    """The files as they are to be, with the pieces to write and the records to take away."""

    kept: Index
    pieces: Mapping[str, bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


def _changed(
    store: CaseStore, open_case: OpenCase, act: Callable[[Index], _Change | Refusal], now: datetime
) -> Refusal | None:
    """Change what is kept, again from what is there if somebody else was quicker."""
    for _ in range(TRIES):
        kept, version = _index(store, open_case)
        made = act(kept)
        if isinstance(made, Refusal):
            return made
        written = {name: (piece, 0) for name, piece in made.pieces.items()}
        index_now = {INDEX: (_written(made.kept), version)}
        try:
            store.change(open_case, {**index_now, **written}, made.gone, now)
        except NewerVersion as newer:
            last = newer
            continue
        return None
    raise last


def _index(store: CaseStore, open_case: OpenCase) -> tuple[Index, int]:
    stored = store.read(open_case, INDEX)
    if stored is None:
        return Index(), 0
    found = json.loads(stored[0])
    items = tuple(Item(**each) for each in found["items"])
    return Index(items, found["following"]), stored[1]


def _written(kept: Index) -> bytes:
    return json.dumps(asdict(kept), ensure_ascii=False).encode()
