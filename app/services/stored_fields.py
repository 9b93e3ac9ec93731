"""Stored answers back to the fields of a form, by the type of the fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.model.facts import Fact

BETWEEN = ".."


def of(fact: Fact, stored: Any, *, before: bool) -> dict[str, str]:
    """Field names and what stands in them. `before`: an answer was given, perhaps "not sure"."""
    if not before:
        return {}
    if stored is None:
        return {"value": "not-sure"}
    return BY_TYPE.get(fact.is_, lambda value: {"value": str(value)})(stored)


def _date(stored: Any) -> dict[str, str]:
    if isinstance(stored, dict):
        span = f"{stored['from']}{BETWEEN}{stored['to']}"
        return {"value": "about", "about": span, "about_month": span}
    day = date.fromisoformat(str(stored))
    return {"value": "know", "day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _parts_of_day(stored: Any) -> dict[str, str]:
    what, count = stored.get("what", ""), stored.get("count")
    written = f"{count:g}" if isinstance(count, int | float) else ""
    return {"what": what, "lunchtimes" if what == "lunchtimes" else "count": written}


def _school(stored: Any) -> dict[str, str]:
    written = {"school": stored.get("name"), "town": stored.get("town"), "value": stored.get("urn")}
    return {name: each for name, each in written.items() if each}


BY_TYPE: Mapping[str, Callable[[Any], dict[str, str]]] = {
    "date": _date,
    "number": lambda value: {"number": f"{value:g}"} if isinstance(value, int | float) else {},
    "parts_of_day": _parts_of_day,
    "school": _school,
    "history": lambda value: {"value": "some" if value else "none"},
    "days": lambda value: {"value": "some" if value else "none"},
    "choices": lambda value: {} if value else {"value": "none"},
    "text": lambda value: {"text": str(value)},
    "name": lambda value: {"text": str(value)},
    "address": lambda value: {"text": str(value)},
}
