"""Bank holidays in England, from the `holidays` library. Knows nothing of schools."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache


def bank_holidays(years: Iterable[int]) -> frozenset[date]:
    """Every bank holiday in England in `years`, Christmas Day and Good Friday among them.

    Days at weekends are included beside their substitute days.
    """
    return _cached(tuple(sorted(set(years))))


@lru_cache(maxsize=16)
def _cached(years: tuple[int, ...]) -> frozenset[date]:
    import holidays  # all the calendars of the world: whoever starts need not wait for them

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))
