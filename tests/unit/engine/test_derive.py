"""Every verb by which one fact follows from others, by its argument names."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from app.content.library import Library
from app.engine import clocks, derive
from app.engine.derive import VerbContext
from app.model.clocks import Deadline
from app.model.facts import AgeLimit, ClosedDay, Verb
from app.model.values import NO, YES, YES_OR_NO, day, number, option
from tests.fixtures.calendars import A, compiled
from tests.unit.engine.made_up import clock

ON_A, BARE = compiled(A), compiled(None)
ON = date(2026, 10, 19)
MONDAY = date(2026, 10, 12)
LIMITS = (
    AgeLimit(band="young", ends="birthday", age=18),
    AgeLimit(band="grown", ends="never"),
)


def d(text: str) -> date:
    return date.fromisoformat(text)


def limit(known: Any = ON_A, start: Any = None) -> Deadline:
    return clocks.deadline(clock(count=5), start or day(MONDAY), known)


@pytest.mark.parametrize(
    ("verb", "args", "value"),
    [
        ("whole_years", {"born": day(d("2016-01-01")), "at": day(MONDAY)}, number(10)),
        ("age_band", {"born": day(d("2016-01-01")), "at": day(MONDAY)}, option("young")),
        (
            "school_days_in_term",
            {"history": (), "start": day(MONDAY), "days": number(3), "more_than_three_terms": NO},
            number(3),
        ),
        (
            "school_days_in_year",
            {"history": (), "start": day(MONDAY), "days": number(3)},
            number(3),
        ),
        ("school_days_between", {"first": day(MONDAY), "last": day(ON)}, number(5)),
        (
            "consecutive_school_days",
            {"history": (), "start": day(MONDAY), "days": number(3)},
            number(3),
        ),
        ("sixth_consecutive_day", {"history": (), "start": day(MONDAY)}, day(ON)),
        (
            "given_on",
            {"date": day(MONDAY), "how": option("a"), "hand": "a", "first_class": ["b"]},
            day(MONDAY),
        ),
        ("given_on", {"date": day(MONDAY), "how": option("a")}, day(MONDAY, d("2026-10-14"))),
        ("earliest_of", {"dates": (day(ON), None, day(MONDAY))}, day(MONDAY)),
        ("latest_of", {"dates": (day(ON), None, day(MONDAY))}, day(ON)),
        ("is_before", {"first": day(MONDAY), "second": day(ON)}, YES),
        ("deadline_passed", {"deadline": limit()}, NO),
    ],
)
def test_each_verb(verb: Verb, args: dict[str, Any], value: Any) -> None:
    assert derive.VERBS[verb](args, VerbContext(ON_A, ON, LIMITS)) == value


@pytest.mark.parametrize("verb", get_args(Verb))
def test_no_verb_invents_what_nobody_knows(verb: Verb) -> None:
    assert derive.VERBS[verb]({}, VerbContext(ON_A, ON, LIMITS)) is None


def test_the_kitchen_sink_uses_every_verb(kitchen_sink: Library) -> None:
    used = {each.derive.verb for each in kitchen_sink.facts.values() if each.derive}
    assert used == set(get_args(Verb))


@pytest.mark.parametrize(
    ("first", "last", "low", "high"),
    [
        (("2026-10-12", "2026-10-12"), ("2026-10-12", "2026-10-12"), 0, 0),
        (("2026-10-12", "2026-10-12"), ("2026-11-09", "2026-11-09"), 14, 14),
        (("2026-10-12", "2026-10-13"), ("2026-10-14", "2026-10-15"), 1, 3),
        (("2026-10-14", "2026-10-14"), ("2026-10-12", "2026-10-12"), 0, 0),
    ],
)
def test_school_days_between(first: Any, last: Any, low: int, high: int) -> None:
    found = derive.school_days_between(day(*map(d, first)), day(*map(d, last)), ON_A)
    assert found == number(low, high)


def test_the_earliest_of_rough_dates_is_rough() -> None:
    rough = day(d("2026-10-01"), d("2026-10-20"))
    assert derive.earliest_of([rough, day(MONDAY)]) == day(d("2026-10-01"), MONDAY)
    assert derive.earliest_of([None]) is None
    assert derive.latest_of([rough, day(MONDAY)]) == day(MONDAY, d("2026-10-20"))


def test_a_list_of_days_counts_with_its_first_and_its_last() -> None:
    listed = (ClosedDay(MONDAY, "sent home"), ClosedDay(ON, "sent home"))
    assert derive.earliest_of([listed, None]) == day(MONDAY)
    assert derive.latest_of([listed]) == day(ON)
    assert derive.latest_of([()]) is None


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [
        ((MONDAY, MONDAY), (MONDAY, MONDAY), NO),
        ((MONDAY, MONDAY), (ON, ON), YES),
        ((ON, ON), (MONDAY, MONDAY), NO),
        ((MONDAY, ON), (ON, ON), YES_OR_NO),
        ((MONDAY, ON), (MONDAY, MONDAY), NO),
    ],
)
def test_the_same_day_is_not_before(first: Any, second: Any, before: Any) -> None:
    assert derive.is_before(day(*first), day(*second)) == before


def test_a_limit_has_passed_only_after_its_latest_day() -> None:
    assert derive.deadline_passed(limit(), ON) == NO
    assert derive.deadline_passed(limit(), d("2026-10-20")) == YES
    assert derive.deadline_passed(limit(BARE), ON) == NO
    assert derive.deadline_passed(limit(BARE), d("2026-10-20")) == YES_OR_NO
    rough = limit(start=day(MONDAY, d("2026-10-14")))
    assert derive.deadline_passed(rough, d("2026-10-20")) == YES_OR_NO
    assert derive.deadline_passed(rough, d("2026-10-22")) == YES
    nothing = clocks.deadline(clock(count=5), None, ON_A)
    assert derive.deadline_passed(nothing, ON) is None
    assert derive.deadline_passed(None, ON) is None
