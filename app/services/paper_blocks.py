"""Blocks of papers that an organisation prints for itself, in English: headings and lines.

What people wrote is a value, so that its direction stays its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.letters import pairing
from app.letters.filling import joined
from app.model.letters import Block, Letter, LetterPair, Run

ENGLISH = "en"
Blocks = Iterator[Block]


def paper(name: str, title: str, blocks: Iterable[Block]) -> tuple[str, LetterPair]:
    """A paper of a pack: its title, and its page. A paper without blocks says so."""
    found = tuple(blocks) or (lines("Nothing."),)
    numbered = tuple(replace(each, id=f"{each.id}{at}") for at, each in enumerate(found))
    letter = Letter(name, title, numbered, ENGLISH, "ltr")
    return title, pairing.pair(letter, is_sent=False)


def heading(text: str) -> Block:
    """A heading of one level."""
    return Block("heading", "heading", (Run(text, "value", ENGLISH),))


def lines(*texts: str) -> Block:
    """Lines under each other; empty ones are left out."""
    runs = joined((Run(each, lang=ENGLISH),) for each in texts if each)
    return Block("paragraph", "paragraph", runs)


def titled(title: str, *more: str) -> Block:
    """Lines under one that stands out; each once, and empty ones are left out."""
    below = ((Run(each, lang=ENGLISH),) for each in dict.fromkeys(more) if each)
    return Block("titled", "paragraph", joined(((Run(title, "strong", ENGLISH),), *below)))


def answered(question: str, answer: str, *more: str) -> Block:
    """A question of ours, what was answered to it, and more about that."""
    runs = joined(
        (
            (Run(question, lang=ENGLISH),),
            (Run(answer, "strong", ENGLISH),),
            *((Run(each, lang=ENGLISH),) for each in more if each),
        )
    )
    return Block("answer", "paragraph", runs)


def written(text: str) -> Block:
    """What somebody wrote, with its own lines."""
    return Block("written", "own_words", (Run(text, "value", ENGLISH),))
