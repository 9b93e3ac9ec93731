"""The law of that day counts: which version, how sure, and what lies outside all of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.engine.law import Law
from app.engine.reasoning import Reasoning
from app.model.values import Dates, day
from tests.unit.engine import made_up
from tests.unit.engine.made_up import CALENDAR, ON


def think(given: dict[str, Any], law: Law) -> Reasoning:
    return Reasoning(law, given, CALENDAR, ON)


def test_a_row_may_say_how_sure_it_is() -> None:
    weak = made_up.decision("it", {"id": "a", "confidence": "our_reading"}, law_as_at="dated")
    law = made_up.law({"dated": {"is": "date"}}, weak)
    (found,) = think({}, law).conclusion("it").alternatives
    assert found.trace.confidence == "our_reading"


OLD, NEW = date(2012, 1, 1), date(2022, 1, 1)


def dated(**more: Any) -> Law:
    versions = [
        {"from": OLD, "rows": [made_up.row({"id": "old", "then": "before"})]},
        {"from": NEW, "rows": [made_up.row({"id": "new", "then": "after"})]},
    ]
    one = made_up.decision("it", versions=versions, law_as_at="dated", **more)
    return made_up.law({"dated": {"is": "date"}}, one)


@pytest.mark.parametrize(
    ("when", "thens", "outside"),
    [
        (None, {"after"}, False),
        (day(date(2021, 12, 31)), {"before"}, False),
        (day(NEW), {"after"}, False),
        (day(date(2021, 12, 31), NEW), {"before", "after"}, False),
        (day(date(2011, 12, 31)), set(), True),
        (day(date(2011, 12, 31), OLD), {"before"}, True),
    ],
)
def test_the_law_of_that_day_counts(when: Dates | None, thens: set[str], outside: bool) -> None:
    found = think({"dated": when}, dated()).conclusion("it")
    assert found.thens == thens and found.outside is outside


def test_a_point_of_two_versions_is_certain_if_both_have_it() -> None:
    rows = [made_up.row({"id": "both"}), made_up.row({"id": "late"})]
    versions = [{"from": OLD, "rows": rows[:1]}, {"from": NEW, "rows": rows}]
    one = made_up.decision("it", versions=versions, law_as_at="dated", collects=True)
    law = made_up.law({"dated": {"is": "date"}}, one)
    found = think({"dated": day(date(2021, 12, 31), NEW)}, law).conclusion("it")
    assert [each.then for each in found.alternatives] == ["both"]
    assert [each.then for each in found.possible] == ["late"]
