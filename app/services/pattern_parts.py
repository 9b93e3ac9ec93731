"""What one family adds to the counts, from its situation. Only what is certain counts.

The dimensions and the kinds of fault are content (`flows/patterns.yaml`); no fact is named here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import assert_never

from app.content.library import Library
from app.engine import terms
from app.engine.calendar import school_year
from app.model.calendar import SchoolCalendar
from app.model.facts import School
from app.model.pattern_counts import NOT_KNOWN, Contribution
from app.model.patterns import CountedIf, Dimension
from app.model.values import NO, Dates, Options
from app.services import calendars
from app.services.situation import Situation


def contribution(situation: Situation, case: str) -> Contribution | None:
    """What the measure shown adds. `case` is the family's random mark. None where content says
    of nothing that it is counted."""
    patterns = situation.library.patterns
    if patterns is None:
        return None
    return Contribution(
        case,
        {each.id: _value(situation, each) for each in patterns.dimensions},
        frozenset(each.id for each in patterns.faults if _certain(situation, each.rows)),
    )


def _certain(situation: Situation, rows: Iterable[CountedIf]) -> bool:
    return any(situation.holds(each.when) == "yes" for each in rows)


def _value(situation: Situation, found: Dimension) -> str:
    """The one value that certainly holds."""
    match found.kind:
        case "council":
            return _council(situation)
        case "term":
            return _term(situation, tuple(each.id for each in found.values))
        case "written" if found.from_ is not None:
            value = situation.value(found.from_)
            return (value.only if isinstance(value, Options) else None) or NOT_KNOWN
        case "written":
            held = [each.id for each in found.values if _certain(situation, each.rows)]
            return held[0] if len(held) == 1 else NOT_KNOWN
        case _:
            assert_never(found.kind)


def _council(situation: Situation) -> str:
    """The council of a school that was chosen from the official list."""
    school = situation.value(situation.library.slots.school)
    found = school.la_code if isinstance(school, School) else None
    return found or NOT_KNOWN


def _term(situation: Situation, names: tuple[str, ...]) -> str:
    """The school year and term in which every possible day of the decision lies."""
    decided = situation.value(situation.library.slots.law_date)
    if not isinstance(decided, Dates):
        return NOT_KNOWN
    found = _terms(situation.interview.calendar, decided.low, decided.high, names)
    return found.pop() if len(found) == 1 else NOT_KNOWN


def _terms(calendar: SchoolCalendar, low: date, high: date, names: tuple[str, ...]) -> set[str]:
    """Every term in which some day of a span may lie, as far as anybody can be sure."""
    if school_year(low) != school_year(high):
        return {NOT_KNOWN}
    spans = ((low.toordinal(), high.toordinal()),)
    ways = terms.term_cuts(calendar, NO, spans)
    return {_named(cuts, each, names) for cuts in ways for each in (low, high)}


def _named(cuts: Iterable[int], day: date, names: tuple[str, ...]) -> str:
    """The term of a day where the terms are cut like this."""
    first, last = (each.toordinal() for each in school_year(day))
    here = [each for each in cuts if first <= each <= last]
    if len(here) != len(names):
        return NOT_KNOWN
    return f"{_year(day)} {names[bisect_right(here, day.toordinal()) - 1]}"


def _year(day: date) -> str:
    """A school year as people write it."""
    first, last = school_year(day)
    return f"{first.year}-{last.year % 100:02d}"


def period(library: Library, on: date) -> str:
    """The term in which something is published: nothing is published twice in one. In a holiday
    whose day of beginning differs from place to place it is the earlier term. Without terms in
    content it is the school year."""
    dimensions = library.patterns.dimensions if library.patterns else ()
    termly = [each for each in dimensions if each.kind == "term"]
    if not termly:
        return _year(on)
    names = tuple(each.id for each in termly[0].values)
    found = _terms(calendars.for_case(library), on, on, names)
    order = [f"{_year(on)} {name}" for name in names]
    return next((each for each in order if each in found), _year(on))
