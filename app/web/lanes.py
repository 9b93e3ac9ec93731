"""Work that takes much memory or time, and so one at a time in each server process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple, Unpack

import anyio
import anyio.to_thread

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class Lanes:
    """One for each server process. Who comes second waits: nobody is sent away."""

    def __init__(self) -> None:
        self.uploads = anyio.CapacityLimiter(1)
        self._packs = anyio.CapacityLimiter(1)

    async def pack(
        self, call: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments
    ) -> Result:
        """`call(*arguments)` in a thread, after those that came before."""
        return await anyio.to_thread.run_sync(call, *arguments, limiter=self._packs)
