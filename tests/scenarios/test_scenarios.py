"""Law as given and expected: every YAML file beside this one, run through the real content."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.content import strict_yaml
from app.content.library import Library
from app.content.load import load
from app.engine import clocks, worlds
from app.engine.conclusions import deadline_of
from app.model.assessment import Assessment, Conclusion
from app.model.calendar import SchoolCalendar
from app.model.clocks import Deadline
from app.model.values import Dates, Numbers, Options
from app.services import answers, assessing, calendars
from tests.fixtures.calendars import A, B, C, compiled

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yaml"))
CALENDARS = {"A": compiled(A), "B": compiled(B), "C": compiled(C), "none": compiled(None)}


@lru_cache
def library() -> Library:
    return load(HERE.parents[1])


def calendar_of(name: str, closed: Any) -> SchoolCalendar:
    if name in CALENDARS and not closed:
        return CALENDARS[name]
    own = {"A": A, "B": B, "C": C}.get(name)
    return calendars.for_case(library(), own, closed or ())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_scenario(path: Path) -> None:
    scenario = strict_yaml.read(path).content
    unknown = set(scenario) - {"name", "on", "calendar", "given", "expect", "values"}
    assert not unknown, f"{path}: no such key: {unknown}"
    law = library().law
    given = answers.values(law, scenario["given"])
    calendar = calendar_of(
        scenario.get("calendar", "usual"), given.get(library().slots.closed_days)
    )
    found = worlds.assess(law, given, calendar, scenario["on"], shared=library().shared)
    assert scenario.get("expect") or scenario.get("values")
    for decision, expected in (scenario.get("expect") or {}).items():
        wants = wanted(expected)
        days = wants.pop("counts", None)
        assert said(found, decision, wants) == wants, decision
        if days is not None:
            assert day_by_day(found.conclusions[decision], calendar) == days, decision
    for fact, expected in (scenario.get("values") or {}).items():
        assert plain(found.values[fact]) == expected, fact


def wanted(expected: Any) -> dict[str, Any]:
    every = {"then": expected} if isinstance(expected, str) else dict(expected)
    for key in ("possible", "points", "hangs_on"):
        if key in every:
            every[key] = sorted(every[key])
    return every


def day_by_day(conclusion: Conclusion, calendar: SchoolCalendar) -> list[date]:
    """Every day that was counted up to the end, in order of date."""
    limit = deadline_of(conclusion)
    counted = clocks.working(limit, calendar) if limit else ()
    return sorted(each.on for each in counted if each.number is not None)


def said(found: Assessment, decision: str, expected: dict[str, Any]) -> dict[str, Any]:
    """What was concluded, in the keys the scenario asks for."""
    conclusion = found.conclusions[decision]
    limit = deadline_of(conclusion)
    return {key: answer(key, conclusion, limit, found) for key in expected}


def answer(key: str, conclusion: Conclusion, limit: Deadline | None, found: Assessment) -> Any:
    match key:
        case "then":
            return conclusion.then or ("does_not_arise" if not conclusion.alternatives else None)
        case "row":
            rows = {each.trace.row for each in conclusion.alternatives}
            return rows.pop() if len(rows) == 1 else sorted(rows)
        case "possible":
            left = conclusion.possible if conclusion.collects else conclusion.alternatives
            return sorted({each.then for each in left})
        case "points":
            return sorted({each.then for each in conclusion.alternatives})
        case "hangs_on":
            return sorted(each.fact for each in conclusion.hangs_on)
        case "confidence":
            return conclusion.alternatives[0].trace.confidence
        case "outside":
            return "yes" if conclusion.outside else "no"
        case _:
            return of_limit(key, limit, found)


def of_limit(key: str, limit: Deadline | None, found: Assessment) -> Any:
    if limit is None:
        return None
    match key:
        case "deadline":
            same = limit.earliest == limit.latest
            return limit.earliest if same else [limit.earliest, limit.latest]
        case "state":
            return assessing.state(found, limit)
        case "aim" | "hand_in_by" | "post_by" | "source" | "assumed":
            value = getattr(limit, key)
            return ("yes" if value else "no") if isinstance(value, bool) else value
        case _:
            raise AssertionError(f"a scenario cannot ask for {key}")


def plain(value: Any) -> Any:
    """A value as a scenario writes it: one, or a list of the first and the last."""
    if isinstance(value, Options):
        return value.only or sorted(value.ids)
    if isinstance(value, Numbers):
        return value.only if value.only is not None else [value.low, value.high]
    if isinstance(value, Dates):
        return value.only or [value.low, value.high]
    return value


def test_every_decision_has_a_folder_of_scenarios() -> None:
    folders = {path.parent.name for path in FILES}
    assert folders >= set(library().decisions)


def test_no_scenario_lies_about_its_day() -> None:
    assert all(isinstance(strict_yaml.read(path).content["on"], date) for path in FILES)


def test_many_counts_are_given_day_by_day_across_days_without_school() -> None:
    """Training days, half-terms and holidays inside the window are what goes wrong elsewhere."""
    across = [path for path in FILES if any(map(_has_a_gap, _counts(path)))]
    assert len(across) >= 40


def _counts(path: Path) -> list[list[date]]:
    expected = (strict_yaml.read(path).content.get("expect") or {}).values()
    return [each["counts"] for each in expected if isinstance(each, dict) and "counts" in each]


def _has_a_gap(days: list[date]) -> bool:
    """Whether two counted days lie further apart than a weekend."""
    return any(
        (later - day).days > (3 if day.weekday() == 4 else 1) for day, later in pairwise(days)
    )
