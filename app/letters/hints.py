"""What may make a family's own words hard to read, or hard to hear. Counts words and finds some.

Knows no language: sentences end as they end in most, and which words matter is content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.letters.filling import BLANK, plain
from app.model.hints import Ease, Hints
from app.model.letters import Letter

SENTENCE_END = re.compile("(?<=[.!?\u061f\u06d4\u0964])\\s+|\n+")
TOLD = ("paragraph", "point", "request", "own_words")  # blocks that are read as sentences
SHOWN = 5  # words of a long sentence, so that it can be found


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to say, with its context, and the words that it is `about`."""

    says: str
    context: str
    about: str = ""


def of_text(hints: Hints, text: str) -> tuple[Hint, ...]:
    """Everything to say about one block's text, each thing once."""
    found = {each.says: each for each in reversed(list(_all(hints, text)))}
    return tuple(reversed(found.values()))


def reading(hints: Hints, letter: Letter) -> Hint | None:
    """How the letter reads: by the average length of its sentences. None if it has none."""
    texts = (plain(each.runs) for each in letter.blocks if each.kind in TOLD)
    lengths = [len(each.split()) for text in texts for each in sentences(text)]
    if not lengths:
        return None
    fits = (
        Hint(each.says, f"hints.reading.{at}.says")
        for at, each in enumerate(hints.reading)
        if _fits(each, sum(lengths) / len(lengths))
    )
    return next(fits, None)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without empty ones."""
    return tuple(each.strip() for each in SENTENCE_END.split(text) if each.strip())


def _all(hints: Hints, text: str) -> Iterator[Hint]:
    if BLANK in text:
        yield Hint(hints.blank, "hints.blank")
    for each in _longer(sentences(text), hints.sentence.more_than):
        about = " ".join(each.split()[:SHOWN])
        yield Hint(hints.sentence.says, "hints.sentence.says", about)
    if len(text.split()) > hints.block.more_than:
        yield Hint(hints.block.says, "hints.block.says")
    for at, hint in enumerate(hints.words):
        either = "|".join(map(re.escape, hint.words))
        found = re.search(rf"\b(?:{either})\b", text, re.IGNORECASE)
        if found:
            yield Hint(hint.says, f"hints.words.{at}.says", found[0])


def _longer(texts: Iterable[str], limit: int) -> Iterator[str]:
    return (each for each in texts if len(each.split()) > limit)


def _fits(each: Ease, average: float) -> bool:
    return each.up_to is None or average <= each.up_to
