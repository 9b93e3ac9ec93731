"""Facts at random, as plain JSON: sure, rough and not known, on usual days and on odd ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from app.engine.law import Law
from app.model.facts import Fact
from tests.web.wanderer import ODD_DAYS

LAST = date(2034, 12, 31)
COUNTS = (1, 2, 5, 6, 10, 15, 16, 45, {"from": 2, "to": 4}, None)


def facts_at_random(law: Law, seed: int, today: date) -> dict[str, Any]:
    """Some facts, or nearly all, by their ids. A seed always gives the same."""
    chance = Random(seed)
    known = chance.choice((0.1, 0.3, 0.6, 0.95))
    told = [each for each in law.facts.values() if not each.derive and chance.random() < known]
    return {each.id: _value(each, chance, today) for each in told}


def _value(fact: Fact, chance: Random, today: date) -> Any:
    if chance.random() < 0.12:
        return None
    return BY_TYPE.get(fact.is_, _text)(fact, chance, today)


def _choice(fact: Fact, chance: Random, _: date) -> Any:
    ids = [each.id for each in fact.options] or ["yes", "no"]
    if chance.random() < 0.85:
        return chance.choice(ids)
    return {"one_of": chance.sample(ids, min(len(ids), chance.randrange(1, 4)))}


def _choices(fact: Fact, chance: Random, _: date) -> Any:
    return [each.id for each in fact.options if chance.random() < 0.35]


def _number(fact: Fact, chance: Random, _: date) -> Any:
    low = fact.from_ if isinstance(fact.from_, int | float) else 0
    high = min(60, fact.to if isinstance(fact.to, int | float) else 60)
    first = low + fact.step * chance.randrange(int((high - low) / fact.step) + 1)
    if chance.random() < 0.7:
        return first
    return {"from": first, "to": min(high, first + fact.step * chance.randrange(6))}


def _any_day(chance: Random, today: date) -> date:
    what = chance.random()
    if what < 0.15:
        return chance.choice(ODD_DAYS)
    if what < 0.3:
        return date(chance.randrange(2005, 2030), chance.randrange(1, 13), 15)
    return today - timedelta(days=chance.randrange(-60, 150))


def _date(_: Fact, chance: Random, today: date) -> Any:
    first = _any_day(chance, today)
    if chance.random() < 0.7:
        return first.isoformat()
    last = min(LAST, first + timedelta(days=chance.choice((1, 3, 7, 30))))
    return {"from": first.isoformat(), "to": last.isoformat()}


def _days(_: Fact, chance: Random, today: date) -> Any:
    return [
        {"on": _any_day(chance, today).isoformat(), "reason": chance.choice(("closed", "open"))}
        for _ in range(chance.randrange(4))
    ]


def _length(_: Fact, chance: Random, __: date) -> dict[str, Any]:
    what = chance.choice(("whole_days", "half_day", "lunchtimes", "unknown"))
    if what == "half_day":
        return {"what": what, "count": 1}
    return {"what": what, "count": None if what == "unknown" else chance.choice(COUNTS)}


def _history(fact: Fact, chance: Random, today: date) -> Any:
    return [
        {
            "first_day": chance.choice((None, _date(fact, chance, today))),
            **_length(fact, chance, today),
        }
        for _ in range(chance.randrange(4))
    ]


def _school(_: Fact, chance: Random, __: date) -> Any:
    return {"name": "Example School", "la_code": chance.choice((None, "999"))}


def _text(_: Fact, __: Random, ___: date) -> Any:
    return "Something written."


BY_TYPE: Mapping[str, Callable[[Fact, Random, date], Any]] = {
    "choice": _choice,
    "yes_no": _choice,
    "choices": _choices,
    "number": _number,
    "date": _date,
    "days": _days,
    "parts_of_day": _length,
    "history": _history,
    "school": _school,
}
