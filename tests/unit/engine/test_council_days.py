"""Counts on a council's term dates: each school has training days of its own that nobody named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.load import load
from app.engine import calendar, school_days
from app.model.calendar import OwnDays, Period, Publication, SchoolCalendar
from app.model.facts import ClosedDay
from tests.fixtures.calendars import HOLIDAYS, A, compiled
from tests.fixtures.content import KITCHEN_SINK

USUAL = load(KITCHEN_SINK).usual_years
TRAINING = max(each.training_days_at_most for each in USUAL)
LIST = Publication(name="Exampleshire", seen_on=date(2026, 9, 1), first_hand=True)
COUNCIL = OwnDays(
    terms=A.terms,
    half_terms=A.half_terms,
    inset=(date(2026, 9, 3),),
    source="council",
    published=LIST,
)
FIRST = date(2026, 9, 1)


def on_council(
    opened: frozenset[date] = frozenset(), closed: tuple[ClosedDay, ...] = ()
) -> SchoolCalendar:
    return calendar.compile_calendar(COUNCIL, USUAL, HOLIDAYS, closed, opened)


ON_COUNCIL = on_council()
IN_SESSION = [
    each
    for each in (FIRST + timedelta(days=n) for n in range(340))
    if school_days.day_kind(ON_COUNCIL, each)[0] != "closed"
]


def d(text: str) -> date:
    return date.fromisoformat(text)


def a_school(training: frozenset[date]) -> SchoolCalendar:
    """A school of this council, with training days of its own."""
    own = OwnDays(terms=A.terms, half_terms=A.half_terms, inset=tuple(training))
    return compiled(own)


def holds(known: SchoolCalendar, real: SchoolCalendar, start: date, n: int, back: bool) -> bool:
    """Whether the real day lies in the range."""
    low, high = school_days.nth_school_day(known, start, n, back=back)
    true = school_days.nth_school_day(real, start, n, back=back)[0 if back else 1]
    if true is None:
        return True  # beyond the year: only the council's list ends there
    return (low is None or low <= true) and (high is None or true <= high)


training_days = st.frozensets(st.sampled_from(IN_SESSION), min_size=TRAINING, max_size=TRAINING)
starts = st.integers(0, 320).map(lambda n: FIRST + timedelta(days=n))
counts = st.integers(1, 60)


@given(training_days, starts, counts, st.booleans())
def test_a_school_with_its_training_days_anywhere_ends_inside_the_range(
    training: frozenset[date], start: date, n: int, back: bool
) -> None:
    assert holds(ON_COUNCIL, a_school(training), start, n, back)


@given(training_days, starts, counts, st.booleans(), st.data())
def test_what_a_family_says_keeps_the_real_day_and_never_widens_the_range(
    training: frozenset[date], start: date, n: int, back: bool, data: st.DataObject
) -> None:
    real_days = [each for each in IN_SESSION if each not in training]
    opened = frozenset(data.draw(st.lists(st.sampled_from(real_days), max_size=40)))
    closed = data.draw(st.lists(st.sampled_from(sorted(training)), max_size=3, unique=True))
    known = on_council(opened, tuple(ClosedDay(each, "closed") for each in closed))
    assert holds(known, a_school(training), start, n, back)
    only_open = on_council(opened)
    low, high = school_days.nth_school_day(only_open, start, n, back=back)
    wide_low, wide_high = school_days.nth_school_day(ON_COUNCIL, start, n, back=back)
    assert wide_low is None or (low is not None and wide_low <= low)
    assert wide_high is None or (high is not None and high <= wide_high)


@given(starts, counts, st.booleans())
def test_a_day_open_elsewhere_changes_nothing_here(start: date, n: int, back: bool) -> None:
    """The range found by halving is the range worked out part by part."""
    usual = calendar.compile_calendar(None, USUAL, HOLIDAYS, ())
    far = frozenset({date(2031, 3, 3)})
    beside = calendar.compile_calendar(None, USUAL, HOLIDAYS, (), far)
    for on in (start, start.replace(year=start.year - 2)):
        known = school_days.nth_school_day(usual, on, n, back=back)
        assert school_days.nth_school_day(beside, on, n, back=back) == known


@given(starts, st.integers(1, 20))
def test_open_on_every_day_that_was_counted_leaves_one_day(start: date, n: int) -> None:
    for known, usual in ((ON_COUNCIL, COUNCIL), (compiled(None), None)):
        earliest = school_days.nth_school_day(known, start, n)[0]
        if earliest is None or earliest > A.terms[-1].end:
            continue
        first, end = start.toordinal() + 1, earliest.toordinal() + 1
        counted = frozenset(
            each
            for each in map(date.fromordinal, range(first, end))
            if school_days.day_kind(known, each)[0] != "closed"
        )
        told = calendar.compile_calendar(usual, USUAL if usual else (), HOLIDAYS, (), counted)
        assert school_days.nth_school_day(told, start, n) == (earliest, earliest)
        assert not any(school_days.in_doubt(told, each) for each in counted)


def test_a_council_names_training_days_as_a_proposal() -> None:
    named = d("2026-09-03")
    assert school_days.day_kind(ON_COUNCIL, named) == ("maybe", "maybe")
    assert school_days.in_doubt(ON_COUNCIL, named)
    assert school_days.nth_school_day(ON_COUNCIL, d("2026-10-12"), 5) == (
        d("2026-10-19"),
        d("2026-11-02"),
    )


def test_a_council_that_sets_them_for_all_its_schools_is_taken_at_its_word() -> None:
    sets_all = COUNCIL.model_copy(update={"names_training_days": True})
    found = calendar.compile_calendar(sets_all, USUAL, HOLIDAYS, ())
    assert school_days.day_kind(found, d("2026-09-03")) == ("closed", "inset")
    assert not school_days.in_doubt(found, d("2026-09-04"))
    assert school_days.nth_school_day(found, d("2026-10-12"), 5) == (d("2026-10-19"),) * 2


def test_a_school_that_names_only_some_of_them_leaves_the_others_open() -> None:
    some = A.model_copy(update={"inset": A.inset[:2], "names_training_days": False})
    found = calendar.compile_calendar(some, USUAL, HOLIDAYS, ())
    stretch = next(each for each in found.stretches if each.source == "school")
    assert stretch.unplaced == TRAINING - 2
    assert school_days.day_kind(found, A.inset[0]) == ("closed", "inset")


def test_where_no_usual_year_is_known_nobody_knows_how_many_there_are() -> None:
    found = calendar.compile_calendar(COUNCIL, (), HOLIDAYS, ())
    assert {each.unplaced for each in found.stretches} == {0}


def test_each_school_year_has_training_days_of_its_own() -> None:
    terms = [("2025-09-03", "2026-07-21"), ("2026-09-03", "2027-07-21")]
    two = OwnDays(terms=tuple(Period(start=d(a), end=d(b)) for a, b in terms), source="council")
    found = calendar.compile_calendar(two, USUAL, HOLIDAYS, ())
    of_council = [each for each in found.stretches if each.source == "council"]
    assert [each.unplaced for each in of_council] == [TRAINING, TRAINING]


def test_each_school_year_comes_whole_from_the_surest_that_has_it() -> None:
    before = OwnDays(terms=(Period(start=d("2025-09-01"), end=d("2026-07-17")),), source="council")
    found = calendar.compile_calendar((A, COUNCIL, before), USUAL, HOLIDAYS, ())
    assert school_days.source_at(found, d("2026-10-12").toordinal()) == "school"
    assert school_days.source_at(found, d("2026-03-02").toordinal()) == "council"
    assert school_days.day_kind(found, d("2026-09-02")) == ("closed", "inset")
    assert len(found.terms) == len(A.terms) + 1


def test_the_family_knows_better_than_any_list() -> None:
    half_term, snow = d("2026-10-26"), d("2026-10-13")
    both = frozenset({half_term, snow, d("2026-10-17"), d("2026-12-25")})
    found = on_council(both, (ClosedDay(snow, "closed"),))
    assert school_days.day_kind(found, half_term) == ("school", "counted")
    assert school_days.day_kind(found, snow) == ("closed", "closed")
    assert school_days.day_kind(found, d("2026-10-17")) == ("closed", "weekend")
    assert school_days.day_kind(found, d("2026-12-25")) == ("closed", "bank_holiday")
    assert school_days.in_doubt(found, d("2026-10-14"))
    for surely in (half_term, snow, d("2026-10-17"), d("2026-12-25")):
        assert not school_days.in_doubt(found, surely)


@pytest.mark.parametrize("back", [False, True])
def test_the_way_to_the_far_end_goes_over_open_days(back: bool) -> None:
    opened = d("2024-10-30")
    usual = calendar.compile_calendar(None, USUAL, HOLIDAYS, ())
    told = calendar.compile_calendar(None, USUAL, HOLIDAYS, (), frozenset({opened}))
    first, end = d("2024-10-18").toordinal(), d("2024-11-05").toordinal()
    before = school_days.days_met(usual, first, end, back=back)
    after = school_days.days_met(told, first, end, back=back)
    assert opened.toordinal() in after
    assert len(after) >= len(before)


def test_where_nothing_is_known_the_end_is_open_until_every_day_is_told() -> None:
    start = d("2026-10-12")
    counted = [start + timedelta(days=each) for each in (1, 2, 3)]
    told = calendar.compile_calendar(None, (), HOLIDAYS, (), frozenset(counted))
    assert school_days.nth_school_day(told, start, 3) == (counted[-1], counted[-1])
    assert school_days.nth_school_day(told, start, 4) == (d("2026-10-16"), None)
    back = school_days.nth_school_day(told, d("2026-10-16"), 3, back=True)
    assert back == (counted[0], counted[0])
    assert school_days.nth_school_day(told, d("2026-10-16"), 4, back=True)[0] is None


def test_whose_list_was_used_is_known() -> None:
    older = LIST.model_copy(update={"seen_on": date(2025, 9, 1), "first_hand": False})
    before = OwnDays(
        terms=(Period(start=d("2025-09-01"), end=d("2026-07-17")),),
        source="council",
        published=older,
    )
    found = calendar.compile_calendar((COUNCIL, before), USUAL, HOLIDAYS, ())
    this_year = school_days.published_between(found, d("2026-10-12"), d("2026-11-02"))
    assert this_year == LIST
    both = school_days.published_between(found, d("2026-11-02"), d("2026-06-01"))
    assert both == older
    assert school_days.published_between(found, d("2024-10-14"), d("2024-11-04")) is None
