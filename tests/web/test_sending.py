"""A letter goes out: how it is sent, that it was, and the copy that stays as it was."""

from __future__ import annotations

import pytest

from tests.web.family import Clock, Family, bare

PAPERS = "/letter/ask_for_papers"
VIEWS = "/letter/views_permanent_exclusion"


def test_the_page_says_to_whom_how_and_by_when(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.open(VIEWS)
    assert "The Clerk to the Governing Body, Example School" in page.text
    for words in ("By hand", "By e-mail", "By post", "Keep that copy.", "proof of posting"):
        assert words in page.text
    assert "Hand it in by Friday 16 October." in page.text


def test_the_post_has_a_day_of_its_own_while_there_is_one(family: Family, clock: Clock) -> None:
    family.to_result("governors_decision")
    text = family.open("/letter/apply_for_review_panel").text
    by_hand = text.partition("Hand it in by ")[2].split(".")[0]
    by_post = text.partition("Post it by ")[2].split(".")[0]
    assert by_hand and by_post and by_hand != by_post
    while "Post it by " in text:
        clock.move(hours=23)
        text = family.open("/letter/apply_for_review_panel").text
    assert "Hand it in by " in text
    assert "It is too late to be sure of the post." in text


def test_a_letter_is_sent_on_an_earlier_day_by_hand(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.send(family.open(f"{PAPERS}/sent"), {**bare(12, 10), "how": "hand"}, "sent")
    assert "Sent on Monday 12 October by hand" in page.text
    assert "Sent on Monday 12 October by hand" in family.open("/letters").text
    assert "Sent on Monday 12 October by hand" in family.open("/result").text
    assert "You handed in a letter" in family.open("/chronology").text


def test_today_is_put_in_already(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.send(family.open(f"{PAPERS}/sent"), button="sent")
    assert "Sent on Tuesday 13 October" in page.text


@pytest.mark.parametrize("wrong", [bare(14, 10), bare(31, 9), {"day": "", "month": "", "year": ""}])
def test_a_day_that_cannot_be_is_asked_for_again(wrong: dict[str, str], family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.send(family.open(f"{PAPERS}/sent"), {**wrong, "how": "post"}, "sent")
    assert page.status == 422
    assert page.problems()
    assert "Sent on" not in family.open(PAPERS).text


def test_sent_can_be_taken_back_with_the_answers_that_followed(family: Family) -> None:
    family.to_result("permanent_exclusion")
    before, checked = family.open("/result").text, family.open("/check").text
    page = family.send(family.open(f"{VIEWS}/sent"), button="sent")
    assert family.open("/result").text != before
    family.send(page, button="unsent")
    assert family.open("/result").text == before
    assert family.open("/check").text == checked
    assert "The letter as you sent it" not in family.open(VIEWS).text


def test_the_copy_stays_as_it_was_sent(family: Family) -> None:
    family.to_result("permanent_exclusion")
    sent = family.send(family.open(f"{PAPERS}/sent"), {"how": "email"}, "sent")
    (address,) = sent.links("/sent/")
    here = address.removeprefix("/en")
    first = {kind: family.file(f"{here}/file.{kind}").content for kind in ("txt", "docx", "pdf")}
    assert first["txt"] == family.file(f"{PAPERS}/file.txt").content
    family.put("school", {"school": "Quite Another School", "town": "Elsewhere"})
    block = next(
        value.partition("-")[2]
        for form in family.open(PAPERS).forms
        for _, value in form.buttons
        if value.startswith("edit-")
    )
    family.post(f"/en{PAPERS}", {"do": f"keep-{block}", "text": "Quite other words."})
    assert family.file(f"{PAPERS}/file.txt").content != first["txt"]
    for kind, content in first.items():
        assert family.file(f"{here}/file.{kind}").content == content
    page = family.open(address)
    assert "Example School" in page.text and "Quite other words." not in page.text


def test_the_copy_holds_both_languages(family: Family) -> None:
    family.to_result("permanent_exclusion")
    family.lang = "ar-XB"
    page = family.send(family.open(f"{PAPERS}/sent"), button="sent")
    (address,) = page.links("/sent/")
    articles = family.open(address).tree.xpath("//article/@lang")
    assert articles == ["en", "ar-XB"]


def test_sent_again_keeps_both_copies_and_the_first_day(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.send(family.open(f"{PAPERS}/sent"), {**bare(12, 10), "how": "email"}, "sent")
    page = family.send(family.open(f"{PAPERS}/sent"), {**bare(13, 10), "how": "hand"}, "sent")
    assert len(page.links("/sent/")) == 2
    assert "Sent on Monday 12 October by e-mail" in family.open("/letters").text
    page = family.send(page, button="unsent")
    assert len(page.links("/sent/")) == 1
    assert "Sent on Monday 12 October by e-mail" in page.text


def test_a_copy_belongs_to_its_case(family: Family) -> None:
    family.to_result("permanent_exclusion")
    family.send(family.open(f"{PAPERS}/sent"), button="sent")
    family.open(f"{PAPERS}/sent/2", 404)
    assert family.http.get(f"/en{PAPERS}/sent/1/file.exe").status_code == 404
    family.another().open(f"{PAPERS}/sent/1", 403)
    family.send(family.open("/delete"))
    family.open(f"{PAPERS}/sent/1", 403)
