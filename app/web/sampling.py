"""The page on which a sentence stands, as a made-up family would see it, with the sentence lit up.

Tries the likely pages one after the other and takes the first that says the message: each page's
voice remembers what it says. Writes nothing and opens no real case.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, time
from html import escape
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response

from app.i18n.voice import Key, Voice
from app.model.errors import ServiceError
from app.model.letters import UsePart
from app.services import interview
from app.services.casework import Held
from app.services.documents import Document
from app.services.samples import SampleCases
from app.store.cases import CaseStore
from app.store.open_case import OpenCase
from app.web.parts import Parts
from app.web.routes import journey, letter, public, result, rights
from app.web.visit import Visit

Make = Callable[[Visit], Awaitable[Response]]
Page = tuple[Document, Make]
MOST_TRIED = 30
BLANK = re.compile(r"\{[^}]*\}")
SHORTEST_PIECE = 3
NOON = time(12)
LIT = "<mark class='lit'>"


class NothingStored:
    """Stands where the cases are: a made-up family has only its answers."""

    is_local = True

    def read(self, *_: Any) -> None:
        """Nothing was ever written."""

    def names(self, *_: Any) -> tuple[str, ...]:
        """Nothing is there."""
        return ()


class SampleVisit(Visit):
    """A request of a made-up family."""

    def __init__(
        self, parts: Parts, request: Request, voice: Voice, now: datetime, document: Document
    ) -> None:
        super().__init__(parts, request, voice)
        self.now = now
        self.token = "made up"  # noqa: S105 - no token: pages look only whether there is one
        self.is_fragment = False
        self.document = document

    @property
    def store(self) -> CaseStore:
        """Nothing."""
        return cast(CaseStore, NothingStored())

    async def held(self) -> Held:
        """The made-up case."""
        opened = OpenCase(b"", b"", b"", b"", 1, self.now, kept=False)
        return Held(opened, self.document, 1)

    async def held_or_none(self) -> Held | None:
        """The same."""
        return await self.held()

    def public(self, name: str, values: Callable[[], Any], *, by_browser: bool = False) -> Response:
        """A public page, made for this one look and kept by nobody."""
        return self.page(name, has_case=False, **values())


async def lit_up(
    parts: Parts, request: Request, voice: Voice, cases: SampleCases, key: Key
) -> str | None:
    """The page that says `key`, as HTML with it lit up; None if no sample page does."""
    now = datetime.combine(cases.on, NOON, tzinfo=UTC)
    tried = 0
    for document, make in _pages(parts, cases, key[0]):
        tried += 1
        if tried > MOST_TRIED:
            return None
        visit = SampleVisit(parts, request, voice, now, document)
        visit.path = "/"
        try:
            made = await make(visit)
        except ServiceError:
            continue
        if key in (visit.voice.heard or ()):
            said = visit.voice.say(key[1], key[0]).text
            return _marked(bytes(made.body).decode(), said)
    return None


def _marked(page: str, said: str) -> str:
    """The page with the longest unbroken piece of the sentence lit up."""
    pieces = sorted((each.strip() for each in BLANK.split(said)), key=len, reverse=True)
    start = page.find("<main")
    for piece in pieces:
        found = escape(piece, quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        at = page.find(found, start) if len(found) >= SHORTEST_PIECE else -1
        if at >= 0:
            end = at + len(found)
            return f"{page[:at]}{LIT}{found}</mark>{page[end:]}"
    return page


def _pages(parts: Parts, cases: SampleCases, context: str) -> Iterator[Page]:
    """Pages that may say a message of this context, the likely ones first."""
    first, _, rest = context.partition(".")
    if first in ("questions", "facts"):
        yield from _questions(parts, cases, rest)
    elif first in ("letters", "parts", "recipients"):
        yield from _letters(parts, cases, rest.partition(".")[0])
    elif first in ("rights", "kinds", "provisions", "outcomes", "decisions", "readings"):
        yield from _law(parts, rest.partition(".")[0] if first == "rights" else "")
    nobody = Document("en")
    for each in (public.first, public.help_, public.words, public.about, rights.index):
        yield nobody, each
    for document in cases.documents:
        for page in (result.show, journey.check, letter.shelf, *map(_part, result.PARTS)):
            yield document, page
    yield from _questions(parts, cases, "")


def _questions(parts: Parts, cases: SampleCases, path: str) -> Iterator[Page]:
    """The question pages of all samples; only that of one fact if `path` begins with it."""
    for document in cases.documents:
        walk = interview.replay(parts.library, document, cases.on).walk
        for step in (*walk.steps, *walk.later):
            fact = step.asked.asks
            if not path or path.startswith(f"{fact}."):
                yield document, _question(interview.key_of(fact))


def _letters(parts: Parts, cases: SampleCases, named: str) -> Iterator[Page]:
    letters = parts.library.letters
    names = (
        (named,)
        if named in letters
        else tuple(each for each in letters if _uses(parts, each, named))
    )
    for document in cases.documents:
        for name in names:
            yield document, _letter(name)


def _uses(parts: Parts, letter: str, part: str) -> bool:
    """Whether a letter puts a part into itself."""
    blocks = parts.library.letters[letter].blocks
    return any(isinstance(each, UsePart) and each.use == part for each in blocks)


def _law(parts: Parts, named: str) -> Iterator[Page]:
    for name in (named,) if named else tuple(parts.library.rights):
        yield Document("en"), _rights(name)
    yield Document("en"), rights.kinds


def _question(key: str) -> Make:
    return lambda visit: journey.show(visit, key)


def _letter(name: str) -> Make:
    return lambda visit: letter.show(visit, name)


def _rights(name: str) -> Make:
    return lambda visit: rights.page(visit, name)


def _part(name: str) -> Make:
    return lambda visit: result.one_part(visit, name)
