"""An organisation and its people at their computers: each one browser, signed in."""

from __future__ import annotations

import re

from starlette.types import ASGIApp

from app.content.library import Library
from app.store.signed_in import SignedIn
from tests.web import desks
from tests.web.family import Family
from tests.web.reading import Page

LINK = re.compile(r"/join/([\w-]+)")


class Member(Family):
    """Somebody of an organisation. Pages of a case are read in English."""

    def __init__(self, app: ASGIApp, library: Library, name: str) -> None:
        super().__init__(app, library)
        self.name = name
        self.parts = desks.parts_of(app)

    def joins(self, token: str) -> None:
        """Use a one-time link."""
        desks.join(self.http, token, self.name)

    def signs_in(self) -> Page:
        """With name and passphrase."""
        return desks.sign_in(self.http, self.name)

    def at(self, path: str, status: int = 200) -> Page:
        """A page of the desk."""
        page = Page(self.http.get(path))
        assert page.status == status, f"{page.status} on {path}"
        return page

    def does(self, path: str, **fields: str | list[str]) -> Page:
        """A form of the desk, sent."""
        return self.post(path, fields)

    def who(self) -> SignedIn:
        """The member as the store knows them."""
        return desks.signed_in(self.http, self.parts)

    def begins(self, journey: str = "permanent_exclusion", lang: str = "sk") -> str:
        """A new case, open at this desk. Its number."""
        self.post("/desk/begin", {"journey": journey, "language": lang})
        return self.number()

    def fills_in(self, journey: str = "permanent_exclusion") -> Page:
        """A new case with every question answered: its result page."""
        self.begins(journey)
        return self.go_through(self.open("/result"))[-1]

    def number(self) -> str:
        """The number of the case that is open."""
        return self.at("/desk/case").h1.split()[1]

    def opens(self, number: str) -> Page:
        """A case of the list."""
        found = re.search(
            r'value="([0-9a-f]{32})"[^<]*(?:<[^>]*>[^<]*)*?case ' + number,
            self.http.get("/desk").text,
        )
        assert found, number
        return self.post("/desk/open", {"case": found[1]})


class Charity:
    """An organisation with a first lead, signed in."""

    def __init__(self, app: ASGIApp, library: Library, name: str) -> None:
        self.app, self.library, self.name = app, library, name
        self.lead = self._person("Lea")
        desks.found(self.lead.http, self.lead.parts, name, self.lead.name)

    def _person(self, name: str) -> Member:
        return Member(self.app, self.library, desks.named(name))

    def member(self, *roles: str, name: str = "Ada") -> Member:
        """One more member, asked in, confirmed and signed in."""
        found = self._person(name)
        page = self.lead.http.post("/people", data={"do": "invite", "role": list(roles)}).text
        link = LINK.search(page)
        assert link
        found.joins(link[1])
        waiting = [
            each
            for each in self.lead.parts.people.members(self.lead.who())
            if each.name == found.name
        ]
        self.lead.does("/people", do="confirm", person=waiting[0].person_id.hex())
        found.signs_in()
        return found
