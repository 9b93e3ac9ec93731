"""Strings as people type them, made safe to keep and to read. Knows no question and no answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

Posted = Mapping[str, Sequence[str]]
"""A posted form: every value of every field, as it came."""

# Left-to-right and right-to-left overrides, embeddings and isolates can make a name or a date read
# as another one. Joiners (U+200C, U+200D) stay: Urdu, Bengali and emoji are misspelt without them.
REORDERING = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff"
)
FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
COMMAS = str.maketrans({",": ".", "\u066b": ".", "\u060c": "."})
LONGEST_NUMBER = 12


def line(typed: str, longest: int) -> str:
    """One line of text: no control characters, single spaces, at most `longest` characters."""
    return " ".join(_safe(typed).split())[:longest].rstrip()


def lines(typed: str, longest: int) -> str:
    """Text of several lines: line ends as one character each, no space at the end of a line."""
    ends = typed.replace("\r\n", "\n").replace("\r", "\n")
    kept = "\n".join(" ".join(_safe(each).split()) for each in ends.split("\n"))
    return kept.strip("\n")[:longest].rstrip()


def first(posted: Posted, field: str, longest: int = 200) -> str:
    """The first value of a field as one line; empty if the field did not come."""
    values = posted.get(field, ())
    return line(values[0], longest) if values else ""


def identity(posted: Posted, field: str) -> bytes:
    """An id as pages of the desk write it (hexadecimal); empty for anything else."""
    try:
        return bytes.fromhex(first(posted, field))
    except ValueError:
        return b""


def digits(typed: str) -> str:
    """The digits of any script as Western ones; everything else stays."""
    return "".join(
        str(unicodedata.decimal(each)) if unicodedata.decimal(each, None) is not None else each
        for each in typed
    )


def whole(typed: str) -> int | None:
    """A whole number, or None. Takes the digits of any script."""
    plain = digits(typed).strip()
    if not plain.isascii() or not plain.isdigit() or len(plain) > LONGEST_NUMBER:
        return None
    return int(plain)


def number(typed: str) -> float | None:
    """A number like 3.5, 3,5, 3½ or 3 1/2 in the digits of any script, or None. Never negative."""
    plain = digits(typed).strip().replace("1/2", "½").translate(COMMAS)
    for sign, decimals in FRACTIONS.items():
        if plain.endswith(sign):
            before = plain.removesuffix(sign).strip()
            plain = (before or "0") + decimals if "." not in before else ""
    before, _, after = plain.partition(".")
    if not plain.isascii() or len(plain) > LONGEST_NUMBER:
        return None
    if not before.isdigit() or not (after.isdigit() or plain == before):
        return None
    return float(plain)


def _safe(typed: str) -> str:
    """Composed, without characters that steer a terminal or turn the direction of what follows.

    White space of every kind becomes a plain space.
    """
    composed = unicodedata.normalize("NFC", typed)
    return "".join(
        " " if each.isspace() else each
        for each in composed
        if each.isspace() or not (each in REORDERING or unicodedata.category(each) in ("Cc", "Cs"))
    )
