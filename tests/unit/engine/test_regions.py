"""The values of a fact fall into groups that no cell tells apart."""

from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from app.engine import regions
from app.engine.conditions import Among, Bounds, Domain, Given, verdict
from app.model.values import number, option

METRES = Domain("numbers", low=0, high=20, step=0.5)
COLOURS = Domain("options", ("red", "green", "blue"))


def test_numbers_are_cut_where_a_cell_turns() -> None:
    found = regions.axis("n", METRES, [Bounds(5, True), Bounds(high=5), None])
    assert [each.rows for each in found.atoms] == [0b110, 0b101]
    assert found.possible(number(5)) == (0,)
    assert found.possible(number(5.5)) == (1,)
    assert found.possible(number(4, 6)) == (0, 1)


def test_a_gap_between_rows_is_a_group_of_its_own_where_steps_fall_into_it() -> None:
    cells = [Bounds(high=5), Bounds(6)]
    by_halves = regions.axis("n", METRES, cells)
    assert [each.rows for each in by_halves.atoms] == [0b01, 0b00, 0b10]
    whole = regions.axis("n", Domain("numbers", low=0, high=20, step=1), cells)
    assert [each.rows for each in whole.atoms] == [0b01, 0b10]


def test_numbers_without_end_are_grouped_too() -> None:
    found = regions.axis("n", Domain("numbers"), [Bounds(5, True), Bounds(high=5)])
    assert [each.rows for each in found.atoms] == [0b10, 0b01]
    assert found.possible(number(-1000)) == (0,)
    assert found.possible(number(1000)) == (1,)
    everything = regions.axis("n", Domain("numbers"), [Bounds(), None])
    assert [each.rows for each in everything.atoms] == [0b11]
    assert everything.atoms[0].bounds == Bounds(-inf, False, inf, True)


def test_options_nobody_tells_apart_stand_together() -> None:
    found = regions.axis("c", COLOURS, [Among(frozenset({"red"})), None])
    assert [each.ids for each in found.atoms] == [("red",), ("green", "blue")]
    assert found.possible(option("green", "blue")) == (1,)
    assert found.possible(option("red", "blue")) == (0, 1)
    assert found.possible(None) == (0, 1)
    assert found.possible(option("pink")) == (0, 1)
    assert found.possible(option("pink", "violet")) == (0, 1)


def test_a_number_outside_the_fact_tells_nothing() -> None:
    found = regions.axis("n", METRES, [Bounds(5)])
    assert found.possible(number(25)) == (0, 1)


def test_something_is_given_or_absent() -> None:
    found = regions.axis("t", Domain("written"), [Given(), None])
    assert {each.ids: each.rows for each in found.atoms} == {("given",): 0b11, ("absent",): 0b10}
    given_, absent = found.by_id["given"], found.by_id["absent"]
    assert found.possible("words") == (given_,)
    assert found.possible(frozenset({"tick"})) == (given_,)
    for nothing in (None, "", (), frozenset()):
        assert found.possible(nothing) == (absent,)


halves = st.integers(0, 40).map(lambda each: each / 2)
bounds = st.tuples(halves, st.booleans(), halves, st.booleans()).map(
    lambda parts: Bounds(min(parts[0], parts[2]), parts[1], max(parts[0], parts[2]), parts[3])
)


@given(st.lists(bounds, min_size=1, max_size=5), halves)
def test_each_number_lies_in_one_group_that_says_which_cells_hold(
    cells: list[Bounds], value: float
) -> None:
    found = regions.axis("n", METRES, cells)
    (index,) = found.possible(number(value))
    holding = sum(1 << row for row, cell in enumerate(cells) if cell.holds(value))
    assert found.atoms[index].rows == holding


@given(
    st.lists(st.sets(st.sampled_from(COLOURS.ids)), min_size=1, max_size=4),
    st.sets(st.sampled_from(COLOURS.ids), min_size=1),
)
def test_groups_touched_are_those_of_the_single_options(
    wanted: list[set[str]], possible: set[str]
) -> None:
    cells = [Among(frozenset(each)) for each in wanted]
    found = regions.axis("c", COLOURS, cells)
    single = {index for each in possible for index in found.possible(option(each))}
    assert set(found.possible(option(*possible))) == single
    for each in possible:
        (index,) = found.possible(option(each))
        rows = [verdict(cell, option(each)) == "yes" for cell in cells]
        assert [bool(found.atoms[index].rows >> row & 1) for row in range(len(cells))] == rows
