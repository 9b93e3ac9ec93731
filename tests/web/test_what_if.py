"""What if: another answer is tried out, what it would change is shown, and nothing is saved."""

from __future__ import annotations

from app.services import interview
from tests.web.family import NOT_SURE, Family, bare, day


def test_another_answer_is_tried_and_not_kept(family: Family) -> None:
    family.to_result("suspension")
    before = family.open("/check").text
    address = f"/what-if/{interview.key_of('exclusion.length')}"
    listed = family.open("/what-if")
    assert any(address in each for each in listed.links("/what-if/"))
    page = family.open(address)
    assert "Nothing is saved." in page.text
    shown = family.send(page, {"what": "whole_days", "count": "16"}, "next")
    assert shown.status == 200 and shown.h1 == "What it would change"
    assert "6 school days" in shown.text and "16 school days" in shown.text
    assert "The governors must meet. You do not have to ask." in shown.text
    assert family.open("/check").text == before


def test_a_wrong_answer_is_asked_for_again(family: Family) -> None:
    family.to_result("suspension")
    page = family.open(f"/what-if/{interview.key_of('exclusion.started_on')}")
    wrong = family.send(page, {"value": "know", "day": "40", "month": "10", "year": "2026"}, "next")
    assert wrong.status == 422 and "Nothing is saved." in wrong.text
    shown = family.send(wrong, day(5, 10), "next")
    assert shown.h1 == "What it would change"


def test_one_more_earlier_time_is_tried(family: Family) -> None:
    family.to_result("suspension")
    page = family.open(f"/what-if/{interview.key_of('exclusion.earlier')}")
    some = family.send(page, {"value": "some"}, "next")
    shown = family.send(some, {**bare(14, 9), "what": "whole_days", "count": "12"}, "add")
    assert shown.h1 == "What it would change"
    assert "14 September" not in family.open("/chronology").text


def test_the_same_answer_changes_nothing(family: Family) -> None:
    family.to_result("suspension")
    page = family.open(f"/what-if/{interview.key_of('exclusion.misses_exam_or_test')}")
    assert "It changes nothing" in family.send(page, {"value": "no"}, "next").text


def test_what_we_are_not_sure_about_can_be_tried_out(family: Family) -> None:
    result = family.to_result("permanent_exclusion", {"*": NOT_SURE})
    cards = result.links("/what-if/")
    assert cards
    page = family.open(cards[0])
    assert page.forms


def test_a_question_that_would_follow_is_named(family: Family) -> None:
    family.to_result("suspension")
    page = family.open(f"/what-if/{interview.key_of('exclusion.misses_exam_or_test')}")
    shown = family.send(page, {"value": "yes"}, "next")
    assert "We would ask you this too" in shown.text
