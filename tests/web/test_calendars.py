"""The calendar of the family's council: named on the page, and made surer by what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.content.library import Library
from app.main import create_app
from app.services import casework, interview, term_dates
from app.store.cases import open_store
from tests.web.conftest import ROOT, settings
from tests.web.family import Clock, Family, bare
from tests.web.reading import Page

SAMPLE = ROOT / "tests" / "fixtures" / "term_dates.csv"
PUT_IN = date(2026, 11, 1)
COUNT = f"/days/{interview.key_of('governing_board_duty')}"


class Home:
    """A family of an installation of its own, at a school whose council is known."""

    def __init__(self, folder: Path, content: Library) -> None:
        self.settings = settings(folder)
        self.clock = Clock()
        self.family = Family(create_app(self.settings, content, self.clock), content)
        self.family.to_result("permanent_exclusion")
        self.at_council("999")

    def at_council(self, la_code: str) -> None:
        """As the school register would have stored it."""
        store = open_store(self.settings.database_url, self.settings.secret)
        held = casework.hold(store, self.family.http.cookies["case"], self.clock())
        school = {**held.document.case["school"]}
        school["value"] = {**school["value"], "la_code": la_code}
        document = replace(held.document, case={**held.document.case, "school": school})
        casework.save(store, held, document, self.clock())
        store.close()

    def put_in(self, table: Path = SAMPLE) -> None:
        """What an operator does while the service runs."""
        term_dates.put_in(self.settings.calendars, table, PUT_IN, accept_odd=False)


@pytest.fixture
def home(tmp_path: Path, content: Library) -> Home:
    return Home(tmp_path, content)


def press(home: Home, page: Page, button: str) -> Page:
    """Press a button and see where it leads."""
    return home.family.send(page, button=button)


def test_an_import_is_seen_by_the_running_service(home: Home, tmp_path: Path) -> None:
    assert "usual holidays of councils in England" in home.family.open(COUNT).text
    home.put_in()
    page = home.family.open(COUNT)
    assert "the term dates of Exampleshire, as of Sunday 1 November 2026" in page.text
    assert "Counted with the term dates of Exampleshire" in home.family.open("/result").text
    table = tmp_path / "renamed.csv"
    table.write_text(
        SAMPLE.read_text(encoding="utf-8").replace(",,Exampleshire", ",,New Exampleshire"),
        encoding="utf-8",
    )
    home.put_in(table)
    assert "the term dates of New Exampleshire" in home.family.open(COUNT).text


def test_open_on_all_these_days_leaves_one_day(home: Home) -> None:
    home.put_in()
    page = home.family.open(COUNT)
    assert "Was the school closed on any of these days?" in page.text
    assert "to Friday 23 October 2026" in page.text  # the days before half-term
    before = home.family.open("/result").text
    page = press(home, page, "open")
    assert page.path.endswith(COUNT)
    assert "You told us that the school was open on the days we counted." in page.text
    assert "You told us that the school is open on these days" in page.text
    assert "We are not sure of this day. It lies between" in before
    after = home.family.open("/result").text
    assert after.count("It lies between") < before.count("It lies between")
    again = press(home, page, "unsure")
    assert "Was the school closed on any of these days?" in again.text
    assert home.family.open("/result").text == before


def test_a_day_closed_later_asks_again_about_the_day_that_takes_its_place(home: Home) -> None:
    home.put_in()
    press(home, home.family.open(COUNT), "open")
    home.family.put("school.closed_days", [bare(13, 10)])
    page = home.family.open(COUNT)
    assert "Was the school closed on any of these days?" in page.text
    (form,) = [each for each in page.forms if each.has_button("open")]
    assert len(form.filled({}, "open")["days"][0].split()) == 1


def test_only_days_that_matter_are_kept(home: Home) -> None:
    home.put_in()
    page = home.family.open(COUNT)
    address = page.path
    sent = {"days": "2026-10-25 2031-01-01 yesterday", "do": "open"}
    page = home.family.post(address, sent)
    assert "You told us that the school" not in page.text
    nowhere = home.family.post("/en/days/00000000", sent)
    assert nowhere.status == 404


def test_another_program_is_told_whose_days_were_counted(home: Home) -> None:
    home.put_in()
    facts = {
        "exclusion.kind": "permanent_exclusion",
        "exclusion.started_on": "2026-10-12",
        "board.told_on": "2026-10-12",
        "school.kind": "maintained",
        "school": {"name": "Example School", "la_code": "999"},
    }
    body = {"on": "2026-11-23", "facts": facts, "decisions": ["governing_board_duty"]}
    found = home.family.http.post("/api/v1/assess", json=body).json()
    limit = found["conclusions"]["governing_board_duty"]["deadline"]
    calendar = limit["calendar"]
    assert limit["source"] == "council" and limit["earliest"] < limit["latest"]
    assert (calendar["name"], calendar["dated"]) == ("Exampleshire", "2026-11-01")
    assert calendar["first_hand"] and calendar["sure"] == "fairly"
    opened = [{"on": each, "reason": "open"} for each in calendar["open_question"]]
    body["facts"] = {**facts, "school.open_days": opened}
    told = home.family.http.post("/api/v1/assess", json=body).json()
    limit = told["conclusions"]["governing_board_duty"]["deadline"]
    assert limit["earliest"] == limit["latest"]
    assert limit["calendar"]["open_question"] == []
