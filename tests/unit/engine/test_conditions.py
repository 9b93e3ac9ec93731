"""Every form of cell against every kind of value."""

from __future__ import annotations

from datetime import date
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import conditions
from app.engine.conditions import Among, Bounds, Domain, Given, NotKnown
from app.model.values import Numbers, Options, day, number, option

COLOURS = Domain("options", ("red", "green", "blue"))
METRES = Domain("numbers", low=0, high=20, step=0.5)
WRITTEN = Domain("written")
DATES = Domain("dates")


@pytest.mark.parametrize(
    ("cell", "domain", "parsed"),
    [
        ("red", COLOURS, Among(frozenset({"red"}))),
        (["red", "blue"], COLOURS, Among(frozenset({"red", "blue"}))),
        ("more than 5", METRES, Bounds(5, True)),
        ("5 or more", METRES, Bounds(5)),
        ("fewer than 5", METRES, Bounds(high=5, high_open=True)),
        ("5 or fewer", METRES, Bounds(high=5)),
        ("more than 5 up to 15", METRES, Bounds(5, True, 15)),
        ("more than 5.5 up to 15.5", METRES, Bounds(5.5, True, 15.5)),
        ("given", WRITTEN, Given()),
        ("given", DATES, Given()),
    ],
)
def test_the_whole_language(cell: Any, domain: Domain, parsed: conditions.Cell) -> None:
    assert conditions.parse(cell, domain) == parsed


@pytest.mark.parametrize(
    ("cell", "domain", "says"),
    [
        ("pink", COLOURS, 'no option "pink"; the options are: red, green, blue'),
        (["red", "pink"], COLOURS, 'no option "pink"'),
        ([], COLOURS, "expected one of: red, green, blue"),
        (5, COLOURS, "expected one of"),
        ("given", COLOURS, 'no option "given"'),
        ("given", METRES, "write a number as"),
        (5, METRES, "write a number as"),
        ("more than five", METRES, "write a number as"),
        ("5 to 15", METRES, "write a number as"),
        ("more than 15 up to 5", METRES, 'no number is "more than 15 up to 5"'),
        ("more than 5 up to 5", METRES, "no number is"),
        ("2026-01-01", DATES, 'can only be "given"'),
        ("yes", WRITTEN, 'can only be "given"'),
        ("not known", COLOURS, "cannot stand in a rule"),
    ],
)
def test_what_is_not_language_is_refused_with_a_remedy(
    cell: Any, domain: Domain, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        conditions.parse(cell, domain)


@pytest.mark.parametrize("domain", [COLOURS, METRES, WRITTEN, DATES])
def test_outside_rules_anything_may_be_not_known(domain: Domain) -> None:
    assert conditions.parse("not known", domain, not_known=True) == NotKnown()


ANY_NUMBER = Numbers(((2, 3), (7, 7)))


@pytest.mark.parametrize(
    ("cell", "value", "verdict"),
    [
        (Among(frozenset({"red"})), option("red"), "yes"),
        (Among(frozenset({"red"})), option("blue"), "no"),
        (Among(frozenset({"red"})), option("red", "blue"), "maybe"),
        (Among(frozenset({"red", "blue"})), option("red", "blue"), "yes"),
        (Among(frozenset({"red"})), None, "maybe"),
        (Bounds(5, True), number(5), "no"),
        (Bounds(5, True), number(5.5), "yes"),
        (Bounds(5, True), number(5, 6), "maybe"),
        (Bounds(5), number(5), "yes"),
        (Bounds(5), number(4.5), "no"),
        (Bounds(high=5, high_open=True), number(5), "no"),
        (Bounds(high=5), number(5), "yes"),
        (Bounds(high=5), number(5.5), "no"),
        (Bounds(5, True, 15), number(5, 15), "maybe"),
        (Bounds(5, True, 15), number(5.5, 15), "yes"),
        (Bounds(5, True, 15), ANY_NUMBER, "maybe"),
        (Bounds(2, False, 7), ANY_NUMBER, "yes"),
        (Bounds(20), ANY_NUMBER, "no"),
        (Bounds(5), None, "maybe"),
        (Given(), "words", "yes"),
        (Given(), "", "no"),
        (Given(), (), "no"),
        (Given(), frozenset(), "no"),
        (Given(), None, "no"),
        (Given(), day(date(2026, 1, 1)), "yes"),
        (NotKnown(), None, "yes"),
        (NotKnown(), option("red", "blue"), "yes"),
        (NotKnown(), option("red"), "no"),
        (NotKnown(), number(1, 2), "yes"),
        (NotKnown(), day(date(2026, 1, 1), date(2026, 1, 2)), "yes"),
        (NotKnown(), day(date(2026, 1, 1)), "no"),
        (NotKnown(), "words", "no"),
    ],
)
def test_a_cell_holds_only_when_certain(cell: conditions.Cell, value: object, verdict: str) -> None:
    assert conditions.verdict(cell, value) == verdict


@pytest.mark.parametrize(
    ("verdicts", "together"),
    [
        ([], "yes"),
        (["yes", "yes"], "yes"),
        (["yes", "maybe"], "maybe"),
        (["maybe", "no", "yes"], "no"),
    ],
)
def test_all_cells_must_hold(verdicts: list[conditions.Verdict], together: str) -> None:
    assert conditions.all_hold(verdicts) == together


halves = st.integers(0, 40).map(lambda each: each / 2)
cells = st.tuples(halves, st.booleans(), st.one_of(halves, st.just(inf)), st.booleans()).map(
    lambda parts: Bounds(min(parts[0], parts[2]), parts[1], max(parts[0], parts[2]), parts[3])
)


@given(cells, halves, halves)
def test_a_verdict_on_a_range_is_the_verdict_on_its_numbers(
    cell: Bounds, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    every = {cell.holds(low + each / 2) for each in range(int((high - low) * 2) + 1)}
    found = conditions.verdict(cell, number(low, high))
    if found != "maybe":
        assert every == {found == "yes"}
    elif len(every) == 1:  # numbers between the half steps may still differ
        assert not (cell.holds(low) and cell.holds(high))


@given(st.sets(st.sampled_from(COLOURS.ids), min_size=1), st.sets(st.sampled_from(COLOURS.ids)))
def test_a_verdict_on_options_is_the_verdict_on_each(possible: set[str], wanted: set[str]) -> None:
    cell = Among(frozenset(wanted))
    each = {conditions.verdict(cell, option(one)) for one in possible}
    together = conditions.verdict(cell, Options(frozenset(possible)))
    assert together == (each.pop() if len(each) == 1 else "maybe")
