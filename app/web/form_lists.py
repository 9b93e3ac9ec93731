"""Entries of answers that are lists, put in one by one: earlier times away, closed days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.i18n.voice import Voice
from app.services.views import Problem
from app.web import form_dates, typed
from app.web.form_dates import Limits, problem
from app.web.form_lengths import SchoolDays, length
from app.web.typed import Posted

INDEXED = re.compile(r"(change|remove)-(\d{1,3})")
LONGEST_REASON = 100
UNSAID_REASON = "closed"


@dataclass(frozen=True, slots=True)
class EntryRead:
    """One entry as stored, or None with what to do about it."""

    value: dict[str, Any] | None
    problems: tuple[Problem, ...] = ()


def act(do: str) -> tuple[str, int]:
    """What a button asks for, and of which entry."""
    found = INDEXED.fullmatch(do)
    return (found[1], int(found[2])) if found else (do, 0)


def put(have: list[Any], entry: Any, instead: str) -> list[Any]:
    """The list with one more entry, or with the changed one in its old place."""
    index = typed.whole(instead)
    if index is None or index >= len(have):
        return [*have, entry]
    return [*have[:index], entry, *have[index + 1 :]]


def removal(
    posted: Posted, have: Sequence[Any], limits: Limits, voice: Voice, school_days: SchoolDays
) -> EntryRead:
    """One earlier time away: its first day (rough, or not known) and how long it was."""
    unknown = bool(typed.first(posted, "no_day"))
    first = form_dates.DateRead(None) if unknown else form_dates.month_or_day(posted, limits, voice)
    exact = date.fromisoformat(first.value) if isinstance(first.value, str) else None
    long = length(posted, voice, exact, school_days)
    wrong = (*first.problems, *long.problems)
    if exact and not wrong and not typed.first(posted, "again"):
        wrong = _told_already(exact, _others(posted, have), voice)
    if wrong or long.value is None:
        return EntryRead(None, wrong)
    return EntryRead({"first_day": first.value, **long.value})


def closed_day(
    posted: Posted, have: Sequence[Any], limits: Limits, voice: Voice, reasons: Sequence[str]
) -> EntryRead:
    """One day and its reason: one of `reasons`, or simply closed where none are offered."""
    found = form_dates.one_day(posted, limits, voice)
    reason = typed.first(posted, "reason", LONGEST_REASON)
    wrong = found.problems
    if reasons and reason not in reasons:
        wrong = (*wrong, form_dates.choose_one(voice, "reason"))
    if not wrong and isinstance(found.value, str):
        day = date.fromisoformat(found.value)
        wrong = _twice(day, _others(posted, have), voice)
    if wrong:
        return EntryRead(None, wrong)
    return EntryRead({"on": found.value, "reason": reason if reasons else UNSAID_REASON})


def removal_fields(entry: dict[str, Any]) -> dict[str, str]:
    """One earlier time away, as it was typed."""
    first = entry.get("first_day")
    if first is None:
        day = {"no_day": "yes"}
    elif isinstance(first, str):
        day = form_dates.fields_of_day(first)
    else:
        day = {**form_dates.fields_of_day(first["from"]), "day": ""}
    return {"value": "some", **day, **length_fields(entry), "again": "yes"}


def day_fields(entry: dict[str, Any]) -> dict[str, str]:
    """One closed day, as it was typed."""
    return {**form_dates.fields_of_day(entry["on"]), "reason": entry.get("reason", UNSAID_REASON)}


def length_fields(entry: dict[str, Any]) -> dict[str, str]:
    """How long something was, as it was typed. A rough count is left empty."""
    what, count = entry.get("what", "unknown"), entry.get("count")
    if not isinstance(count, int | float):
        return {"what": what}
    name = "lunchtimes" if what == "lunchtimes" else "count"
    return {"what": what, name: f"{count:g}"}


def _others(posted: Posted, have: Sequence[Any]) -> list[Any]:
    changed = typed.whole(typed.first(posted, "instead"))
    return [each for index, each in enumerate(have) if index != changed]


def _told_already(day: date, have: Sequence[Any], voice: Voice) -> tuple[Problem, ...]:
    if day.isoformat() not in [each.get("first_day") for each in have]:
        return ()
    said = voice.say("You already put in {date}. Is this a different time?", "forms")
    return (problem("again", form_dates.filled(said, date=voice.short_date(day))),)


def _twice(day: date, have: Sequence[Any], voice: Voice) -> tuple[Problem, ...]:
    if day.isoformat() not in [each.get("on") for each in have]:
        return ()
    said = voice.say("You already put in {date}.", "forms")
    return (problem("day", form_dates.filled(said, date=voice.short_date(day))),)
