"""Whole years, and the band of ages in which a day falls."""

from __future__ import annotations

from datetime import date

import pytest

from app.engine import ages
from app.model.facts import AgeLimit
from app.model.values import day, number, option
from tests.fixtures.calendars import A, compiled

ON_A, BARE = compiled(A), compiled(None)
LIMITS = (
    AgeLimit(band="small", ends="term_after", age=5),
    AgeLimit(band="middle", ends="last_friday_in_june", age=16),
    AgeLimit(band="tall", ends="birthday", age=18),
    AgeLimit(band="grown", ends="never"),
)


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("born", "at", "years"),
    [
        ("2016-10-12", "2026-10-11", 9),
        ("2016-10-12", "2026-10-12", 10),
        ("2016-02-29", "2027-02-28", 10),
        ("2016-02-29", "2027-03-01", 11),
        ("2026-10-12", "2026-01-01", 0),
    ],
)
def test_whole_years(born: str, at: str, years: int) -> None:
    assert ages.whole_years(day(d(born)), day(d(at))) == number(years)


def test_rough_dates_give_rough_years_and_none_gives_none() -> None:
    born = day(d("2016-01-01"), d("2017-12-31"))
    assert ages.whole_years(born, day(d("2026-10-12"))) == number(8, 10)
    assert ages.whole_years(None, day(d("2026-10-12"))) is None
    assert ages.whole_years(born, None) is None


@pytest.mark.parametrize(
    ("born", "at", "band"),
    [
        ("2021-11-20", "2026-12-18", "small"),  # five in November: until the term after
        ("2021-11-20", "2027-01-04", "small"),
        ("2021-11-20", "2027-01-05", "middle"),
        ("2010-09-01", "2027-06-25", "middle"),  # sixteen in that school year: last Friday in June
        ("2010-09-01", "2027-06-26", "tall"),
        ("2010-08-31", "2026-06-26", "middle"),
        ("2010-08-31", "2026-06-27", "tall"),
        ("2008-10-12", "2026-10-11", "tall"),
        ("2008-10-12", "2026-10-12", "grown"),
        ("2008-02-29", "2026-02-28", "tall"),
        ("2008-02-29", "2026-03-01", "grown"),
        ("1990-01-01", "2026-10-12", "grown"),
    ],
)
def test_bands_end_where_their_limit_says(born: str, at: str, band: str) -> None:
    assert ages.age_band(day(d(born)), day(d(at)), LIMITS, ON_A) == option(band)


def test_a_band_is_open_while_a_birthday_or_a_term_is() -> None:
    rough = day(d("2008-01-01"), d("2009-12-31"))
    assert ages.age_band(rough, day(d("2026-10-12")), LIMITS, ON_A) == option("tall", "grown")
    term = ages.age_band(day(d("2021-11-20")), day(d("2027-01-04")), LIMITS, BARE)
    assert term == option("small", "middle")
    assert ages.age_band(None, day(d("2026-10-12")), LIMITS, ON_A) is None
    assert ages.age_band(rough, None, LIMITS, ON_A) is None


def test_the_last_band_must_not_end() -> None:
    with pytest.raises(ValueError, match="open-ended"):
        ages.age_band(day(d("1990-01-01")), day(d("2026-10-12")), LIMITS[:3], ON_A)
