"""Our own files for the page: style, script, pictures. Each address names its content."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_ASKING_AGAIN = ("etag", "last-modified", "accept-ranges")  # which nobody then does


@lru_cache
def address(name: str) -> str:
    """The address of a static file, different whenever its content is."""
    digest = hashlib.blake2b((FOLDER / name).read_bytes(), digest_size=4).hexdigest()
    return f"/static/{name}?v={digest}"


class Assets(StaticFiles):
    """Static files that a browser may keep for ever when their address names their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long to keep it."""
        response = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b"") and response.status_code == 200:
            response.headers["cache-control"] = FOR_EVER
            for name in FOR_ASKING_AGAIN:
                del response.headers[name]
        return response
