"""The fast intake form: many answers in one go, by the same rules as one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from app.services import interview
from tests.fixtures.school_list import load
from tests.web.adviser import Adviser
from tests.web.conftest import settings
from tests.web.family import Clock, Family
from tests.web.reading import Page

INTAKE, ACADEMY = "/desk/intake", "900004"
RECEIVED, DATED, STARTED = "notice.received", "notice.dated", "exclusion.started_on"
MEETING = "board.meeting_on"
KIND, SEN, EXAM, BORN = (
    "school.kind", "child.sen", "exclusion.misses_exam_or_test", "child.born_on",
)  # fmt: skip


def named(fact: str, **fields: Any) -> dict[str, Any]:
    """The fields of one question, as the form names them."""
    return {f"{interview.key_of(fact)}-{name}": value for name, value in fields.items()}


def on(fact: str, day: str, month: str, year: str = "2026", at: str = "") -> dict[str, Any]:
    fields = {f"{at}day": day, f"{at}month": month, f"{at}year": year}
    return named(fact, **fields)


def fills_in(adviser: Adviser, *given: dict[str, Any], known: str = "letter") -> Page:
    """The form as it is, with some of it filled in."""
    sent = {name: value for each in given for name, value in each.items()}
    return adviser.send(adviser.open(INTAKE), {**sent, "known_from": known})


def test_every_question_that_may_be_asked_has_fields_of_its_kind(adviser: Adviser) -> None:
    for journey in ("permanent_exclusion", "suspension", "part_time_timetable"):
        page = adviser.begins(journey)
        page = adviser.open(INTAKE)
        asked = page.tree.xpath("//*[@role='group']")
        assert len(asked) > 5
        assert all(each.xpath(".//input[@type != 'hidden'] | .//select") for each in asked)


def test_many_answers_are_saved_at_once_and_what_follows_is_asked(adviser: Adviser) -> None:
    adviser.begins()
    page = fills_in(
        adviser,
        named(RECEIVED, value="yes"),
        on(STARTED, "12", "10"),
        named(KIND, value="academy", known_from="told"),
        named(EXAM, value="yes"),
        named("school", school="Example School", town="Exampletown"),
    )
    assert (page.path, page.status) == (INTAKE, 200)
    records = adviser.records()
    assert records[STARTED]["value"] == "2026-10-12"
    assert records["school"]["value"]["name"] == "Example School"
    assert (records[KIND]["known_from"], records[EXAM]["known_from"]) == ("told", "letter")
    first = page.tree.xpath("//h2")[0]
    assert first.text_content() == "New since the last answers"
    assert named(DATED, day="").keys() <= page.forms[-1].controls.keys()
    assert named("exclusion.first_exam_on", day="").keys() <= page.forms[-1].controls.keys()


def test_what_is_right_is_saved_and_the_rest_comes_back(adviser: Adviser) -> None:
    adviser.begins()
    page = fills_in(
        adviser,
        named(KIND, value="academy"),
        on(BORN, "31", "2", "2012"),
        on(STARTED, "", "3"),
        named(SEN, value="not-sure"),
    )
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert len(page.problems()) == 2
    for link in page.tree.xpath("//*[@class='errbox']//a"):
        assert page.tree.get_element_by_id(link.get("href")[1:]) is not None
    assert page.values(f"{interview.key_of(BORN)}-day") == ["31"]
    assert page.values(f"{interview.key_of(STARTED)}-month") == ["3"]
    records = adviser.records()
    assert records[KIND]["value"] == "academy"
    assert records[SEN]["value"] is None
    assert BORN not in records
    fixed = adviser.send(page, on(BORN, "29", "2", "2012") | on(STARTED, "12", "3"))
    assert fixed.status == 200
    assert adviser.records()[BORN]["value"] == "2012-02-29"


def test_days_of_one_form_are_looked_at_together(adviser: Adviser) -> None:
    adviser.begins()
    page = fills_in(adviser, on(STARTED, "12", "10"), on(MEETING, "1", "10"))
    assert page.status == 422
    assert "This is before Monday 12 October 2026" in page.problems()[0]
    assert adviser.records()[STARTED]["value"] == "2026-10-12"
    assert MEETING not in adviser.records()


def test_a_list_takes_several_entries_and_none(adviser: Adviser) -> None:
    history = adviser.library.slots.history
    adviser.begins("suspension")
    entries = {
        "0-day": "14", "0-month": "9", "0-year": "2026", "0-what": "whole_days", "0-count": "2",
        "1-month": "9", "1-year": "2026", "1-what": "lunchtimes", "1-count": "3",
        "2-what": "half_day",
    }  # fmt: skip
    page = fills_in(adviser, named(history, **entries))
    assert page.status == 200, page.problems()
    value = adviser.records()[history]["value"]
    assert [each["what"] for each in value] == ["whole_days", "lunchtimes", "half_day"]
    assert value[2]["first_day"] is None
    wrong = fills_in(adviser, named(history, **{"0-day": "1", "0-month": "9", "0-year": "2026"}))
    assert wrong.status == 422
    assert len(adviser.records()[history]["value"]) == 3
    fills_in(adviser, named(history, value="none"))
    assert adviser.records()[history]["value"] == []


def test_what_is_left_empty_stays_as_it_is(adviser: Adviser) -> None:
    adviser.begins()
    fills_in(adviser, named(KIND, value="academy"))
    before = adviser.records()
    page = fills_in(adviser)
    assert page.status == 200
    assert adviser.records() == before
    now = page.tree.xpath("//*[@role='group']//p/b")
    assert "An academy or a free school" in [each.text_content() for each in now]


def test_another_source_that_differs_is_kept_beside(adviser: Adviser) -> None:
    adviser.begins()
    fills_in(adviser, named(KIND, value="academy"), known="letter")
    fills_in(adviser, named(KIND, value="maintained"), known="parent")
    assert [each["value"] for each in adviser.records()[KIND]["also"]] == ["academy"]


def test_an_answer_that_is_not_asked_any_more_is_said_and_not_lost(adviser: Adviser) -> None:
    adviser.begins()
    fills_in(adviser, named(RECEIVED, value="yes"))
    page = fills_in(adviser, named(RECEIVED, value="no"), named("notice.says", value=["length"]))
    assert page.status == 422
    assert "not asked any more" in page.text
    assert "length" in page.text
    assert adviser.records()[RECEIVED]["value"] == "no"


def test_somebody_else_answered_meanwhile(
    adviser: Adviser, family_in: Callable[[str], Family]
) -> None:
    family = family_in("en")
    family.begin("permanent_exclusion")
    family.put(RECEIVED, {"value": "yes"})
    adviser.is_let_in_by(family)
    page = adviser.open(INTAKE)
    family.put(KIND, {"value": "maintained"})
    family.put(SEN, {"value": "not-sure"})
    asked = adviser.send(page, named(KIND, value="academy") | named(EXAM, value="no"))
    assert asked.status == 409
    assert "A school run with the council" in asked.problems()[0]
    assert asked.values(f"{interview.key_of(KIND)}-value") == ["academy"]
    records = adviser.records()
    assert (records[KIND]["value"], records[EXAM]["value"]) == ("maintained", "no")
    assert SEN in records
    assert adviser.send(asked, named(KIND, value="academy")).status == 200
    assert adviser.records()[KIND]["value"] == "academy"


def test_a_long_form_is_taken(adviser: Adviser) -> None:
    adviser.begins()
    page = adviser.open(INTAKE)
    many = {f"{interview.key_of(KIND)}-filler{each}": "x" * 100 for each in range(900)}
    sent = {**page.forms[-1].filled(named(EXAM, value="no"), None), **many}
    assert adviser.post(INTAKE, sent).status in (200, 422)
    assert adviser.records()[EXAM]["value"] == "no"


@pytest.fixture(scope="module")
def listed(content: Library, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """The application with a list of schools."""
    folder = tmp_path_factory.mktemp("listed")
    load(folder)
    return create_app(settings(folder), content, Clock())


def test_a_school_is_chosen_from_the_list_and_brings_its_kind(
    listed: ASGIApp, content: Library
) -> None:
    adviser = Adviser(listed, content, Clock())
    adviser.begins()
    page = fills_in(adviser, named("school", school="fern dail"), named(EXAM, value="no"))
    assert page.status == 422
    assert "Choose the school from the list" in page.problems()[0]
    assert "school" not in adviser.records()
    page = adviser.send(page, named("school", value=ACADEMY))
    assert page.status == 200, page.problems()
    records = adviser.records()
    assert records["school"]["value"]["urn"] == ACADEMY
    assert records[KIND]["by"] == "register"
    fills_in(adviser, named(KIND, value="maintained"), known="parent")
    aside = adviser.at(KIND).tree.xpath("//aside")[0].text_content()
    assert "The list of schools: An academy or a free school" in " ".join(aside.split())


def test_a_school_that_is_not_in_the_list_is_typed(listed: ASGIApp, content: Library) -> None:
    adviser = Adviser(listed, content, Clock())
    adviser.begins()
    page = fills_in(adviser, named("school", school="fern dail"))
    adviser.send(page, named("school", value="typed"))
    assert adviser.records()["school"]["value"]["urn"] is None
