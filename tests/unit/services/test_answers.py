"""Answers as they are sent to values, by type; problems name the reason, never the value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.library import Library
from app.content.load import load
from app.model.errors import FactProblem
from app.model.facts import ClosedDay, HistoryEntry, School
from app.model.values import NO, YES, day, number, option
from app.services import answers
from tests.fixtures.content import KITCHEN_SINK

SINK: Library = load(KITCHEN_SINK)
MONDAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("fact", "written", "value"),
    [
        ("kite.colour", "red", option("red")),
        ("kite.colour", {"one_of": ["red", "blue"]}, option("red", "blue")),
        ("ban.noticed", "yes", YES),
        ("ban.noticed", False, NO),
        ("kite.says", ["length", "reason"], frozenset({"length", "reason"})),
        ("kite.says", [], frozenset()),
        ("kite.says.length", "no", NO),
        ("keepers_duty", "must_look", option("must_look")),
        ("kite.metres", 3.5, number(3.5)),
        ("kite.metres", {"from": 2, "to": 4}, number(2, 4)),
        ("ban.dated", "2026-10-12", day(MONDAY)),
        ("ban.dated", MONDAY, day(MONDAY)),
        ("ban.dated", {"from": "2026-10-12", "to": "2026-10-13"}, day(MONDAY, date(2026, 10, 13))),
        ("school.closed_days", [{"on": "2026-10-12"}], (ClosedDay(MONDAY, "closed"),)),
        ("school.closed_days", [{"on": MONDAY, "reason": "snow"}], (ClosedDay(MONDAY, "snow"),)),
        ("ban.length", 3.5, number(3.5)),
        ("ban.length", {"what": "whole_days", "count": 3}, number(3)),
        ("ban.length", {"what": "lunchtimes", "count": 3}, number(1.5)),
        ("ban.length", {"what": "half_day", "count": {"from": 1, "to": 2}}, number(0.5, 1)),
        ("ban.length", {"what": "unknown"}, None),
        ("ban.length", {"what": "whole_days", "count": None}, None),
        ("ban.earlier", [], ()),
        (
            "ban.earlier",
            [{"first_day": "2026-10-12", "what": "whole_days", "count": 2}, {}],
            (
                HistoryEntry(day(MONDAY), "whole_days", number(2)),
                HistoryEntry(None, "unknown", None),
            ),
        ),
        ("school", {"name": "Hill"}, School("Hill")),
        ("school", {"name": "Hill", "urn": 7, "town": ""}, School("Hill", "", "7")),
        ("sender.story", "Words.", "Words."),
        ("flyer.name", "A. Flyer", "A. Flyer"),
        ("sender.address", "1 Hill\nTown", "1 Hill\nTown"),
        ("kite.colour", None, None),
        ("school.kind", None, option("maintained", "academy", "pru")),
    ],
)
def test_each_type_has_its_shapes(fact: str, written: Any, value: Any) -> None:
    assert answers.value(SINK.law, fact, written) == value


@pytest.mark.parametrize(
    ("fact", "written"),
    [
        ("kite.smell", "x"),
        ("kite.colour", "pink"),
        ("kite.colour", ["red"]),
        ("kite.colour", {"one_of": []}),
        ("kite.colour", {"one_of": "red"}),
        ("kite.colour", {"any": ["red"]}),
        ("kite.colour", 5),
        ("ban.noticed", "perhaps"),
        ("kite.says", "depth"),
        ("kite.says", ["depth"]),
        ("kite.says.length", "perhaps"),
        ("keepers_duty", "nothing_like_it"),
        ("kite.metres", "3"),
        ("kite.metres", True),
        ("kite.metres", 3.25),
        ("kite.metres", -1),
        ("kite.metres", 101),
        ("kite.metres", {"from": 4, "to": 2}),
        ("kite.metres", {"from": 4}),
        ("ban.dated", "12 October"),
        ("ban.dated", 7),
        ("ban.dated", {"from": "2026-10-13", "to": "2026-10-12"}),
        ("school.closed_days", "2026-10-12"),
        ("school.closed_days", ["2026-10-12"]),
        ("school.closed_days", [{"reason": "snow"}]),
        ("school.closed_days", [{"on": "2026-10-12"}] * 401),
        ("ban.length", {"what": "weeks", "count": 1}),
        ("ban.length", {"what": "whole_days", "count": 0}),
        ("ban.length", {"what": "whole_days", "count": 0.25}),
        ("ban.length", {"what": "whole_days", "count": 400}),
        ("ban.length", 0.2),
        ("ban.earlier", {"first_day": "2026-10-12"}),
        ("ban.earlier", [{"what": "weeks"}]),
        ("ban.earlier", [{"first_day": "soon"}]),
        ("ban.earlier", [{"count": "many"}]),
        ("school", "Hill"),
        ("school", {"town": "Town"}),
        ("school", {"name": "x" * 20_001}),
        ("sender.story", 5),
        ("sender.story", "x" * 20_001),
    ],
)
def test_what_does_not_fit_is_a_problem_that_keeps_the_value_to_itself(
    fact: str, written: Any
) -> None:
    with pytest.raises(FactProblem) as problem:
        answers.value(SINK.law, fact, written)
    assert problem.value.fact == fact
    if isinstance(written, str) and len(written) > 2:
        assert written not in problem.value.reason


def test_several_answers_at_once() -> None:
    found = answers.values(SINK.law, {"kite.colour": "red", "ban.noticed": None})
    assert found == {"kite.colour": option("red"), "ban.noticed": None}


words = st.sampled_from(
    ["yes", "red", "2026-10-12", "whole_days", "unknown", "length", "", "on", "count"]
)
plain = st.one_of(st.none(), st.booleans(), st.integers(-5, 400), words, st.text(max_size=3))
json = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(["one_of", "from", "to", "on", "what", "count", "first_day", "name"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(SINK.facts)), json)
def test_whatever_is_sent_fits_or_is_a_problem(fact: str, written: Any) -> None:
    try:
        answers.value(SINK.law, fact, written)
    except FactProblem as problem:
        assert problem.fact == fact
