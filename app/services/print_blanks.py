"""Letters and papers with nothing filled in: lines to write on where a fact would stand.

Knows of a letter only what makes it the right one; of no family anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.content.library import Library
from app.engine import conditions
from app.engine.conditions import Among
from app.model.letters import LetterPair, LetterSource
from app.model.values import option
from app.services import letter_shelf, situation
from app.services.speaking import Speaker


def sources(library: Library, kind: str) -> tuple[LetterSource, ...]:
    """Every letter, or every document, in its order."""
    found = (each for each in library.letters.values() if each.kind == kind)
    return tuple(sorted(found, key=lambda each: (each.order, each.id)))


def pair(library: Library, speaker: Speaker, name: str, on: date) -> LetterPair:
    """The blank in English, with the reader's language behind it. Raises LetterNotAvailable."""
    source = library.letters.get(name)
    known = dict(_supposed(library, source)) if source else {}
    nobody = situation.of_nobody(library, on, known)
    return letter_shelf.pair(letter_shelf.blank(nobody, speaker, name))


def _supposed(library: Library, source: LetterSource) -> Iterator[tuple[str, Any]]:
    """What must be so for the letter to be the right one, where that is one thing only."""
    for fact, cell in source.available_when.items():
        if fact in library.facts:
            asked = conditions.parse(cell, library.law.domains[fact], not_known=True)
            if isinstance(asked, Among) and len(asked.ids) == 1:
                yield fact, option(*asked.ids)
