"""Where two versions of a decision differ in what they say. A moved citation is no change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.model.rules import Decision, Row, Version


class Difference(NamedTuple):
    """One line that is new (`old` None), gone (`new` None) or not the same."""

    old: Row | None
    new: Row | None


def differences(before: Version | None, after: Version) -> tuple[Difference, ...]:
    """Every line in which a version differs from the one before it, in its own order."""
    old = {each.id: each for each in before.rows} if before else {}
    new = {each.id: each for each in after.rows}
    found = [Difference(old.get(name), row) for name, row in new.items()]
    found += [Difference(row, None) for name, row in old.items() if name not in new]
    return tuple(each for each in found if _differs(each))


def is_open(row: Row) -> bool:
    """Whether nobody could confirm what a line says."""
    return row.confidence == "unconfirmed"


def steps(decision: Decision) -> Iterator[tuple[Version | None, Version]]:
    """Every version that is law, with the one before it."""
    before: Version | None = None
    for version in decision.versions:
        if not version.expected:
            yield before, version
            before = version


def since(decision: Decision, on: date) -> date | None:
    """The day of the last change up to `on`; None where nothing has changed from the beginning."""
    changed = [
        after.from_
        for before, after in steps(decision)
        if before is not None and after.from_ <= on and differences(before, after)
    ]
    return changed[-1] if changed else None


def _differs(of: Difference) -> bool:
    return of.old is None or of.new is None or _substance(of.old) != _substance(of.new)


def _substance(row: Row) -> tuple[object, ...]:
    return row.when, row.then, row.within, row.exception_to != (), is_open(row)
