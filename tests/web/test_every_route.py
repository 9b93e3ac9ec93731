"""Every address there is, asked for as each kind of person and as a stranger. The table is made
from the application itself: a new route is in it the day it is written.

One family's case is full of marks that stand nowhere else. Whoever may not read the case must
meet none of them anywhere, whatever they ask for and whatever they hold in their browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import compile_path
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from app.services import casework, deskwork, interview
from app.services.deskwork import Pointer
from tests.web.addresses import PARAMETER, addresses
from tests.web.charity import Charity, Member
from tests.web.conftest import settings
from tests.web.family import Clock, Family

MARKS = ("Zebrafish", "Quetzal", "ocelot", "Kezia", "pangolin")
GIVEN = {"lang": "en", "kind": "pdf", "number": "1", "part": "days", "form": "pdf"}
# What another person's browser might hold: whoever has it must still be who they are.
OUTSIDERS = (
    "stranger",
    "another family",
    "supporter",
    "reviewer",
    "printer",
    "another charity",
    "put out",
)
INSIDERS = ("adviser", "lead")


class Town:
    """One charity with a case full of marks, another one, and everybody who might look."""

    def __init__(self, app: ASGIApp, content: Library) -> None:
        self.app, self.content = app, content
        self.charity, self.other = (
            Charity(app, content, "Open Door"),
            Charity(app, content, "Other Door"),
        )
        lead = self.charity.lead
        plan = {"school": {"school": "Zebrafish School", "town": "Exampletown"}}
        lead.begins()
        lead.go_through(lead.open("/result"), plan)
        self.number = lead.number()
        lead.does("/desk/case", do="name", name="Quetzal")
        lead.does("/desk/case", do="note", note="ocelot")
        lead.does("/desk/case", do="task", text="pangolin", by="2026-10-20")
        self._name_the_child(lead)
        self.pointer = lead.http.cookies["case"]
        self.pointers: dict[TestClient, str] = {}
        self.people = dict(self._people())

    def _name_the_child(self, lead: Member) -> None:
        parts, who = lead.parts, lead.who()
        (listed,) = parts.desk.cases(who, parts.clock())
        self.holder = listed.holder_id
        held = deskwork.hold(parts.desk, who, Pointer(self.holder, 0), parts.clock())
        child = parts.library.slots.child_name
        named = interview.keep_text(parts.library, held.document, child, "Kezia", parts.clock())
        casework.save(parts.store, held, named, parts.clock())

    def _people(self) -> Iterator[tuple[str, TestClient]]:
        yield "stranger", Family(self.app, self.content).http
        family = Family(self.app, self.content)
        family.to_result("suspension")
        yield "another family", family.http
        yield "supporter", self._supporter()
        for role in ("reviewer", "printer", "adviser"):
            yield role, self._at(self.charity.member(role), opens=role == "adviser")
        gone = self.charity.member("adviser")
        person = gone.who().person_id.hex()
        self.charity.lead.does("/people", do="remove", person=person)
        yield "put out", self._at(gone)
        yield "another charity", self._at(self.other.lead)
        yield "lead", self._at(self.charity.lead)

    def _supporter(self) -> TestClient:
        """Somebody whom the family lets see its days, and nothing else."""
        lead = self.charity.lead
        found = lead.parts.desk.open(lead.who(), self.holder, None, lead.parts.clock())
        _, number = lead.parts.sharing.give_view(
            found.open_case, "dates", "Aunt", lead.parts.clock()
        )
        browser = Family(self.app, self.content)
        page = browser.post("/en/number", {"number": number})
        assert page.path == "/en/view"
        assert "2026" in page.text or "October" in page.text, "the days are there"
        return browser.http

    def _at(self, member: Member, *, opens: bool = False) -> TestClient:
        """Their browser, with the cookie that names the case. It holds no key."""
        cookie = self.pointer
        if opens:  # what another session opened opens nothing in theirs
            member.opens(self.number)
            cookie = member.http.cookies["case"]
        self.pointers[member.http] = cookie
        member.http.cookies.set("case", cookie, domain="127.0.0.1", path="/")
        return member.http

    def stored(self) -> bytes:
        """The case as it lies there, opened by whoever may."""
        lead = self.charity.lead
        found = lead.parts.desk.open(lead.who(), self.holder, None, lead.parts.clock())
        assert found.stored is not None
        return found.stored[0]


@pytest.fixture(scope="module")
def town(content: Library, tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("town")
    return Town(create_app(settings(folder), content, Clock()), content)


@pytest.fixture(scope="module")
def table(town: Town) -> tuple[tuple[str, str], ...]:
    return addresses(town.app)


def _address(path: str) -> str:
    return PARAMETER.sub(lambda each: GIVEN.get(each[1], "1"), path)


def _ask(http: TestClient, method: str, path: str) -> tuple[int, str]:
    answer = http.request(method, _address(path), data={} if method == "POST" else None)
    return answer.status_code, answer.text


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_outside_reads_a_mark_or_changes_anything(
    town: Town, table: tuple[tuple[str, str], ...], who: str
) -> None:
    before, http = town.stored(), town.people[who]
    for method, path in table:
        cookies = dict(http.cookies)
        status, text = _ask(http, method, path)
        assert status < 500, f"{method} {path} as {who}: {status}"
        shown = [mark for mark in MARKS if mark in text]
        assert not shown, f"{method} {path} shows {shown} to {who}"
        for name, value in cookies.items():  # whoever signs out or leaves comes back
            http.cookies.set(name, value, domain="127.0.0.1", path="/")
    assert town.stored() == before


@pytest.mark.parametrize("who", INSIDERS)
def test_whoever_may_read_the_case_meets_no_fault(
    town: Town, table: tuple[tuple[str, str], ...], who: str
) -> None:
    http, seen = town.people[who], ""
    for method, path in table:
        if method == "GET":
            status, text = _ask(http, method, path)
            assert status < 500, f"{path} as {who}: {status}"
            seen += text
            http.cookies.set("case", town.pointers[http], domain="127.0.0.1", path="/")
    assert all(mark in seen for mark in MARKS), "the marks are there for who may read them"


def test_pages_of_the_desk_ask_a_stranger_to_sign_in(
    town: Town, table: tuple[tuple[str, str], ...]
) -> None:
    http = town.people["stranger"]
    inside = [
        each for each in table if each[1].startswith(("/desk", "/people", "/me", "/translate"))
    ]
    for method, path in inside:
        answer = http.request(method, _address(path), follow_redirects=False)
        refused = answer.status_code in (404, 405) or answer.headers.get("location") == "/sign-in"
        assert refused, f"{method} {path}: {answer.status_code}"


def test_every_address_is_answered_by_its_own_route(table: tuple[tuple[str, str], ...]) -> None:
    for method, path in table:
        first = next(
            (each, other)
            for each, other in table
            if each == method and compile_path(other)[0].match(_address(path))
        )
        assert first == (method, path), f"{first[1]} stands before {path}"


def test_no_address_holds_anything_of_a_case(table: tuple[tuple[str, str], ...]) -> None:
    named = {name for _, path in table for name in PARAMETER.findall(path)}
    assert not named & {"case", "case_id", "holder", "fact", "answer", "person"}


def test_the_marks_are_nowhere_in_the_files(town: Town) -> None:
    town.charity.lead.parts.store.database.empty_log()
    folder = town.charity.lead.parts.settings.folder
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    assert any(path.suffix == ".sqlite" for path in files)
    for path in files:
        written = path.read_bytes()
        for mark in (*MARKS, town.charity.lead.name):
            assert mark.encode() not in written, f"{mark} in {path.name}"
