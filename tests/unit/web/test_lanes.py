"""Room in memory for those who send files: nobody waits who needs no more than is left."""

from __future__ import annotations

import anyio
import pytest

from app.web.lanes import Room


def test_who_needs_more_than_is_left_waits_and_who_needs_less_does_not() -> None:
    assert anyio.run(_in_turn, Room(100)) == ["large", "small", "large again"]


async def _in_turn(room: Room) -> list[str]:
    came: list[str] = []
    held, leave = anyio.Event(), anyio.Event()

    async def stay() -> None:
        async with room.of(80):
            came.append("large")
            held.set()
            await leave.wait()

    async def follow() -> None:
        async with room.of(80):
            came.append("large again")

    with anyio.fail_after(60):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(stay)
            await held.wait()
            tasks.start_soon(follow)
            await anyio.lowlevel.checkpoint()
            async with room.of(20):
                came.append("small")
            leave.set()
    return came


def test_who_gives_up_or_fails_leaves_the_room_as_it_was() -> None:
    anyio.run(_given_up, Room(100))


async def _given_up(room: Room) -> None:
    with pytest.raises(ValueError):
        async with room.of(100):
            with anyio.CancelScope() as waiting:
                waiting.cancel()
                async with room.of(1):
                    raise AssertionError("there was no room")
            raise ValueError
    with anyio.fail_after(60):
        async with room.of(100):
            pass
