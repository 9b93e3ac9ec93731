"""Posted strings to an answer, by the type of its fact. Knows no fact, and stores nothing.

What was typed always comes back beside the answer, so that a page can show it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from app.i18n.voice import Voice
from app.model.facts import FactType
from app.services.views import Problem
from app.web import form_dates, form_lists, typed
from app.web.form_dates import Limits, problem
from app.web.form_lengths import SchoolDays, length, weekdays
from app.web.typed import Posted

Act = Literal["next", "skip", "stay", "search"]
NOT_SURE = "not-sure"
TYPED = "typed"
LONGEST: Mapping[FactType, int] = {"text": 4000, "name": 120, "address": 400}


class SchoolList(Protocol):
    """Where a school can be looked for."""

    def like(self, name: str, town: str) -> Sequence[object]:
        """Schools that come close to what was typed."""
        ...

    def answer(self, urn: str) -> dict[str, Any] | None:
        """The answer that a chosen URN stands for."""
        ...


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question may be answered with.

    `options`: ids of a choice, reasons of a day. `low`..`high` and `step` for a number. `have`: the
    entries of a list so far. `optional`: an empty text is an answer too. `school_days` counts
    school days from one date up to another. `schools`: where a school can be looked for."""

    kind: FactType
    voice: Voice
    limits: Limits
    options: tuple[str, ...] = ()
    low: float = 0
    high: float = 365
    step: float = 1
    have: tuple[Any, ...] = ()
    optional: bool = False
    school_days: SchoolDays = weekdays
    schools: SchoolList | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One posted form. `value` is the answer as stored, None for "I am not sure"; it counts only
    without `problems`. `act`: next (go on), skip (no answer wanted), stay (a list was changed, or
    its form is to be shown: store `value` if `changed`), search (look for the school).
    `fields` is what was typed; `chosen` every option ticked; `undo` what a removed entry was."""

    value: Any = None
    problems: tuple[Problem, ...] = ()
    act: Act = "next"
    fields: dict[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    changed: bool = False
    undo: dict[str, str] | None = None


def read(posted: Posted, expected: Expected) -> Read:
    """The answer in a posted form, or what to do about it. Never raises for what was typed."""
    kept = _typed(posted, expected.kind)
    chosen = tuple(typed.line(each, 60) for each in posted.get("value", ()))
    do = typed.first(posted, "do") or "next"
    if do == "skip" or chosen == ("skip",):
        return Read(act="skip", fields=kept)
    if do == NOT_SURE or chosen == (NOT_SURE,):
        return Read(fields=kept, chosen=chosen)
    found = READERS[expected.kind](posted, expected)
    return replace(found, fields=found.fields or kept, chosen=found.chosen or chosen)


def number_of(posted: Posted) -> str:
    """The digits of a return number, however it was written; empty if there are none."""
    plain = typed.digits(typed.first(posted, "number", 60))
    return "".join(each for each in plain if each.isascii() and each.isdigit())


def _typed(posted: Posted, kind: FactType) -> dict[str, str]:
    many_lines = kind in ("text", "address")
    return {
        name: typed.lines(values[0], LONGEST[kind])
        if many_lines and name == "text"
        else typed.line(values[0], LONGEST["text"])
        for name, values in posted.items()
        if values and name != "do"
    }


def _choice(posted: Posted, expected: Expected) -> Read:
    value = typed.first(posted, "value")
    if value not in (expected.options or ("yes", "no")):
        return Read(problems=(form_dates.choose_one(expected.voice),))
    return Read(value)


def _choices(posted: Posted, expected: Expected) -> Read:
    ticked = posted.get("value", ())
    found = [each for each in expected.options if each in ticked]
    if found and ("none" in ticked or NOT_SURE in ticked):
        return _two_answers(expected)
    if not found and "none" not in ticked:
        return Read(problems=(form_dates.choose_one(expected.voice),))
    return Read(found)


def _two_answers(expected: Expected) -> Read:
    said = expected.voice.say(
        "You chose two answers that do not go together. Take one away.", "forms"
    )
    return Read(problems=(problem("value", said),))


def _number(posted: Posted, expected: Expected) -> Read:
    value = typed.number(typed.first(posted, "number"))
    if value is None or value % expected.step:
        return Read(problems=(_number_problem(expected),))
    if not expected.low <= value <= expected.high:
        said = expected.voice.say("Put in a number from {low} to {high}.", "forms")
        low, high = (expected.voice.number(each) for each in (expected.low, expected.high))
        return Read(problems=(problem("number", form_dates.filled(said, low=low, high=high)),))
    return Read(int(value) if value.is_integer() else value)


def _number_problem(expected: Expected) -> Problem:
    if expected.step < 1:
        return problem("number", expected.voice.say("Put in a number, like 3 or 3½.", "forms"))
    return problem("number", expected.voice.say("Put in a whole number, like 3.", "forms"))


def _date(posted: Posted, expected: Expected) -> Read:
    way, voice = typed.first(posted, "value"), expected.voice
    if way == "about":
        found = form_dates.about(posted, expected.limits, voice)
    elif way == "know" or (not way and typed.first(posted, "day")):
        found = form_dates.one_day(posted, expected.limits, voice)
    else:
        found = form_dates.quick_day(way, expected.limits, voice)
    return Read(found.value, found.problems)


def _length(posted: Posted, expected: Expected) -> Read:
    found = length(posted, expected.voice)
    unknown = found.value is not None and found.value["what"] == "unknown"
    return Read(None if unknown else found.value, found.problems)


def _history(posted: Posted, expected: Expected) -> Read:
    return _listed(
        posted,
        expected,
        lambda: form_lists.removal(
            posted, expected.have, expected.limits, expected.voice, expected.school_days
        ),
        form_lists.removal_fields,
    )


def _days(posted: Posted, expected: Expected) -> Read:
    return _listed(
        posted,
        expected,
        lambda: form_lists.closed_day(
            posted, expected.have, expected.limits, expected.voice, expected.options
        ),
        form_lists.day_fields,
    )


def _listed(
    posted: Posted,
    expected: Expected,
    entry: Callable[[], form_lists.EntryRead],
    fields: Callable[[Any], dict[str, str]],
) -> Read:
    """A list answered one by one: add, change, remove, put back, none, or that is all."""
    have, (act, index) = list(expected.have), form_lists.act(typed.first(posted, "do"))
    if act in ("add", "undo"):
        found = entry()
        if found.problems:
            return Read(have, found.problems, "stay")
        value = form_lists.put(have, found.value, typed.first(posted, "instead"))
        return Read(value, act="stay", changed=True, fields={"value": "some"})
    if act in ("change", "remove") and index < len(have):
        was = fields(have[index])
        if act == "change":
            return Read(have, act="stay", fields={**was, "instead": str(index)})
        value = have[:index] + have[index + 1 :]
        return Read(value, act="stay", changed=True, undo=was, fields={"value": "some"})
    if act == "none" or typed.first(posted, "value") == "none":
        return Read([])
    if have or expected.kind == "days":
        return Read(have)
    if typed.first(posted, "value") == "some":
        return Read(have, act="stay", fields={"value": "some"})
    return Read(problems=(form_dates.choose_one(expected.voice),))


def _school(posted: Posted, expected: Expected) -> Read:
    name, town = typed.first(posted, "school"), typed.first(posted, "town", 100)
    searching, way = typed.first(posted, "do") == "search", typed.first(posted, "value")
    known = expected.schools.answer(way) if expected.schools and not searching else None
    if known is not None:
        return _two_answers(expected) if NOT_SURE in posted["value"] else Read(known)
    if searching and (name or town):
        return Read(act="search")
    if not name:
        said = expected.voice.say("Put in the name of the school.", "forms")
        return Read(problems=(problem("school", said),))
    if way == TYPED or expected.schools is None or not expected.schools.like(name, town):
        return Read({"name": name, "town": town or None, "urn": None, "la_code": None})
    if "listed" not in posted:
        return Read(act="search")
    said = expected.voice.say(
        'Choose your school. If it is not there, choose "My school is not in this list".', "forms"
    )
    return Read(problems=(problem("value", said),))


def _text(posted: Posted, expected: Expected) -> Read:
    values = posted.get("text", ("",))
    longest = LONGEST[expected.kind]
    written = typed.line if expected.kind == "name" else typed.lines
    value = written(values[0], longest) if values else ""
    if value or expected.optional:
        return Read(value)
    return Read(problems=(problem("text", expected.voice.say("Write your answer here.", "forms")),))


READERS: Mapping[FactType, Callable[[Posted, Expected], Read]] = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _choice,
    "number": _number,
    "date": _date,
    "days": _days,
    "parts_of_day": _length,
    "history": _history,
    "school": _school,
    "text": _text,
    "name": _text,
    "address": _text,
}
