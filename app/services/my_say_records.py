"""A child's page, its drawing and its photo as sealed records, one of each for every matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.services import my_say
from app.services.casework import Held, own_record
from app.services.my_say import Picture, Say
from app.store.cases import CaseStore

WORDS = "words"
PICTURES: tuple[Picture, ...] = ("drawing", "photo")


@dataclass(frozen=True, slots=True)
class Kept:
    """A child's page as it was read, and the version of its record (0: none yet)."""

    say: Say
    version: int


def opened(store: CaseStore, held: Held) -> Kept:
    """What the child said so far about the matter shown."""
    stored = store.read(held.open_case, _name(held, WORDS))
    return Kept(Say(), 0) if stored is None else Kept(my_say.read(stored[0]), stored[1])


def save(store: CaseStore, held: Held, kept: Kept, say: Say, now: datetime) -> Kept:
    """The page with what was said now. Raises NewerVersion if somebody saved meanwhile."""
    if say == kept.say and kept.version:
        return kept
    name, written = _name(held, WORDS), my_say.write(say)
    return Kept(say, store.write(held.open_case, name, written, kept.version, now))


def picture(store: CaseStore, held: Held, kind: Picture) -> bytes | None:
    """The drawing, as a PNG file; or the photo, as a JPEG file."""
    stored = store.read(held.open_case, _name(held, kind))
    return None if stored is None else stored[0]


def keep(
    store: CaseStore, held: Held, kept: Kept, made: tuple[Picture, bytes], now: datetime
) -> Kept:
    """The page with this picture, in place of the one before. Raises NewerVersion."""
    kind, content = made
    name = _name(held, kind)
    before = store.read(held.open_case, name)
    store.write(held.open_case, name, content, before[1] if before else 0, now)
    return save(store, held, kept, kept.say.with_picture(kind, there=True), now)


def drop(store: CaseStore, held: Held, kept: Kept, kind: Picture, now: datetime) -> Kept:
    """The page without this picture."""
    store.remove(held.open_case, _name(held, kind), now)
    return save(store, held, kept, kept.say.with_picture(kind, there=False), now)


def forget(store: CaseStore, held: Held, now: datetime) -> None:
    """Everything that the child said, drew and photographed about the matter shown, gone."""
    for what in (WORDS, *PICTURES):
        store.remove(held.open_case, _name(held, what), now)


def _name(held: Held, what: str) -> str:
    return own_record(what, held.document.matter.number)
