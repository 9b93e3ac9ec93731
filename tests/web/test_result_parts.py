"""The result page says little first: its parts on pages of their own, which measure it is about."""

from __future__ import annotations

import pytest

from app.content.library import Library
from tests.web.family import NOT_SURE, Family, day
from tests.web.test_matters import SECOND, add

PARTS = ("steps", "rights", "others", "notice", "unsure", "more")
NEUTRAL = "It is about a problem with my child's school."


def test_a_part_holds_all_that_the_page_keeps_back(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    linked = {each.rpartition("/")[2] for each in result.links("/result/")}
    assert linked >= {"steps", "rights", "more"}
    paper = " ".join(family.open("/result/print").text.split())
    for part in linked & set(PARTS):
        page = family.open(f"/result/{part}")
        assert page.links("/result"), part
        for each in page.tree.xpath("//main//h3 | //main//div[@class='head']//b"):
            assert " ".join(each.text_content().split()) in paper, part


def test_there_is_no_other_part(family: Family) -> None:
    family.to_result("permanent_exclusion")
    family.open("/result/nothing", 404)


def test_a_part_that_is_empty_leads_back_to_the_result(family: Family) -> None:
    family.to_result("at_risk")
    assert family.open("/result/notice").path == "/en/result"


def test_the_map_shows_the_steps_around_the_family_and_all_of_them_on_its_page(
    family: Family,
) -> None:
    result = family.to_result("permanent_exclusion")
    steps = family.open("/result/steps")
    few, every = (each.tree.xpath("//ol[@class='map']/li") for each in (result, steps))
    assert len(few) <= 3 < len(every)
    for page in (result, steps):
        assert len(page.tree.xpath("//ol[@class='map']/li[@aria-current='step']")) == 1


def test_a_few_letters_come_first_and_the_one_of_today_leads(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    act = result.tree.xpath("//section[@class='today']//a/@href")[0]
    shelf = family.open("/letters")
    first = shelf.tree.xpath("//main/ul//a/@href")
    assert first[0] == act
    assert len(first) <= 3 < len(shelf.links("/letter/"))
    assert set(first) == set(result.tree.xpath("//*[@id='letters']/following::ul[1]//a/@href"))


def test_a_letter_that_was_sent_makes_room(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    act = result.tree.xpath("//section[@class='today']//a/@href")[0]
    family.send(family.open(f"{act}/sent"), button="sent")
    shelf = family.open("/letters")
    assert act not in shelf.tree.xpath("//main/ul//a/@href")
    assert act in shelf.links("/letter/") and "Sent" in shelf.text


def test_what_to_say_on_the_phone_is_of_the_journey(family: Family, content: Library) -> None:
    for name, way in content.journeys.items():
        if way.sections:
            result = family.another().to_result(name, {"*": NOT_SURE})
            assert (way.phone or NEUTRAL) in result.text, name


def test_every_page_says_which_of_two_measures_it_is_about(family: Family) -> None:
    family.to_result("suspension", {"notice.dated": day(14, 9), "exclusion.started_on": day(14, 9)})
    assert "You are looking at this" not in family.open("/result").text
    family.go_through(add(family, "must_stay_away", "suspension", "1"), SECOND)
    letter = family.open("/letters").links("/letter/")[0]
    paper = ("/result/print", "/result/sheet")
    for path in ("/result", "/result/rights", "/letters", letter, "/next", *paper):
        (line,) = family.open(path).tree.xpath("//main//p[span='You are looking at this']")
        assert "12 October 2026" in line.text_content(), path


@pytest.mark.parametrize("journey", ["permanent_exclusion", "suspension"])
def test_the_calendar_is_named_once_for_all_days(journey: str, family: Family) -> None:
    result = family.to_result(journey)
    assert result.text.count("Counted with") == 1


def test_a_day_to_post_a_letter_is_not_named_once_it_has_passed(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    assert "first class by Monday 12 October" not in result.text


def test_the_lead_follows_the_step_the_family_is_at(family: Family) -> None:
    before = family.to_result("permanent_exclusion").text
    family.put("board.meeting_began", {"value": "yes"})
    family.put("board.decision", {"value": "declined"})
    after = family.open("/result").text
    assert "The governors must now check" in before
    assert "The governors must now check" not in after and "The governors said no." in after


def test_each_reason_has_a_page_and_leads_back(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    reasons = list(result.links("/result/rights/"))
    assert len(reasons) == 3
    for address in reasons:
        page = family.open(address)
        assert "The law says:" in page.text and "Where it is written:" in page.text
        assert page.tree.xpath("//main//details/@open")
        assert page.links("/result#rights") and page.links("/result/rights")
    assert "The law says:" not in result.text
    for address in family.open("/result/rights").links("/result/rights/"):
        assert "Where it is written:" in family.open(address).text


def test_a_reason_that_is_not_there_any_more_leads_to_those_that_are(family: Family) -> None:
    family.to_result("permanent_exclusion")
    assert family.open("/result/rights/999").path == "/en/result/rights"
    for wrong in ("steps/1", "unsure/1", "nothing/1"):
        family.open(f"/result/{wrong}", 404)
    family.open("/result/rights/x", 422)
