"""One request of one reader: their language, their case if they have one, and how to answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar, TypeVarTuple, Unpack
from zoneinfo import ZoneInfo

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.content.library import Library
from app.i18n.catalogues import Catalogues
from app.i18n.voice import ENGLISH, Voice
from app.model.errors import CaseLocked, CaseNotFound, NotAllowed, NotSignedIn
from app.model.letterhead import Letterhead
from app.services import casework, desk_settings, deskwork
from app.services.casework import Held
from app.services.schools import Schools
from app.services.speaking import Speaker
from app.services.views import Language
from app.store.access import run
from app.store.cases import CaseStore
from app.store.signed_in import SignedIn
from app.store.vault import SealBroken
from app.web import keeping, kiosk, pointers
from app.web.parts import Parts

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

MOST_FIELDS = 200
LONGEST_NAME = 80
PUBLIC = r"(?!/rights/|/charts/|/kinds/|/print$)"  # papers that are the same for everybody
TAKEN_AWAY = re.compile(
    rf"^(GET {PUBLIC}.*/(print|sheet|days\.ics|file\.[a-z]+|evidence/\d+)|POST /pack)$"
)
LONDON = ZoneInfo("Europe/London")
SEE_OTHER = 303


class Visit:
    """What a handler works with. `path` is the address without its language."""

    def __init__(self, parts: Parts, request: Request, voice: Voice) -> None:
        self.parts = parts
        self.request = request
        self.voice = voice if voice.lang == ENGLISH else voice.listening()
        self.now = parts.clock()
        self.token = request.cookies.get(parts.cookie, "")
        self.session = request.cookies.get(parts.desk_cookie, "")
        self._member: SignedIn | None = None
        self.is_shared = kiosk.is_on(request, parts.settings)
        self.is_fragment = request.headers.get("hx-request") == "true"
        self.path = request.url.path.removeprefix(f"/{voice.lang}") or "/"
        # Who helps, where an organisation has this case open: a family has none.
        self.letterhead: Letterhead | None = None

    @property
    def library(self) -> Library:
        """The content."""
        return self.parts.library

    @property
    def store(self) -> CaseStore:
        """The cases."""
        return self.parts.store

    @property
    def schools(self) -> Schools | None:
        """The list of schools, if there is one to look in."""
        found = self.parts.schools
        return found if found is not None and found.is_loaded else None

    @cached_property
    def today(self) -> date:
        """The date in England."""
        return self.now.astimezone(LONDON).date()

    @cached_property
    def speaker(self) -> Speaker:
        """How to speak to this reader."""
        return Speaker(self.voice, self.parts.catalogues.voice("en"))

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """Languages that work, this one marked. The browser's own language comes second."""
        return self._languages(self.wanted_language)

    def _languages(self, second: str) -> tuple[Language, ...]:
        """Languages that work; after English the one that is to come second."""
        offered = self.parts.catalogues.languages
        ranked = sorted(offered[1:], key=lambda each: each.code != second)
        return tuple(
            Language(
                each.code, each.name, each.direction, each.code == self.voice.lang, each.is_draft
            )
            for each in (*offered[:1], *ranked)
        )

    @property
    def wanted_language(self) -> str:
        """The first language of the browser that we have; English if there is none."""
        return wanted_language(self.parts.catalogues, self.request)

    @property
    def language(self) -> Language:
        """This reader's language."""
        voice = self.voice
        return Language(voice.lang, voice.name, voice.direction, True, voice.is_draft)

    @property
    def at_desk(self) -> bool:
        """Whether this browser shows a case as a member of an organisation opened it."""
        return pointers.is_pointer(self.token)

    @property
    def has_case(self) -> bool:
        """Whether this browser holds a case; who reads a view of one does not."""
        return bool(self.token) and not pointers.view_token(self.token)

    async def member_or_none(self) -> SignedIn | None:
        """Whoever is signed in at this browser, if anybody."""
        if self._member is None and self.session:
            try:
                self._member = await self.run(self.parts.people.signed_in, self.session, self.now)
            except NotSignedIn:
                return None
        return self._member

    async def held(self) -> Held:
        """The case of this browser. Raises CaseLocked if there is none to open, NotSignedIn where
        a member opened it who is not signed in any more."""
        found = await self.held_or_none()
        if found is None:
            raise NotSignedIn if self.at_desk else CaseLocked
        return found

    async def held_or_none(self) -> Held | None:
        """The case of this browser, if it has one and it still opens."""
        if self.at_desk:
            return await self._held_at_desk()
        if not self.token:
            return None
        try:
            return await run(self.store, casework.hold, self.store, self.token, self.now)
        except (CaseNotFound, SealBroken):
            return None

    async def _held_at_desk(self) -> Held | None:
        """The case that a member opened, by their organisation's key: the cookie only names it."""
        who = await self.member_or_none()
        pointer = None if who is None else pointers.read(self.token, who)
        if who is None or pointer is None:
            return None
        try:
            held = await self.run(deskwork.hold, self.parts.desk, who, pointer, self.now)
            self.letterhead = await self.run(desk_settings.letterhead, self.parts.desk, who)
        except (CaseNotFound, NotAllowed, SealBroken):
            return None
        return held

    async def note_paper(self) -> None:
        """A line in the audit list where a member takes something of a case away on paper or as a
        file. Told by the address, so that no such page can forget it."""
        if TAKEN_AWAY.search(f"{self.request.method} {self.path}"):
            held = await self.held_or_none()
            if held is not None:
                await self.run(self.store.note, held.open_case, "printed", self.now)

    async def run(
        self, call: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments
    ) -> Result:
        """Call something that uses the store: at once, or in a thread."""
        return await run(self.store, call, *arguments)

    async def aside(
        self, call: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments
    ) -> Result:
        """Call something that takes long: in a thread, so that others need not wait."""
        return await anyio.to_thread.run_sync(call, *arguments)

    async def posted(self, most: int = MOST_FIELDS) -> dict[str, list[str]]:
        """Every value of every field of the posted form. Files are left out."""
        form = await self.request.form(max_files=0, max_fields=most)
        found: dict[str, list[str]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                found.setdefault(name[:LONGEST_NAME], []).append(value)
        return found

    def page(self, name: str, status: int = 200, **values: Any) -> Response:
        """A page, or its main part for a step of htmx. Private: never stored by a browser."""
        given = {"languages": self.languages, "has_case": self.has_case, **values}
        response = HTMLResponse(self._text(name, given), status)
        response.headers["cache-control"] = "no-store"
        response.headers["vary"] = "HX-Request, Cookie"
        return response

    def public(
        self, name: str, values: Callable[[], Mapping[str, Any]], *, by_browser: bool = False
    ) -> Response:
        """A page that is the same for everybody on one day: made once, and anyone may keep it.

        Nothing in `values` may come from a cookie. With `by_browser` the languages stand in the
        order of this browser. The main part alone, for htmx, is not to be kept by anyone: a
        browser must never show it for the page."""
        order = self.languages if by_browser else self._languages(self.voice.lang)
        edition = self.parts.catalogues.edition
        text = self.parts.pages.once(
            (
                self.voice.lang,
                self.path,
                self.today,
                (self.is_fragment, self.is_shared),
                order,
                edition,
            ),
            lambda: self._text(name, {"languages": order, "has_case": False, **values()}),
        )
        if self.is_fragment:
            return HTMLResponse(text, headers={"vary": "HX-Request"})
        varies = ("HX-Request", "Accept-Language") if by_browser else ("HX-Request",)
        return keeping.kept(self.request, text, self.now.astimezone(LONDON), varies)

    def _text(self, name: str, values: Mapping[str, Any]) -> str:
        member = self._member if self.at_desk else None
        always = {
            "path": self.path,
            "fragment": self.is_fragment,
            "at_desk": member.organisation if member else "",
        }
        if not self.is_shared:
            return self._rendered(name, {**always, **values})
        # The bar first: what it says counts for the line that tells how far all is translated.
        head, bar = (
            "" if self.is_fragment else self._rendered(each, kiosk.LIMITS) for each in kiosk.PARTS
        )
        return kiosk.shared(self._rendered(name, {**always, **values}), head, bar)

    def _rendered(self, name: str, values: Mapping[str, Any]) -> str:
        return self.parts.pages.render(name, self.voice, values)

    def to(self, path: str) -> Response:
        """Send the reader on to another page, in their language."""
        return RedirectResponse(f"/{self.voice.lang}{path}", SEE_OTHER)

    def to_desk(self, path: str = "/desk/case") -> Response:
        """A family's own page, asked for at the desk: back to what the organisation may do."""
        return RedirectResponse(path, SEE_OTHER)

    def with_case(
        self, response: Response, token: str, *, until: datetime | None = None
    ) -> Response:
        """The answer, with the key of a case for this browser: until it is closed, or longer; on
        a shared computer never longer."""
        plain = self.parts.settings.insecure_loopback
        age = None
        if until is not None and not self.is_shared:
            age = max(0, int((until - self.now).total_seconds()))
        response.set_cookie(
            self.parts.cookie, token, max_age=age, httponly=True, secure=not plain, samesite="lax"
        )
        return response

    def without_case(self, response: Response) -> Response:
        """The answer, with the key cleared in this browser."""
        plain = self.parts.settings.insecure_loopback
        response.delete_cookie(self.parts.cookie, httponly=True, secure=not plain, samesite="lax")
        return response


def wanted_language(catalogues: Catalogues, request: Request) -> str:
    """The first language a browser asks for that we have; English if there is none."""
    for wanted in request.headers.get("accept-language", "").split(","):
        code = wanted.partition(";")[0].strip().partition("-")[0].lower()
        if catalogues.offers(code):
            return code
    return "en"
