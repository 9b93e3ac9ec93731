"""From counts of families to numbers that anyone may see. Why it is done so: docs/patterns.md.

Pure, and knows nothing of what is counted. The coin is tossed with a secret key, so that the same
count of the same cell always gets the same number, and nobody without the key can work it back.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from app.model.pattern_counts import ALL, NOT_KNOWN, Cell, Contribution, Place
from app.model.patterns import FAULT

FEWEST = 10  # families behind any number
SHOWN_FROM = 15  # the count with its coins must come up to this, or the number is not shown
ROUNDED_TO = 5
HELD_WITHIN = 10  # a number stands until the count with its coins is this far from it
TOSSES = 32  # bytes of coins for each of two throwers


def tally(contributions: Iterable[Contribution], tables: Iterable[Cell]) -> dict[Place, int]:
    """How many families are in each cell of each table. A family counts once in a cell, however
    many measures it has there."""
    wanted = tuple(tables)
    families: defaultdict[Place, set[str]] = defaultdict(set)
    for each in contributions:
        families[ALL].add(each.case)
        for place in _places(each, wanted):
            families[place].add(each.case)
    return {place: len(found) for place, found in families.items()}


def _places(found: Contribution, tables: Iterable[Cell]) -> Iterator[Place]:
    for table in tables:
        values = (
            found.faults if name == FAULT else (found.cells.get(name, NOT_KNOWN),) for name in table
        )
        yield from ((table, cell) for cell in product(*values))


def protected(
    counts: Mapping[Place, int], before: Mapping[Place, int], key: bytes
) -> dict[Place, int]:
    """The numbers to show; a cell without one is not among them. `before` are the numbers shown
    last."""
    found = (
        (place, shown(place, count, before.get(place), key)) for place, count in counts.items()
    )
    return {place: number for place, number in found if number is not None}


def shown(place: Place, count: int, before: int | None, key: bytes) -> int | None:
    """The number of one cell, or None for one that is not shown."""
    return number(count, coins(place, count, key), before)


def number(count: int, tossed: int, before: int | None) -> int | None:
    """What is shown of a count with its coins, where `before` was shown last."""
    if not is_enough(count, tossed):
        return None
    blurred = count + tossed
    if before is not None and abs(blurred - before) < HELD_WITHIN:
        return before
    return (blurred + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def is_enough(count: int, tossed: int) -> bool:
    """Whether so many families may be seen: ten at least, and with the coins some more. Without
    the coins, whoever knows nine of ten would know the tenth as soon as something is shown."""
    return count >= FEWEST and count + tossed >= SHOWN_FROM


def coins(place: Place, count: int, key: bytes) -> int:
    """What is added to a count. Two throwers each toss a coin until it shows tails; it is the
    heads of one less the heads of the other. So any number is at most twice as likely, and at
    least half as likely, as with one family more or less."""
    said = json.dumps([*place, count], separators=(",", ":")).encode()
    tossed = hashlib.blake2b(said, key=key, digest_size=2 * TOSSES, person=b"patterns").digest()
    return _heads(tossed[:TOSSES]) - _heads(tossed[TOSSES:])


def _heads(tossed: bytes) -> int:
    """How many heads come before the first tails."""
    bits = int.from_bytes(tossed)
    return (~bits & (bits + 1)).bit_length() - 1
