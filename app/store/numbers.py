"""Return codes for `async` handlers: always in a thread, and few at once. Knows no page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar, TypeVarTuple, Unpack

import anyio
import anyio.to_thread

from app.store.cases import CaseStore
from app.store.open_case import OpenCase
from app.store.views import OpenView

AT_ONCE = 2

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class Numbers:
    """One for each server process. Each code takes 64 MiB and a core for about a tenth of a second,
    so only two are worked out at once; the others wait their turn.
    """

    def __init__(self, store: CaseStore, at_once: int = AT_ONCE) -> None:
        self._store = store
        self._limiter = anyio.CapacityLimiter(at_once)

    async def slowly(
        self, call: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments
    ) -> Result:
        """`call(*arguments)`, which works out a passphrase: in its turn."""
        return await anyio.to_thread.run_sync(call, *arguments, limiter=self._limiter)

    async def open_with_number(
        self, code: str, network_address: str, now: datetime
    ) -> OpenCase | OpenView:
        """As CaseStore.open_with_number."""
        return await anyio.to_thread.run_sync(
            self._store.open_with_number, code, network_address, now, limiter=self._limiter
        )

    async def keep(
        self, open_case: OpenCase, now: datetime, last_deadline: date | None = None
    ) -> str:
        """As CaseStore.keep."""
        return await anyio.to_thread.run_sync(
            self._store.keep, open_case, now, last_deadline, limiter=self._limiter
        )
