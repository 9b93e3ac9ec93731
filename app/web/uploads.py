"""A posted form with a file in it, held in memory only: nothing that is not sealed meets a disk.

The name of the file and the type that the browser gives it are never looked at.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import anyio
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from app.render.refusals import Refusal
from app.web import typed
from app.web.lanes import Room
from app.web.typed import Posted

LIMIT = 21_000_000  # bytes of a whole form: one file of 20 MB, and what stands around it
SECONDS = 300  # for all of it
MOST_FILES = 2  # a form may offer two ways to choose one; of two that were chosen one counts
TOO_LARGE = 413


@dataclass(frozen=True, slots=True)
class Most:
    """How large a form may be: all of it and one field, in bytes, and how many fields."""

    form: int = LIMIT
    fields: int = 10
    field: int = 4096


USUAL = Most()


class _InMemory(MultiPartParser):
    spool_max_size = 0  # never written to a temporary file, whatever its size


@dataclass(frozen=True, slots=True)
class Upload:
    """What was typed, and the file or why there is none."""

    fields: Posted
    content: bytes | Refusal


@asynccontextmanager
async def received(request: Request, room: Room, most: Most = USUAL) -> AsyncIterator[Upload]:
    """The form of this request, with room for it as long as it is looked at. Whoever is slow keeps
    nobody waiting who needs no more room than is left. `limit`: bytes of the whole form. Raises
    HTTPException(400) for what is no such form."""
    async with AsyncExitStack() as held:
        sent = Upload({}, Refusal.TOO_SLOW)
        with anyio.move_on_after(SECONDS):
            await held.enter_async_context(room.of(_length(request, most.form)))
            sent = await _kept(request, most)
        yield sent


def _length(request: Request, most: int) -> int:
    """How long the form is as far as it says so. None of one that is too long is kept."""
    said = typed.whole(request.headers.get("content-length", ""))
    if said is None:
        return most
    return said if said <= most else 0


async def _kept(request: Request, most: Most) -> Upload:
    try:
        return await _read(request, most)
    except HTTPException as error:
        if error.status_code != TOO_LARGE:
            raise
        return Upload({}, Refusal.TOO_BIG)


async def _read(request: Request, most: Most) -> Upload:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(400)
    parser = _InMemory(
        request.headers,
        request.stream(),
        max_files=MOST_FILES,
        max_fields=most.fields,
        max_part_size=most.field,
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise HTTPException(400) from error
    fields: dict[str, list[str]] = {}
    content: bytes | Refusal = Refusal.NOTHING
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read() or content
        else:
            fields.setdefault(name, []).append(value)
    await form.close()
    return Upload(fields, content)
