"""The finite set of cases a table can tell apart: values of a fact grouped by its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, inf

from app.engine.conditions import ABSENT, Among, Bounds, Cell, Domain, Given
from app.model.values import Numbers, Options


@dataclass(frozen=True, slots=True)
class Atom:
    """Values of one fact that no cell of a table tells apart.

    `ids` for options; `bounds` for numbers. `rows` has one bit for each row whose cell for this
    fact holds (or which has none).
    """

    rows: int
    ids: tuple[str, ...] = ()
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """One fact of a table with its atoms. `asks_if_given`: the only question is whether something
    was written or put in."""

    fact: str
    atoms: tuple[Atom, ...]
    every: tuple[int, ...]
    by_id: Mapping[str, int]
    rows_of_one: Mapping[frozenset[str], tuple[int]]
    every_rows: tuple[int, ...]
    asks_if_given: bool = False

    def rows(self, value: object) -> tuple[int, ...]:
        """The rows of each atom that the possible values touch."""
        if value is None and not self.asks_if_given:
            return self.every_rows
        return tuple([self.atoms[index].rows for index in self.possible(value)])

    def possible(self, value: object) -> tuple[int, ...]:
        """Which atoms the possible values of the fact touch; all of them if it is not known."""
        if self.asks_if_given:
            return (self.by_id["absent" if value in ABSENT else "given"],)
        if isinstance(value, Options):
            if len(value.ids) == 1:
                (only,) = value.ids
                index = self.by_id.get(only)
                return self.every if index is None else (index,)
            found = {self.by_id[each] for each in value.ids if each in self.by_id}
            return tuple(sorted(found)) or self.every
        if isinstance(value, Numbers):
            touched = (
                index
                for index, atom in enumerate(self.atoms)
                if atom.bounds and any(_meets(atom.bounds, *span) for span in value.spans)
            )
            return tuple(touched) or self.every
        return self.every


def axis(fact: str, domain: Domain, cells: Sequence[Cell | None]) -> Axis:
    """The atoms of one fact. `cells` holds the cell of each row, None where it has none."""
    asks_if_given = any(isinstance(each, Given) for each in cells)
    if asks_if_given:
        groups = {("given",): _mask(cells, "given"), ("absent",): _mask(cells, "absent")}
        atoms = tuple(Atom(rows, ids=ids) for ids, rows in groups.items())
    elif domain.kind == "options":
        atoms = _option_atoms(domain.ids, cells)
    else:
        atoms = _number_atoms(domain, cells)
    return Axis(
        fact=fact,
        atoms=atoms,
        every=tuple(range(len(atoms))),
        by_id={each: index for index, atom in enumerate(atoms) for each in atom.ids},
        rows_of_one={
            frozenset({each}): (atom.rows,)
            for atom in atoms
            for each in atom.ids
            if not asks_if_given
        },
        every_rows=tuple(atom.rows for atom in atoms),
        asks_if_given=asks_if_given,
    )


def _mask(cells: Sequence[Cell | None], value: str | float) -> int:
    return sum(1 << row for row, cell in enumerate(cells) if cell is None or _holds(cell, value))


def _holds(cell: Cell, value: str | float) -> bool:
    if isinstance(cell, Among):
        return value in cell.ids
    if isinstance(cell, Bounds):
        return isinstance(value, float) and cell.holds(value)
    return value == "given"


def _option_atoms(ids: tuple[str, ...], cells: Sequence[Cell | None]) -> tuple[Atom, ...]:
    groups: dict[int, list[str]] = {}
    for each in ids:
        groups.setdefault(_mask(cells, each), []).append(each)
    return tuple(Atom(rows, ids=tuple(members)) for rows, members in groups.items())


def _number_atoms(domain: Domain, cells: Sequence[Cell | None]) -> tuple[Atom, ...]:
    bounds = [each for each in cells if isinstance(each, Bounds)]
    cuts = sorted({cut for each in bounds for cut in (each.low, each.high) if abs(cut) < inf})
    edges = [domain.low, *(cut for cut in cuts if domain.low <= cut <= domain.high), domain.high]
    pieces: list[Bounds] = []
    for low, high in pairwise(edges):
        pieces += [Bounds(low, False, low, False), Bounds(low, True, high, True)]
    pieces.append(Bounds(domain.high, False, domain.high, False))
    atoms: list[Atom] = []
    for piece in pieces:
        point = _grid_point(piece, domain.step)
        if point is None:
            continue
        rows = _mask(cells, point)
        if atoms and atoms[-1].rows == rows:
            before = atoms.pop().bounds or piece
            piece = Bounds(before.low, before.low_open, piece.high, piece.high_open)
        atoms.append(Atom(rows, bounds=piece))
    return tuple(atoms)


def _grid_point(piece: Bounds, step: float) -> float | None:
    """A number of the fact's steps inside a piece, or None."""
    if piece.low == inf:
        return None
    if piece.low == -inf:
        return float(piece.high - step) if piece.high < inf else 0.0
    point = float(ceil(piece.low / step) * step)
    if piece.low_open and point <= piece.low:
        point = float((floor(piece.low / step) + 1) * step)
    return point if piece.holds(point) else None


def _meets(bounds: Bounds, low: float, high: float) -> bool:
    too_low = high <= bounds.low if bounds.low_open else high < bounds.low
    too_high = low >= bounds.high if bounds.high_open else low > bounds.high
    return not (too_low or too_high)
