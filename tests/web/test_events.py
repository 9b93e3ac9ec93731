"""What happened next: chosen, asked one by one, saved, and what it changed."""

from __future__ import annotations

from app.services import interview
from tests.web.family import NOT_SURE, SKIP, Family, day
from tests.web.reading import Page


def choose(family: Family, event: str) -> Page:
    key = interview.key_of(event)
    return family.open(next(each for each in family.open("/next").links("/next/") if key in each))


def test_the_day_of_the_meeting_is_asked_saved_and_shown(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    assert result.links("/next")
    page = choose(family, "meeting_date_known")
    assert family.fact(page) == "board.told_on"
    page = family.answer(page, day(12, 10))
    assert family.fact(page) == "board.meeting_on"
    saved = family.answer(page, day(5, 11))
    key = interview.key_of("meeting_date_known")
    assert saved.path == f"/en/next/{key}"
    note = saved.tree.xpath("//*[@role='status']")[0].text_content()
    assert "Saved." in note and "October 2026" in note
    assert saved.h1 == "What to do now"
    assert family.open(saved.path).text == saved.text
    assert "5 November 2026" in family.open("/check").text


def test_an_event_goes_on_with_what_its_answers_open(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = choose(family, "governors_decided")
    assert family.fact(page) == "board.meeting_began"
    page = family.answer(page, {"value": "yes"})
    assert family.fact(page) == "board.decision"
    page = family.answer(page, {"value": "declined"})
    assert family.fact(page) == "board.notice_dated"
    page = family.answer(page, day(12, 10))
    assert family.fact(page) == "board.notice_how"
    page = family.answer(page, {"value": "by_hand"})
    assert family.fact(page) == "board.notice_says"
    page = family.answer(page, NOT_SURE)
    assert family.fact(page) == "grounds.meeting"
    saved = family.answer(page, SKIP)
    assert "You are here" in saved.tree.xpath("//*[@role='status']")[0].text_content()
    offered = family.open("/next")
    assert any(interview.key_of("asked_for_panel") in each for each in offered.links("/next/"))


def test_a_wrong_answer_stays_with_its_event(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = choose(family, "meeting_date_known")
    wrong = family.send(page, {"value": "know", "day": "40", "month": "10", "year": "2026"}, "next")
    assert wrong.status == 422
    assert wrong.forms[0].action == page.forms[0].action
    assert family.send(page, button="next").status == 422
    assert page.links("/next")


def test_what_is_offered_fits_the_case(family: Family) -> None:
    family.to_result("suspension")
    keys = " ".join(family.open("/next").links("/next/"))
    assert interview.key_of("head_cancelled") in keys
    assert interview.key_of("panel_decided") not in keys
    assert family.open("/next/00000000", 404).status == 404


def test_every_offered_event_can_be_told_to_its_end(family: Family) -> None:
    family.to_result("permanent_exclusion")
    for address in family.open("/next").links("/next/"):
        page = family.open(address)
        for _ in range(8):
            if "/next/" not in page.path or len(page.path.split("/")) < 5:
                break
            page = family.answer(page, family.usual(family.fact(page), {}))
            assert page.status == 200, page.problems()
        assert "Saved." in page.text, page.path
