"""Days of an organisation's cases in the calendar of a phone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.services import deskwork
from tests.web.family import ORIGIN, Clock, Family
from tests.web.organisation import Adviser
from tests.web.test_sharing import gives

ADDRESS = re.compile(r"http://[\w.:]+(/feed/[\w-]+\.ics)")


@pytest.fixture
def harbour(app: ASGIApp, clock: Clock, family: Family) -> Adviser:
    """An organisation with one case."""
    found = Adviser(app, clock).founds("Harbour Advice")
    family.to_result("permanent_exclusion")
    gives(family, found)
    found.opens(found.cases()[0])
    return found


@pytest.fixture
def phone(app: ASGIApp) -> TestClient:
    return TestClient(app, ORIGIN)


def _address(adviser: Adviser) -> str:
    page = adviser.post("/desk/feeds", do="make")
    return ADDRESS.search(page.html)[1]  # type: ignore[index]


def _summaries(phone: TestClient, address: str) -> list[str]:
    found = phone.get(address)
    assert found.status_code == 200
    return [str(each["summary"]) for each in Calendar.from_ical(found.content).walk("VEVENT")]


def test_a_phone_fetches_the_days_under_the_number_of_the_case(
    harbour: Adviser, phone: TestClient
) -> None:
    address = _address(harbour)
    found = phone.get(address)
    assert found.headers["content-type"].startswith("text/calendar")
    assert found.headers["cache-control"] == "no-store"
    assert "set-cookie" not in found.headers
    said = _summaries(phone, address)
    assert said
    assert all(re.match(r"Case \d{4}: ", each) for each in said)
    for word in ("Example School", "Sam", "Exampletown"):
        assert word not in found.text
    assert address not in harbour.open("/desk/feeds").html, "it is shown once"


def test_a_nickname_and_a_new_answer_reach_the_phone(
    harbour: Adviser, phone: TestClient, family: Family
) -> None:
    address = _address(harbour)
    [listed] = harbour.parts.desk.cases(harbour.who(), harbour.clock())
    deskwork.change(
        harbour.parts.desk,
        harbour.who(),
        listed.case_id,
        lambda was: replace(was, name="Blue door"),
    )
    before = _summaries(phone, address)
    assert all(each.startswith("Blue door: ") for each in before)
    uids = set(re.findall(r"UID:(\w+)", phone.get(address).text))
    family.put("school.kind", {"value": "academy"})
    assert _summaries(phone, address)
    assert uids & set(re.findall(r"UID:(\w+)", phone.get(address).text))


def test_a_case_that_came_later_is_added_with_the_next_list(
    harbour: Adviser, phone: TestClient, family: Family
) -> None:
    address = _address(harbour)
    before = len(_summaries(phone, address))
    other = family.another()
    other.to_result("permanent_exclusion")
    gives(other, harbour)
    who, desk, now = harbour.who(), harbour.parts.desk, harbour.clock()
    deskwork.keep_feeds(desk, who, desk.cases(who, now), now)
    said = _summaries(phone, address)
    assert len(said) == 2 * before
    assert sum(each.startswith("New case: ") for each in said) == before
    for each in harbour.cases():
        harbour.opens(each)
    assert all(each.startswith("Case ") for each in _summaries(phone, address))


@pytest.mark.parametrize(
    "secret", ["x", "A" * 43, "A" * 42, "é" * 43, "%00" * 10, "..", "A" * 5000]
)
def test_a_wrong_address_finds_nothing(phone: TestClient, harbour: Adviser, secret: str) -> None:
    _address(harbour)
    found = phone.get(f"/feed/{secret}.ics")
    assert found.status_code == 404
    assert "A" * 20 not in found.text


def test_a_calendar_ends_when_its_owner_says_so(harbour: Adviser, phone: TestClient) -> None:
    address = _address(harbour)
    page = harbour.open("/desk/feeds")
    harbour.post("/desk/feeds", **page.form({}, "end").filled({}, "end"))
    assert phone.get(address).status_code == 404


def test_three_calendars_and_no_more(harbour: Adviser) -> None:
    for _ in range(3):
        _address(harbour)
    assert "You have three" in harbour.open("/desk/feeds").text
    harbour.post("/desk/feeds", 404, do="make")


def test_the_calendar_of_a_member_who_was_put_out_ends(harbour: Adviser, phone: TestClient) -> None:
    colleague = harbour.asks_in()
    own, theirs = _address(harbour), _address(colleague)
    assert _summaries(phone, theirs)
    harbour.post("/people", do="remove", person=harbour.person(colleague.name))
    assert phone.get(theirs).status_code == 404
    assert _summaries(phone, own)


def test_a_family_that_stops_an_organisation_stops_its_calendars(
    harbour: Adviser, phone: TestClient, family: Family
) -> None:
    address = _address(harbour)
    assert _summaries(phone, address)
    assert "calendar" not in family.open("/share").text
    asked = family.send(family.open("/share"), button="stop")
    family.send(asked, button="stop-now")
    assert not _summaries(phone, address)
