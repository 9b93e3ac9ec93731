"""Rough facts worked out together: against every single value, one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.library import Library
from app.content.load import load
from app.engine import worlds
from app.engine.conclusions import deadline_of
from app.engine.law import Law
from app.engine.tables import DOES_NOT_ARISE
from app.model.assessment import Assessment, Conclusion
from app.model.facts import HistoryEntry
from app.model.values import YES_OR_NO, Dates, Numbers, Options, day, number, option
from tests.fixtures.calendars import A, compiled
from tests.fixtures.content import KITCHEN_SINK
from tests.unit.engine import made_up
from tests.unit.engine.made_up import CALENDAR, ON, choice

SINK: Library = load(KITCHEN_SINK)
MONDAY = date(2026, 10, 12)


def assess(law: Law, values: dict[str, Any], on: date = ON) -> Assessment:
    return worlds.assess(law, values, CALENDAR, on)


def said(conclusion: Conclusion) -> set[str]:
    """Everything a decision may come to; that it does not arise, too."""
    return set(conclusion.thens) or {DOES_NOT_ARISE}


def test_one_rough_date_behind_two_values_is_never_mixed() -> None:
    """A ban that begins on the day of its notice, three days ago, or today: never on neither."""
    on = date(2026, 10, 15)
    rough = {"ban.dated": day(MONDAY), "ban.started_on": day(MONDAY, on)}
    whole = {**rough, "ban.kind": option("short_ban")}
    found = worlds.assess(SINK.law, whole, CALENDAR, on, decisions=["twins"])
    assert found.conclusions["twins"].thens == {"elder", "younger"}
    (hanging,) = found.conclusions["twins"].hangs_on
    assert hanging.fact == "ban.started_on"
    assert {each.ids: each.then for each in hanging.leads} == {
        ("2026-10-12",): {"elder"},
        ("2026-10-13",): {"younger"},
        ("2026-10-14",): {"younger"},
        ("2026-10-15",): {"younger"},
    }


def test_a_world_in_which_nothing_arises_counts() -> None:
    facts = {
        "colour": choice("red", "blue"),
        "metres": {"is": "number", "from": 0, "to": 9, "step": 0.5},
    }
    one = made_up.decision("one", {"id": "a", "when": {"colour": "red"}, "then": "yes"}, {
        "id": "b", "when": {"colour": "blue"}, "then": "no"})  # fmt: skip
    two = made_up.decision(
        "two",
        {"id": "a", "when": {"colour": "red"}, "then": "x"},
        {"id": "b", "when": {"colour": "blue"}, "then": "x"},
        only_if={"one": "yes"},
    )
    law = made_up.law(facts, one, two)
    assert "colour" in worlds.shared_facts(law)
    found = assess(law, {"colour": option("red", "blue")}).conclusions["two"]
    assert found.thens == {"x", DOES_NOT_ARISE}
    (hanging,) = found.hangs_on
    assert {each.ids: each.then for each in hanging.leads} == {
        ("red",): {"x"},
        ("blue",): {DOES_NOT_ARISE},
    }
    never = made_up.decision("never", {"id": "a", "when": {"colour": "red"}}, {
        "id": "b", "when": {"colour": "blue"}}, only_if={"one": DOES_NOT_ARISE})  # fmt: skip
    law = made_up.law(facts, one, never)
    assert assess(law, {"colour": option("red", "blue")}).conclusions["never"].alternatives == ()


def test_a_day_before_all_law_is_outside_and_nothing_else() -> None:
    facts = {"dated": {"is": "date"}}
    clock = {"count": 1, "unit": "days", "from": "dated", "whose": "head"}
    one = made_up.decision("it", {"id": "a", "within": clock}, law_as_at="dated")
    law = made_up.law(facts, one)
    rough = day(date(2011, 12, 30), date(2012, 1, 2))
    found = assess(law, {"dated": rough}).conclusions["it"]
    assert found.outside and found.then == "a"
    limit = deadline_of(found)
    assert limit is not None
    assert (limit.earliest, limit.latest) == (date(2012, 1, 2), date(2012, 1, 3))


def test_the_trace_tells_every_value_that_matched() -> None:
    on = date(2026, 10, 19)
    rough = {"ban.dated": day(date(2026, 10, 1)), "ban.kind": option("short_ban")}
    whole = {**rough, "ban.started_on": day(date(2026, 10, 5), date(2026, 10, 7))}
    found = worlds.assess(SINK.law, whole, CALENDAR, on, decisions=["twins"])
    (only,) = found.conclusions["twins"].alternatives
    told = {each.fact: each.value for each in only.trace.told}
    assert told == {"ban.begins_later": option("yes"), "ban.days_so_far": Numbers(
        ((8.0, 8.0), (9.0, 9.0), (10.0, 10.0)))}  # fmt: skip


def test_points_are_certain_only_if_they_hold_in_every_world() -> None:
    facts = {"colour": choice("red", "blue"), "other": choice("red", "blue")}
    same = made_up.decision("same", {"id": "a", "when": {"colour": "red"}, "then": "yes"}, {
        "id": "b", "when": {"colour": "blue"}, "then": "no"})  # fmt: skip
    points = made_up.decision(
        "points",
        {"id": "always", "when": {"colour": ["red", "blue"]}},
        {"id": "never", "when": {"colour": "red", "same": "no"}},
        {"id": "perhaps", "when": {"colour": "red", "same": "yes"}},
        {"id": "open", "when": {"other": "red"}},
        collects=True,
    )
    law = made_up.law(facts, same, points)
    found = assess(law, {"colour": option("red", "blue")}).conclusions["points"]
    assert [each.then for each in found.alternatives] == ["always"]
    assert {each.then for each in found.possible} == {"perhaps", "open"}


def test_what_is_too_rough_to_split_stays_whole() -> None:
    rough = {"ban.kind": option("short_ban"), "ban.dated": day(MONDAY)}
    wide = {**rough, "ban.started_on": day(MONDAY, date(2027, 3, 1))}
    on = date(2027, 3, 2)
    found = worlds.assess(SINK.law, wide, CALENDAR, on, decisions=["twins"])
    assert found.conclusions["twins"].thens >= {"elder", "younger"}
    many = {
        **rough,
        "ban.started_on": day(MONDAY, MONDAY + timedelta(days=20)),
        "ban.dated": day(MONDAY, MONDAY + timedelta(days=20)),
        "ban.kind": option("short_ban", "long_ban"),
    }
    mixed = worlds.assess(SINK.law, many, CALENDAR, date(2026, 10, 16), decisions=["twins"])
    assert mixed.conclusions["twins"].thens >= {"elder", "younger"}


def test_one_fact_that_picks_the_row_and_its_day_is_never_mixed() -> None:
    """Three days or eight: three end on the third, eight on the fifth. No row counts to eight."""
    values = {"ban.kind": option("short_ban"), "ban.length": Numbers(((3, 3), (8, 8)))}
    values["ban.started_on"] = day(MONDAY)
    found = assess(SINK.law, values).conclusions["keep_off_the_hill"]
    ends = {(each.trace.row, each.deadline.latest) for each in found.alternatives if each.deadline}
    assert ends == {("whole_ban", date(2026, 10, 14)), ("first_days", date(2026, 10, 16))}


def test_facts_that_reach_a_decision_twice_are_shared() -> None:
    assert {"ban.started_on", "ban.length"} <= SINK.shared
    assert "kite.colour" not in SINK.shared


def single(value: Any, step: float = 1) -> list[Any]:
    """Every value that a set of possible values holds."""
    if isinstance(value, Options):
        return [option(each) for each in sorted(value.ids)]
    if isinstance(value, Dates):
        spans = ((low, (high - low).days + 1) for low, high in value.spans)
        return [day(low + timedelta(each)) for low, days in spans for each in range(days)]
    if isinstance(value, Numbers):
        (span,) = value.spans
        return [
            number(span[0] + each * step) for each in range(int((span[1] - span[0]) / step) + 1)
        ]
    return [value]


start = st.integers(0, 60).map(lambda each: date(2026, 9, 7) + timedelta(days=each))
rough_day = st.tuples(start, st.integers(0, 3)).map(
    lambda parts: day(parts[0], parts[0] + timedelta(days=parts[1]))
)
rough_length = st.tuples(st.integers(1, 12), st.integers(0, 2)).map(
    lambda parts: number(parts[0] / 2, parts[0] / 2 + parts[1] / 2)
)
yes_or_no = st.sets(st.sampled_from(["yes", "no"]), min_size=1).map(lambda ids: option(*ids))
entry = st.builds(
    HistoryEntry,
    first_day=st.integers(0, 30).map(lambda each: day(date(2026, 9, 3) + timedelta(days=each))),
    what=st.sampled_from(["whole_days", "lunchtimes"]),
    count=st.integers(1, 8).map(lambda each: number(float(each))),
)
cases = st.fixed_dictionaries(
    {
        "ban.kind": st.sets(st.sampled_from(["short_ban", "long_ban", "told_off"]), min_size=1).map(
            lambda ids: option(*ids)
        ),
        "ban.dated": start.map(day),
        "ban.started_on": rough_day,
        "ban.length": rough_length,
        "ban.earlier": st.lists(entry, max_size=2).map(tuple),
        "school.many_terms": st.just(option("no")),
        "ban.spoils_festival": yes_or_no,
        "family.will_write": yes_or_no,
        "flyer.born_on": st.just(day(date(2015, 3, 1))),
    }
)
DECISIONS = (
    "keepers_duty", "keepers_papers", "kite_lessons", "keep_off_the_hill", "twins", "yearly_sky",
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(cases)
def test_what_is_certain_is_so_for_every_value(case: dict[str, Any]) -> None:
    """Every conclusion and every day that some combination of single values leads to is among
    those of the whole; a certain conclusion is the conclusion of each."""
    on = date(2026, 11, 23)
    whole = worlds.assess(SINK.law, case, CALENDAR, on, decisions=DECISIONS, shared=SINK.shared)
    choices = [single(value, 0.5) for value in case.values()]
    for values in product(*choices):
        one = dict(zip(case, values, strict=True))
        exact = worlds.assess(SINK.law, one, CALENDAR, on, decisions=DECISIONS, shared=SINK.shared)
        for decision in DECISIONS:
            found, true = whole.conclusions[decision], exact.conclusions[decision]
            assert said(true) <= said(found), (decision, one)
            _inside(found, true)


def _inside(found: Conclusion, true: Conclusion) -> None:
    by_then = {(each.then, each.trace.row): each.deadline for each in found.alternatives}
    for each in true.alternatives:
        whole = by_then[each.then, each.trace.row]
        if each.deadline and whole and each.deadline.earliest and whole.earliest:
            assert whole.earliest <= each.deadline.earliest
        if each.deadline and whole and each.deadline.latest and whole.latest:
            assert each.deadline.latest <= whole.latest


@settings(max_examples=20, deadline=None)
@given(
    rough_day,
    st.sampled_from([compiled(A), compiled(None)]),
    st.sampled_from(["twins", "kite_lessons"]),
)
def test_one_rough_day_gives_exactly_what_its_days_give(
    began: Dates, calendar: Any, decision: str
) -> None:
    on = date(2026, 11, 23)
    fixed = {
        "ban.kind": option("short_ban"),
        "ban.dated": day(date(2026, 10, 5)),
        "ban.length": number(4),
        "ban.earlier": (),
        "flyer.born_on": day(date(2015, 3, 1)),
    }

    def conclude(value: Dates) -> set[str]:
        values = {**fixed, "ban.started_on": value}
        found = worlds.assess(SINK.law, values, calendar, on, decisions=[decision])
        return said(found.conclusions[decision])

    united = set().union(*(conclude(each) for each in single(began)))
    assert conclude(began) == united


def test_an_unsettled_yes_or_no_is_split_too() -> None:
    case = {"ban.spoils_festival": YES_OR_NO, "ban.kind": option("long_ban")}
    found = assess(SINK.law, {**case, "ban.dated": day(MONDAY)}).conclusions["keepers_duty"]
    assert found.thens == {"must_look", "must_look_before_festival"}
