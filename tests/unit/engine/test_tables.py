"""Dated tables: one row for each case, declared exceptions, and what a conclusion hangs on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.engine import tables
from app.engine.tables import Table
from app.model.assessment import Lead
from app.model.values import number, option
from tests.unit.engine import made_up
from tests.unit.engine.made_up import choice

FACTS: dict[str, dict[str, Any]] = {
    "colour": choice("red", "green", "blue"),
    "metres": {"is": "number", "from": 0, "to": 20, "step": 0.5},
    "festival": {"is": "yes_no"},
    "told": {"is": "text"},
    "cut_on": {"is": "date"},
}
ROWS = (
    {"id": "red", "when": {"colour": "red"}, "then": "stop"},
    {"id": "short", "when": {"colour": ["green", "blue"], "metres": "5 or fewer"}, "then": "go"},
    {"id": "long", "when": {"colour": ["green", "blue"], "metres": "more than 5"}, "then": "ask"},
    {"id": "feast", "when": {"festival": "yes"}, "then": "dance", "exception_to": "all"},
)
PLAIN = {"festival": option("no")}


def rows(table: Table, values: dict[str, Any]) -> list[str | None]:
    found = tables.rows_possible(table, values.get)
    return [
        None if index is None else "gap" if index < 0 else table.version.rows[index].id
        for index in found
    ]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"colour": option("red"), **PLAIN}, ["red"]),
        ({"colour": option("blue"), "metres": number(5), **PLAIN}, ["short"]),
        ({"colour": option("blue"), "metres": number(5.5), **PLAIN}, ["long"]),
        ({"colour": option("blue"), "metres": number(5, 5.5), **PLAIN}, ["short", "long"]),
        ({"colour": option("red", "blue"), "metres": number(3), **PLAIN}, ["red", "short"]),
        ({"colour": option("red"), "metres": number(5), "festival": option("yes")}, ["feast"]),
        ({"colour": option("red")}, ["red", "feast"]),
    ],
)
def test_rows_that_may_apply(values: dict[str, Any], found: list[str]) -> None:
    assert sorted(map(str, rows(made_up.table(FACTS, *ROWS), values))) == sorted(found)


def test_order_means_nothing() -> None:
    values = {"colour": option("blue"), "metres": number(7), "festival": option("yes")}
    for table in (made_up.table(FACTS, *ROWS), made_up.table(FACTS, *reversed(ROWS))):
        assert rows(table, values) == ["feast"]


def test_an_exception_may_name_the_rows_it_takes_from() -> None:
    feast = {**ROWS[3], "exception_to": ["red"]}
    table = made_up.table(FACTS, *ROWS[:3], feast)
    red = {"colour": option("red"), "metres": number(1), "festival": option("yes")}
    assert rows(table, red) == ["feast"]
    blue = {"colour": option("blue"), "metres": number(1), "festival": option("yes")}
    axes = [axis.possible(blue[axis.fact]) for axis in table.axes]
    mask = table.every_row << 1 | 1
    for axis, (index,) in zip(table.axes, axes, strict=True):
        mask &= axis.atoms[index].rows
    assert table.rows_left(mask) == (1, 3)  # both stand; the proof reports it


def test_a_case_without_a_row_is_a_gap() -> None:
    table = made_up.table(FACTS, ROWS[0])
    assert rows(table, {"colour": option("blue")}) == ["gap"]
    assert tables.conclusion(table, tables.NONE_APPLIES) == tables.DOES_NOT_ARISE


def test_a_decision_does_not_arise_where_its_condition_does_not_hold() -> None:
    table = made_up.table(FACTS, *ROWS, only_if={"told": "given"})
    values = {"colour": option("red"), **PLAIN}
    assert rows(table, values) == [None]
    assert rows(table, {**values, "told": "words"}) == ["red"]
    assert tables.conclusion(table, None) == tables.DOES_NOT_ARISE


def test_a_repealed_version_has_no_rows() -> None:
    versions = [{"from": date(2012, 1, 1), "repealed": True}]
    table = made_up.table(FACTS, versions=versions)
    assert rows(table, {}) == ["gap"]


VERSIONS = [
    {"from": date(2012, 1, 1), "rows": [made_up.row(ROWS[0])]},
    {"from": date(2020, 6, 1), "repealed": True},
    {"from": date(2022, 3, 25), "rows": [made_up.row(ROWS[0])]},
    {"from": date(2030, 1, 1), "expected": True, "rows": [made_up.row(ROWS[0])]},
]


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2011, 12, 31), date(2011, 12, 31), []),
        (date(2011, 12, 31), date(2012, 1, 1), [2012]),
        (date(2020, 5, 31), date(2020, 5, 31), [2012]),
        (date(2020, 6, 1), date(2020, 6, 1), [2020]),
        (date(2020, 5, 31), date(2022, 3, 25), [2012, 2020, 2022]),
        (date(2031, 1, 1), date(2031, 1, 1), [2022]),
    ],
)
def test_a_version_runs_until_the_next_and_expected_law_never(
    first: date, last: date, years: list[int]
) -> None:
    one = made_up.decision("it", versions=VERSIONS)
    law = made_up.law(FACTS, one)
    found = tables.versions_between(law.tables["it"], (first, last))
    assert [each.version.from_.year for each in found] == years


def test_a_conclusion_hangs_on_what_can_still_change_it() -> None:
    table = made_up.table(FACTS, *ROWS)
    values = {"colour": option("blue", "green"), "metres": number(5, 6), **PLAIN}
    (hanging,) = tables.hangs_on(table, values.get)
    assert hanging.fact == "metres"
    assert hanging.leads == (
        Lead(frozenset({"go"}), low=0, high=5),
        Lead(frozenset({"ask"}), low=5, high=20, over=True),
    )
    unsettled = {each.fact for each in tables.hangs_on(table, {}.get)}
    assert unsettled == {"colour", "metres", "festival"}


def test_an_open_end_has_no_number() -> None:
    facts = {"metres": {"is": "number"}}
    over = {"id": "over", "when": {"metres": "more than 5"}, "then": "a"}
    table = made_up.table(facts, over, {"id": "up", "when": {"metres": "5 or fewer"}, "then": "b"})
    (hanging,) = tables.hangs_on(table, {}.get)
    assert [(each.low, each.high) for each in hanging.leads] == [(None, 5), (5, None)]


def test_where_only_the_clock_differs_the_day_hangs_on_it() -> None:
    clock = {"unit": "days", "from": "cut_on", "whose": "head"}
    rows_ = (
        {"id": "a", "when": {"festival": "yes"}, "then": "x", "within": {"count": 1, **clock}},
        {"id": "b", "when": {"festival": "no"}, "then": "x", "within": {"count": 2, **clock}},
    )
    (hanging,) = tables.hangs_on(made_up.table(FACTS, *rows_), {}.get)
    assert hanging.fact == "festival"
    same = tuple({**each, "within": {"count": 1, **clock}} for each in rows_)
    assert tables.hangs_on(made_up.table(FACTS, *same), {}.get) == ()


def test_points_are_independent() -> None:
    table = made_up.table(FACTS, *ROWS[:3], collects=True)
    values = {"colour": option("red", "blue"), "metres": number(3)}
    assert tables.points(table, values.get) == ((), (0, 1))
    assert tables.points(table, {"colour": option("red")}.get) == ((0,), ())


def test_a_row_without_conclusion_concludes_its_own_id() -> None:
    table = made_up.table(FACTS, {"id": "by_itself"})
    assert rows(table, {}) == ["by_itself"]
    assert tables.conclusion(table, 0) == "by_itself"
