"""How an `async` handler calls the store: the one rule, in one place. Knows no handler."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple, Unpack

import anyio.to_thread

from app.store.cases import CaseStore

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


async def run(
    store: CaseStore, call: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments
) -> Result:
    """`call(*arguments)`: at once for SQLite, in a thread for a database across a network.

    A local read takes less time than handing it to a thread, and handing over loses most of a
    server's speed. Return codes have their own door: app/store/numbers.py.
    """
    if store.is_local:
        return call(*arguments)
    return await anyio.to_thread.run_sync(call, *arguments)
