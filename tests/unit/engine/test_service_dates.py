"""When a letter counts as given."""

from __future__ import annotations

from datetime import date

import pytest

from app.engine import service_dates
from app.model.values import Dates, Options, day, option
from tests.fixtures.calendars import A, compiled

ON_A = compiled(A)


def d(text: str) -> date:
    return date.fromisoformat(text)


def given(sent: Dates | None, how: Options | None) -> Dates | None:
    return service_dates.given_on(sent, how, ["by_hand"], ["first_class"], ON_A)


@pytest.mark.parametrize(
    ("sent", "how", "first", "last"),
    [
        ("2026-10-22", "by_hand", "2026-10-22", "2026-10-22"),
        (
            "2026-10-22",
            "first_class",
            "2026-10-26",
            "2026-10-26",
        ),  # half-term days are working days
        ("2026-12-23", "first_class", "2026-12-29", "2026-12-29"),
        ("2027-03-24", "first_class", "2027-03-30", "2027-03-30"),
        ("2026-10-22", "pigeon", "2026-10-22", "2026-10-26"),
    ],
)
def test_by_hand_at_once_by_post_two_working_days_later(
    sent: str, how: str, first: str, last: str
) -> None:
    assert given(day(d(sent)), option(how)) == day(d(first), d(last))


def test_not_knowing_how_leaves_every_day_open() -> None:
    assert given(day(d("2026-10-22")), None) == day(d("2026-10-22"), d("2026-10-26"))
    two = given(day(d("2026-10-22")), option("by_hand", "first_class"))
    assert two == Dates(((d("2026-10-22"),) * 2, (d("2026-10-26"),) * 2))
    rough = given(day(d("2026-10-22"), d("2026-10-23")), option("first_class"))
    assert rough == day(d("2026-10-26"), d("2026-10-27"))


def test_nothing_is_given_on_a_day_nobody_knows() -> None:
    assert given(None, option("by_hand")) is None
    assert given(day(date(2090, 1, 1)), option("first_class")) is None
