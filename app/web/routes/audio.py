"""Recorded voices for families: the same for everybody, no cookie, nothing personal."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.i18n.recordings import slot_named
from app.model.errors import PageNotFound
from app.store.access import run
from app.web import ranges
from app.web.deps import PartsOf

router = APIRouter(include_in_schema=False)

# Kept by the phone that played it, never by a cache in between: whoever has a recording taken out
# must not go on being heard there.
KEPT = "private, max-age=31536000, immutable"


@router.get("/{lang}/audio/{name}")
async def play(parts: PartsOf, request: Request, lang: str, name: str) -> Response:
    """One recording."""
    slot = slot_named(name)
    found = parts.recorded.at(lang, slot) if slot is not None else None
    content = await run(parts.store, parts.recorded.content, found) if found else None
    if found is None or content is None:
        # Another process may have taken it out or put it in.
        await run(parts.store, parts.recorded.refresh)
        raise PageNotFound
    return ranges.answer(request, content, found.media_type, KEPT)
