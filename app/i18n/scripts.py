"""Letters of the wrong script, or the wrong letters of the right one, in a translation."""

from __future__ import annotations

import re
from functools import cache

from babel.core import get_global

RANGES = {
    "Grek": "\u0370-\u03ff", "Cyrl": "\u0400-\u052f", "Hebr": "\u0590-\u05ff",
    "Arab": "\u0620-\u063f\u0641-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f",
    "Deva": "\u0900-\u0963\u0966-\u097f", "Beng": "\u0980-\u09ff", "Guru": "\u0a00-\u0a7f",
    "Gujr": "\u0a80-\u0aff", "Taml": "\u0b80-\u0bff", "Ethi": "\u1200-\u137f",
}  # fmt: skip
"""Letters and digits of each script but Latin; without signs that several scripts share."""
LATIN = "A-Za-z\u00c0-\u024f"
DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f]")
RUSSIAN = "\u042b\u044b\u042d\u044d\u0401\u0451"
WRONG = {
    "ur": ("\u064a\u0643\u0649", "use the Urdu letters \u06cc and \u06a9"),
    "fa": ("\u064a\u0643\u0649", "use the Persian letters \u06cc and \u06a9"),
    "ar": ("\u06cc\u06a9\u06c1\u06d2", "use the Arabic letters \u064a, \u0643 and \u0647"),
    "ro": ("\u015f\u0163\u015e\u0162", "use \u0219 and \u021b, with a comma below"),
    "rmc": ("y\u00fdY\u00dd\u011b\u011a", "this spelling has no y and no \u011b"),
    "bg": (f"{RUSSIAN}\u0456\u0457\u0454\u0491", "a letter that Bulgarian does not have"),
    "uk": (f"{RUSSIAN}\u042a\u044a", "a letter that Ukrainian does not have"),
}
"""Letters that look right and are not, and what to write instead."""


def wrong(text: str, lang: str) -> str | None:
    """What is wrong with the letters of a text, in a few words. Digits are looked at elsewhere."""
    letters, remedy = WRONG.get(lang, ("", ""))
    if any(letter in text for letter in letters):
        return remedy
    text = DIGITS.sub("", text)
    foreign, mixed = _patterns(script_of(lang))
    found = foreign.search(text) or mixed.search(text)
    return f"a letter of another script: {found[0]}" if found else None


@cache
def script_of(lang: str) -> str:
    """The script a language is written in, as ISO 15924 has it; Latin where nobody knows."""
    subtags = get_global("likely_subtags")
    tag = lang.replace("-", "_")
    likely = subtags.get(tag) or subtags.get(tag.partition("_")[0], "")
    return next((part for part in likely.split("_") if len(part) == 4), "Latn")


@cache
def _patterns(script: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A letter of a script that is neither Latin nor this one, and a word of two scripts."""
    own = RANGES.get(script, "")
    others = "".join(letters for name, letters in RANGES.items() if name != script)
    mixed = f"[{LATIN}][{own}]|[{own}][{LATIN}]" if own else "(?!)"
    return re.compile(f"\\w*[{others}]\\w*"), re.compile(mixed)
