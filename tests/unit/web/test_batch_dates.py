"""Days as people write them in a list: read, or read as two, or not at all."""

from __future__ import annotations

import pytest

from app.content.library import Library
from app.i18n import catalogues
from app.web import batch_dates
from tests.fixtures.content import ROOT

MONTHS = {"april": 4, "apr": 4, "avril": 4}
WEEKDAYS = frozenset({"friday", "fri"})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3 April 2026", [("3", "4", "2026")]),
        ("Friday 3rd of April 2026", [("3", "4", "2026")]),
        ("Fri. 3 apr. 26", [("3", "4", "26")]),
        ("13 April 26", [("13", "4", "26"), ("26", "4", "13")]),
        ("April 3, 2026", [("3", "4", "2026")]),
        ("2026 April 3", [("3", "4", "2026")]),
        ("3 April", [("3", "4", "")]),
        ("2026-04-03", [("03", "04", "2026")]),
        ("2026-04-03 00:00:00", [("03", "04", "2026")]),
        ("2026-04-03T00:00", [("03", "04", "2026")]),
        ("3. 4. 2026", [("3", "4", "2026")]),
        ("13/4/2026", [("13", "4", "2026")]),
        ("4/13/2026", [("13", "4", "2026")]),
        ("4/4/2026", [("4", "4", "2026")]),
        ("٣.٤.٢٠٢٦", [("3", "4", "2026")]),
        ("3/4/2026", [("3", "4", "2026"), ("4", "3", "2026")]),
        ("3-4-26", [("3", "4", "26"), ("4", "3", "26")]),
        ("03-04-26", [("03", "04", "26"), ("04", "03", "26"), ("26", "04", "03")]),
        ("26/10/05", [("26", "10", "05"), ("05", "10", "26")]),
        ("26.10.05.", [("26", "10", "05"), ("05", "10", "26")]),
        ("10/26/05", [("26", "10", "05")]),
        ("26/02/30", [("26", "02", "30")]),
        ("10/10/10", [("10", "10", "10")]),
        ("3/4", [("3", "4", ""), ("4", "3", "")]),
        ("32/13/2026", [("32", "13", "2026")]),
        ("", []),
        ("about 3 April 2026", []),
        ("3 April or 4 April", []),
        ("March 3 2026", []),
        ("03042026", []),
        ("46115", []),
        ("-3/4/2026", []),
        ("1/2/3/4", []),
        ("April", []),
    ],
)
def test_a_day_is_read_and_never_guessed(written: str, read: list[tuple[str, str, str]]) -> None:
    assert list(batch_dates.readings(written, MONTHS, WEEKDAYS).values()) == read


def test_whoever_typed_it_says_which_it_is() -> None:
    two = batch_dates.readings("3/4/2026", MONTHS)
    assert batch_dates.settled(two, "") is None
    assert batch_dates.settled(two, "year") is None
    assert batch_dates.settled(two, "day") == ("3", "4", "2026")
    assert batch_dates.settled(two, "month") == ("4", "3", "2026")
    short = batch_dates.readings("13/10/12", MONTHS)
    assert batch_dates.settled(short, "month") is None
    assert batch_dates.settled(short, "year") == ("12", "10", "13")
    assert batch_dates.settled(batch_dates.readings("13/4/2026", MONTHS), "year")
    assert batch_dates.settled({}, "day") is None


def test_months_are_known_in_the_languages_of_the_reader(content: Library) -> None:
    spoken = catalogues.load(ROOT / "locales", content)
    voices = [spoken.voice(each) for each in ("en", "sk", "pl")]
    months, weekdays = batch_dates.month_names(voices), batch_dates.weekday_names(voices)
    for written in ("3 Apr 2026", "piatok 3. apríla 2026", "3 kwietnia 2026"):
        [found] = batch_dates.readings(written, months, weekdays).values()
        assert found == ("3", "4", "2026")
    assert set(months.values()) == set(range(1, 13))
