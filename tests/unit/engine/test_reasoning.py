"""One matter reasoned through: values, conclusions, traces, clocks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.engine.conclusions import deadline_of, merged
from app.engine.law import Law
from app.engine.reasoning import Reasoning
from app.engine.tables import DOES_NOT_ARISE
from app.model.clocks import Deadline
from app.model.values import NO, YES, day, number, option
from tests.unit.engine import made_up
from tests.unit.engine.made_up import CALENDAR, ON, choice

MONDAY = date(2026, 10, 12)
CLOCK = {"count": 5, "unit": "school_days", "from": "told", "whose": "keepers"}
FACTS: dict[str, dict[str, Any]] = {
    "dated": {"is": "date"},
    "decided": {
        "is": "date",
        "derive": {"verb": "earliest_of", "args": {"dates": ["dated", "began"]}},
    },
    "began": {"is": "date"},
    "told": {"is": "date", "assumed_from": "decided"},
    "meets": {"is": "date", "assumed_from": "duty.deadline"},
    "feast": {"is": "date"},
    "colour": choice("red", "blue", "green"),
    "says": {**choice("length", "reason"), "is": "choices"},
    "metres": {"is": "number", "from": 0, "to": 100, "step": 0.5},
    "long": {"is": "number", "from": 0.5, "to": 10, "step": 0.5},
    "over": {"is": "yes_no", "derive": {"verb": "deadline_passed", "args": {"deadline": "duty"}}},
    "words": {"is": "text"},
}
DUTY = made_up.decision(
    "duty",
    {"id": "is_red", "when": {"colour": "red"}, "then": "must", "within": CLOCK},
    {"id": "is_blue", "when": {"colour": "blue"}, "then": "may"},
    {"id": "is_green", "when": {"colour": "green"}, "then": "must"},
)
PAPERS = made_up.decision(
    "papers",
    {"id": "by", "within": {**CLOCK, "from": "meets", "direction": "back"}},
    only_if={"duty": "must"},
)
FAULTS = made_up.decision(
    "faults",
    {"id": "no_length", "when": {"says.length": "no"}},
    {"id": "no_reason", "when": {"says.reason": "no"}},
    collects=True,
    only_if={"colour": ["red", "blue"]},
)
LAW = made_up.law(FACTS, DUTY, PAPERS, FAULTS)


def think(given: dict[str, Any], law: Law = LAW, on: date = ON) -> Reasoning:
    return Reasoning(law, given, CALENDAR, on)


def test_what_was_told_is_not_assumed() -> None:
    thinking = think({"told": day(MONDAY), "dated": day(MONDAY)})
    assert thinking.value("told") == day(MONDAY)
    assert thinking.assumed == set()
    assert not thinking.rests_on_assumption("told")


def test_what_is_not_known_is_assumed_and_labelled_so() -> None:
    thinking = think({"dated": day(MONDAY), "colour": option("red")})
    assert thinking.value("told") == day(MONDAY)
    assert thinking.assumed == {"told"}
    limit = thinking.conclusion("duty").alternatives[0].deadline
    assert limit is not None and limit.assumed
    assert limit.latest == date(2026, 10, 19)
    # what follows from an assumption rests on it too, once it was worked out
    assert not thinking.rests_on_assumption("meets")
    assert thinking.value("meets") == day(date(2026, 10, 19))
    assert thinking.rests_on_assumption("meets")
    assert thinking.rests_on_assumption("duty.deadline")
    assert thinking.rests_on_assumption("over")
    assert not thinking.rests_on_assumption("decided")
    assert not thinking.rests_on_assumption("colour")


def test_what_rests_on_another_answer_is_worked_out_anew() -> None:
    given: dict[str, Any] = {"dated": day(MONDAY), "colour": option("red")}
    thinking = think(given)
    assert thinking.value("duty.deadline") == day(date(2026, 10, 19))
    assert thinking.conclusion("papers").then == "by"
    given["dated"] = day(date(2026, 10, 13))
    thinking.forget("dated")
    assert thinking.assumed == set()
    assert thinking.value("duty.deadline") == day(date(2026, 10, 20))
    given["colour"] = option("blue")
    thinking.forget("colour")
    assert thinking.conclusion("papers").alternatives == ()
    given["told"] = day(MONDAY)
    thinking.forget("told")
    assert thinking.value("told") == day(MONDAY) and thinking.value("decided").only is not None


def test_today_is_no_assumption_and_nothing_is_assumed_from_nothing() -> None:
    thinking = think({})
    assert thinking.value("when") == day(ON)
    assert thinking.value("told") is None
    assert thinking.value("today") == day(ON)
    assert thinking.assumed == set()


def test_a_derived_fact_that_is_given_is_taken_as_given() -> None:
    thinking = think({"decided": day(MONDAY), "began": day(date(2026, 1, 5))})
    assert thinking.value("decided") == day(MONDAY)


def test_an_option_of_many_is_a_yes_or_no() -> None:
    thinking = think({"says": frozenset({"length"})})
    assert thinking.value("says.length") == YES
    assert thinking.value("says.reason") == NO
    assert think({}).value("says.length") is None
    assert think({"says.length": NO}).value("says.length") == NO


def test_a_conclusion_is_used_like_a_fact() -> None:
    assert think({"colour": option("blue")}).value("duty") == option("may")
    nothing = think({"colour": option("blue")}).conclusion("papers")
    assert nothing.alternatives == () and nothing.then is None
    assert think({"colour": option("blue")}).value("papers") == option(DOES_NOT_ARISE)
    assert think({"colour": option("red")}).conclusion("papers").then == "by"


def test_a_deadline_is_used_like_a_date() -> None:
    thinking = think({"colour": option("red"), "told": day(MONDAY)})
    assert thinking.value("duty.deadline") == day(date(2026, 10, 19))
    (papers,) = thinking.conclusion("papers").alternatives
    assert papers.deadline is not None
    assert papers.deadline.latest == MONDAY
    assert think({"colour": option("blue")}).value("duty.deadline") is None
    assert think({"colour": option("red")}).value("duty.deadline") is None


def test_doubt_names_each_conclusion_and_what_would_settle_it() -> None:
    found = think({"colour": option("red", "blue")}).conclusion("duty")
    assert found.thens == {"must", "may"} and found.then is None
    assert [each.fact for each in found.hangs_on] == ["colour"]
    same = think({"colour": option("red", "green")}).conclusion("duty")
    assert same.then == "must"


def test_where_it_may_not_arise_that_is_said() -> None:
    found = think({"colour": option("red", "blue")}).conclusion("papers")
    assert found.thens == {"by", DOES_NOT_ARISE}
    assert [each.fact for each in found.hangs_on] == ["duty"]


def test_points_hold_surely_or_perhaps() -> None:
    found = think({"colour": option("red"), "says": frozenset({"length"})}).conclusion("faults")
    assert found.thens == {"no_reason"} and found.possible == ()
    unsure = think({"colour": option("red")}).conclusion("faults")
    assert unsure.alternatives == ()
    assert [each.then for each in unsure.possible] == ["no_length", "no_reason"]
    perhaps = think({"says": frozenset[str]()}).conclusion("faults")
    assert perhaps.alternatives == () and len(perhaps.possible) == 2
    assert think({"colour": option("green")}).conclusion("faults").possible == ()


def test_a_point_is_used_like_a_yes_or_no() -> None:
    thinking = think({"colour": option("red"), "says": frozenset({"length"})})
    assert thinking.value("faults.no_reason") == YES
    assert thinking.value("faults.no_length") == NO
    assert thinking.value("faults") == {"no_reason"}
    assert think({"colour": option("red")}).value("faults.no_length") is None


def test_the_trace_says_row_facts_and_law() -> None:
    (found,) = (
        think({"colour": option("red"), "dated": day(MONDAY)}).conclusion("duty").alternatives
    )
    trace = found.trace
    assert (trace.decision, trace.row, trace.version) == ("duty", "is_red", made_up.LONG_AGO)
    assert [(each.fact, each.assumed) for each in trace.told] == [("colour", False), ("told", True)]
    assert trace.cite == ("cited",) and trace.confidence == "confirmed"


def counting(**clock: Any) -> Law:
    whole = {"unit": "days", "from": "told", "whose": "family", **clock}
    return made_up.law(FACTS, DUTY, made_up.decision("it", {"id": "a", "within": whole}))


@pytest.mark.parametrize(
    ("length", "ends"),
    [
        (number(3), (15, 15)),
        (number(2.5), (15, 15)),
        (number(2, 4), (14, 16)),
        (number(2.5, 3), (15, 15)),
    ],
)
def test_a_count_may_come_from_a_fact_rounded_up(length: Any, ends: tuple[int, int]) -> None:
    law = counting(count="long")
    (found,) = think({"long": length, "told": day(MONDAY)}, law).conclusion("it").alternatives
    assert found.deadline is not None and found.deadline.earliest and found.deadline.latest
    assert (found.deadline.earliest.day, found.deadline.latest.day) == ends


def test_without_its_count_there_is_no_limit() -> None:
    (found,) = think({"told": day(MONDAY)}, counting(count="long")).conclusion("it").alternatives
    assert found.deadline is None


def test_readings_count_from_their_own_start_and_aims_are_kept() -> None:
    reading = {"id": "r", "confidence": "reported", "says": "Or so.", "from": "dated"}
    law = counting(count=10, aim_before="feast", readings=[reading])
    given = {"told": day(MONDAY), "dated": day(date(2026, 10, 5)), "feast": day(MONDAY)}
    (found,) = think(given, law).conclusion("it").alternatives
    assert found.deadline is not None
    assert found.deadline.earliest == date(2026, 10, 15)
    assert found.deadline.latest == date(2026, 10, 22)
    assert found.deadline.aim == MONDAY


def test_limits_of_several_conclusions_make_one_range() -> None:
    clock = {"unit": "days", "from": "told", "whose": "family"}
    one = made_up.decision(
        "it",
        {"id": "a", "when": {"colour": "red"}, "within": {"count": 3, **clock}},
        {"id": "b", "when": {"colour": "blue"}, "within": {"count": 9, **clock}},
        {"id": "c", "when": {"colour": "green"}},
    )
    law = made_up.law(FACTS, DUTY, one)
    found = deadline_of(think({"told": day(MONDAY)}, law).conclusion("it"))
    assert found is not None
    assert (found.earliest, found.latest) == (date(2026, 10, 15), date(2026, 10, 21))
    assert found.start == day(MONDAY)
    unknown = deadline_of(think({}, law).conclusion("it"))
    assert unknown is not None
    assert (unknown.earliest, unknown.latest, unknown.start) == (None, None, None)
    assert deadline_of(think({"colour": option("green")}, law).conclusion("it")) is None
    assert merged([]) is None


def test_one_open_limit_keeps_the_latest_open() -> None:
    def limit(earliest: date | None, latest: date | None, source: Any = "school") -> Deadline:
        start = day(MONDAY) if earliest else None
        return Deadline(
            made_up.clock(), start, earliest, latest, None, earliest, None, source, False
        )

    found = merged([limit(MONDAY, MONDAY), limit(date(2026, 10, 5), None, "weekdays")])
    assert found is not None
    assert (found.earliest, found.latest) == (date(2026, 10, 5), None)
    assert found.hand_in_by == date(2026, 10, 5) and found.post_by is None
    assert found.source == "weekdays"


def test_there_is_no_safe_day_where_one_limit_has_none() -> None:
    """A limit that ends in the holidays has no school day before it to hand anything in."""

    def limit(end: date, hand_in_by: date | None, post_by: date | None) -> Deadline:
        return Deadline(
            made_up.clock(), day(MONDAY), end, end, None, hand_in_by, post_by, "usual", False
        )

    friday = date(2026, 10, 16)
    surer = limit(date(2026, 10, 19), friday, MONDAY)
    found = merged([limit(date(2026, 10, 15), None, None), surer])
    assert found is not None
    assert (found.earliest, found.hand_in_by, found.post_by) == (date(2026, 10, 15), None, None)
    found = merged([limit(date(2026, 10, 16), date(2026, 10, 15), None), surer])
    assert found is not None
    assert (found.hand_in_by, found.post_by) == (date(2026, 10, 15), None)


def test_words_of_content_ask_the_same_reasoning() -> None:
    thinking = think({"colour": option("red"), "words": "something"})
    assert thinking.holds({"duty": "must", "words": "given"}) == "yes"
    assert thinking.holds({"metres": "not known"}) == "yes"
    assert thinking.holds({"faults.no_length": "yes"}) == "maybe"
