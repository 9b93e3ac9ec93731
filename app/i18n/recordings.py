"""Messages as people said them aloud: one recording for one message and one English. No sound.

Files lie in `<lang>/audio` and are found by their names; a recording whose English has changed is
found by nothing, and so nobody hears it. What is not listed in `audio.yaml` is not played: nobody
has said whose speech it is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from app.content import strict_yaml
from app.i18n.voice import Key
from app.model.facts import Strict

FOLDER = "audio"
LIST = "audio.yaml"
TYPES = {
    "webm": "audio/webm",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "mp4": "audio/mp4",
    "mp3": "audio/mpeg",
}
"""What a recording may be, by the ending of its file."""
LONGEST_DIALECT = 60
NAME = re.compile(r"(m[0-9a-f]{16})\.(e[0-9a-f]{8})")


class Slot(NamedTuple):
    """The place for one recording: marks of a message and of its English."""

    message: str
    english: str

    def __str__(self) -> str:
        return f"{self.message}.{self.english}"


def slot_of(key: Key) -> Slot:
    """The place of a message. Where many share a context, the English tells them apart."""
    return Slot(f"m{_mark(key[0], 8)}", f"e{_mark(key[1], 4)}")


def slot_named(name: str) -> Slot | None:
    """The place that a name without its ending names; None for any other name."""
    found = NAME.fullmatch(name)
    return Slot(found[1], found[2]) if found else None


def _mark(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


@dataclass(frozen=True, slots=True)
class Recording:
    """What is known of one recording. `version` differs whenever its sound does. `path`: its file,
    None where the store keeps it. Without a `format` it was taken out on that day."""

    lang: str
    slot: Slot
    format: str
    dialect: str
    on: dt.date
    organisation: str = ""
    version: str = ""
    path: Path | None = None

    @property
    def media_type(self) -> str:
        """What the browser is told that it is."""
        return TYPES[self.format]

    @property
    def address(self) -> str:
        """Where it is heard. Says nothing of who listens."""
        return f"/{self.lang}/audio/{self.slot}?v={self.version}"


class Entry(Strict):
    """A file of the folder, as `audio.yaml` names it. `message` and `english` are the first two
    parts of its name."""

    message: str
    english: str
    dialect: str = Field(min_length=1, max_length=LONGEST_DIALECT)
    recorded_on: dt.date
    organisation: str = ""


class Recordings:
    """Those of every language: files, and over them what the store keeps."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._filed: dict[str, Mapping[Slot, Recording]] = {}
        self._heard: dict[str, Mapping[Slot, Recording]] = {}

    def read(self, lang: str) -> Mapping[Slot, Recording]:
        """The files of a language that can be played. Raises ValueError."""
        if lang not in self._filed:
            self._filed[lang] = {each.slot: each for each in _filed(self._root, lang)}
            self._heard[lang] = self._filed[lang]
        return self._filed[lang]

    def put(self, lang: str, kept: Mapping[Slot, Recording]) -> None:
        """Lay what the store keeps, or was taken out there, over the files: the newer counts."""
        filed = self.read(lang)
        both = {**filed, **{slot: _newer(filed.get(slot), each) for slot, each in kept.items()}}
        self._heard[lang] = {slot: each for slot, each in both.items() if each.format}

    def heard(self, lang: str) -> Mapping[Slot, Recording]:
        """Everything that can be played in a language, also where the English has changed."""
        return self._heard.get(lang, {})

    def of(self, lang: str, key: Key) -> Recording | None:
        """The recording of a message, if there is one of this very English."""
        here = self._heard.get(lang)
        return here.get(slot_of(key)) if here else None


def _newer(filed: Recording | None, kept: Recording) -> Recording:
    return filed if filed is not None and filed.on > kept.on else kept


def entries(root: Path, lang: str) -> tuple[Entry, ...]:
    """What `audio.yaml` of a language lists; nothing without the file. Raises ValueError."""
    path = root / lang / FOLDER / LIST
    if not path.is_file():
        return ()
    try:
        content = strict_yaml.read(path).content
        return TypeAdapter(tuple[Entry, ...]).validate_python(content or ())
    except (strict_yaml.YamlFault, ValidationError) as error:
        raise ValueError(f"{FOLDER}/{LIST} cannot be read: {error}") from error


def files(root: Path, lang: str) -> dict[Slot, Path]:
    """The files of a language by their place, whether listed or not. None of them is opened."""
    folder = root / lang / FOLDER
    found = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        slot = slot_named(path.stem)
        if slot is not None and path.suffix[1:] in TYPES:
            found[slot] = path
    return found


def _filed(root: Path, lang: str) -> Iterator[Recording]:
    there = files(root, lang)
    for entry in entries(root, lang):
        slot = Slot(entry.message, entry.english)
        path = there.get(slot)
        if path is None:
            continue
        seen = path.stat()
        yield Recording(
            lang=lang,
            slot=slot,
            format=path.suffix[1:],
            dialect=entry.dialect,
            on=entry.recorded_on,
            organisation=entry.organisation,
            version=_mark(f"{seen.st_size} {seen.st_mtime_ns}", 6),
            path=path,
        )
