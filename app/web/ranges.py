"""A file of ours in an answer, or the part of it that was asked for. Some phones play no other."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

ONE_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
PARTIAL, UNSATISFIABLE = 206, 416


def answer(request: Request, content: bytes, media_type: str, cache: str) -> Response:
    """The whole, or one range of bytes. Several ranges, or what is none, get the whole."""
    headers = {"accept-ranges": "bytes", "cache-control": cache}
    asked = ONE_RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or not any(asked.groups()):
        return Response(content, media_type=media_type, headers=headers)
    start, end = _span(asked[1], asked[2], len(content))
    if start >= end:
        headers = {"content-range": f"bytes */{len(content)}"}
        return Response(status_code=UNSATISFIABLE, headers=headers)
    headers["content-range"] = f"bytes {start}-{end - 1}/{len(content)}"
    return Response(content[start:end], PARTIAL, headers, media_type)


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    """From the first byte to the one after the last."""
    if not first:  # so many from the end
        return max(0, size - int(last)), size
    return int(first), min(int(last) + 1, size) if last else size
