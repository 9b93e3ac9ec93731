"""What every request passes: security headers, size of the body, and where a post comes from.

Plain ASGI, because it stands around each request. Knows no page.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
SAFE = {"GET", "HEAD", "OPTIONS"}
OWN_SITE = {"same-origin", "none"}


class TooLong(Exception):
    """The body is longer than allowed."""


class Guard:
    """Wraps the application. `base_url` is the address that families type; `open_paths` are
    prefixes of addresses that keep no cookie and may be posted to from anywhere (the API)."""

    def __init__(
        self, app: ASGIApp, base_url: str, body_limit: int, open_paths: tuple[str, ...] = ()
    ) -> None:
        self.app = app
        self.base_url = base_url
        self.body_limit = body_limit
        self.open_paths = open_paths
        self.is_https = base_url.startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._may_post(scope, headers):
            refused = PlainTextResponse("This form was not sent from our own page.", 403)
            await refused(scope, receive, self._with_headers(send))
            return
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self.body_limit:
            refused = PlainTextResponse("That was too much text.", 413)
            await refused(scope, receive, self._with_headers(send))
            return
        limited = _Limited(receive, self.body_limit)
        try:
            await self.app(scope, limited, self._with_headers(send))
        except TooLong:
            refused = PlainTextResponse("That was too much text.", 413)
            await refused(scope, receive, self._with_headers(send))

    def _may_post(self, scope: Scope, headers: Headers) -> bool:
        """A post counts only from our own pages: by Sec-Fetch-Site, else by Origin."""
        if scope["method"] in SAFE or scope["path"].startswith(self.open_paths or ("\0",)):
            return True
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in OWN_SITE
        origin = headers.get("origin")
        if origin is None:
            return False
        return origin == self.base_url or urlsplit(origin).netloc == headers.get("host")

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if self.is_https:
                    headers["strict-transport-security"] = "max-age=31536000"
                headers.setdefault("cache-control", "no-store")
            await send(message)

        return sending


class _Limited:
    """Reads a body up to a limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self.receive = receive
        self.left = limit

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise TooLong
        return message
