"""Work that takes much memory or time, and so one at a time in each server process; and room for
the forms with a file in them, which are read before that work begins."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar, TypeVarTuple, Unpack

import anyio
import anyio.to_thread

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


ROOM = 84_000_000  # bytes: four of the largest forms with a file, or many usual ones


class Room:
    """So many bytes of memory for all who send a file. Each has as much of it as their form is
    long: so a slow sender with a photo leaves room for all others."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._freed = anyio.Event()

    @asynccontextmanager
    async def of(self, size: int) -> AsyncIterator[None]:
        """`size` bytes, as soon as they are free. More than there are at all are never free."""
        while self._left < size:
            await self._freed.wait()
        self._left -= size
        try:
            yield
        finally:
            self._left += size
            self._freed.set()
            self._freed = anyio.Event()


class Lanes:
    """One for each server process. Who comes second waits: nobody is sent away."""

    def __init__(self) -> None:
        self.room = Room(ROOM)
        self._cleaning = anyio.CapacityLimiter(1)
        self._packs = anyio.CapacityLimiter(1)
        self._sheets = anyio.CapacityLimiter(1)

    async def cleaning(
        self, call: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments
    ) -> Result:
        """`call(*arguments)` in a thread, after those that came before."""
        return await anyio.to_thread.run_sync(call, *arguments, limiter=self._cleaning)

    async def pack(
        self, call: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments
    ) -> Result:
        """`call(*arguments)` in a thread, after those that came before."""
        return await anyio.to_thread.run_sync(call, *arguments, limiter=self._packs)

    async def sheets(
        self, call: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments
    ) -> Result:
        """The same for papers that anybody may ask for: no family waits for these with a pack."""
        return await anyio.to_thread.run_sync(call, *arguments, limiter=self._sheets)
