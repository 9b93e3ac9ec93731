"""Pages that are the same for everybody: how long anyone may keep one, and when it is still good.

Such a page holds no cookie, no answer and no token, so any cache in between may serve it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

LONGEST = 60 * 60  # seconds
NOT_MODIFIED = 304
A_DAY = timedelta(days=1)


def kept(request: Request, text: str, now: datetime, varies: tuple[str, ...]) -> Response:
    """The page with its validator, or only the news that it has not changed. `now` is the time
    in England.

    The validator names the very words: content, language, files of ours and the day are all in
    them. It is a weak one, because the page goes out compressed or not. `varies` are the headers
    of a request that the page depends on."""
    tag = f'W/"{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"'
    headers = {
        "etag": tag,
        "cache-control": f"public, max-age={_seconds(now)}",
        "vary": ", ".join(varies),
    }
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    return HTMLResponse(text, headers=headers)


def _seconds(now: datetime) -> int:
    """An hour, but not past midnight: the next day may have other law."""
    midnight = datetime.combine(now.date() + A_DAY, time(), now.tzinfo)
    return min(LONGEST, int(midnight.timestamp() - now.timestamp()))


def _has(given: str, tag: str) -> bool:
    wanted = {each.strip() for each in given.split(",")}
    return "*" in wanted or tag in wanted or tag.removeprefix("W/") in wanted
