"""Where terms begin, and in how many ways they may be cut while nobody can be sure."""

from __future__ import annotations

from datetime import date

import pytest

from app.content.load import load
from app.engine import calendar, terms
from app.model.calendar import OwnDays, SchoolCalendar
from app.model.values import NO, YES, Options
from tests.fixtures.calendars import HOLIDAYS, A, B, C, compiled
from tests.fixtures.content import KITCHEN_SINK

USUAL = calendar.compile_calendar(None, load(KITCHEN_SINK).usual_years, HOLIDAYS, ())
BARE = compiled(None)


def d(text: str) -> date:
    return date.fromisoformat(text)


def span(first: str, last: str) -> tuple[tuple[int, int], ...]:
    return ((d(first).toordinal(), d(last).toordinal()),)


def cuts(known: SchoolCalendar, kind: Options | None, first: str, last: str) -> list[list[date]]:
    found = terms.term_cuts(known, kind, span(first, last))
    return [[date.fromordinal(each) for each in one] for one in found]


@pytest.mark.parametrize(
    ("year", "on"), [(2024, "2024-04-01"), (2026, "2026-04-06"), (2027, "2027-03-29")]
)
def test_easter_monday(year: int, on: str) -> None:
    assert terms.easter_monday(BARE, year) == d(on)


def test_beyond_the_known_years_easter_is_in_the_middle_of_its_range() -> None:
    assert terms.easter_monday(BARE, 2100) == date(2100, 4, 9)


def test_actual_terms_begin_where_the_school_says() -> None:
    starts = ("2026-09-03", "2027-01-05", "2027-04-12")
    assert terms.term_starts(compiled(A), 2026) == tuple((d(each), d(each)) for each in starts)
    assert terms.term_starts(compiled(B), 2026) == tuple((d(each), d(each)) for each in starts)
    spring = terms.term_starts(compiled(C), 2026)[2]
    assert spring == (d("2027-04-19"), d("2027-04-19"))


def test_usual_terms_begin_within_a_range() -> None:
    autumn, spring, summer = terms.term_starts(USUAL, 2024)
    assert autumn == (d("2024-08-27"), d("2024-09-03"))
    assert spring == (d("2025-01-06"), d("2025-01-06"))
    assert summer == (d("2025-04-14"), d("2025-04-28"))


def test_where_nothing_is_known_terms_begin_around_the_holidays() -> None:
    autumn, spring, summer = terms.term_starts(BARE, 2026)
    assert autumn[0] < d("2026-09-01") < autumn[1]
    assert spring == (d("2027-01-02"), d("2027-01-09"))
    assert summer[0] < d("2027-03-29") < summer[1]


def test_three_terms_are_cut_where_they_begin() -> None:
    (only,) = cuts(compiled(A), NO, "2026-09-03", "2027-07-21")
    assert only[:3] == [d("2026-08-01"), d("2027-01-05"), d("2027-04-12")]


def test_more_terms_are_cut_into_blocks_by_the_year() -> None:
    (only,) = cuts(compiled(B), YES, "2026-09-03", "2027-07-21")
    assert only[:3] == [d("2026-08-01"), d("2027-01-01"), d("2027-03-30")]
    (usual,) = cuts(USUAL, YES, "2024-09-03", "2025-07-21")
    assert usual[:3] == [d("2024-08-01"), d("2025-01-01"), d("2025-04-22")]


def test_not_knowing_which_means_both() -> None:
    found = cuts(compiled(A), None, "2026-09-03", "2027-07-21")
    assert [each[1] for each in found] == [d("2027-01-01"), d("2027-01-05")]


def test_the_usual_year_is_cut_within_its_holidays() -> None:
    found = cuts(USUAL, NO, "2025-03-03", "2025-05-01")
    easter = {each[2] for each in found}
    assert min(easter) >= d("2025-03-29") and max(easter) <= d("2025-04-28")
    assert len(found) == len(easter)


def test_bare_weekdays_try_every_day_near_the_case_and_one_elsewhere() -> None:
    autumn = cuts(BARE, NO, "2026-09-10", "2026-10-10")
    assert len(autumn) == 1
    winter = cuts(BARE, NO, "2026-12-10", "2027-01-10")
    assert len({each[1] for each in winter}) == 15
    both = cuts(BARE, YES, "2026-12-10", "2027-04-10")
    assert len({each[1] for each in both}) == 2 and len({each[2] for each in both}) == 2


@pytest.mark.parametrize("keep", [(1, 3), (0, 2), (0, 1)])
def test_terms_that_do_not_cover_the_year_say_nothing_of_its_terms(keep: tuple[int, int]) -> None:
    own = OwnDays(terms=A.terms[slice(*keep)])
    assert terms.term_starts(compiled(own), 2026) == terms.term_starts(BARE, 2026)
