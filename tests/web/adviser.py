"""An adviser at the desk of an organisation: one browser, signed in, with one case open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.services import casework, deskwork, interview
from app.services.documents import Document
from app.store.signed_in import SignedIn
from app.web import pointers
from tests.web import desks
from tests.web.family import ORIGIN, Clock, Family, usual
from tests.web.reading import Page

SESSION = "/desk/session"
MOST = 60


class Adviser:
    """The first lead of an organisation of its own."""

    def __init__(self, app: ASGIApp, library: Library, clock: Clock) -> None:
        self.app, self.library, self.clock = app, library, clock
        self.parts = desks.parts_of(app)
        self.http = desks.browser(app)
        desks.found(self.http, self.parts, "Harbour Advice", desks.named("Ina"))

    def begins(self, journey: str = "permanent_exclusion", lang: str = "sk") -> Page:
        """A new case, at its first question."""
        return self.post("/desk/begin", {"journey": journey, "language": lang})

    def another_browser(self) -> TestClient:
        """The same adviser, with the same case, at another machine."""
        other = TestClient(self.app, ORIGIN, headers={"origin": ORIGIN})
        for each in self.http.cookies.jar:
            other.cookies.set(each.name, each.value or "", domain=each.domain, path="/")
        return other

    def open(self, path: str, status: int = 200) -> Page:
        """A page of the desk."""
        page = Page(self.http.get(path))
        assert page.status == status, f"{page.status} on {path}"
        return page

    def at(self, fact: str, more: str = "") -> Page:
        """A question in the session."""
        return self.open(f"{SESSION}/{interview.key_of(fact)}{more}")

    def post(self, path: str, sent: Mapping[str, Any]) -> Page:
        """A form as it is."""
        return Page(self.http.post(path, data=dict(sent)))

    def send(self, page: Page, fields: Mapping[str, Any], button: str | None = None) -> Page:
        """Fill in a form of the page and press a button."""
        form = page.form(dict(fields), button)
        return self.post(form.action, form.filled(dict(fields), button))

    def says(self, fact: str, fields: Mapping[str, Any], known_from: str = "parent") -> Page:
        """Open a question and answer it."""
        return self.send(self.at(fact), {**fields, "known_from": known_from}, "next")

    def fact(self, page: Page) -> str:
        """The question of a page."""
        return interview.fact_of(self.library, page.path.removeprefix(f"{SESSION}/")[:8])

    def goes_through(self, page: Page, plan: Mapping[str, Any] | None = None) -> list[Page]:
        """Question after question, up to saying everything back."""
        seen = [page]
        while not page.path.endswith("/check"):
            given = usual(self.library, self.fact(page), plan or {})
            assert isinstance(given, dict), "a list is tested by itself"
            page = self.send(page, given, "next")
            assert page.status == 200, f"{page.status}: {page.problems()} after {seen[-1].h1}"
            seen.append(page)
            assert len(seen) < MOST, "the session does not end"
        return seen

    def document(self) -> Document:
        """The open case, as it is stored."""
        pointer = pointers.read(self.http.cookies["case"], self.who)
        assert pointer is not None
        return deskwork.hold(self.parts.desk, self.who, pointer, self.clock.now).document

    def records(self) -> dict[str, dict[str, Any]]:
        """The answers of the open case, as they are stored."""
        return self.document().records()

    @property
    def who(self) -> SignedIn:
        """Whoever is signed in, with the key of the organisation."""
        return desks.signed_in(self.http, self.parts)

    def is_let_in_by(self, family: Family) -> Page:
        """A family gives its case to the organisation, which opens it."""
        token = family.http.cookies["case"]
        opened = casework.hold(self.parts.store, token, self.clock.now).open_case
        code = self.parts.sharing.make_code(self.who, self.clock.now)
        self.parts.sharing.share(opened, code, self.who.organisation_id, self.clock.now)
        listed = self.parts.desk.cases(self.who, self.clock.now)
        return self.post("/desk/open", {"case": listed[0].holder_id.hex()})


def plainly(page: Page) -> str:
    """Everything on a page, hidden fields too, with single spaces."""
    return re.sub(r"\s+", " ", page.html)
