"""Checks of one translated text against its English: placeholders, spaces, letters, numbers.

Each takes a Pair and gives what is wrong in a few words, or None.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from app.i18n import scripts
from app.i18n.lexicon import NO_TERMS, NO_WORDS, Lexicon, Terms

PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\([^)]*\)[a-z]")
MARKUP = re.compile(r"<[^>]*>|&#?\w+;")
ADDRESS = re.compile(r"https?://[^\s)]+|www\.[^\s)]+|\S+@\S+\.\w+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
TWO_SPACES = re.compile(r"\S {2,}\S")
NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15",
    "sixteen": "16", "eighteen": "18", "twenty": "20", "first": "1", "second": "2", "third": "3",
    "once": "1", "twice": "2",
}  # fmt: skip
"""English words for numbers that a translation may write in digits."""
ENGLISH_WORD = re.compile(r"[a-z]+")
LENGTHS = (0.5, 1.8)
BUTTON = 40  # letters
SENTENCE = re.compile(r"[^\W\d][^.?!\u061f\u06d4\u0964]*[.?!\u061f\u06d4\u0964](?=\s|$)")
ENDS = '.?!:\u061f\u06d4\u0964\u2026)\u201c\u201d"\u00bb\u2019'
DOUBLED = re.compile(r"\b([^\W\d]{3,}) \1\b", re.IGNORECASE)
SAYS_TWICE = frozenset({"bn", "fa", "pa", "ps", "tr", "ur"})
LONG_ENOUGH = 30  # characters; shorter texts may change length freely


@dataclass(frozen=True, slots=True)
class Pair:
    """One English text and one form of its translation. `is_button`: the label of one;
    `to_a_child`: it speaks to a child, as to a friend."""

    english: str
    said: str
    lang: str
    terms: Terms = NO_TERMS
    words: Lexicon = NO_WORDS
    is_button: bool = False
    to_a_child: bool = False


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
    """The same numbers in Western digits. One that is a word in English may be in digits."""
    spelled = (NUMBER_WORDS.get(word) for word in ENGLISH_WORD.findall(pair.english.lower()))
    allowed = Counter(number for number in spelled if number)
    return _difference(NUMBER, _prose(pair.english), _prose(pair.said), allowed)


def spaces(pair: Pair) -> str | None:
    """No space at either end that the English has not, and none double."""
    if pair.said.strip() != pair.said and pair.english.strip() == pair.english:
        return "a space at the start or the end"
    return "two spaces together" if TWO_SPACES.search(pair.said) else None


def letters(pair: Pair) -> str | None:
    """Letters of the right alphabet and spelling. English in brackets may have its own."""
    return scripts.wrong(_own_words(pair.said), pair.lang)


def hidden(pair: Pair) -> str | None:
    """No invisible control characters, and no letters in loose parts."""
    if HIDDEN.search(pair.said):
        return "an invisible character"
    whole = unicodedata.normalize("NFC", pair.said)
    return "an accent typed apart from its letter" if len(whole) < len(pair.said) else None


def unchanged(pair: Pair) -> str | None:
    """Not left in English. Names alone may be."""
    words = _prose(pair.said).split()
    same = pair.said == pair.english and any(word.islower() for word in words[1:])
    return "still English" if same else None


def length(pair: Pair) -> str | None:
    """Neither much shorter nor much longer."""
    share = len(pair.said) / max(len(pair.english), 1)
    if len(pair.english) < LONG_ENOUGH or LENGTHS[0] <= share <= LENGTHS[1]:
        return None
    return f"{share:.1f} times as long as the English"


def _difference(
    pattern: re.Pattern[str], english: str, said: str, allowed: Counter[str] | None = None
) -> str | None:
    wanted, found = (
        Counter(_same_sign(each) for each in pattern.findall(t)) for t in (english, said)
    )
    missing, extra = wanted - found, found - wanted - (allowed or Counter())
    parts = [f"missing {each}" for each in missing] + [f"not in the English: {e}" for e in extra]
    return "; ".join(parts) or None


def _same_sign(text: str) -> str:
    return text.replace(",", ".") if NUMBER.fullmatch(text) else text


def _prose(text: str) -> str:
    return PLACEHOLDER.sub(" ", ADDRESS.sub(" ", MARKUP.sub(" ", text)))


def _own_words(text: str) -> str:
    """Without what stands in brackets, which is English."""
    return re.sub(r"\([^)]*\)", " ", _prose(text))


def button(pair: Pair) -> str | None:
    """A button is short enough for a narrow phone."""
    is_long = pair.is_button and len(pair.said) > BUTTON
    return f"{len(pair.said)} letters on a button; at most {BUTTON}" if is_long else None


def sentences(pair: Pair) -> str | None:
    """As many sentences as the English has, and the same end."""
    english, said = (_prose(text).strip() for text in (pair.english, pair.said))
    if english[-1:] in ".?!" and said[-1:] not in ENDS and english[-1:]:
        return "no sign at the end of the sentence"
    here, there = len(SENTENCE.findall(english)), len(SENTENCE.findall(said))
    return None if abs(here - there) < 2 else f"{there} sentences for {here} in English"


def doubled(pair: Pair) -> str | None:
    """No word twice in a row, unless the English has one or the grammar asks for it."""
    if pair.lang in SAYS_TWICE:
        return None
    found = DOUBLED.search(_own_words(pair.said))
    return f"twice in a row: {found[1]}" if found and not DOUBLED.search(pair.english) else None
