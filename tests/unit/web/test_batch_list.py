"""Tables as people have them: how they are written, and in which characters."""

from __future__ import annotations

import pytest

from app.content.library import Library
from app.i18n import catalogues
from app.web import batch_dates, batch_list
from app.web.batch_list import Line
from tests.fixtures.content import ROOT

SAM = Line("Sam Example", "Example School", "3/4/2026")
ADA = Line("Ada Sample", "St John's, Leeds", "5 April 2026")


def is_date(cell: str) -> bool:
    return bool(batch_dates.readings(cell, {"april": 4}))


def lines(text: str) -> list[Line]:
    return list(batch_list.table(text, {"meno": "name"}, is_date).lines)


@pytest.mark.parametrize(
    "text",
    [
        'Sam Example,Example School,3/4/2026\nAda Sample,"St John\'s, Leeds",5 April 2026\n',
        "Sam Example;Example School;3/4/2026\r\nAda Sample;St John's, Leeds;5 April 2026",
        "Sam Example\tExample School\t3/4/2026\n\nAda Sample\tSt John's, Leeds\t5 April 2026\n",
        "Name;School;Date\nSam Example;Example School;3/4/2026\n"
        "Ada Sample;St John's, Leeds;5 April 2026",
        "date;Meno;SCHOOL NAME\n3/4/2026;Sam Example;Example School\n"
        "5 April 2026;Ada Sample;St John's, Leeds",
        "3/4/2026;Sam Example;Example School\n5 April 2026;Ada Sample;St John's, Leeds",
        "Surname;Forename;School;Date\nExample;Sam;Example School;3/4/2026\n"
        "Sample;Ada;St John's, Leeds;5 April 2026",
    ],
)
def test_one_table_written_in_many_ways(text: str) -> None:
    assert lines(text) == [SAM, ADA]


def test_what_is_missing_stays_missing_and_what_is_too_much_is_counted() -> None:
    assert lines("Sam Example") == [Line("Sam Example")]
    assert lines("") == []
    found = batch_list.table("Name,Class,School,Date\nSam,7,E,3/4/2026,late\n", {}, is_date)
    assert found.lines == (Line("Sam", "E", "3/4/2026"),)
    assert found.left_out == 2
    assert batch_list.table("Name,,School,Date\nSam,,E,3/4/2026\n", {}, is_date).left_out == 0


def test_a_quotation_mark_that_never_ends_loses_nothing() -> None:
    long = '"' + "x,\n" * 60_000
    assert lines(long)


def test_what_goes_back_into_the_box_is_read_the_same() -> None:
    assert lines(batch_list.written([SAM, ADA])) == [SAM, ADA]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", None),
        ("utf-16-be", None),
        ("cp1250", "cp1250"),
    ],
)
def test_letters_of_every_kind_of_file(encoding: str, said: str | None) -> None:
    text = "Zoë Dvořák-Łuczak;Škola\n"
    assert batch_list.decoded(text.encode(encoding), "cp1252") == (text, said)


def test_a_file_that_can_be_read_in_two_ways_is_read_the_usual_way_and_turned() -> None:
    content = "Novotný,Beneš".encode("cp1250")
    odd = "Mečiar".encode("cp1250")
    assert batch_list.decoded(content, "cp1252") == ("Novotný,Beneš", "cp1252")
    assert batch_list.decoded(odd, "cp1252") == ("Meèiar", "cp1252")
    assert batch_list.decoded(odd, "cp1250") == ("Mečiar", "cp1250")
    read = Line("Meèiar", "漢", "3/4/2026")
    assert batch_list.other_letters([read], "cp1252") == (Line("Mečiar", "漢", "3/4/2026"),)


def test_the_usual_letters_are_those_of_the_languages(content: Library) -> None:
    spoken = catalogues.load(ROOT / "locales", content)
    usual = {
        code: batch_list.usual_letters([spoken.voice("en"), spoken.voice(code)])
        for code in ("en", "sk", "cs", "pl", "hu", "ur", "it")
    }
    central = {code for code, letters in usual.items() if letters == "cp1250"}
    assert central == {"sk", "cs", "pl", "hu"}
