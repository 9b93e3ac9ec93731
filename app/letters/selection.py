"""Which letters there are for the facts, and in which order. Knows no letter by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.letters.situation import Holds
from app.model.letters import LetterSource


@dataclass(frozen=True, slots=True)
class Offer:
    """A letter on offer; not `certain` while it hangs on a fact not settled."""

    letter: LetterSource
    certain: bool


def offers(
    letters: Iterable[LetterSource],
    holds: Holds,
    kind: Literal["letter", "document"] = "letter",
) -> tuple[Offer, ...]:
    """Letters (or documents) that fit or may fit: those that fit first, then by order and id."""
    found = [
        Offer(letter, verdict == "yes")
        for letter in letters
        if letter.kind == kind and (verdict := holds(letter.available_when)) != "no"
    ]
    return tuple(sorted(found, key=_place))


def _place(offer: Offer) -> tuple[bool, int, str]:
    return not offer.certain, offer.letter.order, offer.letter.id
