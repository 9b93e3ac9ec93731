"""Many organisations' tables as one. It is made from what each shows already, so nobody opens
what another has sealed; what one does not show counts as nothing, so the sum says "at least".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from app.content.library import Library
from app.model.pattern_counts import Place, Protected
from app.services import pattern_parts
from app.store.patterns import PatternStore

FEWEST_ORGANISATIONS = 3
LARGEST_SHARE = 0.8
NEW_ENOUGH = timedelta(days=366)


def pooled(tables: Iterable[Protected], period: str, on: date) -> Protected | None:
    """The table of a term over the newest table of each organisation that agreed. Tables of this
    same term come into the next one, so that it does not change under the reader. None while too
    few organisations have one."""
    given = [each for each in tables if each.period != period and each.on > on - NEW_ENOUGH]
    if len(given) < FEWEST_ORGANISATIONS:
        return None
    parts: defaultdict[Place, list[int]] = defaultdict(list)
    for each in given:
        for place, number in each.shown.items():
            parts[place].append(number)
    return Protected(period, on, _sums(parts))


def _sums(parts: Mapping[Place, list[int]]) -> dict[Place, int]:
    """Sums of cells that enough organisations show and none rules."""
    return {
        place: sum(numbers)
        for place, numbers in parts.items()
        if len(numbers) >= FEWEST_ORGANISATIONS and max(numbers) <= LARGEST_SHARE * sum(numbers)
    }


def current(store: PatternStore, library: Library, now: datetime, on: date) -> Protected | None:
    """The table of all that agreed: that of this term, made the first time somebody looks, or the
    last one. None while there was never enough."""
    period = pattern_parts.period(library, on)
    kept = store.every(None)
    found = _first_of(kept, period)
    if found is not None:
        return found
    made = pooled(store.agreed(period), period, on)
    if made is None or not made.shown:
        return kept[0] if kept else None
    store.put(None, made, now, agreed=True)
    return _first_of(store.every(None), period)


def _first_of(kept: Iterable[Protected], period: str) -> Protected | None:
    """The one that was made first, should two processes have made one at once."""
    return next((each for each in reversed(tuple(kept)) if each.period == period), None)
