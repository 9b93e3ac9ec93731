"""Attacks on numbers about many families. Each test is somebody who tries to learn of one family.

What the coins can do is worked out exactly (`chances`), not tried: an attacker knows the program,
all numbers ever published and every other family, but not the key. docs/patterns.md says what that
is worth; these tests hold it to that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.content.library import Library
from app.model.pattern_counts import ALL, Contribution, Place, Protected
from app.services import pattern_pool, pattern_protection, patterns
from app.services.pattern_pool import FEWEST_ORGANISATIONS
from app.services.pattern_protection import FEWEST, HELD_WITHIN, ROUNDED_TO, SHOWN_FROM
from app.services.patterns import Published, TooSoon

KEY = b"a key of one organisation, 32 b."
TABLES = (("kind",), ("place",), ("fault",), ("kind", "place"), ("fault", "kind"))
FARTHEST = 80  # heads in a row that no exact sum needs to look beyond
ALMOST_NOTHING = Fraction(1, 2**60)
RULED_OUT = Fraction(1, 48)  # how often a number alone can give the tenth family away
AUTUMN, SPRING, SUMMER = date(2026, 10, 12), date(2027, 2, 1), date(2027, 5, 10)
NEXT_AUTUMN = date(2027, 10, 11)

kinds = st.sampled_from(["suspended", "sent home", "out"])
places = st.sampled_from(["north", "south", "?"])
faults = st.frozensets(st.sampled_from(["no letter", "late"]))
added = st.tuples(kinds, places, faults)
shown_before = st.none() | st.integers(3, 12).map(lambda fives: fives * ROUNDED_TO)


def family(number: int, of: tuple[str, str, frozenset[str]]) -> Contribution:
    kind, place, wrong = of
    return Contribution(f"{number:032x}", {"kind": kind, "place": place}, wrong)


def families(many: list[tuple[str, str, frozenset[str]]]) -> list[Contribution]:
    return [family(number, each) for number, each in enumerate(many)]


def alike(count: int, start: int = 0) -> list[Contribution]:
    return [family(start + n, ("suspended", "north", frozenset())) for n in range(count)]


def chance(tossed: int) -> Fraction:
    """How likely the two throwers are to come out like this."""
    return Fraction(1, 3 * 2 ** abs(tossed))


@cache
def chances(count: int, before: int | None) -> Mapping[int | None, Fraction]:
    """How likely each number is for a true count, for somebody without the key."""
    found: Counter[int | None] = Counter()
    for tossed in range(-FARTHEST, FARTHEST + 1):
        found[pattern_protection.number(count, tossed, before)] += chance(tossed)
    return found


# ---- what is never shown


@given(st.lists(added, max_size=90), st.binary(min_size=32, max_size=32))
def test_nothing_rests_on_fewer_than_ten_families(
    many: list[tuple[str, str, frozenset[str]]], key: bytes
) -> None:
    counts = pattern_protection.tally(families(many), TABLES)
    found = pattern_protection.protected(counts, {}, key)
    for place, number in found.items():
        assert counts[place] >= FEWEST
        assert number >= SHOWN_FROM
        assert number % ROUNDED_TO == 0


@given(st.integers(0, FEWEST - 1), st.integers(-FARTHEST, FARTHEST), shown_before)
def test_a_small_count_is_never_shown_whatever_was_shown_before(
    count: int, tossed: int, before: int | None
) -> None:
    assert pattern_protection.number(count, tossed, before) is None


def test_a_family_with_several_measures_counts_once() -> None:
    twice = [*alike(9), *alike(9), replace(alike(1)[0], faults=frozenset({"late"}))]
    counts = pattern_protection.tally(twice, TABLES)
    assert counts[ALL] == 9
    assert counts[("kind",), ("suspended",)] == 9
    assert counts[("fault",), ("late",)] == 1


def test_a_tiny_organisation_publishes_nothing(content: Library) -> None:
    for size in range(FEWEST):
        assert patterns.count(content, alike(size), None, KEY, AUTUMN) == TooSoon("too_few")


# ---- knowing all families but one


@given(st.integers(0, 80), shown_before)
def test_one_family_more_at_most_doubles_the_chance_of_any_number(
    count: int, before: int | None
) -> None:
    """Whoever knows every other family is hardly wiser for one number: what they thought likely
    becomes at most twice as likely. The one exception is the tenth family, below."""
    fewer, more = chances(count, before), chances(count + 1, before)
    for number in {*fewer, *more}:
        if count + 1 == FEWEST and number is not None:
            continue
        assert fewer[number] <= 2 * more[number] + ALMOST_NOTHING
        assert more[number] <= 2 * fewer[number] + ALMOST_NOTHING


@given(shown_before)
def test_the_tenth_family_is_hardly_ever_given_away(before: int | None) -> None:
    """Somebody who knows nine of ten learns the tenth if a number appears: once in 48 times."""
    found = chances(FEWEST, before)
    assert sum(odds for number, odds in found.items() if number is not None) <= RULED_OUT


@given(st.lists(added, min_size=20, max_size=70), added, st.data())
def test_any_family_could_have_been_another_kind_of_family(
    many: list[tuple[str, str, frozenset[str]]],
    other: tuple[str, str, frozenset[str]],
    data: st.DataObject,
) -> None:
    """For every family: the whole publication (row totals, tables of two dimensions and all) could
    be the same if that family were of another kind. Each number that the change touches takes at
    most half of the chance away, so no set of equations has only one solution."""
    key = data.draw(st.binary(min_size=32, max_size=32))
    who = data.draw(st.integers(0, len(many) - 1))
    true = pattern_protection.tally(families(many), TABLES)
    else_ = pattern_protection.tally(families([*many[:who], other, *many[who + 1 :]]), TABLES)
    shown = pattern_protection.protected(true, {}, key)
    touched = [each for each in {*true, *else_} if true.get(each, 0) != else_.get(each, 0)]
    assume(not any(true.get(each, 0) == FEWEST and each in shown for each in touched))
    for each in touched:
        was = chances(true.get(each, 0), None)[shown.get(each)]
        would_be = chances(else_.get(each, 0), None)[shown.get(each)]
        assert would_be * 2 + ALMOST_NOTHING >= was


# ---- subtracting: row totals less the other cells


@given(st.integers(0, FEWEST - 1), st.lists(st.integers(15, 60), min_size=1, max_size=3))
def test_a_hidden_cell_cannot_be_worked_out_from_its_row(hidden: int, others: list[int]) -> None:
    """The worst case: the attacker knows the other cells of the row exactly. After every likely
    row total at least three counts of the hidden cell are still possible, none with more than
    three chances in four."""
    row = sum(others)
    for total, odds in chances(row + hidden, None).items():
        if odds < Fraction(1, 1000):
            continue
        weights = [chances(row + each, None)[total] for each in range(FEWEST)]
        assert max(weights) <= Fraction(3, 4) * sum(weights)
        assert sum(each * 20 > max(weights) for each in weights) >= 3


def test_subtracting_what_is_shown_is_mostly_wrong() -> None:
    """The plain subtraction, over every hidden count: what comes out is seldom what is hidden."""
    row, cells = ("kind",), ("kind", "place")
    came_out, right = Counter[int](), Counter[int]()
    for hidden in range(FEWEST):
        true = {
            (row, ("out",)): 60 + hidden,
            (cells, ("out", "north")): 33,
            (cells, ("out", "south")): 27,
        }
        for number in range(200):
            total, *others = pattern_protection.protected(true, {}, number.to_bytes(32)).values()
            came_out[total - sum(others)] += 1
            right[total - sum(others)] += total - sum(others) == hidden
    assert right.total() / came_out.total() < 0.15
    assert all(right[each] < came_out[each] * 0.4 for each in range(FEWEST) if came_out[each])


def test_all_numbers_together_still_leave_doubt() -> None:
    """The worst case of one publication: every other family is known, and the attacker weighs each
    number the family may be in (eleven, with one kind of fault) at its exact chances. They are
    right about three times in four; by guessing, once in two."""
    counts = (44, 31, 23, 19, 38, 16, 27, 12, 18, 21, 14)
    right = 0
    for number in range(600):
        is_in, odds = number % 2 == 1, Fraction(1)
        for index, count in enumerate(counts):
            place = (("table", str(index)), ("a", "b"))
            shown = pattern_protection.shown(place, count + is_in, None, number.to_bytes(32))
            odds *= chances(count + 1, None)[shown] / chances(count, None)[shown]
        right += (odds > 1) == is_in
    assert 0.6 < right / 600 < 0.83


# ---- two publications


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=12),
    st.binary(min_size=32, max_size=32),
)
def test_a_number_changes_by_ten_or_not_at_all(counts: list[int], key: bytes) -> None:
    before: dict[Place, int] = {}
    seen = []
    for count in counts:
        before = pattern_protection.protected({ALL: count}, before, key)
        seen.append(before.get(ALL))
    for one, other in pairwise(seen):
        if one is not None and other is not None:
            assert one == other or abs(one - other) >= HELD_WITHIN


def test_publishing_again_and_again_gives_nothing_to_average() -> None:
    """The same families, week after week: one number, and so one error."""
    counts = pattern_protection.tally(alike(23), TABLES)
    shown = pattern_protection.protected(counts, {}, KEY)
    for _ in range(50):
        again = pattern_protection.protected(counts, shown, KEY)
        assert again == shown
        assert pattern_protection.protected(counts, {}, KEY) == shown


def test_averaging_over_three_years_of_terms_still_leaves_doubt() -> None:
    """A family stays in a cell for nine terms while known families come and go. The attacker
    weighs all nine numbers at their exact chances, and is still often wrong."""
    others = (21, 24, 22, 27, 30, 26, 25, 29, 31)
    right = 0
    for number in range(400):
        is_in, before, odds = number % 2 == 1, None, Fraction(1)
        for count in others:
            tossed = pattern_protection.coins(ALL, count + is_in, number.to_bytes(32))
            shown = pattern_protection.number(count + is_in, tossed, before)
            odds *= chances(count + 1, before)[shown] / chances(count, before)[shown]
            before = shown
        right += (odds > 1) == is_in
    assert right / 400 < 0.75


def test_nothing_is_published_twice_in_one_term(content: Library) -> None:
    first = patterns.count(content, alike(40), None, KEY, AUTUMN)
    assert isinstance(first, Published)
    later = patterns.count(content, alike(90), first, KEY, date(2026, 12, 1))
    assert later == TooSoon("this_term")
    assert isinstance(patterns.count(content, alike(90), first, KEY, SPRING), Published)
    assert patterns.count(content, alike(90), first, KEY, date(2025, 2, 3)) == TooSoon("this_term")


@pytest.mark.parametrize("joined", range(FEWEST))
def test_two_tables_are_never_a_few_families_apart(content: Library, joined: int) -> None:
    first = patterns.count(content, alike(40), None, KEY, AUTUMN)
    assert isinstance(first, Published)
    assert patterns.count(content, alike(40 + joined), first, KEY, SPRING) == TooSoon("too_few")
    assert patterns.count(content, alike(40 - joined), first, KEY, SPRING) == TooSoon("too_few")
    moved = [*alike(40 - joined), *(replace(each, cells={}) for each in alike(joined, 100))]
    if joined * 2 < FEWEST:
        assert patterns.count(content, moved, first, KEY, SPRING) == TooSoon("too_few")


def test_whether_there_is_a_new_table_hardly_ever_gives_the_tenth_family_away(
    content: Library,
) -> None:
    """That ten are new is seen from the table being there: only where the coins allow it."""
    published = 0
    for number in range(480):
        key = number.to_bytes(32)
        first = Published(Protected("2026-27 autumn", AUTUMN))
        found = patterns.count(content, alike(FEWEST), first, key, SPRING)
        published += isinstance(found, Published)
    assert published / 480 < 2 * RULED_OUT


# ---- withdrawing


def test_a_family_that_withdraws_is_not_seen_to_go(content: Library) -> None:
    """Nothing is published for one that went. In the next table its absence at most doubles or
    halves the chance of any number (above), and a number still shown is the same or ten away."""
    first = patterns.count(content, alike(60), None, KEY, AUTUMN)
    assert isinstance(first, Published)
    without = alike(60)[1:]
    assert patterns.count(content, without, first, KEY, SPRING) == TooSoon("too_few")
    grown = [*without, *alike(30, start=500)]
    second = patterns.count(content, grown, first, KEY, SPRING)
    assert isinstance(second, Published)
    for place, number in second.table.shown.items():
        before = first.table.shown.get(place)
        assert before is None or number == before or abs(number - before) >= HELD_WITHIN


def test_a_family_that_withdrew_is_in_no_later_ledger(content: Library) -> None:
    first = patterns.count(content, alike(60), None, KEY, AUTUMN)
    assert isinstance(first, Published)
    second = patterns.count(content, alike(60)[30:], first, KEY, SPRING)
    assert isinstance(second, Published)
    assert set(second.ledger) < set(first.ledger)
    assert len(second.ledger) == 30


def test_the_ledger_names_no_case(content: Library) -> None:
    found = patterns.count(content, alike(60), None, KEY, AUTUMN)
    other = patterns.count(content, alike(60), None, KEY[::-1], AUTUMN)
    assert isinstance(found, Published) and isinstance(other, Published)
    assert not {each.case for each in alike(60)} & {*found.ledger, *found.ledger.values()}
    assert not set(found.ledger) & set(other.ledger)


# ---- the coins


def test_the_coins_fall_as_they_should() -> None:
    tossed = Counter(pattern_protection.coins(ALL, count, KEY) for count in range(30_000))
    for each in range(-5, 6):
        assert abs(tossed[each] / 30_000 - float(chance(each))) < 0.01
    assert abs(sum(each * many for each, many in tossed.items())) / 30_000 < 0.05


def test_the_coins_of_one_cell_say_nothing_of_another() -> None:
    """Another key, another cell or another count is another toss."""
    row = [pattern_protection.coins((("kind",), ("out",)), count, KEY) for count in range(200)]
    cell = [pattern_protection.coins((("place",), ("out",)), count, KEY) for count in range(200)]
    with_other = [
        pattern_protection.coins((("kind",), ("out",)), count, KEY[::-1]) for count in range(200)
    ]
    for other in (cell, with_other, row[1:]):
        same = sum(one == two for one, two in zip(row, other, strict=False))
        assert same / 200 < 0.4  # by chance it is 5 in 27


# ---- many organisations together


def shows(number: int, name: str = "suspended", on: date = AUTUMN) -> Protected:
    return Protected("2026-27 autumn", on, {(("kind",), (name,)): number, ALL: number})


def test_two_organisations_are_too_few_to_be_added_up() -> None:
    two = [shows(20)] * (FEWEST_ORGANISATIONS - 1)
    assert pattern_pool.pooled(two, "2026-27 spring", SPRING) is None
    cell = (("kind",), ("out",))
    three = [shows(20), shows(20), shows(20, "out")]
    found = pattern_pool.pooled(three, "2026-27 spring", SPRING)
    assert found is not None
    assert cell not in found.shown
    assert found.shown == {ALL: 60}


def test_an_organisation_that_is_nearly_all_of_a_number_is_not_shown_by_it() -> None:
    found = pattern_pool.pooled([shows(400), shows(15), shows(15)], "2026-27 spring", SPRING)
    assert found is not None
    assert found.shown == {}


@given(st.lists(st.lists(added, min_size=1, max_size=60), min_size=3, max_size=5))
def test_colluding_organisations_learn_only_what_the_last_one_shows(
    many: list[list[tuple[str, str, frozenset[str]]]],
) -> None:
    """All organisations but one subtract their own numbers: what is left is a number that was
    protected before it left its organisation, or nothing at all."""
    tables = []
    for number, each in enumerate(many):
        counts = pattern_protection.tally(families(each), TABLES)
        numbers = pattern_protection.protected(counts, {}, number.to_bytes(32))
        tables.append(Protected("2026-27 autumn", AUTUMN, numbers))
    found = pattern_pool.pooled(tables, "2026-27 spring", SPRING)
    assert found is not None
    for place, total in found.shown.items():
        left = total - sum(each.shown.get(place, 0) for each in tables[1:])
        assert left == tables[0].shown.get(place, 0)
        assert sum(place in each.shown for each in tables) >= FEWEST_ORGANISATIONS


def test_a_sum_never_says_more_than_its_parts_show() -> None:
    """What one does not show counts as nothing, never as a guess."""
    one, other = shows(20), shows(35)
    found = pattern_pool.pooled(
        [one, other, shows(25), Protected("2026-27 autumn", AUTUMN)], "2026-27 spring", SPRING
    )
    assert found is not None
    assert found.shown[ALL] == 80


def test_tables_of_this_term_and_old_ones_are_left_out() -> None:
    tables = [shows(20), shows(20), shows(20)]
    assert pattern_pool.pooled(tables, "2026-27 autumn", AUTUMN) is None
    assert pattern_pool.pooled(tables, "2027-28 autumn", NEXT_AUTUMN) is not None
    assert pattern_pool.pooled(tables, "2027-28 spring", date(2028, 2, 1)) is None
