"""Possible values: one, a listed few, a range; and what two sets allow together."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.assessment import Alternative, Conclusion, Trace
from app.model.errors import ContentInvalid, FactProblem, NewerVersion, TooManyTries
from app.model.findings import Finding
from app.model.values import (
    Dates,
    Numbers,
    dates_or,
    day,
    number,
    numbers_or,
    option,
    possible_or,
)

MONDAY, TUESDAY, FRIDAY = date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 16)


def test_one_value_is_the_only_one() -> None:
    assert option("red").only == "red" and option("red", "blue").only is None
    assert number(5).only == 5 and number(5, 6).only is None
    assert day(MONDAY).only == MONDAY and day(MONDAY, TUESDAY).only is None
    assert Numbers(((1, 2), (5, 6))).low == 1 and Numbers(((1, 2), (5, 6))).high == 6
    assert Dates(((MONDAY, MONDAY), (FRIDAY, FRIDAY))).high == FRIDAY


def test_days_that_touch_become_one_span() -> None:
    assert dates_or(day(TUESDAY), day(MONDAY)) == day(MONDAY, TUESDAY)
    assert dates_or(day(MONDAY), day(FRIDAY)).spans == ((MONDAY, MONDAY), (FRIDAY, FRIDAY))
    assert dates_or(day(MONDAY, FRIDAY), day(TUESDAY)) == day(MONDAY, FRIDAY)


def test_numbers_that_touch_become_one_span() -> None:
    assert numbers_or(number(3, 5), number(1, 3)) == number(1, 5)
    assert numbers_or(number(1), number(2)).spans == ((1, 1), (2, 2))


def test_sets_of_one_type_are_united_and_of_two_types_never() -> None:
    assert possible_or(option("red"), option("blue")) == option("red", "blue")
    assert possible_or(number(1), number(1)) == number(1)
    assert possible_or(day(MONDAY), day(FRIDAY)) == dates_or(day(FRIDAY), day(MONDAY))
    with pytest.raises(TypeError, match="two different types"):
        possible_or(option("red"), number(1))


spans = st.tuples(st.integers(0, 50), st.integers(0, 9)).map(lambda each: (each[0], sum(each)))


@given(st.lists(spans, min_size=1, max_size=5))
def test_a_union_holds_the_same_numbers(several: list[tuple[int, int]]) -> None:
    united = numbers_or(*(number(*each) for each in several)).spans
    held = {n for low, high in several for n in range(low, high + 1)}
    assert {n for low, high in united for n in range(int(low), int(high) + 1)} == held
    assert all(before[1] < after[0] for before, after in pairwise(united))


def test_a_conclusion_is_certain_when_one_is_left() -> None:
    trace = Trace("it", MONDAY, "row", (), (), "confirmed")
    one, two = Alternative("a", trace), Alternative("b", trace)
    assert Conclusion("it", (one, one)).then == "a"
    assert Conclusion("it", (one, two)).then is None
    assert Conclusion("it").then is None
    assert Conclusion("it", (one,), collects=True).then is None


def test_errors_say_what_happened_and_never_the_value() -> None:
    assert (
        str(FactProblem("kite.colour", "must be one of: red")) == "kite.colour: must be one of: red"
    )
    assert NewerVersion(4).version == 4
    assert TooManyTries(30).wait_seconds == 30
    plain = Finding("a.yaml", 3, "C101", "broken")
    assert str(ContentInvalid((plain,))) == "a.yaml:3  C101 broken"
    assert str(Finding("a.yaml", 3, "C101", "broken", "Mend it.")).endswith("\n  Mend it.")
