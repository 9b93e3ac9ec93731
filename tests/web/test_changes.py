"""Changing one's mind, going back, leaving things out: nothing is lost that still counts."""

from __future__ import annotations

import pytest

from tests.web.family import NOT_SURE, SKIP, Family, bare, day
from tests.web.reading import Page


def test_a_changed_answer_takes_later_ones_with_it_that_no_longer_count(family: Family) -> None:
    family.to_result("permanent_exclusion")
    with_letter = family.open("/check").text
    following = family.put("notice.received", {"value": "no"})
    assert following.path.endswith("/check")
    without = following.text
    assert with_letter.count("Change") > without.count("Change")
    assert "Example School" in without
    assert family.open(family.question("notice.gives_reasons")).path == "/en/result"


def test_a_changed_answer_asks_what_is_new_and_says_where_it_goes_on(family: Family) -> None:
    family.to_result("permanent_exclusion")
    following = family.put("exclusion.misses_exam_or_test", {"value": "yes"})
    assert family.fact(following) == "exclusion.first_exam_on"
    assert family.answer(following, day(16, 11)).path == "/en/result"
    assert "16 November" in family.open("/check").text


def test_answers_come_back_in_the_form(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.open(family.question("notice.dated"))
    assert (page.values("day"), page.values("month"), page.values("year")) == (
        ["12"],
        ["10"],
        ["2026"],
    )
    assert "13 October 2026" in page.text  # the day it was said
    assert family.open(family.question("school")).values("school") == ["Example School"]
    assert family.open(family.question("notice.says")).values("value") == ["length"]


def test_reload_and_back_show_the_same_page_again(family: Family) -> None:
    seen = family.go_through(family.begin("suspension"))
    for page in seen[1:]:
        again = family.open(page.path)
        assert again.h1 == page.h1
    first = seen[0]
    assert [family.open(link).path for link in family.open(seen[1].path).links(first.path)]


def test_another_language_at_any_point_keeps_everything(family: Family) -> None:
    page, count = family.begin("permanent_exclusion"), 0
    while "/question/" in page.path:
        here = "/" + page.path.split("/", 2)[2]
        for lang in ("ar-XB", ("en", "en-XA")[count % 2]):
            family.lang = lang
            page = family.open(here)
            assert page.lang == lang
        page = family.answer(page, family.usual(family.fact(page), {}))
        count += 1
    family.lang = "en"
    assert family.open("/check").text.count("Change") == count


def test_the_second_question_can_be_read_in_another_language(family: Family) -> None:
    page = family.send(family.open("/"), button="must_stay_away")
    assert page.links(page.path)
    other = Page(family.http.get(page.path.replace("/en/", "/ar-XB/")))
    assert other.status == 200
    assert "must_stay_away" not in str(page.response.url)


def test_leaving_a_question_out_leaves_a_gap_and_goes_on(family: Family) -> None:
    skipped = 0
    page = family.begin("permanent_exclusion")
    while "/question/" in page.path:
        can = any(form.has_button(SKIP) for form in page.forms)
        skipped += can
        page = family.answer(page, SKIP if can else family.usual(family.fact(page), {}))
        assert page.status == 200
    assert skipped
    assert page.path == "/en/result"


def test_earlier_times_are_put_in_counted_changed_and_taken_back(family: Family) -> None:
    page = family.begin("suspension")
    while family.fact(page) != "exclusion.earlier":
        page = family.answer(page, family.usual(family.fact(page), {}))
    page = family.send(page, {"value": "some"}, "next")
    page = family.send(page, {**bare(14, 9), "what": "whole_days", "count": "2"}, "add")
    page = family.send(page, {**bare(21, 9), "what": "lunchtimes", "lunchtimes": "3"}, "add")
    assert "9½" in page.text or "9.5" in page.text  # with the six of this suspension
    again = family.send(page, {**bare(14, 9), "what": "half_day"}, "add")
    assert again.status == 422
    assert "14 September" in " ".join(again.problems())
    removed = family.send(family.open(page.path), button="remove-0")
    assert "14 September" not in removed.text.partition("Removed")[0]
    back = family.send(removed, button="undo")
    assert "14 September" in back.text
    assert family.go_through(family.send(back, button="next"))[-1].path == "/en/result"


def test_a_day_that_was_only_about_when_shows_as_between_two_days(family: Family) -> None:
    page = family.begin("permanent_exclusion")
    while family.fact(page) != "notice.dated":
        page = family.answer(page, family.usual(family.fact(page), {}))
    about = next(each for each in page.forms[0].controls["about"] if each.value != "before")
    page = family.send(page, {"value": "about", "about": about.value}, "next")
    assert page.status == 200
    result = family.go_through(page, {"exclusion.started_on": NOT_SURE})[-1]
    assert result.path == "/en/result"
    assert "We are not sure of this day" in result.text


def test_saying_that_a_letter_was_sent_moves_on_to_the_next_act(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    before = result.tree.xpath("//*[@class='today']//h2")[0].text_content()
    href = result.tree.xpath("//*[@class='today']//a/@href")[0]
    sent = family.send(family.open(f"{href}/sent"), button="sent")
    assert "Sent" in sent.text
    after = family.open("/result").tree.xpath("//*[@class='today']")[0].text_content()
    assert before not in after or "Sent" in after


@pytest.mark.parametrize("act", ["leave", "edit"])
def test_a_block_of_a_letter_can_be_changed_or_left_out_and_put_back(
    act: str, family: Family
) -> None:
    family.to_result("permanent_exclusion")
    address = "/letter/ask_for_papers"
    letter = family.open(address)
    block = next(
        value.partition("-")[2]
        for form in letter.forms
        for _, value in form.buttons
        if value.startswith("edit-")
    )
    editing = family.post(f"/en{address}", {"do": f"edit-{block}"})
    assert editing.status == 200
    if act == "leave":
        family.send(editing, button=f"leave-{block}")
        gone = family.open(address)
        assert "Left out" in gone.text
        family.send(gone, button=f"put-{block}")
        assert family.open(address).text == letter.text
        return
    family.send(editing, {"text": "Quite other words."}, f"keep-{block}")
    assert "Quite other words." in family.open(address).text
    assert "Quite other words." in family.file(f"{address}/file.txt").text
    changed = family.open(address)
    assert "You changed this" in changed.text
    family.send(family.post(f"/en{address}", {"do": f"edit-{block}"}), button=f"ours-{block}")
    assert "Quite other words." not in family.open(address).text


def test_a_school_closed_on_another_day_moves_the_count(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    counts = {each: family.open(each) for each in result.links("/days/")}
    address = next(each for each, page in counts.items() if "governors to meet" in page.text)
    before = counts[address]
    page = family.open(before.links("/question/")[0])
    family.answer(page, [bare(20, 10)])
    after = family.open(address)
    assert before.text != after.text
    assert "20 October" in after.text


def test_a_second_case_never_takes_the_place_of_the_first_unasked(family: Family) -> None:
    family.to_result("suspension")
    asked = family.send(family.open("/"), button="sent_home")
    assert asked.h1 == "Is this about the same child?"
    assert family.open(asked.path).h1 == asked.h1
    assert "Example School" in family.open("/check").text
    begun = family.send(asked, button="sent_home")
    assert family.fact(begun) == "sent_home.on"
    assert "Example School" not in family.open("/check").text


def test_with_a_number_a_case_for_another_child_begins_without_a_warning(family: Family) -> None:
    family.to_result("suspension")
    asked = family.send(family.open("/"), button="sent_home")
    assert "Get its number" in asked.text
    family.send(family.open("/save"), button="number")
    asked = family.send(family.open("/"), button="sent_home")
    assert "Get its number" not in asked.text
    assert family.fact(family.send(asked, button="sent_home")) == "sent_home.on"


def test_a_case_goes_on_where_one_step_leads_to_the_next(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.begin("governors_decision")
    assert family.fact(page) == "board.decision"
    assert family.go_through(page)[-1].path == "/en/result"
    assert "Example School" in family.open("/check").text


def test_a_family_adds_a_reason_and_moves_it_up(family: Family) -> None:
    family.to_result("permanent_exclusion")
    address = "/letter/views_permanent_exclusion"
    more = family.open(f"{address}/more")
    form = next(each for each in more.forms if each.has_button("add-point"))
    family.post(form.action, form.filled({"text": "He was asleep at home."}, "add-point"))
    page = family.open(address)
    assert "You added this" in page.text
    before = page.text.index("He was asleep at home.")
    moved = family.send(family.open(f"{address}/order"), button="up-own_1")
    assert moved.path == f"/en{address}/order"
    assert family.open(address).text.index("He was asleep at home.") < before
    assert b"asleep" in family.file(f"{address}/file.txt").content


def test_what_is_offered_has_a_page_and_goes_into_the_letter_when_ticked(family: Family) -> None:
    family.to_result("permanent_exclusion")
    address = "/letter/views_permanent_exclusion"
    letter, more = family.open(address), family.open(f"{address}/more")
    ticks = [value for each in more.forms for _, value in each.buttons if value[:5] == "tick-"]
    assert ticks and f"({len(ticks)})" in letter.text
    block = ticks[0].partition("-")[2]
    changing = family.send(more, button=f"edit-{block}")
    assert changing.h1 == more.h1
    assert changing.form({}, f"keep-{block}").offers("text")
    family.send(more, button=ticks[0])
    letter, more = family.open(address), family.open(f"{address}/more")
    assert letter.tree.xpath(f"//*[@id='block-{block}']")
    assert not more.tree.xpath(f"//*[@id='block-{block}']")


def test_hints_stand_beside_what_a_family_wrote_and_stop_nothing(family: Family) -> None:
    family.to_result("permanent_exclusion")
    address = "/letter/views_permanent_exclusion"
    assert "sentence is long" not in family.open(address).text
    long = " ".join(["word"] * 30) + ". The head is a liar."
    family.post(f"/en{address}", {"do": "keep-who_my_child_is", "text": long})
    page = family.open(address)
    assert "This sentence is long. Two short ones are easier to read." in page.text
    assert "This word can sound angry." in page.text
    assert "is a liar" in family.file(f"{address}/file.txt").text
    family.post(f"/en{address}", {"do": "keep-who_my_child_is", "text": "He loves to draw."})
    page = family.open(address)
    assert "This sentence is long" not in page.text
    assert "Your letter is easy to read." in page.text


@pytest.mark.parametrize(("involved", "warned"), [("yes", True), ("no", False)])
def test_with_the_police_involved_a_caution_stands_where_words_are_changed(
    involved: str, warned: bool, family: Family
) -> None:
    family.to_result("permanent_exclusion", {"police.involved": {"value": involved}})
    address = "/letter/views_permanent_exclusion"
    editing = family.post(f"/en{address}", {"do": "edit-ask"})
    assert ("may be read by the police" in editing.text) == warned


def test_own_words_in_another_language_come_with_a_request_to_translate(family: Family) -> None:
    family.to_result("permanent_exclusion")
    address, words = "/letter/views_permanent_exclusion", "Môj syn rád kreslí."
    ask = "The words above are in my language. Please have them translated."
    assert "This is not in English" not in family.open(address).text
    family.lang = "ar-XB"
    said = {"do": "keep-who_my_child_is", "text": words, "foreign": "yes"}
    family.post(f"/ar-XB{address}", said)
    letter = family.file(f"{address}/file.txt").text
    assert letter.index(words) < letter.index(ask)
    family.lang = "en"
    kept = {"do": "keep-who_my_child_is", "text": f"{words} Veľmi."}
    family.post(f"/en{address}", kept)
    assert ask in family.file(f"{address}/file.txt").text
    family.post(f"/ar-XB{address}", kept)
    assert ask not in family.file(f"{address}/file.txt").text
