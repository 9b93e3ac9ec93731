"""How names of schools, towns and postcodes are spelt for searching. Knows no school.

Everything is plain: small letters and digits of ASCII, single spaces, one spelling for what is
written in several ways.
"""

from __future__ import annotations

import re
import unicodedata

DROPPED = frozenset("'’‘`´.")  # noqa: RUF001 - the marks that people type for an apostrophe
SAME = {
    "saint": "st", "church of england": "ce", "c of e": "ce", "cofe": "ce", "roman catholic": "rc"
}  # fmt: skip
SPELT = re.compile(rf"\b(?:{'|'.join(SAME)})\b")
POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ([0-9][a-z]{0,2})\b")
GRAM = 3


def plain(text: str) -> str:
    """A text as it is searched for; a postcode, whole or begun, becomes one word."""
    folded = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    kept = "".join(_kept(each) for each in folded if not unicodedata.combining(each))
    spelt = SPELT.sub(lambda found: SAME[found[0]], " ".join(kept.split()))
    return POSTCODE.sub(r"\1\2", spelt)


def grams(text: str) -> tuple[str, ...]:
    """Every three letters of a plain text that follow each other, each once."""
    starts = range(len(text) - GRAM + 1)
    return tuple(dict.fromkeys(text[start : start + GRAM] for start in starts))


def _kept(letter: str) -> str:
    if letter in DROPPED:
        return ""
    return letter if letter.isascii() and letter.isalnum() else " "
