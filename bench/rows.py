"""The table that `make bench` prints: what was measured, its budget, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `kept` is None for what has no budget, or could not be measured here."""

    what: str
    measured: str
    budget: str = ""
    kept: bool | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several measurements, with the least and the most."""

    middle: float
    least: float
    most: float

    def __format__(self, spec: str) -> str:
        return f"{self.middle:{spec}} ({self.least:{spec}}-{self.most:{spec}})"

    def times(self, factor: float) -> Spread:
        """In another unit."""
        return Spread(self.middle * factor, self.least * factor, self.most * factor)


def spread(measured: Sequence[float]) -> Spread:
    """The spread of at least one measurement."""
    return Spread(median(measured), min(measured), max(measured))


def at_most(what: str, found: Spread | float, most: float, unit: str, spec: str = ".1f") -> Row:
    """A row whose median must not be more than `most`, in the same unit."""
    middle = found.middle if isinstance(found, Spread) else found
    return Row(what, f"{found:{spec}} {unit}", f"{most:g} {unit}", middle <= most)


def table(rows: Iterable[Row]) -> str:
    """The rows under each other."""
    head = Row("what", "measured: median (least-most)", "budget")
    lines = [(each.what, each.measured, each.budget, _word(each)) for each in (head, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    return "\n".join(
        "  ".join(
            (*(f"{cell:{width}}" for cell, width in zip(line, widths, strict=False)), line[3])
        )
        for line in lines
    )


def _word(row: Row) -> str:
    return "" if row.kept is None else ("ok" if row.kept else "OVER")
