"""The public numbers: nothing until there is enough, then the same for everybody, also as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import cast

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from app.model.pattern_counts import ALL, Contribution, Protected
from app.services import pattern_views, patterns
from app.services.patterns import Published, TooSoon
from app.services.speaking import Speaker
from app.web.parts import Parts
from tests.fixtures.school_list import load
from tests.web.conftest import settings
from tests.web.family import ORIGIN, START, Clock, Family
from tests.web.test_access import _check as is_accessible

BEFORE = START.date().replace(year=START.year - 1, month=11)
LATER = "2026-27 autumn"


@pytest.fixture
def served(content: Library, tmp_path: Path) -> ASGIApp:
    """An application of its own: what is public there is made by each test."""
    load(tmp_path)
    return create_app(settings(tmp_path), content, Clock())


@pytest.fixture
def parts(served: ASGIApp) -> Parts:
    return cast(Parts, served.app.state.parts)  # type: ignore[attr-defined]


@pytest.fixture
def reader(served: ASGIApp) -> TestClient:
    return TestClient(served, base_url=ORIGIN)


def counted(content: Library, number: int) -> Protected:
    """What an organisation with sixty families publishes."""
    cells = {"measure": "suspension", "stage": "before_governors", "school_kind": "academy"}
    more = {"authority": "999", "term": LATER}
    given = [
        Contribution(f"{number}-{each}", {**cells, **more}, frozenset({"notice_incomplete"}))
        for each in range(60)
    ]
    found = patterns.count(content, given, None, number.to_bytes(32), BEFORE)
    assert isinstance(found, Published)
    return found.table


def agree(parts: Parts, content: Library, how_many: int) -> list[Protected]:
    """Organisations that let their numbers go in."""
    made = []
    for number in range(how_many):
        token = parts.people.found_organisation(f"Group {number}", parts.clock())
        own = parts.people.invitation(token, parts.clock()).organisation_id
        made.append(counted(content, number))
        parts.patterns.put(own, made[-1], parts.clock(), agreed=True)
    return made


def test_while_there_is_not_enough_the_page_says_so(
    served: ASGIApp, parts: Parts, content: Library
) -> None:
    agree(parts, content, 2)
    page = Family(served, content).open("/patterns")
    assert "not enough to show yet" in page.text
    assert not page.tree.xpath("//table")
    assert "It looks as if there was no letter" in page.text  # what would be counted
    is_accessible(page)


def test_three_organisations_are_added_up(served: ASGIApp, parts: Parts, content: Library) -> None:
    every = agree(parts, content, 3)
    page = Family(served, content).open("/patterns")
    total = sum(each.shown[ALL] for each in every)
    assert f"About {total} families or more" in page.text
    rows = {
        row.xpath("string(th)").strip(): row.xpath("string(td)").strip()
        for row in page.tree.xpath("//table[@class='bars']//tr")
    }
    measure = (("measure",), ("suspension",))
    assert rows["Suspension"] == str(sum(each.shown[measure] for each in every))
    assert "Exampleshire" in rows
    assert "Group 0" not in page.text
    is_accessible(page)


def test_the_numbers_stay_the_same_for_a_term(
    parts: Parts, content: Library, reader: TestClient
) -> None:
    agree(parts, content, 3)
    first = reader.get("/en/patterns/numbers.csv").text
    agree(parts, content, 2)
    assert reader.get("/en/patterns/numbers.csv").text == first
    assert len(parts.patterns.every(None)) == 1


def test_the_files_can_be_counted_with(parts: Parts, content: Library, reader: TestClient) -> None:
    assert reader.get("/en/patterns/numbers.csv").status_code == 404
    agree(parts, content, 3)
    numbers = reader.get("/en/patterns/numbers.csv")
    assert numbers.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="numbers.csv"' in numbers.headers["content-disposition"]
    lines = list(csv.DictReader(io.StringIO(numbers.text)))
    assert {each["term"] for each in lines} == {"2026-27 autumn"}
    meanings = list(csv.DictReader(io.StringIO(reader.get("/sk/patterns/meanings.csv").text)))
    words = {each["word"] for each in meanings}
    for line in lines:
        assert int(line["families_about"]) % 5 == 0
        used = {line["counted_by"], line["value"], line["and_by"], line["and_value"]}
        assert {each for each in used if " " not in each} - words <= {"", "fault"}
    named = {each["word"]: each for each in meanings}
    assert named["999"]["label"] == "Exampleshire"
    assert named["late_meeting"]["definition"].startswith("The governors had to meet")


@pytest.mark.parametrize("lang", ["sk", "ur"])
def test_the_page_is_read_in_other_languages(
    served: ASGIApp, parts: Parts, content: Library, lang: str
) -> None:
    agree(parts, content, 3)
    page = Family(served, content, lang).open("/patterns")
    assert page.tree.xpath("//table[@class='bars']")
    definitions = page.tree.xpath("//dd")
    assert definitions and all(each.get("lang") == "en" for each in definitions)
    is_accessible(page)


class Ana:
    """Somebody at the desk."""

    name, organisation, roles, languages = "Ana", "Harbour", frozenset({"lead"}), ()


@pytest.mark.parametrize(
    ("soon", "says"),
    [
        (None, "About"),
        (TooSoon("this_term"), "There is a table of this term already"),
        (TooSoon("too_few"), "Too few families are new"),
    ],
)
@pytest.mark.parametrize("leads", [True, False])
def test_the_page_of_the_desk(
    parts: Parts, content: Library, soon: TooSoon | None, says: str, leads: bool
) -> None:
    english = parts.catalogues.voice("en")
    labels = pattern_views.labels(content, Speaker(english, english), {"999": "Exampleshire"})
    assert labels is not None
    values = {
        "who": Ana,
        "at": str,
        "found": pattern_views.view(labels, counted(content, 1)),
        "soon": soon,
        "leads": leads,
        "agreed": False,
        "counted_cases": 60,
        "definitions": pattern_views.definitions(labels),
        "numbers_file": "/desk/numbers.csv",
        "meanings_file": "/desk/meanings.csv",
    }
    text = parts.pages.render("staff/patterns.html", english, values)
    assert says in text
    assert "Exampleshire" in text
    assert ("60 cases agree" in text) is leads
    assert ("Count now" in text) is leads
    nothing = parts.pages.render("staff/patterns.html", english, {**values, "found": None})
    assert "There is no table yet" in nothing
    assert "public table" not in nothing


@pytest.mark.parametrize(("is_counted", "sends"), [(True, "no"), (False, "yes")])
def test_the_switch_of_a_case(parts: Parts, is_counted: bool, sends: str) -> None:
    values = {"counted": is_counted, "consent_action": "/desk/case/counted"}
    text = parts.pages.render("staff/patterns_consent.html", parts.catalogues.voice("en"), values)
    assert f'value="{sends}"' in text
    assert 'action="/desk/case/counted"' in text
    assert ("What to ask the family" in text) is not is_counted
