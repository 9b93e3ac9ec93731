"""Published term dates: what is taken, what is refused and why, and how the file is kept."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from app.registers import term_dates
from app.registers.calendar_file import CalendarFile
from app.registers.term_dates import Table, TableUnusable
from tests.fixtures.published import published

SAMPLE = Path(__file__).parents[2] / "fixtures" / "term_dates.csv"
SEEN = date(2026, 11, 1)


def read(tmp_path: Path, *changes: tuple[str, str], accept_odd: bool = False) -> Table:
    """The sample with some of its text changed."""
    text = SAMPLE.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = tmp_path / "changed.csv"
    path.write_text(text, encoding="utf-8")
    return term_dates.read(path, SEEN, accept_odd=accept_odd)


def line_of(text: str) -> int:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    return 1 + next(at for at, each in enumerate(lines) if text in each)


def test_the_sample_is_two_councils_and_one_school() -> None:
    found = term_dates.read(SAMPLE, SEEN)
    assert found.refused == ()
    assert [(each.la_name, each.urn, each.days) for each in found.calendars] == [
        ("Exampleshire", "", 195),
        ("Sampleton", "", 195),
        ("Exampleshire", "199999", 191),
    ]
    council, paper, school = found.calendars
    assert council.own.source == "council" and not council.own.has_all_training_days
    assert council.own.inset == (date(2026, 9, 2),)
    assert council.own.published is not None and council.own.published.first_hand
    assert council.own.published.seen_on == SEEN
    assert paper.own.published is not None and not paper.own.published.first_hand
    assert school.own.source == "school" and school.own.has_all_training_days
    assert found.odd == ("school 199999, Exampleshire (999) 2026/27: 191 days in session, not 195",)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("term_start,2026-09-02", "term_start,2 September", '"2 September" is no date'),
        ("term_start,2026-09-02", "term_starts,2026-09-02", 'no event "term_starts"'),
        ("term_start,2026-09-02", "term_start,2025-09-02", "outside the school year"),
        ("inset,2026-09-02", "inset,2026-09-05", "2026-09-05 is at a weekend"),
        ("half_term_end,2026-10-30,https://c", "half_term_end,2026-10-23,https://c",
         "half_term_end 2026-10-23, but half_term_start must come after term_start 2026-09-02"),
    ],
)  # fmt: skip
def test_a_fault_names_its_line(tmp_path: Path, before: str, after: str, said: str) -> None:
    found = read(tmp_path, (before, after))
    (refused,) = found.refused
    assert refused.name == "Exampleshire (999) 2026/27"
    (fault,) = [each for each in refused.faults if said in each]
    assert fault.startswith(f"line {line_of(before)}: ")
    assert len(found.calendars) == 2


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("998,,Sampleton", "99,,Sampleton", "la_code must be the three digits"),
        ("999,199999,", "999,one,", "urn must be the number"),
        ("Sampleton,2026/27", "Sampleton,2026/28", "academic_year must be like 2026/27"),
        ("Sampleton,2026/27", "Sampleton,next", "academic_year must be like 2026/27"),
    ],
)
def test_what_names_a_calendar_must_be_right(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    (refused,) = read(tmp_path, (before, after)).refused
    assert said in refused.faults[0]


def test_a_calendar_that_breaks_off_is_refused(tmp_path: Path) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    table = tmp_path / "broken.csv"
    table.write_text("\n".join(lines[:11]), encoding="utf-8")
    (refused,) = term_dates.read(table, SEEN).refused
    assert refused.faults == ("line 11: half_term_end is missing after half_term_start 2027-05-31",)
    table.write_text("\n".join(lines[:9]), encoding="utf-8")
    (refused,) = term_dates.read(table, SEEN, accept_odd=True).refused
    assert refused.faults == ("line 2: it has 2 terms, not 3",)


def test_a_strange_number_of_days_is_refused_unless_told(tmp_path: Path) -> None:
    week_more = ("term_end,2027-03-25,https://council", "term_end,2027-04-03,https://council")
    (refused,) = read(tmp_path, week_more).refused
    assert refused.odd
    assert refused.faults == (
        "199 days in session; a school year has 185 to 195",
        "lines 2 to 5: 73 days from 2026-09-02 to 2026-12-18",
        "lines 6 to 9: 58 days from 2027-01-04 to 2027-04-03",
        "lines 10 to 13: 68 days from 2027-04-12 to 2027-07-22",
        "line 9: term_end 2027-04-03 is a weekend or a bank holiday",
    )
    taken = read(tmp_path, week_more, accept_odd=True)
    assert taken.refused == ()
    assert "Exampleshire (999) 2026/27: 199 days in session, not 195" in taken.odd


def test_one_schools_dates_under_a_councils_code_are_good_for_no_other(tmp_path: Path) -> None:
    own = ("newspaper report of council dates", "school page (own dates)")
    found = read(tmp_path, own)
    assert [each.la_name for each in found.calendars if each.of_one_school] == ["Sampleton"]
    file = CalendarFile(tmp_path / "calendars.sqlite")
    file.put(found.calendars)
    assert file.years(None, "998") == ()
    assert [each.of_one_school for each in file.listed()] == [False, False, True]


def test_what_is_no_table_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(TableUnusable, match="no column la_code, la_name"):
        read(tmp_path, ("la_code,urn,la_name,", ""))
    with pytest.raises(TableUnusable, match="No such file"):
        term_dates.read(tmp_path / "absent.csv", SEEN)
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableUnusable, match="not a CSV file in UTF-8"):
        term_dates.read(binary, SEEN)


def test_the_file_gives_the_school_before_its_council(tmp_path: Path) -> None:
    file = CalendarFile(tmp_path / "deep" / "calendars.sqlite")
    assert file.listed() == () == file.years("199999", "999")
    file.put(term_dates.read(SAMPLE, SEEN).calendars)
    assert [each.source for each in file.years("199999", "999")] == ["school", "council"]
    assert [each.source for each in file.years(None, "999")] == ["council"]
    assert file.years("100000", None) == () == file.years(None, None)
    assert file.years("199999", "999") is file.years("199999", "999")


def test_a_new_import_replaces_the_same_year_and_is_seen_at_once(tmp_path: Path) -> None:
    file = CalendarFile(tmp_path / "calendars.sqlite")
    file.put(term_dates.read(SAMPLE, SEEN).calendars)
    (before,) = file.years(None, "999")
    later = ("term_end,2026-12-18,https://council", "term_end,2026-12-17,https://council")
    changed = read(tmp_path, later)
    file.put(each for each in changed.calendars if each.la_code == "999" and not each.urn)
    (after,) = file.years(None, "999")
    assert before.terms[0].end == date(2026, 12, 18)
    assert after.terms[0].end == date(2026, 12, 17)
    assert len(file.listed()) == 3
    assert [each.name for each in tmp_path.iterdir() if "sqlite" in each.name] == [
        "calendars.sqlite"
    ]


def test_a_file_of_another_shape_counts_as_none(tmp_path: Path) -> None:
    file = CalendarFile(tmp_path / "calendars.sqlite")
    with sqlite3.connect(file.path) as old:
        old.execute("PRAGMA user_version = 99")
    old.close()
    assert file.listed() == () == file.years(None, "999")
    file.put(term_dates.read(SAMPLE, SEEN).calendars)
    assert len(file.listed()) == 3


def test_every_complete_published_calendar_is_taken_and_odd_ones_are_named() -> None:
    real = published("term_dates.csv")
    careful, lenient = (term_dates.read(real, SEEN, accept_odd=each) for each in (False, True))
    assert len(lenient.calendars) == 42
    assert [each.name for each in lenient.refused] == ["Nottingham (892) 2026/27"]
    assert {each.name for each in careful.refused if each.odd} == {
        "Dorset (838) 2025/26",
        "Essex (881) 2025/26",
    }
    assert len(lenient.odd) == 12
    named = {each.partition(" (")[0] for each in lenient.odd}
    assert named == {
        "Leicestershire", "Leicester", "Norfolk", "County Durham", "Oxfordshire", "Gateshead",
        "Sheffield", "Dorset", "Essex",
    }  # fmt: skip
