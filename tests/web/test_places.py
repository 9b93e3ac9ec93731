"""Where families in other places and at other points of the way end: honest, and at once."""

from __future__ import annotations

import pytest

from tests.web.family import Clock, Family, Plan, bare, day
from tests.web.reading import Page


@pytest.mark.parametrize(
    ("kind", "nation"),
    [
        ("private_or_college", None),
        ("not_in_england", "wales"),
        ("not_in_england", "scotland"),
        ("not_in_england", "northern_ireland"),
        ("not_in_england", "elsewhere"),
    ],
)
@pytest.mark.parametrize("journey", ["permanent_exclusion", "suspension", "sent_home"])
def test_a_school_these_rules_are_not_for_ends_soon_and_honestly(
    journey: str, kind: str, nation: str | None, family: Family
) -> None:
    plan: Plan = {"school.kind": {"value": kind}, "school.nation": {"value": nation or "wales"}}
    page = family.begin(journey)
    while not page.path.endswith("/result") and family.fact(page) != "school.kind":
        page = family.answer(page, family.usual(family.fact(page), plan))
    page = family.answer(page, plan["school.kind"])
    if nation:
        page = family.answer(page, plan["school.nation"])
    result = family.open("/result")
    assert result.h1 == "What to do now"
    assert not result.tree.xpath("//*[@id='days'] | //*[@id='rights'] | //*[@id='letters']")
    assert result.links("/help")
    assert "governors must" not in result.text


def test_after_the_governors_said_no_the_day_to_ask_for_a_panel_leads(
    family: Family, clock: Clock
) -> None:
    clock.move(days=28)  # Tuesday 10 November 2026
    plan: Plan = {
        "exclusion.started_on": day(12, 10),
        "board.notice_dated": day(9, 11),
        "irp.stage": {"value": "not_asked"},
    }
    result = family.to_result("governors_decision", plan)
    leaves = [each.get("datetime") for each in result.tree.iter("time")]
    assert "2026-11-27" in leaves or "2026-11-30" in leaves
    assert result.tree.xpath("//*[contains(@class,'leaf') and contains(@class,'you')]")
    assert "panel" in result.text
    assert [each for each in result.links("/letter/") if "panel" in each]


def test_sent_home_without_a_letter_leads_to_the_letter_that_asks_for_one(family: Family) -> None:
    plan: Plan = {
        "sent_home.on": [bare(12, 10), bare(9, 10)],
        "sent_home.because": {"value": "behaviour"},
    }
    result = family.to_result("sent_home", plan)
    assert result.links("/letter/challenge_sent_home")
    letter = family.file("/letter/challenge_sent_home/file.txt").text
    assert "9 October 2026" in letter
    assert "12 October 2026" in letter


@pytest.mark.parametrize("choice", ["change_school", "part_of_day", "not_sure"])
def test_every_answer_to_a_second_question_leads_somewhere(choice: str, family: Family) -> None:
    second = family.send(family.open("/"), button=choice)
    ways = [value for form in second.forms for name, value in form.buttons if name == "journey"]
    assert len(ways) > 1
    for way in ways:
        family.http.cookies.clear()
        page = family.send(second, button=way)
        assert page.status == 200
        assert "/page/" in page.path or "/question/" in page.path


def test_a_page_without_questions_says_what_is_certain_and_where_it_stands(family: Family) -> None:
    for journey in family.library.journeys.values():
        if journey.sections:
            continue
        page = family.open(f"/page/{journey.id}")
        assert page.tree.xpath("//details")
        assert page.tree.xpath("//*[contains(@class,'card')]")
        assert journey.lead.split(".")[0] in page.text


def test_the_browsers_language_comes_first(family: Family) -> None:
    for asked, expected in (("fr, en;q=0.5", "/en/"), ("", "/en/"), ("en-GB,en", "/en/")):
        found = family.http.get("/", headers={"accept-language": asked}, follow_redirects=False)
        assert found.headers["location"] == expected


@pytest.mark.parametrize(
    ("asked", "second"), [("ur-PK,ur;q=0.9,en;q=0.5", "ur"), ("sk", "sk"), ("fr", None)]
)
def test_the_browsers_language_comes_right_after_english(
    asked: str, second: str | None, family: Family
) -> None:
    links = "//a[@class='chip']/@lang"
    usual = Page(family.http.get("/en/")).tree.xpath(links)
    page = Page(family.http.get("/en/", headers={"accept-language": asked}))
    others = [each for each in usual[1:] if each != second]
    first = ["en", second] if second else ["en"]
    assert page.tree.xpath(links) == [*first, *others]
