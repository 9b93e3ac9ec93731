"""Counting what families agreed to, and publishing it: at most once a term, and only if enough of
them are new. Knows no sealing: whoever calls it has opened the contributions and seals the ledger.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.content.library import Library
from app.model.pattern_counts import ALL, Contribution, Protected
from app.services import pattern_parts, pattern_protection

MARK = 12  # bytes
CHANGED = ("changed",)  # not a dimension: what the coins of a term are tossed for


@dataclass(frozen=True, slots=True)
class Published:
    """A table to be stored readable, and what the next count needs to know of this one. `ledger`
    (keyed marks of families, and of what each added) is to be sealed to the organisation."""

    table: Protected
    ledger: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TooSoon:
    """Nothing is published: there is a table of this term already, or too few families are new,
    gone or changed since the last one."""

    why: Literal["this_term", "too_few"]


def count(
    library: Library,
    contributions: Iterable[Contribution],
    previous: Published | None,
    key: bytes,
    on: date,
) -> Published | TooSoon:
    """The next table of an organisation. `key` is its own secret for this, 32 bytes, always the
    same."""
    given = tuple(contributions)
    period = pattern_parts.period(library, on)
    before = previous or Published(Protected("", date.min))
    if previous is not None and (before.table.period == period or before.table.on >= on):
        return TooSoon("this_term")
    ledger = _ledger(given, key)
    if not _enough_is_new(ledger, before.ledger, period, key):
        return TooSoon("too_few")
    tables = () if library.patterns is None else library.patterns.tables
    counts = pattern_protection.tally(given, tables)
    numbers = pattern_protection.protected(counts, before.table.shown, key)
    return Published(Protected(period, on, numbers), ledger)


def _enough_is_new(
    now: Mapping[str, str], before: Mapping[str, str], period: str, key: bytes
) -> bool:
    """Whether enough families are new, gone or changed, with the coins of the term."""
    changed = sum(now.get(each) != before.get(each) for each in {*now, *before})
    tossed = pattern_protection.coins((CHANGED, (period,)), changed, key)
    return pattern_protection.is_enough(changed, tossed)


def _ledger(contributions: Iterable[Contribution], key: bytes) -> dict[str, str]:
    """A mark of each family, and of all that it adds."""
    added: defaultdict[str, list[str]] = defaultdict(list)
    for each in contributions:
        part = json.dumps([sorted(each.cells.items()), sorted(each.faults)])
        added[each.case].append(part)
    return {_mark(case, key): _mark("".join(sorted(parts)), key) for case, parts in added.items()}


def _mark(said: str, key: bytes) -> str:
    return hashlib.blake2b(said.encode(), key=key, digest_size=MARK).hexdigest()


def families(table: Protected) -> int | None:
    """About how many families a table is about, if that is shown."""
    return table.shown.get(ALL)
