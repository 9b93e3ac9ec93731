"""What every request passes: security headers, size of the body, and where a post comes from.

Plain ASGI, because it stands around each request. Knows no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not "no-referrer": with it a browser too old for Sec-Fetch-Site posts with "Origin: null".
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
# For the one page on which somebody records their voice, and hears it before it is sent.
RECORDING = {
    "content-security-policy": POLICY.replace("media-src 'self'", "media-src 'self' blob:"),
    "permissions-policy": HEADERS["permissions-policy"].replace(
        "microphone=()", "microphone=(self)"
    ),
}
SAFE = {"GET", "HEAD", "OPTIONS"}
OWN_SITE = {"same-origin", "none"}
LONGEST_LENGTH = 20  # digits
DRAINED = 3


class Guard:
    """Wraps the application. `base_url` is the address that families type; `open_paths` are
    prefixes of addresses that keep no cookie and may be posted to from anywhere (the API);
    `larger` are addresses without their first part (the language) whose forms may be larger, and
    how large; one that begins with a star names only the last part."""

    def __init__(
        self,
        app: ASGIApp,
        base_url: str,
        body_limit: int,
        open_paths: tuple[str, ...] = (),
        larger: Mapping[str, int] | None = None,
    ) -> None:
        self.app = app
        self.base_url = base_url
        self.body_limit = body_limit
        self.open_paths = open_paths
        self.larger = larger or {}
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
        limit = self._limit(scope)
        announced = int(length) if length.isdigit() and len(length) < LONGEST_LENGTH else 0
        limited = _Limited(receive, limit, announced > limit)
        if scope["method"] == "HEAD":  # the answer to GET, without what is in it
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        await self.app(scope, limited, self._with_headers(send))

    def _limit(self, scope: Scope) -> int:
        _, _, path = scope["path"].removeprefix("/").partition("/")
        ending = f"*/{path.rpartition('/')[2]}"
        return self.larger.get(path) or self.larger.get(ending, self.body_limit)

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
        # A trial goes by several names (localhost, 127.0.0.1); a public site has one.
        same_host = urlsplit(origin).netloc == headers.get("host")
        return origin == self.base_url or (same_host and not self.is_https)

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


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        bare = {**message, "body": b""} if message["type"] == "http.response.body" else message
        await send(bare)

    return sending


class _Limited:
    """Reads a body up to a limit. What is too long ends in a page of ours: so the rest is taken in
    and dropped, as far as DRAINED times the limit, or the browser would not look at any answer."""

    def __init__(self, receive: Receive, limit: int, is_too_long: bool) -> None:
        self.receive = receive
        self.left = -1 if is_too_long else limit
        self.least = -DRAINED * limit

    async def __call__(self) -> Message:
        message = await self._next()
        while self.left < 0 and message.get("more_body") and self.left > self.least:
            message = await self._next()
        if self.left < 0:
            raise HTTPException(413)
        return message

    async def _next(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        return message
