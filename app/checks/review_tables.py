"""Decisions as a solicitor reads them: each version as a table, and every case it tells apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from app.checks import review_markup as markup
from app.checks.tables import in_words
from app.content.library import Library
from app.engine.regions import Atom
from app.engine.tables import Table
from app.model.clocks import Confidence
from app.model.rules import Decision, Row
from app.services import law_words

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class InForce:
    """One version of a decision, the last day it is in force (None: no end), and its table."""

    decision: Decision
    table: Table
    last: date | None

    @property
    def first(self) -> date:
        """The first day."""
        return self.table.version.from_

    def day_near(self, on: date) -> date:
        """The day of this version that lies nearest to `on`."""
        return max(self.first, min(on, self.last or on))


def versions(library: Library, decision: Decision, as_at: date | None) -> tuple[InForce, ...]:
    """Every version that is law; or with `as_at` the one of that day, expected law among them."""
    tables = library.law.tables[decision.id]
    if as_at is None:
        tables = tuple(each for each in tables if not each.version.expected)
    ends = [each.version.from_ - A_DAY for each in tables[1:]]
    found = tuple(map(InForce, [decision] * len(tables), tables, [*ends, None]))
    if as_at is None:
        return found
    return tuple(each for each in found if each.day_near(as_at) == as_at)


def decision(library: Library, each: Decision, on: date, as_at: date | None) -> Iterator[str]:
    """One decision with its versions. `on` is the day by which confidence is told."""
    yield markup.heading(3, each.asks_whether, f"decision-{each.id}")
    when = law_words.condition(library, each.only_if)
    yield markup.paragraph(
        markup.lines(
            (
                f"Decision {markup.code(each.id)}; the law of the day "
                f"{markup.code(each.law_as_at)} applies.",
                markup.text(f"Made only if {when}.") if when else "",
                "Each row stands alone: any number of them may hold." if each.collects else "",
            )
        )
    )
    shown = versions(library, each, as_at)
    if not shown:
        yield markup.paragraph("No law of that day.")
    for version in shown:
        yield from _version(library, version, on)


def confidence(library: Library, version: InForce, row: Row, on: date) -> Confidence:
    """How sure the least sure authority of a row is."""
    return row.confidence or library.law.confidence(row.cite, version.day_near(on))


def _version(library: Library, version: InForce, on: date) -> Iterator[str]:
    until = f" until {law_words.day(version.last)}" if version.last else ""
    expected = " (expected, not in force)" if version.table.version.expected else ""
    yield markup.heading(4, f"From {law_words.day(version.first)}{until}{expected}")
    if version.table.version.repealed:
        yield markup.paragraph("Repealed.")
    yield markup.table(
        ("Row", "If", "Then", "Time", "Authority"),
        (_row(library, version, row, on) for row in version.table.version.rows),
    )
    if not version.decision.collects and version.table.version.rows:
        yield from _cases(library, version.table)


def _row(library: Library, version: InForce, row: Row, on: date) -> tuple[str, ...]:
    exception = (
        row.exception_to if isinstance(row.exception_to, str) else ", ".join(row.exception_to)
    )
    sure = confidence(library, version, row, on)
    return (
        markup.lines(
            (
                markup.code(row.id),
                f"<small>exception to {markup.text(exception)}</small>" if exception else "",
            )
        ),
        _conditions(library, row),
        markup.lines((_conclusion(library, version.decision, row), markup.text(row.because or ""))),
        _time(row),
        markup.lines(
            (
                *(authority(each) for each in row.cite),
                "" if sure == "confirmed" else f"<b>{markup.text(sure.replace('_', ' '))}</b>",
            )
        ),
    )


def authority(provision: str) -> str:
    """A link to where a provision is written out."""
    return markup.link(f"provision-{provision}", provision)


def _conditions(library: Library, row: Row) -> str:
    parts = (
        f"{markup.code(fact)}: {markup.text(law_words.cell(library, fact, cell))}"
        for fact, cell in row.when.items()
    )
    return markup.lines(parts) or "always"


def _conclusion(library: Library, of: Decision, row: Row) -> str:
    then = row.then or row.id
    words = library.outcome(of.id, then)
    return markup.lines((markup.code(then), markup.text(words.title) if words else ""))


def _time(row: Row) -> str:
    if row.within is None:
        return ""
    readings = (
        f"<small>or: {markup.text(each.says)} ({markup.text(each.confidence.replace('_', ' '))})"
        "</small>"
        for each in row.within.readings
    )
    clock = f"{law_words.clock(row.within)} ({row.within.whose})"
    return markup.lines((markup.text(clock), *readings))


def _cases(library: Library, table: Table) -> Iterator[str]:
    found = list(cases(table))
    yield markup.paragraph(f"Cases that this table tells apart: {len(found)}.")
    yield markup.table(
        (*(axis.fact for axis in table.axes), "Conclusion", "Authority"),
        (
            (
                *(
                    _value(library, axis.fact, atom)
                    for axis, atom in zip(table.axes, case, strict=True)
                ),
                markup.code(row.then or row.id),
                markup.lines(authority(each) for each in row.cite),
            )
            for case, row in found
        ),
    )


def cases(table: Table) -> Iterator[tuple[tuple[Atom, ...], Row]]:
    """Every case in which the decision is made, with the row that applies."""
    for case in product(*(axis.atoms for axis in table.axes)):
        mask = table.every_row << 1 | 1
        for atom in case:
            mask &= atom.rows
        index = table.row_index(mask)
        if index is not None and index >= 0:
            yield case, table.version.rows[index]


def _value(library: Library, fact: str, atom: Atom) -> str:
    if atom.bounds is None:
        return markup.text(law_words.cell(library, fact, list(atom.ids)))
    return markup.text(in_words(atom).replace("-inf or more, ", "").replace(", up to inf", ""))
