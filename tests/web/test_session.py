"""The guided session: two languages, how we know, notes, what differs, and two people at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.services import interview, situation
from tests.web.adviser import SESSION, Adviser, plainly
from tests.web.family import Family, day
from tests.web.reading import Page

DATED, KIND, SEN, EXAM = (
    "notice.dated", "school.kind", "child.sen", "exclusion.misses_exam_or_test",
)  # fmt: skip
NOTE = "The grandmother was in the room."


def test_the_question_stands_in_both_languages(adviser: Adviser) -> None:
    page = adviser.begins(lang="ur")
    assert page.h1 == "Do you have the school's letter about this?"
    theirs = page.tree.xpath("//*[@class='theirs']/*[@lang='ur' and @dir='rtl']")
    assert len(theirs) == 1
    assert theirs[0].text_content().strip()
    assert "Draft. Nobody who speaks this language has checked it." in page.text


def test_who_reads_english_has_it_once(adviser: Adviser) -> None:
    assert not adviser.begins(lang="en").tree.xpath("//*[@class='theirs']")


@pytest.mark.parametrize("journey", ["permanent_exclusion", "suspension", "at_risk"])
def test_a_whole_session_ends_with_saying_it_back(adviser: Adviser, journey: str) -> None:
    plan = {"suspension.earlier": {"value": "none"}, "school.closed_days": {"value": "none"}}
    plan |= {
        each: {"value": "none"}
        for each, fact in adviser.library.facts.items()
        if fact.is_ in ("history",)
    }
    back = adviser.goes_through(adviser.begins(journey), plan)[-1]
    assert back.h1 == "Say it back and check"
    assert "Some questions are still open" not in back.text
    assert back.links("/en/letters")
    assert back.tree.xpath("//*[@lang='sk']")


def test_how_it_is_known_is_stored_and_said_back(adviser: Adviser) -> None:
    adviser.begins()
    adviser.says("notice.received", {"value": "yes"}, "child")
    assert adviser.records()["notice.received"]["known_from"] == "child"
    assert adviser.records()["notice.received"]["by"] == "adviser"
    assert "Child says" in adviser.open(f"{SESSION}/check").text
    assert adviser.at("notice.received").values("known_from")[0] == "child"


def test_not_sure_and_not_wanting_to_say_are_told_apart(adviser: Adviser) -> None:
    adviser.begins()
    adviser.says(EXAM, {"value": "not-sure"})
    page = adviser.send(adviser.at(SEN), {}, "decline")
    states = {
        each.get("href")[-8:]: each.text_content()
        for each in page.tree.xpath("//nav[@class='agenda']//a")
    }
    assert "not sure" in states[interview.key_of(EXAM)]
    assert "does not want to say" in states[interview.key_of(SEN)]
    assert adviser.records()[SEN]["value"] is None
    adviser.says(SEN, {"value": "not-sure"})
    assert "does not want to say" not in adviser.at(SEN).text


def test_a_question_that_an_answer_opens_is_new(adviser: Adviser) -> None:
    adviser.begins()
    page = adviser.says(EXAM, {"value": "yes"})
    key = interview.key_of("exclusion.first_exam_on")
    link = page.tree.xpath(f"//nav[@class='agenda']//a[contains(@href, '{key}')]")[0]
    assert "new" in link.text_content()


def test_any_question_is_reached_and_asked_later(adviser: Adviser) -> None:
    adviser.begins()
    for link in adviser.open(f"{SESSION}/check").links("/desk/session/"):
        assert adviser.open(link.partition("#")[0]).h1
    page = adviser.at(KIND)
    later = page.links()[
        [each.text_content() for each in page.tree.iter("a")].index("Ask this later")
    ]
    assert later != f"{SESSION}/{interview.key_of(KIND)}"
    assert KIND not in adviser.records()


def test_notes_are_the_organisations_and_stand_in_no_page_of_the_case(adviser: Adviser) -> None:
    adviser.begins()
    adviser.send(adviser.at(KIND), {"note": NOTE}, "note")
    assert KIND not in adviser.records()
    adviser.says(KIND, {"value": "academy", "note": f"{NOTE} Again."})
    page = adviser.at(KIND)
    assert page.values("note")[0].strip() == f"{NOTE} Again."
    form = page.form({"note": "", "back": ""}, None)
    adviser.post(form.action, form.filled({"note": "Whole case: calm."}, None))
    assert "Whole case: calm." in plainly(adviser.at(SEN))
    for path in (
        "/en/result",
        "/en/check",
        "/en/chronology",
        "/en/letter/ask_for_papers",
        "/en/pack",
    ):
        assert "grandmother" not in adviser.http.get(path).text
    assert "grandmother" not in str(adviser.records())


def test_a_note_is_kept_though_its_answer_cannot_be(adviser: Adviser) -> None:
    adviser.begins()
    adviser.says("notice.received", {"value": "yes"})
    page = adviser.says(DATED, {**day(31, 2), "note": NOTE})
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert page.values("day") == ["31"]
    assert page.values("note")[0].strip() == NOTE
    assert adviser.at(DATED).values("note")[0].strip() == NOTE


def test_a_letter_and_a_parent_that_differ_are_both_kept_until_settled(adviser: Adviser) -> None:
    adviser.begins()
    adviser.says("notice.received", {"value": "yes"})
    adviser.says(DATED, day(12, 10), "letter")
    page = adviser.says(DATED, day(9, 10), "parent")
    assert "Two answers differ" in page.text
    assert "Letter seen: Monday 12 October 2026" in page.text
    record = adviser.records()[DATED]
    assert record["value"] == "2026-10-09"
    assert [each["value"] for each in record["also"]] == ["2026-10-12"]
    form = next(each for each in page.forms if each.action.endswith("/settle"))
    stale = {**form.filled({}, None), "chosen": "1"}
    adviser.post(form.action, stale)
    assert adviser.records()[DATED]["value"] == "2026-10-12"
    assert "Two answers differ" not in adviser.at(DATED).text
    assert [each["value"] for each in adviser.records()[DATED]["also"]] == ["2026-10-09"]
    adviser.post(form.action, stale)
    assert adviser.records()[DATED]["value"] == "2026-10-12"


def test_until_it_is_settled_days_are_worked_out_for_all_that_was_said(adviser: Adviser) -> None:
    def counted_from() -> tuple[date, date]:
        library, on = adviser.parts.library, adviser.clock.now.date()
        asked = interview.replay(library, adviser.document(), on)
        limit = situation.of(library, asked, on).deadline("governing_board_duty")
        assert limit is not None
        assert limit.start is not None
        return limit.start.low, limit.start.high

    adviser.begins()
    adviser.says("notice.received", {"value": "yes"})
    adviser.says(DATED, day(12, 10), "letter")
    assert counted_from() == (date(2026, 10, 12), date(2026, 10, 12))
    page = adviser.says(DATED, day(9, 10), "parent")
    assert counted_from() == (date(2026, 10, 9), date(2026, 10, 12))
    form = next(each for each in page.forms if each.action.endswith("/settle"))
    adviser.post(form.action, {**form.filled({}, None), "chosen": "1"})
    assert counted_from() == (date(2026, 10, 12), date(2026, 10, 12))


def test_days_in_the_wrong_order_are_pointed_out(adviser: Adviser) -> None:
    adviser.begins()
    started, meeting = "exclusion.started_on", "board.meeting_on"
    adviser.says(started, day(8, 10))
    adviser.says(meeting, day(9, 10))
    assert "the day it must follow" not in adviser.at(KIND).text
    adviser.says(started, day(12, 10))
    text = adviser.at(KIND).tree.xpath("//aside")[0].text_content()
    assert "Friday 9 October 2026 is before Monday 12 October 2026" in " ".join(text.split())


def test_why_it_is_asked_is_said_with_law_and_confidence(adviser: Adviser) -> None:
    adviser.begins()
    why = adviser.at(KIND).tree.xpath("//details[@class='asked']")[0].text_content()
    for said in ("what it decides", "papers that use it:", "The law behind it:", "Regulations"):
        assert said in why
    assert any(
        sure in why for sure in ("We have read the text", "Reported by others", "our reading")
    )


def test_what_an_answer_changes_is_shown_before_it_is_given(adviser: Adviser) -> None:
    adviser.goes_through(adviser.begins())
    aside = adviser.at(EXAM).tree.xpath("//aside")[0].text_content()
    assert "This answer changes" in aside
    assert "Please meet before the exam or test" in aside
    assert "Next due" in aside
    assert "Still missing" in aside


def test_links_lead_to_the_pages_there_are(adviser: Adviser) -> None:
    page = adviser.goes_through(adviser.begins())[-1]
    for link in {each.partition("#")[0] for each in page.links() if each.startswith("/")}:
        assert adviser.http.get(link).status_code == 200, link


def test_the_turned_screen_shows_the_question_alone(adviser: Adviser) -> None:
    adviser.begins(lang="ur")
    page = adviser.at(KIND, "/family")
    assert (page.lang, page.direction) == ("ur", "rtl")
    assert len(page.forms) == 1
    assert not page.tree.xpath("//aside | //nav[@class='agenda'] | //textarea")
    assert [each for each in page.links() if "/desk" in each] == [
        f"{SESSION}/{interview.key_of(KIND)}"
    ]
    wrong = adviser.send(page, {}, "next")
    assert (wrong.status, wrong.lang) == (422, "ur")
    back = adviser.send(page, {"value": "academy"}, "next")
    assert back.path.startswith(f"{SESSION}/")
    assert back.lang == "en"
    assert adviser.records()[KIND] == {
        **adviser.records()[KIND], "value": "academy", "known_from": "parent",
    }  # fmt: skip


def test_a_list_is_put_together_in_the_session(adviser: Adviser) -> None:
    page = adviser.begins("suspension")
    fact = next(each for each, known in adviser.library.facts.items() if known.is_ == "history"
                and each in adviser.library.questions)  # fmt: skip
    page = adviser.send(adviser.at(fact), {"value": "some"}, "next")
    entry = {"day": "14", "month": "9", "year": "2026", "what": "whole_days", "count": "2"}
    page = adviser.send(page, {**entry, "known_from": "letter"}, "add")
    assert page.status == 200
    assert page.path.endswith(interview.key_of(fact))
    page = adviser.send(page, {"note": "From the planner."}, "note")
    page = adviser.send(adviser.at(fact), {**entry, "day": "21", "known_from": "child"}, "add")
    listed = page.tree.xpath("//ol//li[contains(@class, 'date')]")
    assert ["Letter seen" in each.text_content() for each in listed] == [True, False]
    adviser.send(page, {}, "next")
    listed = adviser.records()[fact]["value"]
    assert [each["known_from"] for each in listed] == ["letter", "child"]


def _both(adviser: Adviser, family_in: Callable[[str], Family]) -> tuple[Family, Page]:
    family = family_in("en")
    family.begin("permanent_exclusion")
    family.put("notice.received", {"value": "yes"})
    adviser.is_let_in_by(family)
    return family, adviser.at(KIND)


def test_a_family_and_an_adviser_lose_nothing_to_each_other(
    adviser: Adviser, family_in: Callable[[str], Family]
) -> None:
    family, page = _both(adviser, family_in)
    family.put(EXAM, {"value": "no"})
    after = adviser.send(page, {"value": "academy"}, "next")
    assert after.status == 200
    assert {EXAM, KIND} <= adviser.records().keys()


def test_the_same_question_answered_twice_asks_which_is_right(
    adviser: Adviser, family_in: Callable[[str], Family]
) -> None:
    family, page = _both(adviser, family_in)
    family.put(KIND, {"value": "maintained"})
    asked = adviser.send(page, {"value": "academy"}, "next")
    assert asked.status == 409
    assert "The family changed this" in asked.text
    assert "A school run with the council" in asked.text
    assert asked.values("value") == ["academy"]
    assert adviser.records()[KIND]["value"] == "maintained"
    assert f"{SESSION}/{interview.key_of(KIND)}" in asked.links()
    kept = adviser.send(asked, {"known_from": "letter"}, "next")
    assert kept.status == 200
    assert adviser.records()[KIND]["value"] == "academy"
    assert [each["value"] for each in adviser.records()[KIND]["also"]] == ["maintained"]


def test_the_same_answer_from_both_is_no_conflict(
    adviser: Adviser, family_in: Callable[[str], Family]
) -> None:
    family, page = _both(adviser, family_in)
    family.put(KIND, {"value": "academy"})
    assert adviser.send(page, {"value": "academy"}, "next").status == 200


def test_without_a_case_or_a_member_there_is_no_session(adviser: Adviser, family: Family) -> None:
    assert adviser.open(SESSION).path == "/desk"
    for path in (SESSION, "/desk/intake", "/desk/what-if", f"{SESSION}/check"):
        assert Page(family.http.get(path)).path == "/sign-in"
    adviser.begins()
    assert adviser.http.get(f"{SESSION}/00000000").status_code == 404


def test_two_answers_stand_side_by_side_and_nothing_is_saved(adviser: Adviser) -> None:
    adviser.goes_through(adviser.begins())
    page = adviser.open(f"/desk/what-if/{interview.key_of(EXAM)}")
    shown = adviser.send(page, {"a-value": "yes", "b-value": "no"})
    columns = shown.tree.xpath("//section[@aria-labelledby]")
    assert [each.findtext("h2") for each in columns] == ["Yes", "No"]
    assert "Only here" in columns[0].text_content()
    assert "Please meet before the exam or test" in columns[0].text_content()
    assert "Please meet before the exam or test" not in columns[1].text_content()
    assert adviser.records()[EXAM]["value"] == "no"
    key = interview.key_of(DATED)
    wrong = adviser.send(adviser.open(f"/desk/what-if/{key}"), {"a-day": "40", "a-month": "1"})
    assert wrong.status == 422
    assert adviser.open("/desk/what-if").links(key)
