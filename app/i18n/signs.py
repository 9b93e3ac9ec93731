"""Checks of one translated text against its English: placeholders, spaces, letters, numbers.

Each takes a Pair and gives what is wrong in a few words, or None.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from babel.core import get_global

from app.i18n.extraction import mentioned
from app.model.provisions import Term

PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\([^)]*\)[a-z]")
MARKUP = re.compile(r"<[^>]*>|&#?\w+;")
ADDRESS = re.compile(r"https?://[^\s)]+|www\.[^\s)]+|\S+@\S+\.\w+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
MIXED = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
TWO_SPACES = re.compile(r"\S {2,}\S")
WRONG_LETTERS = {
    "ur": ("\u064a\u0643", "use the Urdu letters \u06cc and \u06a9"),
    "fa": ("\u064a\u0643", "use the Persian letters \u06cc and \u06a9"),
    "ro": ("\u015f\u0163\u015e\u0162", "use \u0219 and \u021b, with a comma below"),
    "rmc": ("y\u00fdY\u00dd\u011b\u011a", "this spelling has no y and no \u011b"),
}
"""Letters that look right and are not, and what to write instead."""
LENGTHS = (0.5, 1.8)
LONG_ENOUGH = 30  # characters; shorter texts may change length freely


@dataclass(frozen=True, slots=True)
class Pair:
    """One English text and one form of its translation."""

    english: str
    said: str
    lang: str
    glossary: tuple[Term, ...] = ()


Check = Callable[[Pair], str | None]


def placeholders(pair: Pair) -> str | None:
    """The same placeholders, as often."""
    return _difference(PLACEHOLDER, pair.english, pair.said)


def markup(pair: Pair) -> str | None:
    """The same tags, web and e-mail addresses."""
    return _difference(MARKUP, pair.english, pair.said) or _difference(
        ADDRESS, pair.english, pair.said
    )


def numbers(pair: Pair) -> str | None:
    """The same numbers in Western digits."""
    return _difference(NUMBER, _prose(pair.english), _prose(pair.said))


def spaces(pair: Pair) -> str | None:
    """No space at either end that the English has not, and none double."""
    if pair.said.strip() != pair.said and pair.english.strip() == pair.english:
        return "a space at the start or the end"
    return "two spaces together" if TWO_SPACES.search(pair.said) else None


def letters(pair: Pair) -> str | None:
    """Letters of the right alphabet and spelling."""
    wrong, remedy = WRONG_LETTERS.get(pair.lang, ("", ""))
    found = _prose(pair.said) if pair.lang != "rmc" else _own_words(pair.said)
    if any(letter in found for letter in wrong):
        return remedy
    if MIXED.search(pair.said) or (_is_latin(pair.lang) and CYRILLIC.search(pair.said)):
        return "a Cyrillic letter where a Latin one belongs, or the other way round"
    return None


def hidden(pair: Pair) -> str | None:
    """No invisible control characters, and no letters in loose parts."""
    if HIDDEN.search(pair.said):
        return "an invisible character"
    whole = unicodedata.normalize("NFC", pair.said)
    return "an accent typed apart from its letter" if len(whole) < len(pair.said) else None


def terms(pair: Pair) -> str | None:
    """The English of a term that the school's letters will use."""
    said = pair.said.casefold()
    kept = (mentioned(pair.english, term) for term in pair.glossary if term.keep_english)
    missing = [
        names[0] for names in kept if names and not any(name.casefold() in said for name in names)
    ]
    return f"without the English in brackets: {', '.join(missing)}" if missing else None


def unchanged(pair: Pair) -> str | None:
    """Not left in English."""
    same = pair.said == pair.english and len(_prose(pair.said).split()) > 1
    return "still English" if same else None


def length(pair: Pair) -> str | None:
    """Neither much shorter nor much longer."""
    share = len(pair.said) / max(len(pair.english), 1)
    if len(pair.english) < LONG_ENOUGH or LENGTHS[0] <= share <= LENGTHS[1]:
        return None
    return f"{share:.1f} times as long as the English"


def _difference(pattern: re.Pattern[str], english: str, said: str) -> str | None:
    wanted, found = (
        Counter(_same_sign(each) for each in pattern.findall(t)) for t in (english, said)
    )
    missing, extra = wanted - found, found - wanted
    parts = [f"missing {each}" for each in missing] + [f"not in the English: {e}" for e in extra]
    return "; ".join(parts) or None


def _same_sign(text: str) -> str:
    return text.replace(",", ".") if NUMBER.fullmatch(text) else text


def _prose(text: str) -> str:
    return PLACEHOLDER.sub(" ", ADDRESS.sub(" ", MARKUP.sub(" ", text)))


def _own_words(text: str) -> str:
    """Without what stands in brackets, which is English."""
    return re.sub(r"\([^)]*\)", " ", _prose(text))


def _is_latin(lang: str) -> bool:
    likely = get_global("likely_subtags").get(lang.replace("-", "_"), "")
    return "Cyrl" not in likely
