"""Clocks, conditions and days as a lawyer or a developer reads them. English only.

For the command line and the review; families read the words of outcomes instead.
"""

from __future__ import annotations

from datetime import date

from app.content.library import Library
from app.engine.law import DEADLINE
from app.model.clocks import Clock
from app.model.rules import CellSource, When

UNITS = {
    "school_days": "school days",
    "working_days": "working days",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
}


def day(on: date) -> str:
    """A date in words, the same on every machine."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{names[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def days(first: date | None, last: date | None) -> str:
    """One date, the two ends of a range, or that nothing can be said."""
    if first is not None and first == last:
        return day(first)
    if first is None and last is None:
        return "no day can be worked out"
    if first is None or last is None:
        return f"not before {day(first)}" if first else f"not after {day(last or date.max)}"
    return f"between {day(first)} and {day(last)}"


def clock(limit: Clock) -> str:
    """A time limit: how long, counted from what, and how."""
    number = limit.count if isinstance(limit.count, int) else f"({limit.count})"
    unit = UNITS[limit.unit][:-1] if number == 1 else UNITS[limit.unit]
    ahead = "before" if limit.direction == "back" else "after"
    first = ", which counts as the first day" if limit.first_day == "same" else ""
    aim = f"; where practicable before {limit.aim_before}" if limit.aim_before else ""
    if limit.count == 0:
        return f"on the day itself: {_start(limit)}{aim}"
    return f"{number} {unit} {ahead} {_start(limit)}{first}{aim}"


def condition(library: Library, when: When) -> str:
    """Cells in words, joined by a semicolon; empty for none."""
    return "; ".join(f"{fact}: {cell(library, fact, each)}" for fact, each in when.items())


def cell(library: Library, fact: str, written: CellSource) -> str:
    """One cell: labels of options, or the words of a number."""
    many = written if isinstance(written, list) else [written]
    known = library.facts.get(fact)
    labels = {each.id: each.label for each in known.options} if known else {}
    return " or ".join(labels.get(str(each), str(each)) for each in many)


def _start(limit: Clock) -> str:
    name = limit.from_
    return f"the end of {name.removesuffix(DEADLINE)}" if name.endswith(DEADLINE) else name
