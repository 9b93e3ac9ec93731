"""Everything by date, on screen and on paper, in the reader's language and in English."""

from __future__ import annotations

from collections.abc import Callable

from tests.web.family import Family, bare


def test_what_was_told_stands_by_date(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    assert result.links("/chronology")
    page = family.open("/chronology")
    assert page.h1 == "Everything by date"
    assert "Monday 12 October 2026" in page.text
    assert "Date on the school's letter" in page.text
    assert "You told us" in page.text
    dated, _, undated = page.text.partition("Without a date")
    assert "Example School" in undated and "Example School" not in dated


def test_letters_sent_and_earlier_times_have_their_day(family: Family) -> None:
    page = family.begin("suspension")
    plan = {"exclusion.earlier": [{**bare(14, 9), "what": "whole_days", "count": "2"}]}
    family.go_through(page, plan)
    family.send(family.open("/letter/views_medium_suspension/sent"), button="sent")
    text = family.open("/chronology").text
    assert "14 September 2026" in text and "2 whole days" in text
    assert "You sent a letter" in text and "13 October 2026" in text
    assert text.index("14 September") < text.index("13 October")


def test_it_prints_in_two_languages(family_in: Callable[[str], Family]) -> None:
    family = family_in("ar-XB")
    family.to_result("permanent_exclusion")
    page = family.open("/chronology/print")
    english = page.tree.xpath("//main//div[@lang='en']")[0].text_content()
    assert "Date on the school's letter" in english
    assert page.direction == "rtl"
    plain = family_in("en")
    plain.to_result("permanent_exclusion")
    assert not plain.open("/chronology/print").tree.xpath("//main//div[@lang='en']")


def test_without_a_case_there_is_nothing_to_show(family: Family) -> None:
    assert family.open("/chronology", 403).status == 403
