"""Everything that follows from real cases, with full traces: the engine alone, in this process."""

from __future__ import annotations

import gc
import time

from app.content.library import Library
from app.engine import worlds
from app.services import interview
from app.services.documents import Document, Matter
from bench import cases
from bench.rows import Row, at_most, spread

RUNS = 200
ROUGH_RUNS = 20
BUDGET = 0.5  # milliseconds


def rows(library: Library) -> list[Row]:
    """One row over all certain cases, one for each of them, and the rough ones apart."""
    gc.collect()
    gc.freeze()  # as a server does once it has started
    every = cases.read()
    certain = {each.name: _seconds(library, each, RUNS) for each in every.certain}
    middle = spread([spread(each).middle * 1000 for each in certain.values()])
    rough = [
        Row(f"  rough: {each.name}", f"{_ms(_seconds(library, each, ROUGH_RUNS))} ms")
        for each in every.rough
    ]
    gc.unfreeze()
    return [
        at_most("assess a case: all that its journey works out", middle, BUDGET, "ms", ".2f"),
        *(Row(f"  {name}", f"{_ms(found)} ms") for name, found in certain.items()),
        *rough,
    ]


def _ms(seconds: list[float]) -> str:
    return f"{spread(seconds).times(1000):.2f}"


def _seconds(library: Library, case: cases.Case, runs: int) -> list[float]:
    on = cases.read().on
    answers = {fact: {"value": value} for fact, value in case.answers.items()}
    document = Document("en", matters=(Matter((case.journey,), answers),))
    asked = interview.replay(library, document, on)
    given, calendar = asked.walk.given, asked.calendar
    wanted = library.journeys[case.journey].works_out
    measured = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        worlds.assess(library.law, given, calendar, on, decisions=wanted, shared=library.shared)
        measured.append(time.perf_counter() - began)
    return measured[1:]
