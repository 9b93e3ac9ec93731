"""A family finds its school: without a script, while typing, and where the list has it wrong."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from tests.fixtures.school_list import JOINED, load
from tests.web.conftest import settings
from tests.web.family import Clock, Family
from tests.web.reading import Page

ACADEMY, PRIMARY, CLOSED, CLOUD = "900004", "900001", "900003", "900009"
SUGGEST = "/en/schools"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("listed")
    load(made)
    return made


@pytest.fixture(scope="module")
def listed(content: Library, folder: Path) -> ASGIApp:
    """The application with a list of schools."""
    return create_app(settings(folder), content, Clock())


@pytest.fixture
def finder(listed: ASGIApp, content: Library) -> Family:
    """A family that can look for its school."""
    return Family(listed, content)


def at_school(family: Family) -> Page:
    """The page that asks for the school."""
    page = family.begin("permanent_exclusion")
    while family.fact(page) != family.library.slots.school:
        page = family.answer(page, family.usual(family.fact(page), {}))
    return page


def looked_for(family: Family, **fields: str) -> Page:
    return family.send(at_school(family), fields, "search")


def choose(family: Family, urn: str, **fields: str) -> Page:
    """Choose a school of the list; what is asked next."""
    found = looked_for(family, **(fields or {"school": "fern dail"}))
    return family.send(found, {"value": urn}, "next")


def row(family: Family, fact: str) -> str:
    """What the list of all answers says to a question."""
    wanted = family.question(fact).rpartition("/")[2]
    for each in family.open("/check").tree.xpath("//dl/div"):
        if each.xpath(f".//a[contains(@href, '{wanted}')]"):
            return " ".join(each.xpath("./dd[1]")[0].text_content().split())
    return ""


def test_a_school_is_found_and_chosen_without_a_script(finder: Family) -> None:
    found = looked_for(finder, school="fern dail")
    assert found.status == 200
    assert "Fern Dale Academy" in found.text
    assert "Quokkaville, ZZ2 3CC. Before: Fern Dale School" in found.text
    assert "My school is not in this list" in found.text
    assert found.values("school") == ["fern dail"]
    finder.send(found, {"value": ACADEMY}, "next")
    assert row(finder, "school") == "Fern Dale Academy, Quokkaville"


def test_the_kind_of_school_is_not_asked_but_said_and_can_be_changed(finder: Family) -> None:
    kind = finder.library.slots.school_kind
    following = choose(finder, ACADEMY)
    assert finder.fact(following) != kind
    assert "The list of schools says: An academy or a free school" in following.text
    assert row(finder, kind) == "The list of schools says: An academy or a free school"
    page = finder.open(finder.question(kind))
    assert "The list of schools says so." in page.text
    finder.send(page, {"value": "maintained"}, "next")
    assert row(finder, kind) == "A school run with the council"
    again = finder.open(finder.question("school"))
    assert again.values("value") == [ACADEMY]
    finder.send(again, {}, "next")
    assert row(finder, kind) == "A school run with the council"  # the family's own word stays


def test_another_school_brings_its_own_kind(finder: Family) -> None:
    kind = finder.library.slots.school_kind
    choose(finder, ACADEMY)
    page = finder.send(finder.open(finder.question("school")), {"school": "larkhollow"}, "search")
    finder.send(page, {"value": PRIMARY}, "next")
    assert row(finder, kind) == "The list of schools says: A school run with the council"
    page = finder.open(finder.question("school"))
    following = finder.send(page, {"school": "Not listed anywhere", "value": []}, "next")
    assert finder.fact(following) == kind  # what the list said was about another school


def test_a_type_that_settles_nothing_leaves_the_question(finder: Family) -> None:
    following = choose(finder, CLOUD, school="cloudtop")
    assert finder.fact(following) == finder.library.slots.school_kind


def test_a_school_outside_the_rules_gets_the_page_for_it(finder: Family) -> None:
    page = choose(finder, "900008", school="cafe street")
    assert finder.go_through(page)[-1].path.endswith("/result")
    assert "own rules" in finder.open("/result").text


def test_a_school_that_is_not_listed_is_taken_as_typed(finder: Family) -> None:
    found = looked_for(finder, school="fern dail", town="Otherplace")
    following = finder.send(found, {"value": "typed"}, "next")
    assert row(finder, "school") == "fern dail, Otherplace"
    assert finder.fact(following) == finder.library.slots.school_kind


def test_nothing_like_it_goes_on_with_the_name(finder: Family) -> None:
    none = looked_for(finder, school="Xyzzyx")
    assert none.status == 200
    assert "We found no school like that." in none.text
    following = finder.send(none, {}, "next")
    assert finder.fact(following) == finder.library.slots.school_kind


def test_next_shows_the_list_before_it_takes_a_name(finder: Family) -> None:
    page = at_school(finder)
    shown = finder.send(page, {"school": "larkholow"}, "next")
    assert finder.fact(shown) == "school"
    assert "Larkhollow Primary School" in shown.text
    assert not shown.problems()
    refused = finder.send(shown, {}, "next")
    assert refused.status == 422
    assert refused.problems()
    assert "Larkhollow Primary School" in refused.text


def test_a_postcode_alone_is_enough_to_look(finder: Family) -> None:
    assert "Wood Larkhollow Academy" in looked_for(finder, town="ZZ2 2BB").text


def test_not_sure_still_works(finder: Family) -> None:
    following = finder.send(at_school(finder), {"value": "not-sure"}, "next")
    assert finder.fact(following) == finder.library.slots.school_kind


def piece(family: Family, **sent: str) -> str:
    answer = family.http.post(SUGGEST, data=sent, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    return answer.text


def test_suggestions_follow_what_is_typed(finder: Family) -> None:
    page = at_school(finder)
    field = page.tree.xpath("//input[@name='school']")[0]
    assert field.get("hx-post") == SUGGEST
    assert "delay" in field.get("hx-trigger")
    assert page.tree.xpath(f"//*[@id='{field.get('hx-target')[1:]}']")
    found = piece(finder, school="larkh", town="quokka")
    assert "Wood Larkhollow Academy" in found
    assert 'value="typed"' in found
    assert "<html" not in found
    assert "We found" in found
    assert "checked" in piece(finder, school="fern dale", value=ACADEMY)
    assert "radio" not in piece(finder, school="l")


def test_suggestions_come_only_to_our_own_pages(finder: Family) -> None:
    client = TestClient(finder.app, base_url="http://127.0.0.1:8000")
    answer = client.post(
        SUGGEST, data={"school": "fern"}, headers={"origin": "https://else.example"}
    )
    assert answer.status_code == 403
    assert client.get(SUGGEST).status_code in (404, 405)


def test_what_is_looked_for_is_in_no_log_and_no_address(
    finder: Family, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    piece(finder, school="larkhollow", town="thistlebury")
    page = looked_for(finder, school="larkhollow")
    finder.http.post("/api/v1/schools/search", json={"text": "larkhollow"})
    written = "\n".join([caplog.text, *(str(each.__dict__) for each in caplog.records)])
    assert "larkhollow" not in written.lower()
    assert "larkhollow" not in str(page.response.url).lower()


def test_an_old_number_in_a_saved_case_shows_the_open_school(
    content: Library, tmp_path: Path
) -> None:
    """The school closes after the family chose it, and a newer list says so."""
    load(tmp_path, JOINED)
    family = Family(create_app(settings(tmp_path), content, Clock()), content)
    choose(family, CLOSED, school="fern dale")
    load(tmp_path)
    page = family.open(family.question("school"))
    assert "Fern Dale Academy" in page.text
    assert page.values("value") == [ACADEMY]


def test_a_smaller_list_leaves_the_kind_to_the_family(content: Library, tmp_path: Path) -> None:
    load(tmp_path, JOINED)
    family = Family(create_app(settings(tmp_path), content, Clock()), content)
    following = choose(family, PRIMARY, school="larkhollow")
    assert family.fact(following) == family.library.slots.school_kind


def test_the_api_finds_schools_with_their_kind(finder: Family) -> None:
    found = finder.http.post("/api/v1/schools/search", json={"text": "fern dail"}).json()
    assert (found["loaded"], found["date"]) == (True, "2026-11-18")
    first = found["schools"][0]
    assert first["name"] == "Fern Dale Academy"
    assert first["kind"] == "academy"
    assert first["before"] == "Fern Dale School"
    for wrong in ({"text": "x" * 121}, {"text": ""}, {}, {"text": "fern", "more": 1}):
        assert finder.http.post("/api/v1/schools/search", json=wrong).status_code == 422


def test_without_a_list_nothing_changes(family: Family) -> None:
    page = at_school(family)
    assert not any(form.has_button("search") for form in page.forms)
    assert not page.tree.xpath("//*[@hx-post]")
    assert "radio" not in piece(family, school="larkhollow")
    found = family.http.post("/api/v1/schools/search", json={"text": "larkhollow"}).json()
    assert found == {"loaded": False, "date": None, "schools": []}
