"""One request of somebody who helps families: who they are, and how to answer. English only.

The desk, the reviewers' room and their sign-in have no language in their address: whoever works
there reads the English that everything is written in."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.model.errors import CaseLocked, NotSignedIn, TooManyTries
from app.services import deskwork
from app.services.deskwork import DeskCase, Pointer
from app.store.people import PeopleStore
from app.store.signed_in import SignedIn
from app.store.staff_sessions import HALF
from app.web import pointers
from app.web.addresses import network_address
from app.web.parts import Parts
from app.web.visit import SEE_OTHER, Visit

Posted = dict[str, list[str]]
LONGEST_NAME = 80
LONGEST_WORDS = 1000


class StaffVisit(Visit):
    """What a handler of the desk works with."""

    def __init__(self, parts: Parts, request: Request) -> None:
        super().__init__(parts, request, parts.catalogues.voice("en"))
        self.half = request.cookies.get(self._half_cookie, "")

    @property
    def people(self) -> PeopleStore:
        """Organisations and their people."""
        return self.parts.people

    @property
    def member(self) -> SignedIn | None:
        """Whoever was found to be signed in, once somebody asked."""
        return self._member

    @property
    def _half_cookie(self) -> str:
        return f"{self.parts.desk_cookie}-half"

    @property
    def address(self) -> str:
        """Where the request comes from, for counting wrong tries."""
        return network_address(self.request, self.parts.settings)

    async def who(self) -> SignedIn:
        """Whoever is signed in. Raises NotSignedIn."""
        found = await self.member_or_none()
        if found is None:
            raise NotSignedIn
        return found

    async def case(self) -> DeskCase:
        """The case open at this desk. Raises NotSignedIn, CaseLocked where none is open."""
        who = await self.who()
        pointer, held = pointers.read(self.token, who), await self.held_or_none()
        if pointer is None or held is None:
            raise CaseLocked
        record = await self.run(deskwork.record, self.parts.desk, who, held)
        return DeskCase(who, pointer, held, record)

    async def opened(self, response: Response, pointer: Pointer) -> Response:
        """The answer, with one of the organisation's cases open in this browser."""
        return self.with_case(response, pointers.write(pointer, await self.who()))

    def page(self, name: str, status: int = 200, **values: Any) -> Response:
        """A page of the desk, with whoever is signed in. Private: never stored by a browser."""
        text = self._text(
            name, {"who": self._member, "at": str, "languages": self.languages, **values}
        )
        return HTMLResponse(text, status, {"cache-control": "no-store", "vary": "Cookie"})

    def to(self, path: str) -> Response:
        """Send them on to another page of the desk."""
        return RedirectResponse(path, SEE_OTHER)

    def with_session(self, response: Response, token: str) -> Response:
        """The answer, with the key of a session for this browser until it is closed. A case that
        was open in another session is put away."""
        plain = self.parts.settings.insecure_loopback
        response.set_cookie(
            self.parts.desk_cookie, token, httponly=True, secure=not plain, samesite="lax"
        )
        self._put_away(response)
        return self._without(response, self._half_cookie) if self.half else response

    def with_half(self, response: Response, half: str) -> Response:
        """The answer, with what waits for the second step."""
        plain = self.parts.settings.insecure_loopback
        response.set_cookie(
            self._half_cookie,
            half,
            max_age=int(HALF.total_seconds()),
            httponly=True,
            secure=not plain,
            samesite="lax",
        )
        return response

    def without_half(self, response: Response) -> Response:
        """The answer, with what waited for the second step cleared."""
        return self._without(response, self._half_cookie)

    def without_session(self, response: Response) -> Response:
        """The answer, with the key of the session cleared, and the case put away."""
        self._put_away(response)
        return self._without(response, self.parts.desk_cookie)

    def _put_away(self, response: Response) -> None:
        if self.at_desk:
            self.without_case(response)

    def _without(self, response: Response, cookie: str) -> Response:
        plain = self.parts.settings.insecure_loopback
        response.delete_cookie(cookie, httponly=True, secure=not plain, samesite="lax")
        return response


def text(posted: Posted, field: str, longest: int = LONGEST_NAME) -> str:
    """What was typed into a field, without the spaces around it."""
    return (posted.get(field) or [""])[0].strip()[:longest]


def slow_down(tries: TooManyTries) -> str:
    """What to say to somebody who tried too often."""
    return f"Too many wrong tries. Please wait {tries.wait_seconds} seconds, then try again."
