"""Facts as other programs send them, read strictly, and values given back as JSON.

A problem names the fact and the reason, never the value. Nothing worked out may be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from app.content.library import Library
from app.model.errors import FactProblem
from app.model.facts import ClosedDay, Fact, HistoryEntry, School
from app.model.values import Dates, Numbers, Options
from app.services import answers, api_effort, calendars, questions

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(calendars.LAST_YEAR, 12, 31)
LARGEST = 1_000_000


def read(library: Library, written: Mapping[str, Any], on: date) -> dict[str, Any]:
    """Values for the engine from a program's facts. Raises FactProblem."""
    given: dict[str, Any] = {}
    for fact, value in written.items():
        _may_be_told(library, fact)
        _sound(fact, value)
        given[fact] = _value(library, fact, value)
    for fact in given:
        _within(library, library.facts[fact], given, on)
    api_effort.bounded(library, given)
    return given


def asked(library: Library, names: Iterable[str]) -> tuple[str, ...]:
    """The facts that can be told behind facts and decisions, sorted."""
    return tuple(sorted({root for name in names for root in library.law.roots[name]}))


def plain(value: Any) -> Any:
    """A value of the engine in the JSON shape of its fact."""
    match value:
        case Options():
            return value.only or {"one_of": sorted(value.ids)}
        case Numbers():
            return _between(_number(value.low), _number(value.high))
        case Dates():
            return _between(value.low.isoformat(), value.high.isoformat())
        case frozenset():
            return sorted(value)
        case tuple():
            return [_entry(each) for each in value]
        case School():
            return {
                "name": value.name,
                "town": value.town,
                "urn": value.urn,
                "la_code": value.la_code,
            }
        case _:
            return value


def _may_be_told(library: Library, fact: str) -> None:
    law = library.law
    if fact in law.part_of:
        raise FactProblem(fact, f"is one option of {law.part_of[fact][0]}: send that list")
    if fact in law.decisions:
        raise FactProblem(fact, "is a decision: it is worked out, not told")
    known = library.facts.get(fact)
    if known is None:
        raise FactProblem(fact, "there is no such fact")
    if known.derive is not None:
        instead = ", ".join(asked(library, [fact])) or "other facts"
        raise FactProblem(fact, f"is worked out, not told; it follows from {instead}")


def _value(library: Library, fact: str, written: Any) -> Any:
    try:
        return answers.value(library.law, fact, written)
    except (TypeError, OverflowError):
        raise FactProblem(fact, "does not have the shape of this fact") from None


def _sound(fact: str, written: Any) -> None:
    """Refuse what JSON can carry and nobody can mean: endless numbers, broken characters."""
    match written:
        case dict():
            for each in written.values():
                _sound(fact, each)
        case list():
            for each in written:
                _sound(fact, each)
        case int() | float() if not -LARGEST <= written <= LARGEST:
            raise FactProblem(fact, "holds a number that nobody can count")
        case str() if any("\ud800" <= each <= "\udfff" for each in written):
            raise FactProblem(fact, "holds characters that are no text")


def _within(library: Library, fact: Fact, given: Mapping[str, Any], on: date) -> None:
    counts = [each.count for each in _entries(given[fact.id]) if isinstance(each, HistoryEntry)]
    if any(each is not None and not 0 <= each.low <= each.high <= 365 for each in counts):
        raise FactProblem(fact.id, "must count from 0 to 365 days")
    first_law = questions.first_law(library)
    for low, high in _spans(given[fact.id]):
        if isinstance(fact.from_, str) and low < first_law:
            raise FactProblem(fact.id, f"must not be before {first_law}: we hold no older law")
        if low < FIRST_DAY or high > LAST_DAY:
            raise FactProblem(fact.id, f"must be from {FIRST_DAY} to {LAST_DAY}")
        if fact.to == questions.TODAY and low > on:
            raise FactProblem(fact.id, "must not be after the day of the assessment (on)")
        other = given.get(str(fact.from_))
        if isinstance(other, Dates) and high < other.low:
            raise FactProblem(fact.id, f"must not be before {fact.from_}")


def _entries(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _spans(value: Any) -> Iterator[tuple[date, date]]:
    if isinstance(value, Dates):
        yield from value.spans
    for each in _entries(value):
        if isinstance(each, ClosedDay):
            yield each.on, each.on
        elif isinstance(each, HistoryEntry) and each.first_day is not None:
            yield from each.first_day.spans


def _between(low: Any, high: Any) -> Any:
    return low if low == high else {"from": low, "to": high}


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _entry(each: Any) -> dict[str, Any]:
    if isinstance(each, ClosedDay):
        return {"on": each.on.isoformat(), "reason": each.reason}
    return {"first_day": plain(each.first_day), "what": each.what, "count": plain(each.count)}
