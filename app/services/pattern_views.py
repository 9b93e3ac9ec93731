"""Protected numbers as charts and tables to look at, in words. Every chart is a table with bars,
so that whoever does not see the bars reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.library import Library
from app.i18n.voice import mark
from app.model.pattern_counts import ALL, NOT_KNOWN, Cell, Protected
from app.model.patterns import FAULT, Dimension, Patterns
from app.services.speaking import Speaker
from app.services.views import Words

FULL = 100  # the width of the longest bar


@dataclass(frozen=True, slots=True)
class BarView:
    """One bar with its number. `width` out of 100."""

    label: Words
    number: int
    width: int


@dataclass(frozen=True, slots=True)
class ChartView:
    """One table of one dimension."""

    title: Words
    bars: tuple[BarView, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    """One table of two dimensions. A number that is not shown is None."""

    title: Words
    across: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[Words, tuple[int | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class PatternsView:
    """All that is shown of one protected table, and exactly when each kind of fault is counted."""

    term: Words
    families: int | None
    charts: tuple[ChartView, ...]
    grids: tuple[GridView, ...]
    definitions: tuple[tuple[Words, str], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The words for dimensions and their values. `councils`: names by number."""

    library: Library
    patterns: Patterns
    speaker: Speaker
    councils: Mapping[str, str]

    def of(self, name: str) -> Words:
        """A dimension."""
        found = self._dimension(name)
        if found is None:
            return self.speaker.words(mark("What may have gone wrong", "service"), "service")
        return self.speaker.words(found.says, f"patterns.dimensions.{name}.says")

    def value(self, name: str, value: str) -> Words:
        """A value of a dimension."""
        found = self._dimension(name)
        if value == NOT_KNOWN:
            return self.speaker.words(mark("Not sure", "service"), "service")
        if found is None:
            return self._fault(value)
        if found.from_ is not None:
            return self._option(found.from_, value)
        if found.kind == "council":
            return Words(self.councils.get(value, value))
        if found.kind == "term":
            return self._term(found, value)
        return self._written(found, value)

    def order(self, name: str) -> tuple[str, ...]:
        """The values of a dimension in the order of content, as far as it names them."""
        found = self._dimension(name)
        if found is None:
            return tuple(each.id for each in self.patterns.faults)
        if found.from_ is not None:
            return tuple(each.id for each in self.library.facts[found.from_].options)
        return tuple(each.id for each in found.values)

    def _dimension(self, name: str) -> Dimension | None:
        return next((each for each in self.patterns.dimensions if each.id == name), None)

    def _fault(self, value: str) -> Words:
        found = next((each for each in self.patterns.faults if each.id == value), None)
        if found is None:
            return Words(value)
        return self.speaker.words(found.says, f"patterns.faults.{value}.says")

    def _option(self, fact: str, value: str) -> Words:
        options = self.library.facts[fact].options
        found = next((each for each in options if each.id == value), None)
        if found is None:
            return Words(value)
        return self.speaker.words(found.label, f"facts.{fact}.options.{value}.label")

    def _written(self, dimension: Dimension, value: str) -> Words:
        found = next((each for each in dimension.values if each.id == value), None)
        if found is None:
            return Words(value)
        context = f"patterns.dimensions.{dimension.id}.values.{value}.says"
        return self.speaker.words(found.says, context)

    def _term(self, dimension: Dimension, value: str) -> Words:
        year, _, name = value.partition(" ")
        said = self._written(dimension, name)
        return Words(f"{said.text} {year}", said.lang)


def labels(library: Library, speaker: Speaker, councils: Mapping[str, str]) -> Labels | None:
    """The words for what is counted; None where content counts nothing."""
    if library.patterns is None:
        return None
    return Labels(library, library.patterns, speaker, councils)


def view(labels: Labels, table: Protected) -> PatternsView:
    """A protected table to look at."""
    tables = labels.patterns.tables
    one = [_chart(labels, table, each) for each in tables if len(each) == 1]
    two = [_grid(labels, table, each) for each in tables if len(each) > 1]
    return PatternsView(
        term=period(labels, table.period),
        families=table.shown.get(ALL),
        charts=tuple(each for each in one if each.bars),
        grids=tuple(each for each in two if each.rows),
        definitions=definitions(labels),
    )


def period(labels: Labels, name: str) -> Words:
    """The term of a table; a school year reads as it is."""
    termly = [each.id for each in labels.patterns.dimensions if each.kind == "term"]
    return labels.value(termly[0], name) if termly and " " in name else Words(name)


def definitions(labels: Labels) -> tuple[tuple[Words, str], ...]:
    """Each kind of fault, and in English exactly when it is counted."""
    return tuple((labels.value(FAULT, each.id), each.definition) for each in labels.patterns.faults)


def _chart(labels: Labels, table: Protected, names: Cell) -> ChartView:
    (name,) = names
    found = {cell[0]: number for (of, cell), number in table.shown.items() if of == names}
    most = max(found.values(), default=1)
    bars = (
        BarView(labels.value(name, each), found[each], found[each] * FULL // most)
        for each in _sorted(labels, name, found)
    )
    return ChartView(labels.of(name), tuple(bars))


def _grid(labels: Labels, table: Protected, names: Cell) -> GridView:
    down, across = names
    found = {cell: number for (of, cell), number in table.shown.items() if of == names}
    rows = _sorted(labels, down, {cell[0] for cell in found})
    columns = _sorted(labels, across, {cell[1] for cell in found})
    return GridView(
        title=labels.of(down),
        across=labels.of(across),
        columns=tuple(labels.value(across, each) for each in columns),
        rows=tuple(
            (labels.value(down, row), tuple(found.get((row, column)) for column in columns))
            for row in rows
        ),
    )


def _sorted(labels: Labels, name: str, values: Iterable[str]) -> list[str]:
    """Values in the order of content, then by their own; what is not known comes last."""
    order = labels.order(name)
    known = {each: index for index, each in enumerate(order)}
    return sorted(values, key=lambda each: (each == NOT_KNOWN, known.get(each, len(order)), each))
