"""An organisation at its computers: members who sign in, begin cases, show codes and hand on."""

from __future__ import annotations

import re
from typing import Any

from starlette.types import ASGIApp

from app.store.signed_in import SignedIn
from tests.web import desks
from tests.web.family import Clock
from tests.web.reading import Page

HOLDER = re.compile(r'name="case"\s+value="([0-9a-f]{32})"')


class Adviser:
    """Somebody of an organisation at a computer, signed in."""

    def __init__(self, app: ASGIApp, clock: Clock, name: str = "") -> None:
        self.app = app
        self.clock = clock
        self.parts = desks.parts_of(app)
        self.name = name or desks.named("Oda")
        self.http = desks.browser(app)

    def founds(self, organisation: str) -> Adviser:
        """The first lead of a new organisation."""
        desks.found(self.http, self.parts, organisation, self.name)
        return self

    def asks_in(self) -> Adviser:
        """One more adviser of the same organisation."""
        other = Adviser(self.app, self.clock)
        page = self.post("/people", do="invite", role="adviser")
        token = re.search(r"/join/([\w-]+)", page.html)[1]  # type: ignore[index]
        desks.join(other.http, token, other.name)
        self.post("/people", do="confirm", person=self.person(other.name))
        other.signs_in()
        return other

    def signs_in(self) -> None:
        assert desks.sign_in(self.http, self.name).path == "/desk"

    def person(self, name: str) -> str:
        """The id of a member, as the page of people holds it."""
        card = self.open("/people").html.split(f"<h2>{name}", 1)[1]
        return re.search(r'name="person" value="([0-9a-f]+)"', card)[1]  # type: ignore[index]

    def open(self, path: str, status: int = 200) -> Page:
        page = Page(self.http.get(path))
        assert page.status == status, f"{page.status} on {path}"
        return page

    def post(self, path: str, status: int = 200, **sent: Any) -> Page:
        page = Page(self.http.post(path, data=sent))
        assert page.status == status, f"{page.status} on {path}"
        return page

    def begins(self, journey: str, language: str = "en") -> None:
        """A case begun at the desk, and open there."""
        answer = self.http.post(
            "/desk/begin", data={"journey": journey, "language": language}, follow_redirects=False
        )
        assert answer.status_code == 303

    def cases(self) -> list[str]:
        """The holder ids of the cases in the list."""
        listed = self.parts.desk.cases(self.who(), self.clock())
        return [each.holder_id.hex() for each in listed]

    def who(self) -> SignedIn:
        """This member as the store knows them."""
        return desks.signed_in(self.http, self.parts)

    def opens(self, case: str) -> Page:
        """One of the cases, opened."""
        return self.post("/desk/open", case=case)

    def code(self) -> str:
        """Six digits to read out."""
        page = self.post("/desk/code")
        found = "".join(each.text for each in page.tree.xpath("//*[@class='code']/span"))
        assert len(found) == 6
        return found
