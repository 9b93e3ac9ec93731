"""Answers as they are stored and sent (plain JSON) to values the engine reasons with, by type.

Shapes are in flows/README.md. A problem names the fact and the reason, never the value.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from math import isfinite
from typing import Any

from app.engine.law import Law
from app.model.errors import FactProblem
from app.model.facts import ClosedDay, Fact, HistoryEntry, School
from app.model.values import Dates, Numbers, Options, day, number

LONGEST_TEXT = 20_000  # characters; a long letter, and to spare
MOST_ENTRIES = 60
MOST_DAYS = 400  # single days; two school years of them
MOST_ROUGH_DAYS = 400  # over all entries of a list: rough dates are dear to work out
FIRST_YEAR, LAST_YEAR = 1985, 2034  # from the birth of the oldest pupil to our last bank holiday
LONGEST_COUNT = 365
AMOUNTS = {"whole_days": 1.0, "half_day": 0.5, "lunchtimes": 0.5}

Json = Any


def values(law: Law, answers: Mapping[str, Json]) -> dict[str, Any]:
    """Values for the engine, by fact; None stays "not sure".

    Raises FactProblem for an unknown fact or a value that its type cannot have."""
    return {fact: value(law, fact, written) for fact, written in answers.items()}


def value(law: Law, fact: str, written: Json) -> Any:
    """One value. `fact` may also name one option of a `choices` fact (yes or no)."""
    if fact in law.part_of or fact in law.decisions:
        return _options(fact, written, law.domains[fact].ids)
    if fact not in law.facts:
        raise FactProblem(fact, "there is no such fact")
    known = law.facts[fact]
    if written is None:
        return Options(frozenset(known.if_not_sure)) if known.if_not_sure else None
    return BY_TYPE[known.is_](known, law, written)


def _choice(fact: Fact, law: Law, written: Json) -> Options:
    return _options(fact.id, written, law.domains[fact.id].ids)


def _options(fact: str, written: Json, ids: tuple[str, ...]) -> Options:
    if isinstance(written, bool):
        written = "yes" if written else "no"
    wanted = written.get("one_of") if isinstance(written, dict) else [written]
    if not isinstance(wanted, list) or not wanted or not _all_among(wanted, ids):
        raise FactProblem(fact, f"must be one of: {', '.join(ids)}")
    return Options(frozenset(wanted))


def _choices(fact: Fact, _: Law, written: Json) -> frozenset[str]:
    ids = {each.id for each in fact.options}
    if not isinstance(written, list) or not _all_among(written, ids):
        raise FactProblem(fact.id, f"must be a list of: {', '.join(sorted(ids))}")
    return frozenset(written)


def _all_among(written: list[Json], ids: Collection[str]) -> bool:
    return all(isinstance(each, str) and each in ids for each in written)


def _number(fact: Fact, _: Law, written: Json) -> Numbers:
    low = fact.from_ if isinstance(fact.from_, int | float) else 0
    high = fact.to if isinstance(fact.to, int | float) else LONGEST_COUNT
    found = numbers(fact.id, written)
    if found.low < low or found.high > high:
        raise FactProblem(fact.id, f"must be from {low:g} to {high:g}")
    if any(edge % fact.step for span in found.spans for edge in span):
        raise FactProblem(fact.id, f"must be a multiple of {fact.step:g}")
    return found


def numbers(fact: str, written: Json) -> Numbers:
    """A number, or `{from, to}`. Raises FactProblem."""
    low, high = _range(written)
    plain = all(type(each) in (int, float) and isfinite(each) for each in (low, high))
    if not plain or not 0 <= low <= high <= LONGEST_COUNT:
        raise FactProblem(fact, "must be a number, or a range with from and to")
    return number(float(low), float(high))


def _range(written: Json) -> tuple[Any, Any]:
    if isinstance(written, dict):
        return written.get("from"), written.get("to")
    return written, written


def _date(fact: Fact, _: Law, written: Json) -> Dates:
    return dates(fact.id, written)


def dates(fact: str, written: Json) -> Dates:
    """A date, or `{from, to}`. Raises FactProblem."""
    low, high = (_day(fact, each) for each in _range(written))
    if low > high:
        raise FactProblem(fact, "the range must not end before it starts")
    if not FIRST_YEAR <= low.year <= high.year <= LAST_YEAR:
        raise FactProblem(fact, f"must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return day(low, high)


def _day(fact: str, written: Json) -> date:
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        raise FactProblem(fact, "must be a date, like 2026-10-12") from None


def _days(fact: Fact, _: Law, written: Json) -> tuple[ClosedDay, ...]:
    return tuple(
        ClosedDay(_day(fact.id, each.get("on")), str(each.get("reason") or "closed")[:200])
        for each in _entries(fact, written, MOST_DAYS)
    )


def _entries(fact: Fact, written: Json, most: int = MOST_ENTRIES) -> list[dict[str, Any]]:
    listed = isinstance(written, list) and all(isinstance(each, dict) for each in written)
    if not listed or len(written) > most:
        raise FactProblem(fact.id, f"must be a list of at most {most} entries")
    return list(written)


def _parts_of_day(fact: Fact, _: Law, written: Json) -> Numbers | None:
    if not isinstance(written, dict) or "what" not in written:
        return _number(fact, _, written)
    what = str(written["what"])
    if what == "unknown" or (what in AMOUNTS and written.get("count") is None):
        return None
    if what not in AMOUNTS:
        raise FactProblem(fact.id, "must be whole_days, half_day, lunchtimes or unknown")
    count, each = numbers(fact.id, written["count"]), AMOUNTS[what]
    low, high = count.low * each, count.high * each
    if low <= 0 or high > LONGEST_COUNT or any(edge % 0.5 for edge in (low, high)):
        raise FactProblem(fact.id, "must be a number of days or half days")
    return number(low, high)


def _history(fact: Fact, _: Law, written: Json) -> tuple[HistoryEntry, ...]:
    found = tuple(_history_entry(fact, each) for each in _entries(fact, written))
    rough = sum((each.first_day.high - each.first_day.low).days for each in found if each.first_day)
    if rough > MOST_ROUGH_DAYS:
        raise FactProblem(fact.id, "has too many rough dates: give exact ones where you can")
    return found


def _history_entry(fact: Fact, written: dict[str, Any]) -> HistoryEntry:
    what = written.get("what", "unknown")
    if not isinstance(what, str) or what not in (*AMOUNTS, "unknown"):
        raise FactProblem(fact.id, "must be whole_days, half_day, lunchtimes or unknown")
    first, count = written.get("first_day"), written.get("count")
    return HistoryEntry(
        None if first is None else dates(fact.id, first),
        what,
        None if count is None else numbers(fact.id, count),
    )


def _school(fact: Fact, _: Law, written: Json) -> School:
    if not isinstance(written, dict) or not isinstance(written.get("name"), str):
        raise FactProblem(fact.id, "must have a name")
    return School(
        _text(fact, _, written["name"]),
        *(_short(written.get(each)) for each in ("town", "urn", "la_code")),
    )


def _short(written: Json) -> str | None:
    return str(written)[:200] if isinstance(written, str | int) else None


def _text(fact: Fact, _: Law, written: Json) -> str:
    if not isinstance(written, str) or len(written) > LONGEST_TEXT:
        raise FactProblem(fact.id, f"must be a text of at most {LONGEST_TEXT} characters")
    return written


BY_TYPE: Mapping[str, Callable[[Fact, Law, Json], Any]] = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _choice,
    "number": _number,
    "date": _date,
    "days": _days,
    "parts_of_day": _parts_of_day,
    "history": _history,
    "school": _school,
    "text": _text,
    "name": _text,
    "address": _text,
}
