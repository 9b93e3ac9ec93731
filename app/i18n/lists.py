"""Joining the parts of a list as one language joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale


@dataclass(frozen=True, slots=True)
class ListWords:
    """How two parts join, and how the first, middle and last parts of more than two join.

    Each pattern holds `{0}` for what comes before and `{1}` for what comes after.
    """

    two: str
    start: str
    middle: str
    end: str

    def joined(self, parts: Sequence[str]) -> str:
        """The parts as one text; empty for none."""
        if len(parts) < 2:
            return "".join(parts)
        if len(parts) == 2:
            return self.two.format(*parts)
        first, *middle, previous, last = parts
        text = self.end.format(previous, last)
        for part in reversed(middle):
            text = self.middle.format(part, text)
        return self.start.format(first, text)


def from_locale(locale: Locale, kind: str) -> ListWords:
    """`kind`: "standard" (all of them) or "or" (any of them)."""
    patterns = locale.list_patterns[kind]
    return ListWords(patterns["2"], patterns["start"], patterns["middle"], patterns["end"])


def from_word(word: str) -> ListWords:
    """Joined by commas, and by `word` before the last part."""
    last = f"{{0}} {word} {{1}}"
    return ListWords(last, "{0}, {1}", "{0}, {1}", last)
