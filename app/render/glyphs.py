"""Which characters the fonts of the PDF can draw. Reads the character maps of our own font files
and nothing else of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "fonts"
# Arabic letters in Vazirmatn: Noto Naskh draws the dots of a letter as glyphs of their own, and the
# PDF then says that letter twice to whoever copies it or has it read aloud. Noto Sans Bengali does
# the same to its joined letters; Hind Siliguri draws those whole.
FAMILIES = frozenset(("Hind Siliguri", "Noto Sans", "Noto Sans Gurmukhi", "Vazirmatn"))
REPLACEMENT = "\ufffd"
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c")


def one_font_draws(text: str) -> bool:
    """Whether some font holds every character, and so draws each of them where it stands."""
    if text.isascii():
        return True
    seen = set(text) - INVISIBLE - {"\n"}
    return not seen or bool(frozenset.intersection(*map(_holders, seen)))


def can_be_drawn(text: str) -> Iterator[tuple[str, bool]]:
    """Each character, and whether it can be drawn where it stands: a mark is drawn only by a font
    that also holds the letter it stands on."""
    if one_font_draws(text):
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
    return tuple(_code_points(path) for path in regular)


def _code_points(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
