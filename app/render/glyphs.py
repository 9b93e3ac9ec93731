"""Which characters the fonts of the PDF can draw. Reads the character maps of our own font files
and nothing else of them."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FAMILIES = frozenset(("Noto Sans", "Noto Sans Bengali", "Noto Sans Gurmukhi"))
REPLACEMENT = "\ufffd"
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c")
# The first that is there. Noto Naskh draws the dots of a letter as glyphs of their own, and the
# PDF then says that letter twice to whoever copies it or has it read aloud; Vazirmatn does not.
ARABIC = ("Vazirmatn", "Noto Naskh Arabic")


def can_be_drawn(text: str) -> Iterator[tuple[str, bool]]:
    """Each character, and whether it can be drawn where it stands: a mark is drawn only by a font
    that also holds the letter it stands on."""
    if text.isascii():
        yield from ((char, True) for char in text)
        return
    able = _holders(REPLACEMENT)
    for char in text:
        if char in INVISIBLE or char == "\n":
            yield char, True
            continue
        found = _holders(char)
        if unicodedata.category(char).startswith("M"):
            found &= able
        able = found or _holders(REPLACEMENT)
        yield char, bool(found)


@lru_cache(maxsize=4096)
def _holders(char: str) -> frozenset[int]:
    """The fonts, by their place in the list, that hold a character."""
    return frozenset(n for n, points in enumerate(fonts()) if ord(char) in points)


@cache
def fonts() -> tuple[frozenset[int], ...]:
    """The code points each regular font holds."""
    regular = sorted(path for path in FOLDER.glob("*.ttf") if "Bold" not in path.name)
    return tuple(frozenset(_code_points(path.read_bytes())) for path in regular)


def _code_points(font: bytes) -> Iterator[int]:
    """The code points of the `cmap` table: formats 4 and 12, the two that Unicode fonts use."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4s4xII", font, 12 + 16 * n) for n in range(tables))
    start = next(offset for tag, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for n in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * n)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            yield from _format_4(font, start + offset)
        elif kind == 12:
            yield from _format_12(font, start + offset)


def _format_4(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    segments = double // 2
    ends = struct.unpack_from(f">{segments}H", font, at + 14)
    starts = struct.unpack_from(f">{segments}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * double)
    base = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{segments}H", font, base)
    for n, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offset:
                where = base + 2 * n + offset + 2 * (point - first)
                (glyph,) = struct.unpack_from(">H", font, where)
            if (not offset and (glyph + delta) & 0xFFFF) or (offset and glyph):
                yield point


def _format_12(font: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", font, at + 12)
    for n in range(groups):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * n)
        yield from range(first, last + 1)
