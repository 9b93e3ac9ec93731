"""How close a school is to what somebody typed, misspelt or half written. Knows no list.

All texts are plain (`school_words`). Closeness is from 0 to 1. Nothing typed outlives its search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz

LEAST = 0.6  # two words less alike than this are two words
BEGUN = 0.95  # a word that is still being typed
WHOLE = 0.1  # how much the name as a whole counts beside its words

Closeness = Callable[[str, str], float]


def closeness_to(typed: str, weights: Mapping[str, float]) -> Closeness:
    """A measure of how close a name and its place are to `typed`.

    `weights`: how much each typed word counts; a word that most schools bear counts little."""
    total = sum(weights.values())
    alike = cache(_alike)  # schools share most of their words

    def closeness(name: str, place: str) -> float:
        own = name.split()
        pairs = (f"{one}{other}" for one, other in pairwise(own))  # "Fir Vale" typed as one word
        theirs = (*own, *pairs, *place.split())
        found = sum(
            weight * max(alike(word, each) for each in theirs) for word, weight in weights.items()
        )
        return (1 - WHOLE) * found / total + WHOLE * fuzz.ratio(typed, name) / 100

    return closeness


def _alike(typed: str, word: str) -> float:
    if word == typed:
        return 1.0
    if word.startswith(typed):
        return BEGUN
    found = fuzz.ratio(typed, word) / 100
    return found if found >= LEAST else 0.0
