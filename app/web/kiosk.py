"""A shared computer: what every page gets, and does not keep, while a browser is marked as one.

Knows pages as text only: any page, also one of an error or for paper, is changed the same way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings

# Seconds without a hand on it; the pages say "3 minutes".
WARN_AFTER, CLEAR_AFTER = 150, 180
LIMITS: Mapping[str, int] = {"warn_after": WARN_AFTER, "clear_after": CLEAR_AFTER}
PARTS = ("parts/kiosk_head.html", "parts/kiosk.html")
A_YEAR = 365 * 24 * 60 * 60  # seconds
ON = "on"
NAME = "Exclusion Rights"
CLEARED = '"cache", "storage"'  # not cookies: the mark of a shared computer is one

TITLE = re.compile(rf"<title>[^<]*{NAME}</title>")
FORM = re.compile(r"<form\b(?![^>]*\bautocomplete=)")
FIELD = re.compile(r'\bautocomplete="[^"]*"')
HEAD_ENDS = re.compile(r"(?=</head>)")
HEADER = re.compile(r"(?=<header\b)")


def cookie(settings: Settings) -> str:
    """The name of the mark."""
    return "kiosk" if settings.insecure_loopback else "__Host-kiosk"


def is_on(request: HTTPConnection, settings: Settings) -> bool:
    """Whether a request comes from a computer that is marked as shared."""
    return request.cookies.get(cookie(settings)) == ON


def switch(response: Response, settings: Settings, *, on: bool) -> Response:
    """The answer, with the mark set in this browser or taken away."""
    secure = not settings.insecure_loopback
    response.set_cookie(
        cookie(settings),
        ON if on else "",
        max_age=A_YEAR if on else 0,
        httponly=True,
        secure=secure,
        samesite="lax",
    )
    return response


def shared(page: str, head: str = "", bar: str = "") -> str:
    """A page, or a piece of one, for a shared computer: its title says nothing, no form is filled
    in by the browser; `head` comes last in its head, `bar` stands above its header. The neutral
    page to leave by has no header and does not name us: so it stays neutral."""
    named = TITLE.sub(f"<title>{NAME}</title>", page, count=1)
    with_head = HEAD_ENDS.sub(lambda _: head, named, count=1)
    whole = HEADER.sub(lambda _: bar, with_head, count=1)
    return FORM.sub('<form autocomplete="off"', FIELD.sub('autocomplete="off"', whole))


class NothingKept:
    """Wraps the application: no answer to a shared computer is kept by its browser, not even what
    is the same for everybody."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and is_on(HTTPConnection(scope), self.settings):
            send = _not_kept(send)
        await self.app(scope, receive, send)


def _not_kept(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["cache-control"] = "no-store"
            del headers["etag"]
            del headers["last-modified"]
        await send(message)

    return sending
