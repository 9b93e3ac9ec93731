"""The question step against the floor, one at a time and at 16 connections.

A step is two requests, as in a browser without JavaScript: the POST that loads the sealed case,
takes the answer, saves it durably and answers 303, and the GET that loads it again and renders the
next question. So it is compared with two requests to the floor, on the same kind of connection, in
the same round.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from statistics import median

from app.content.library import Library
from bench import cases
from bench.client import Connection, Line, request
from bench.family import Asked, Family
from bench.rows import Row, Spread, at_most, spread
from bench.serving import Server

ROUNDS = 5
FLOOR_REQUESTS = 200
CONNECTIONS = 16
FLOOR_SECONDS = 2.0
FAMILIES = 1000
PARTS = 4  # the families come in so many parts, the floor is measured between them
LONGEST = 150.0  # seconds for all families; whoever has not begun then stays away
FLOOR = request("/")


def one_at_a_time(library: Library, floor: Server, product: Server) -> list[Row]:
    """Medians of each interview, and its ratio to the floor measured just before it."""
    at_floor, posts, gets, results = [], [], [], []
    for case in cases.read().certain * ROUNDS:
        at_floor.append(_floor_request(floor))
        posted, shown, result = _interview(library, case, product)
        posts.append(posted)
        gets.append(shown)
        results.append(result)
    pairs = list(zip(posts, gets, at_floor, strict=True))
    ratios = spread([(post + get) / (2 * least) for post, get, least in pairs])
    to_one = spread([(post + get) / least for post, get, least in pairs])
    return [
        Row("floor, one request", f"{_ms(at_floor):.2f} ms"),
        Row("question step: POST of an answer", f"{_ms(posts):.2f} ms"),
        Row("question step: GET of the next question", f"{_ms(gets):.2f} ms"),
        at_most("question step against two floor requests", ratios, 2, "x"),
        Row("the same against one floor request", f"{to_one:.1f} x"),
        Row("result page", f"{_ms(results):.1f} ms"),
    ]


def side_by_side(library: Library, floor: Server, product: Server) -> list[Row]:
    """Requests a second at 16 connections while families come, and memory when they have gone."""
    scripts = [_script(library, case, product) for case in cases.read().certain]
    before = product.resident()
    shares, rates, floors, came = [], [], [], 0
    until = time.perf_counter() + LONGEST
    for part in range(PARTS):
        at_floor = asyncio.run(_flood(floor.port))
        mine = [scripts[each % len(scripts)] for each in range(part, FAMILIES, PARTS)]
        rate, here = asyncio.run(_crowd(product.port, mine, until))
        came += here
        floors.append(at_floor)
        rates.append(rate)
        shares.append(rate / at_floor)
    share = spread(shares)
    memory = product.resident()
    rows = [
        Row(f"floor at {CONNECTIONS} connections", f"{spread(floors):.0f} requests/s"),
        Row(
            f"interviews with their results at {CONNECTIONS} connections",
            f"{spread(rates):.0f} requests/s",
        ),
        Row(
            "their share of the floor",
            f"1/{1 / share.middle:.1f} (1/{1 / share.least:.1f}-1/{1 / share.most:.1f})",
            "1/2",
            share.middle >= 1 / 2,
        ),
    ]
    if memory is None or before is None:
        return [*rows, Row("resident memory", "this system does not say", "200 MiB")]
    what = f"resident memory of the worker after {came} families"
    return [
        *rows,
        Row("resident memory before them", f"{before:.0f} MiB"),
        at_most(what, memory, 200, "MiB", ".0f"),
    ]


def _ms(seconds: Sequence[float]) -> Spread:
    return spread(seconds).times(1000)


def _floor_request(floor: Server) -> float:
    line = Connection(floor.port)
    found = median(line.ask(FLOOR).seconds for _ in range(FLOOR_REQUESTS))
    line.close()
    return found


def _interview(library: Library, case: cases.Case, product: Server) -> tuple[float, float, float]:
    """Median seconds of a POST and of the GET of a question; seconds of the result."""
    posts, gets = [], []
    family = Family(library, case, product.port)
    family.begin()
    for step in family.steps():
        if step.asks_on and step.page is not step.posted:
            posts.append(step.posted.seconds)
            gets.append(step.page.seconds)
    result = family.get(f"/{family.lang}/result").seconds
    family.close()
    return median(posts), median(gets), result


def _script(library: Library, case: cases.Case, product: Server) -> list[Asked]:
    family = Family(library, case, product.port)
    family.to_result()
    family.close()
    return family.script


async def _flood(port: int) -> float:
    """Requests a second of the floor."""
    until = time.perf_counter() + FLOOR_SECONDS

    async def one() -> int:
        line, count = await Line.open(port), 0
        while time.perf_counter() < until:
            await line.ask(FLOOR)
            count += 1
        line.close()
        return count

    return sum(await asyncio.gather(*(one() for _ in range(CONNECTIONS)))) / FLOOR_SECONDS


async def _crowd(port: int, families: list[list[Asked]], until: float) -> tuple[float, int]:
    """Requests a second, and how many families came."""
    waiting = iter(families)
    began = time.perf_counter()

    async def browser() -> tuple[int, int]:
        line, count, came = await Line.open(port), 0, 0
        for script in waiting:
            if time.perf_counter() > until:
                break
            count += await _family(line, script)
            came += 1
        line.close()
        return count, came

    found = await asyncio.gather(*(browser() for _ in range(CONNECTIONS)))
    seconds = time.perf_counter() - began
    return sum(count for count, _ in found) / seconds, sum(came for _, came in found)


async def _family(line: Line, script: list[Asked]) -> int:
    cookie = ""
    for path, form in script:
        found = await line.ask(request(path, form, cookie))
        assert found.status in (200, 303), (path, found.status)
        cookie = cookie or found.header("set-cookie").partition(";")[0]
    return len(script)
