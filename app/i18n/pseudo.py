"""Two languages nobody speaks, to see what a page does with others: en-XA is accented and longer,
ar-XB runs from right to left. Plain English on such a page was never marked for translation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.i18n.dates import DateWords
from app.i18n.voice import Key, Messages, Said, Voice

ACCENTED = "en-XA"
MIRRORED = "ar-XB"
KEPT = re.compile(r"(\{[^{}]*\}|%\([^)]*\)[a-z]|<[^>]*>)")
WORD = re.compile(r"\w+")
ACCENTS = str.maketrans("ACDEGIKLNOPRSTUYZacdegiklnoprstuyz", "ÁČĎÉĞÍĶĽŇÓÞŘŠŤÚÝŽáčďéğíķľňóþřšťúýž")
LONGER_BY = 0.35
FILLER = "·"
START_RTL, END_RTL = "\u202e", "\u202c"


class Everything(Messages):
    """Says every message, whatever it is, after turning it into the pseudo-language."""

    def __init__(self, turn: Callable[[str], str], lang: str) -> None:
        super().__init__()
        self._turn = turn
        self._lang = lang

    def __missing__(self, key: Key) -> Said:
        return Said(self._turn(key[1]), self._lang)


def voices(english: Voice) -> dict[str, Voice]:
    """Both pseudo-languages by their tags."""
    return {
        ACCENTED: replace(_turned(english, accented, ACCENTED), direction="ltr"),
        MIRRORED: replace(_turned(english, mirrored, MIRRORED), direction="rtl"),
    }


def accented(text: str) -> str:
    """`text` with accents, in brackets and about a third longer. Placeholders stay."""
    filler = FILLER * round(len(text) * LONGER_BY)
    return f"[{_outside(text, lambda part: part.translate(ACCENTS))}{filler}]"


def mirrored(text: str) -> str:
    """`text` with each word shown from right to left. Placeholders stay."""
    return _outside(text, lambda part: WORD.sub(rf"{START_RTL}\g<0>{END_RTL}", part))


def _outside(text: str, turn: Callable[[str], str]) -> str:
    parts = KEPT.split(text)
    return "".join(part if number % 2 else turn(part) for number, part in enumerate(parts))


def _turned(english: Voice, turn: Callable[[str], str], lang: str) -> Voice:
    dates = _dates(english.formats.dates, turn)
    return replace(
        english,
        lang=lang,
        name=lang,
        messages=Everything(turn, lang),
        _standings={},
        formats=replace(english.formats, dates=dates),
    )


def _dates(words: DateWords, turn: Callable[[str], str]) -> DateWords:
    def all_of(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(turn(name) for name in names)

    return replace(
        words,
        weekdays=all_of(words.weekdays),
        weekdays_short=all_of(words.weekdays_short),
        months=all_of(words.months),
        months_alone=all_of(words.months_alone),
        months_short=all_of(words.months_short),
    )
