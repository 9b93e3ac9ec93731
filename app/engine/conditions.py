"""The whole condition language: one cell against the possible values of one fact.

Knows shapes of values, never what a fact means. A cell holds only when it is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any, Literal

from app.model.values import Dates, Numbers, Options

Verdict = Literal["yes", "no", "maybe"]


@dataclass(frozen=True, slots=True)
class Domain:
    """What a fact can be: option ids, or numbers from `low` to `high` in steps, or something
    written. `kind` "dates" and "written" can only be asked whether they are given."""

    kind: Literal["options", "numbers", "dates", "written"]
    ids: tuple[str, ...] = ()
    low: float = -inf
    high: float = inf
    step: float = 1


@dataclass(frozen=True, slots=True)
class Among:
    """The value is one of these options."""

    ids: frozenset[str]

    def verdict(self, value: object) -> Verdict:
        """Whether every possible value is one of them, none, or some."""
        if not isinstance(value, Options):
            return "maybe"
        if value.ids <= self.ids:
            return "yes"
        return "no" if value.ids.isdisjoint(self.ids) else "maybe"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The number lies between two bounds; an open bound is itself left out."""

    low: float = -inf
    low_open: bool = False
    high: float = inf
    high_open: bool = False

    def holds(self, number: float) -> bool:
        """Whether one number lies inside."""
        above = number > self.low if self.low_open else number >= self.low
        return above and (number < self.high if self.high_open else number <= self.high)

    def verdict(self, value: object) -> Verdict:
        """Whether every possible number lies inside, none, or some."""
        if not isinstance(value, Numbers):
            return "maybe"
        parts = {self._of_span(low, high) for low, high in value.spans}
        return parts.pop() if len(parts) == 1 else "maybe"

    def _of_span(self, low: float, high: float) -> Verdict:
        if self.holds(low) and self.holds(high):
            return "yes"
        too_low = high <= self.low if self.low_open else high < self.low
        too_high = low >= self.high if self.high_open else low > self.high
        return "no" if too_low or too_high else "maybe"


@dataclass(frozen=True, slots=True)
class Given:
    """Something was written or put in."""

    def verdict(self, value: object) -> Verdict:
        """Whether something was."""
        return "no" if value in ABSENT else "yes"


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The fact is not settled. Never used in rules."""

    def verdict(self, value: object) -> Verdict:
        """Whether it is not."""
        return "no" if settled(value) else "yes"


Cell = Among | Bounds | Given | NotKnown

ABSENT: tuple[object, ...] = (None, "", (), frozenset())  # nothing was written or put in

NUMBER = r"(\d+(?:\.\d+)?)"
FORMS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(rf"more than {NUMBER} up to {NUMBER}"), lambda a, b: Bounds(a, True, b, False)),
    (re.compile(rf"more than {NUMBER}"), lambda a: Bounds(low=a, low_open=True)),
    (re.compile(rf"{NUMBER} or more"), lambda a: Bounds(low=a)),
    (re.compile(rf"fewer than {NUMBER}"), lambda a: Bounds(high=a, high_open=True)),
    (re.compile(rf"{NUMBER} or fewer"), lambda a: Bounds(high=a)),
)


def parse(cell: object, domain: Domain, *, not_known: bool = False) -> Cell:
    """The cell an author wrote. Raises ValueError with a remedy in the author's words."""
    if cell == "not known":
        if not_known:
            return NotKnown()
        raise ValueError('"not known" cannot stand in a rule: the engine works that out itself')
    if domain.kind == "options":
        return _among(cell, domain.ids)
    if domain.kind == "numbers":
        return _bounds(cell)
    if cell == "given":
        return Given()
    raise ValueError('a date or a text can only be "given" here')


def _among(cell: object, ids: tuple[str, ...]) -> Among:
    wanted = [cell] if isinstance(cell, str) else cell
    if not isinstance(wanted, list | tuple) or not wanted:
        raise ValueError(f"expected one of: {', '.join(ids)}")
    unknown = [each for each in wanted if each not in ids]
    if unknown:
        raise ValueError(f'there is no option "{unknown[0]}"; the options are: {", ".join(ids)}')
    return Among(frozenset(map(str, wanted)))


def _bounds(cell: object) -> Bounds:
    if isinstance(cell, str):
        for pattern, build in FORMS:
            if found := pattern.fullmatch(cell):
                bounds: Bounds = build(*map(float, found.groups()))
                if bounds.low >= bounds.high:
                    raise ValueError(f'no number is "{cell}"')
                return bounds
    raise ValueError(
        'write a number as "more than 5", "5 or more", "fewer than 5", "5 or fewer" or '
        '"more than 5 up to 15"'
    )


def verdict(cell: Cell, value: object) -> Verdict:
    """Whether a cell holds for every possible value, for none, or for some.

    `value` is a set of possible values, something written, or None for "not known".
    """
    return cell.verdict(value)


def settled(value: object) -> bool:
    """Whether a value is known exactly."""
    if value is None:
        return False
    return value.only is not None if isinstance(value, Options | Numbers | Dates) else True


def all_hold(verdicts: Iterable[Verdict]) -> Verdict:
    """ "no" if one cell does not hold, "yes" if all do, otherwise "maybe"."""
    found: Verdict = "yes"
    for each in verdicts:
        if each == "no":
            return "no"
        if each == "maybe":
            found = "maybe"
    return found
