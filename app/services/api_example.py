"""A made-up family for the examples of the API, answering the first journey. Knows no fact by name.

Made from content, so that examples stay true; what identifies somebody is left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from app.content.library import Library
from app.engine import journey as journeys
from app.model.facts import Fact
from app.services import answers, calendars

A_WEEK = timedelta(days=7)
LEFT_OUT = frozenset({"school", "text", "name", "address", "days"})


def day(library: Library) -> date:
    """The day of the example: a Monday in the last autumn term of the usual years."""
    start = library.usual_years[-1].starts.latest + 5 * A_WEEK
    return start - timedelta(days=start.weekday())


@lru_cache(maxsize=4)
def _answered(library: Library) -> dict[str, Any]:
    on = day(library)
    ways = (each for each in library.journeys.values() if each.sections)
    way = min(ways, key=lambda each: (each.order, each.id))
    told: dict[str, Any] = dict(way.assumes)
    answered: dict[str, Any] = {}
    calendar = calendars.for_case(library)
    while True:
        values = answers.values(library.law, answered)
        following = journeys.walk(library.law, (way,), values, calendar, on).next
        if following is None:
            return told | {fact: each for fact, each in answered.items() if each is not None}
        fact = library.facts[following.asked.asks]
        answered[fact.id] = _answer(fact, on)


def facts(library: Library) -> dict[str, Any]:
    """Facts as a program would send them."""
    return dict(_answered(library))


def _answer(fact: Fact, on: date) -> Any:
    if fact.sensitive or fact.is_ in LEFT_OUT:
        return None
    match fact.is_:
        case "choice":
            return fact.options[0].id
        case "choices":
            return [fact.options[0].id]
        case "yes_no":
            return "no"
        case "date":
            return (on - A_WEEK).isoformat()
        case "parts_of_day":
            return {"what": "whole_days", "count": {"from": 5, "to": 6}}
        case "history":
            return []
        case _:
            return fact.from_
