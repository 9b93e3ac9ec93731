"""A family's facts in a YAML file, for the command line: the shape of a scenario.

Derived facts may be fixed there; `expect`, `values` and `name` are left to the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.content import strict_yaml
from app.content.library import Library
from app.content.strict_yaml import YamlFault
from app.engine import calendar as calendars_of
from app.model.calendar import OwnDays, SchoolCalendar
from app.model.errors import FactProblem
from app.services import answers, calendars, situation
from app.services.situation import Situation

KEYS = {"name", "on", "calendar", "given", "expect", "values"}
USUAL, NONE = "usual", "none"
CALENDARS = "calendars.yaml"


class FileUnusable(Exception):
    """The file cannot be read as facts; the message says where and why, for its author."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a file says. `own` are the school's own days."""

    on: date
    given: dict[str, Any]
    own: OwnDays | None = None
    has_calendar: bool = True


def read(path: Path, today: date) -> Scenario:
    """The scenario in a file; without `on` it is `today`. Raises FileUnusable."""
    try:
        document = strict_yaml.read(path)
    except YamlFault as fault:
        raise FileUnusable(f"{path}:{fault.line}: {fault.message}") from fault
    except OSError as error:
        raise FileUnusable(f"{path}: {error.strerror or 'cannot be read'}") from error
    content = document.content
    if not isinstance(content, dict) or not isinstance(content.get("given"), dict):
        raise FileUnusable(f"{path}: it needs `given:` with a fact and its value on each line")
    unknown = sorted(str(each) for each in content if each not in KEYS)
    if unknown:
        raise FileUnusable(f"{path}: there is no such key: {', '.join(unknown)}")
    on = content.get("on", today)
    if not isinstance(on, date):
        raise FileUnusable(f"{path}:{document.line(('on',))}: `on` must be a date like 2026-10-12")
    return _scenario(path, on, content["given"], content.get("calendar", USUAL))


def of(library: Library, scenario: Scenario) -> Situation:
    """The scenario thought through. Raises FactProblem."""
    for fact in scenario.given:
        if fact in library.law.part_of or fact in library.law.decisions:
            raise FactProblem(fact, "is not a fact of its own: see flows/facts.yaml")
    given = answers.values(library.law, scenario.given)
    return situation.of_values(library, given, scenario.on, _calendar(library, scenario, given))


def calendars_beside(folder: Path) -> dict[str, OwnDays]:
    """The school years that the files of a folder call by name: its own `calendars.yaml`, else
    that of the folder above; none without such a file. Raises FileUnusable."""
    path = folder / CALENDARS
    if not path.is_file():
        path = folder.parent / CALENDARS
    if not path.is_file():
        return {}
    try:
        content = strict_yaml.read(path).content
    except YamlFault as fault:
        raise FileUnusable(f"{path}:{fault.line}: {fault.message}") from fault
    written = content if isinstance(content, dict) else {}
    return {str(name): _own_days(path, str(name), each) for name, each in written.items()}


def _own_days(path: Path, name: str, written: Any) -> OwnDays:
    try:
        return OwnDays.model_validate(written)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, (name, *first["loc"])))
        raise FileUnusable(f"{path}: {place}: {first['msg']}") from error


def _scenario(path: Path, on: date, given: dict[str, Any], written: Any) -> Scenario:
    if isinstance(written, dict):
        return Scenario(on, given, _own_days(path, "calendar", written))
    if written == NONE:
        return Scenario(on, given, has_calendar=False)
    if written == USUAL:
        return Scenario(on, given)
    named = calendars_beside(path.parent)
    if written not in named:
        raise FileUnusable(f"{path}: there is no calendar {written}: {', '.join(named) or NONE}")
    return Scenario(on, given, named[written])


def _calendar(library: Library, scenario: Scenario, given: dict[str, Any]) -> SchoolCalendar:
    if scenario.has_calendar:
        return calendars.for_facts(library, given, scenario.own)
    closed = given.get(library.slots.closed_days) or ()
    return calendars_of.compile_calendar(None, (), calendars.holidays(), closed)
