"""Several measures in one case: added, shown, counted together, and taken away."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from tests.web.family import Family, Plan, day
from tests.web.reading import Page

FIRST: Plan = {
    "notice.dated": day(14, 9),
    "exclusion.started_on": day(14, 9),
    "exclusion.length": {"what": "whole_days", "count": "3"},
}
SECOND: Plan = {
    "notice.dated": day(12, 10),
    "exclusion.started_on": day(12, 10),
    "exclusion.length": {"what": "whole_days", "count": "4"},
    "exclusion.earlier": {"value": "none"},
}
ELSEWHERE = "elsewhere"


def add(family: Family, choice: str, journey: str, place: str) -> Page:
    """The first question about something else that happened."""
    page = family.send(family.open("/add"), button=choice)
    if "/add/" in page.path:
        page = family.send(page, button=journey)
    return family.send(page, button=place)


def until(family: Family, page: Page, fact: str, plan: Plan) -> Page:
    """Answer by plan up to a question."""
    while family.fact(page) != fact:
        page = family.answer(page, family.usual(family.fact(page), plan))
    return page


@pytest.fixture
def twice(family: Family) -> Family:
    """A child suspended in September and again in October, at the same school."""
    family.to_result("suspension", FIRST)
    page = add(family, "must_stay_away", "suspension", "1")
    assert family.go_through(page, SECOND)[-1].path == "/en/result"
    return family


def test_a_second_measure_shares_the_child_and_counts_the_first(family: Family) -> None:
    family.to_result("suspension", FIRST)
    page = add(family, "must_stay_away", "suspension", "1")
    assert family.fact(page) == "notice.received"
    seen = family.go_through(page, SECOND)
    asked = [each.h1 for each in seen]
    assert "Which school is it?" not in asked
    history = family.open(family.question("exclusion.earlier"))
    assert "14 September 2026" in history.text and "3 whole days" in history.text
    assert "counted 7 school days" in history.text
    check = family.open("/check").text
    assert "12 October 2026" in check and "Example School" in check


def test_what_is_counted_already_is_shown_before_anything_is_put_in(family: Family) -> None:
    family.to_result("suspension", FIRST)
    page = add(family, "must_stay_away", "suspension", "1")
    page = until(family, page, "exclusion.earlier", SECOND)
    assert "We already count these" in page.text and "No other times" in page.text
    assert "this is the first time" not in page.text


def test_every_measure_can_be_opened_and_keeps_its_own_days(twice: Family) -> None:
    result = twice.open("/result")
    assert "What has happened so far" in result.text
    assert "14 September 2026" in result.text
    before = twice.open("/check").text
    opened = twice.send(result, button="show-1")
    assert opened.path == "/en/result"
    assert "14 September 2026" in twice.open("/check").text
    assert "14 September 2026" not in before
    twice.send(twice.open("/matters"), button="show-2")
    assert twice.open("/check").text == before


def test_a_phone_gets_the_days_of_every_measure(twice: Family) -> None:
    def entries() -> dict[str, str]:
        calendar = Calendar.from_ical(twice.file("/days.ics").content)
        return {str(each["uid"]): str(each["dtstart"].dt) for each in calendar.walk("VEVENT")}

    newest = entries()
    twice.send(twice.open("/matters"), button="show-1")
    assert entries() == newest, "the same days, whichever measure is shown"
    twice.send(twice.send(twice.open("/matters"), button="remove-2"), button="delete-2")
    assert entries().items() < newest.items()


def test_a_letter_belongs_to_its_measure(twice: Family) -> None:
    name = twice.open("/letters").links("/letter/")[0]
    letter = twice.open(name)
    block = next(
        value.partition("-")[2]
        for form in letter.forms
        for _, value in form.buttons
        if value.startswith("edit-")
    )
    editing = twice.post(name, {"do": f"edit-{block}"})
    twice.send(editing, {"text": "Only about October."}, f"keep-{block}")
    twice.send(twice.open(f"{name}/sent"), button="sent")
    twice.send(twice.open("/matters"), button="show-1")
    other = twice.open("/letter/views_short_suspension")
    assert "Only about October." not in other.html and "Sent" not in twice.open("/letters").text
    twice.send(twice.open("/matters"), button="show-2")
    assert "Only about October." in twice.open(name).html


def test_another_school_is_asked_for_again(family: Family) -> None:
    family.to_result("suspension", FIRST)
    page = add(family, "cannot_come_back", "permanent_exclusion", ELSEWHERE)
    page = until(family, page, "school", {})
    family.go_through(family.answer(page, {"school": "Otherham Academy", "town": ""}))
    assert "Otherham Academy" in family.open("/check").text
    result = family.open("/result")
    assert "Example School" in result.text and "Permanent exclusion" in result.text
    family.send(result, button="show-1")
    check = family.open("/check").text
    assert "Example School" in check and "Otherham" not in check


def test_a_measure_is_taken_away_only_after_asking(twice: Family) -> None:
    asked = twice.send(twice.open("/matters"), button="remove-2")
    assert asked.h1 == "Take this away?" and "12 October 2026" in asked.text
    assert "12 October 2026" in twice.open("/matters").text
    left = twice.send(asked, button="delete-2")
    assert left.path == "/en/matters"
    assert "12 October" not in left.text and "14 September" in left.text
    assert not any(form.has_button("remove-1") for form in left.forms)
    assert "14 September" in twice.open("/check").text


@pytest.mark.parametrize("sent", ["show-9", "delete-9", "remove-", "", "show-x"])
def test_a_measure_that_there_is_not_is_not_found(sent: str, twice: Family) -> None:
    assert twice.post("/en/matters", {"do": sent}).status == 404


def test_the_only_measure_is_not_taken_away(family: Family) -> None:
    family.to_result("suspension", FIRST)
    assert family.post("/en/matters", {"do": "delete-1"}).status == 404
    assert "14 September" in family.open("/check").text


def test_a_nearer_day_of_another_measure_stands_at_the_top(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = add(family, "must_stay_away", "suspension", "1")
    result = family.go_through(page, {**SECOND, "exclusion.length": {"what": "half_day"}})[-1]
    assert "Something else has a nearer day for you" in result.text
    opened = family.send(result, button="show-1")
    assert "Something else has a nearer day" not in opened.text
    assert "cannot come back" in opened.text


def test_the_first_page_asks_if_it_is_the_same_child(family: Family) -> None:
    family.to_result("suspension", FIRST)
    page = family.send(family.open("/"), button="cannot_come_back")
    assert page.h1 == "Is this about the same child?"
    begun = family.send(page, button="1")
    assert family.fact(begun) == "notice.received"
    family.go_through(begun)
    assert "Suspension" in family.open("/matters").text
    again = family.send(family.open("/"), button="cannot_come_back")
    assert again.h1 == "Is this about the same child?"
    assert family.open(again.links("/result")[0]).path == "/en/result"


def test_no_address_of_a_measure_says_what_it_is(twice: Family) -> None:
    pages = [twice.open("/add"), twice.open("/matters")]
    pages.append(twice.send(pages[0], button="must_stay_away"))
    pages.append(twice.send(pages[-1], button="suspension"))
    for page in pages:
        assert "suspension" not in page.path and "must_stay" not in page.path


def test_the_copy_of_a_letter_goes_with_its_measure(twice: Family) -> None:
    name = twice.open("/letters").links("/letter/")[0]
    (copy,) = twice.send(twice.open(f"{name}/sent"), button="sent").links("/sent/")
    assert twice.open(copy).h1 == "The letter as you sent it"
    twice.send(twice.send(twice.open("/matters"), button="remove-2"), button="delete-2")
    twice.open(copy, 404)
