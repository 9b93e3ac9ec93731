"""Possible values of a fact: one, a listed few, a range, or (None) anything at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Options:
    """Option ids a choice may have; "yes" and "no" for a yes/no fact. Never empty."""

    ids: frozenset[str]

    @property
    def only(self) -> str | None:
        """The one option left, or None while several are possible."""
        return next(iter(self.ids)) if len(self.ids) == 1 else None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Closed, sorted, disjoint spans of numbers. One point is (x, x)."""

    spans: tuple[tuple[float, float], ...]

    @property
    def only(self) -> float | None:
        """The one number left, or None while several are possible."""
        (low, _), (_, high) = self.spans[0], self.spans[-1]
        return low if low == high else None

    @property
    def low(self) -> float:
        """The lowest number possible."""
        return self.spans[0][0]

    @property
    def high(self) -> float:
        """The highest number possible."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Dates:
    """Closed, sorted, disjoint spans of dates. One day is (d, d)."""

    spans: tuple[tuple[date, date], ...]

    @property
    def only(self) -> date | None:
        """The one date left, or None while several are possible."""
        (low, _), (_, high) = self.spans[0], self.spans[-1]
        return low if low == high else None

    @property
    def low(self) -> date:
        """The earliest date possible."""
        return self.spans[0][0]

    @property
    def high(self) -> date:
        """The latest date possible."""
        return self.spans[-1][1]


Possible = Options | Numbers | Dates

YES = Options(frozenset({"yes"}))
NO = Options(frozenset({"no"}))
YES_OR_NO = Options(frozenset({"yes", "no"}))


def option(*ids: str) -> Options:
    """Options from ids."""
    return Options(frozenset(ids))


def number(low: float, high: float | None = None) -> Numbers:
    """One number, or every number from `low` to `high`."""
    return Numbers(((low, low if high is None else high),))


def day(low: date, high: date | None = None) -> Dates:
    """One date, or every date from `low` to `high`."""
    return Dates(((low, low if high is None else high),))


def dates_or(*many: Dates) -> Dates:
    """Every date that any of the arguments allows, as sorted spans that do not touch."""
    spans = sorted(span for each in many for span in each.spans)
    merged: list[tuple[date, date]] = []
    for low, high in spans:
        if merged and (low - merged[-1][1]).days <= 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return Dates(tuple(merged))


def numbers_or(*many: Numbers) -> Numbers:
    """Every number that any of the arguments allows, as sorted disjoint spans."""
    spans = sorted(span for each in many for span in each.spans)
    merged: list[tuple[float, float]] = []
    for low, high in spans:
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return Numbers(tuple(merged))


def possible_or(first: Possible, second: Possible) -> Possible:
    """Every value that either of two sets of the same type allows."""
    if isinstance(first, Options) and isinstance(second, Options):
        return Options(first.ids | second.ids)
    if isinstance(first, Numbers) and isinstance(second, Numbers):
        return numbers_or(first, second)
    if isinstance(first, Dates) and isinstance(second, Dates):
        return dates_or(first, second)
    raise TypeError("possible values of two different types")
