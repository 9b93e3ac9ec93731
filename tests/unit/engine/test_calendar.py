"""Which calendar holds for which day, and which days are school days."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from app.content.library import Library
from app.engine import bank_holidays, calendar, school_days
from app.model.calendar import Between, OwnDays, Period, SchoolCalendar, UsualHoliday, UsualYear
from app.model.facts import ClosedDay
from tests.fixtures.calendars import HOLIDAYS, A, B, C, compiled

ON_A = compiled(A)


def d(text: str) -> date:
    return date.fromisoformat(text)


def usual(library: Library, own: OwnDays | None = None) -> SchoolCalendar:
    return calendar.compile_calendar(own, library.usual_years, HOLIDAYS, ())


@pytest.mark.parametrize(
    ("on", "kind", "reason"),
    [
        ("2026-10-12", "school", "counted"),
        ("2026-10-10", "closed", "weekend"),
        ("2026-10-26", "closed", "half_term"),
        ("2026-11-02", "closed", "inset"),
        ("2026-12-21", "closed", "holiday"),
        ("2026-12-25", "closed", "bank_holiday"),
        ("2027-05-03", "closed", "bank_holiday"),
        ("2026-09-03", "school", "counted"),
        ("2026-09-02", "closed", "inset"),
        ("2026-08-31", "closed", "bank_holiday"),
        ("2026-08-24", "closed", "holiday"),
        ("2027-07-22", "closed", "holiday"),
        ("2029-10-10", "maybe", "maybe"),
    ],
)
def test_the_schools_own_days_win(on: str, kind: str, reason: str) -> None:
    assert school_days.day_kind(ON_A, d(on)) == (kind, reason)


def test_the_school_year_of_the_made_up_calendar() -> None:
    year = [d("2026-09-03"), d("2027-07-22")]
    first, end = (each.toordinal() for each in year)
    assert school_days.school_days(ON_A, first, end) == (191, 191)
    assert school_days.school_days(compiled(B), first, end) == (191, 191)
    assert school_days.school_days(compiled(C), first, end)[0] < 200


def test_days_the_family_says_were_closed_count_nowhere() -> None:
    snow = (ClosedDay(d("2026-10-13"), "closed"),)
    known = calendar.compile_calendar(A, (), HOLIDAYS, snow)
    assert school_days.day_kind(known, d("2026-10-13")) == ("closed", "closed")
    own = A.model_copy(update={"closures": (d("2026-10-13"),)})
    assert school_days.day_kind(compiled(own), d("2026-10-13")) == ("closed", "closed")


def test_without_any_calendar_nothing_is_certain() -> None:
    bare = compiled(None)
    assert bare.certain == ()
    assert school_days.day_kind(bare, d("2026-10-12")) == ("maybe", "maybe")
    assert school_days.day_kind(bare, d("2026-12-25")) == ("closed", "bank_holiday")
    assert school_days.source_at(bare, d("2026-10-12").toordinal()) == "weekdays"


def test_the_usual_year_knows_some_days_surely(kitchen_sink: Library) -> None:
    found = usual(kitchen_sink)
    year = next(each for each in kitchen_sink.usual_years if each.school_year == "2024/25")
    assert school_days.day_kind(found, d("2024-11-20")) == ("school", "counted")
    assert school_days.day_kind(found, year.october.first_day.earliest) == ("maybe", "maybe")
    assert school_days.day_kind(found, d("2024-12-24")) == ("closed", "holiday")
    assert school_days.day_kind(found, year.starts.earliest)[0] == "maybe"
    assert school_days.source_at(found, d("2024-11-20").toordinal()) == "usual"


def test_own_days_cover_the_years_they_speak_of(kitchen_sink: Library) -> None:
    found = usual(kitchen_sink, A)
    assert school_days.source_at(found, d("2026-08-01").toordinal()) == "school"
    assert school_days.source_at(found, d("2027-07-31").toordinal()) == "school"
    assert school_days.source_at(found, d("2026-07-31").toordinal()) != "school"
    assert school_days.source_between(found, d("2026-07-20"), d("2026-09-10")) != "school"
    assert school_days.source_between(found, d("2026-09-10"), d("2026-10-10")) == "school"
    assert school_days.source_between(found, d("2026-10-10"), d("2026-09-10")) == "school"
    assert school_days.source_between(found, None, d("2026-09-10")) == "weekdays"


def test_training_days_already_named_are_not_waited_for(kitchen_sink: Library) -> None:
    named = OwnDays(inset=(d("2024-10-14"), d("2024-11-25")))
    without, with_ = usual(kitchen_sink), usual(kitchen_sink, named)
    on = d("2024-11-20").toordinal()
    unplaced = [
        next(each.unplaced for each in found.stretches if each.first <= on <= each.last)
        for found in (without, with_)
    ]
    assert unplaced[0] - unplaced[1] == 2


def test_two_years_of_terms_with_one_left_out() -> None:
    """A gap longer than any holiday means that nobody told us of what lies between."""
    periods = [("2024-09-03", "2024-12-20"), ("2026-09-03", "2026-12-18")]
    own = OwnDays(terms=tuple(Period(start=d(a), end=d(b)) for a, b in periods))
    found = compiled(own)
    assert school_days.source_at(found, d("2025-10-06").toordinal()) == "weekdays"
    assert school_days.source_at(found, d("2024-08-10").toordinal()) == "school"
    spring = OwnDays(terms=(Period(start=d("2027-01-05"), end=d("2027-03-25")),), source="council")
    later = compiled(spring)
    assert school_days.source_at(later, d("2027-01-05").toordinal()) == "council"
    assert school_days.source_at(later, d("2027-01-04").toordinal()) == "weekdays"
    assert school_days.source_at(later, d("2050-01-05").toordinal()) == "weekdays"


def test_without_bank_holidays_there_is_no_calendar() -> None:
    with pytest.raises(ValueError):
        calendar.compile_calendar(A, (), frozenset(), ())


@pytest.mark.parametrize(
    ("on", "first"),
    [("2026-07-31", "2025-08-01"), ("2026-08-01", "2026-08-01"), ("2027-01-01", "2026-08-01")],
)
def test_the_school_year_turns_in_summer(on: str, first: str) -> None:
    start, end = calendar.school_year(d(on))
    assert start == d(first)
    assert end == date(start.year + 1, 7, 31)


def test_shapes_refuse_what_cannot_be() -> None:
    with pytest.raises(ValidationError, match="ends before it starts"):
        Period(start=d("2026-09-03"), end=d("2026-09-02"))
    with pytest.raises(ValidationError, match="two terms overlap"):
        OwnDays(terms=(A.terms[0], A.terms[0]))


def test_usual_holidays_refuse_what_cannot_be(kitchen_sink: Library) -> None:
    with pytest.raises(ValidationError, match="before the earliest"):
        Between(earliest=d("2026-10-26"), latest=d("2026-10-25"))
    first = Between(earliest=d("2026-10-19"), latest=d("2026-10-26"))
    last = Between(earliest=d("2026-10-30"), latest=d("2026-10-30"))
    assert UsualHoliday(first_day=first, last_day=last, longest=12).longest == 12
    for longest, wrong in ((13, "longer than"), (0, "greater than or equal to 1")):
        with pytest.raises(ValidationError, match=wrong):
            UsualHoliday(first_day=first, last_day=last, longest=longest)
    year = kitchen_sink.usual_years[0]
    for change, wrong in (
        ({"christmas": year.october}, "overlap"),
        ({"ends": year.may.last_day}, "before the last half-term"),
    ):
        with pytest.raises(ValidationError, match=wrong):
            UsualYear.model_validate(year.model_copy(update=change).model_dump())


def test_half_a_window_may_be_known(kitchen_sink: Library) -> None:
    """A summer term that is known starts in the Easter window; the days before it stay usual."""
    own = OwnDays(terms=(Period(start=d("2025-04-22"), end=d("2025-07-18")),))
    found = usual(kitchen_sink, own)
    monday, start = d("2025-03-31").toordinal(), d("2025-04-22").toordinal()
    assert school_days.school_days(found, start, start + 4) == (4, 4)
    assert school_days.school_days(found, monday, start)[1] == 14
    assert school_days.school_days(found, monday - 14, start)[0] == 10 + 14 - 10 - 5


def test_bank_holidays_hold_christmas_good_friday_and_substitutes() -> None:
    found = bank_holidays.bank_holidays([2026, 2027, 2027])
    assert {d("2026-12-25"), d("2027-03-26"), d("2026-12-28")} <= found
    assert d("2028-01-03") not in found
