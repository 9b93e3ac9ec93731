"""A translator's file, packed for reading: a standard .mo beside it, made when building.

A .po takes a fifth of a second to read, the .mo a hundredth. The .mo holds the hash of the .po it
was made from: one that is stale, or not there, is left alone and the .po is read. Reading never
writes. Two fields of its header are ours: the hash, and what has no translation yet.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from app.i18n.voice import Key

SUFFIX = ".mo"
SOURCE, UNTRANSLATED = "X-Source", "X-Untranslated"
CONTEXT_END, FORM_END = "\x04", "\0"
MAGIC = 0x950412DE
HEAD, ENTRY = 28, 8  # bytes


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """One file, read and not yet taken apart. `headers` are those of the .po and ours."""

    data: bytes
    headers: Mapping[str, str]

    def names_mark(self) -> str:
        """A mark of what it translates: the same for all files that translate the same."""
        count, _, texts = struct.unpack_from("=3I", self.data, 8)
        starts = struct.unpack_from("=I", self.data, texts + 4)[0]
        names = self.data[HEAD : HEAD + ENTRY * count], self.data[texts + ENTRY * count : starts]
        return hashlib.blake2b(b"".join(names), digest_size=16).hexdigest()

    def untranslated(self) -> tuple[Key, ...]:
        """What it lists and does not say: missing, half done or stale."""
        rest = json.loads(self.headers.get(UNTRANSLATED, "[]"))
        return tuple((context, english) for context, english in rest)


class Names:
    """What a file translates: each key with its place. Shared by files that translate the same."""

    def __init__(self, file: Packed) -> None:
        names = tuple(_strings(file.data))
        self.counted = frozenset(_key(name) for name in names if b"\0" in name)
        self.places = {_key(name): place for place, name in enumerate(names) if name}


class Texts:
    """What a file says, kept as its bytes: a text is made of them when it is asked for."""

    def __init__(self, file: Packed, names: Names) -> None:
        self.names = names
        self._before = struct.unpack_from("=I", file.data, 16)[0]
        self._data = file.data[self._before :]

    def forms(self, key: Key) -> tuple[str, ...] | None:
        """The forms of a translation, one unless it is counted; None if there is none."""
        place = self.names.places.get(key)
        if place is None:
            return None
        length, start = struct.unpack_from("=2I", self._data, ENTRY * place)
        at = start - self._before
        return tuple(self._data[at : at + length].decode().split(FORM_END))


def read(po: Path) -> Packed:
    """The packed form of `po` if it is there and fits, else `po` itself. Raises ValueError."""
    try:
        source = _hash(po)
    except OSError as error:
        raise ValueError(str(error)) from error
    packed = _fitting(po, source)
    if packed is None:
        data = _packed(po, {SOURCE: source})
        packed = Packed(data, _headers(data))
    return packed


def pack(po: Path, filled_in: Mapping[str, str]) -> bool:
    """Write the packed form of `po` unless it is there and fits; whether it was written.

    `filled_in`: header fields where the file leaves them out. Raises ValueError.
    """
    source = _hash(po)
    if _fitting(po, source) is not None:
        return False
    mo = po.with_suffix(SUFFIX)
    part = mo.with_suffix(f"{SUFFIX}.part")
    part.write_bytes(_packed(po, {SOURCE: source}, filled_in))
    part.replace(mo)
    return True


def key_of(entry: polib.POEntry) -> Key:
    """What an entry of a .po is found by."""
    return (entry.msgctxt or "", entry.msgid)


def _fitting(po: Path, source: str) -> Packed | None:
    mo = po.with_suffix(SUFFIX)
    if not mo.is_file():
        return None
    data = mo.read_bytes()
    found = Packed(data, _headers(data))
    return found if found.headers.get(SOURCE) == source else None


def _packed(po: Path, ours: Mapping[str, str], filled_in: Mapping[str, str] | None = None) -> bytes:
    try:
        file = polib.pofile(str(po), encoding="utf-8")
    except OSError as error:  # polib's word for a syntax error, too
        raise ValueError(str(error)) from error
    rest = [key_of(each) for each in file if not each.obsolete and not each.translated()]
    given = {name: value for name, value in file.metadata.items() if str(value).strip()}
    file.metadata = {**(filled_in or {}), **given, **ours, UNTRANSLATED: json.dumps(rest)}
    return file.to_binary()


def _headers(data: bytes) -> Mapping[str, str]:
    """The fields of the first message, which translates nothing; none of what is no such file, or
    comes from a machine with another order of bytes."""
    if len(data) < HEAD or struct.unpack_from("=I", data)[0] != MAGIC:
        return {}
    texts = struct.unpack_from("=I", data, 16)[0]
    length, start = struct.unpack_from("=2I", data, texts)
    lines = (line.partition(":") for line in data[start : start + length].decode().splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def _strings(data: bytes) -> Iterator[bytes]:
    """All names, in order. The first is empty, and stands for the header."""
    count, table = struct.unpack_from("=2I", data, 8)
    places = struct.unpack_from(f"={2 * count}I", data, table)
    for length, start in zip(places[::2], places[1::2], strict=True):
        yield data[start : start + length]


def _key(name: bytes) -> Key:
    context, _, english = name.decode().rpartition(CONTEXT_END)
    return (context, english.partition(FORM_END)[0])


def _hash(po: Path) -> str:
    return hashlib.blake2b(po.read_bytes(), digest_size=16).hexdigest()
