"""Processor time of a page in every language on offer, against the same page in English.

What the server's processor does, not how long the page takes to come: bench/README.md says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from app.content.library import Library
from bench import cases
from bench.client import Connection
from bench.family import Family
from bench.product import processor_time
from bench.rows import Row, Spread, at_most, spread
from bench.serving import ROOT, Server

ENGLISH = "en"
ROUNDS = 3
TURNS = 9  # of English and the other language in each round
REQUESTS = 4  # of a page in a turn
MOST = 1.1  # times English


def rows(library: Library, product: Server) -> list[Row]:
    """The slowest language of each page, as a ratio to English."""
    case = cases.read().certain[0]
    english = _at_result(library, case, product, ENGLISH)
    clock = Connection(product.port)
    found: dict[str, dict[str, Spread]] = {}
    for lang in _languages(english):
        reader = _at_result(library, case, product, lang)
        for page, ratio in _ratios(clock, english, reader).items():
            found.setdefault(page, {})[lang] = ratio
        reader.close()
    english.close()
    clock.close()
    if not found:
        return [Row("pages in other languages", "none is on offer")]
    return [_row(page, by_language) for page, by_language in found.items()]


def _languages(english: Family) -> tuple[str, ...]:
    """Languages with a file that the first page offers."""
    first = english.get(f"/{ENGLISH}/").text
    there = sorted(path.name for path in (ROOT / "locales").iterdir() if path.is_dir())
    return tuple(each for each in there if f'href="/{each}/"' in first)


def _at_result(library: Library, case: cases.Case, product: Server, lang: str) -> Family:
    family = Family(library, case, product.port, lang)
    family.to_result()
    return family


def _ratios(clock: Connection, english: Family, other: Family) -> dict[str, Spread]:
    pages = {
        "question page": _last_question(english),
        "result page": "/result",
        "check page": "/check",
    }
    return {name: spread(_rounds(clock, english, other, path)) for name, path in pages.items()}


def _last_question(family: Family) -> str:
    asked = [path for path, form in family.script if form is None and "/question/" in path]
    return asked[-1].removeprefix(f"/{family.lang}")


def _rounds(clock: Connection, english: Family, other: Family, path: str) -> list[float]:
    found = []
    for _ in range(ROUNDS):
        here, there = [], []
        for _ in range(TURNS):
            here.append(_seconds(clock, english, path))
            there.append(_seconds(clock, other, path))
        found.append(_usual(there) / _usual(here))
    return found


def _seconds(clock: Connection, family: Family, path: str) -> float:
    """Processor time of several requests after each other."""
    asked = processor_time(clock)
    began = processor_time(clock)
    for _ in range(REQUESTS):
        family.get(f"/{family.lang}{path}")
    ended = processor_time(clock)
    return (ended - began) - (began - asked)  # without what asking for it takes


def _usual(turns: list[float]) -> float:
    """The mean of the turns in the middle. Python tidies its memory after so many objects and not
    after so many pages: a little every other page, for a turn of either language now and then much.
    """
    return fmean(sorted(turns)[2:-2])


def _row(page: str, by_language: Mapping[str, Spread]) -> Row:
    slowest = max(by_language, key=lambda lang: by_language[lang].middle)
    what = f"{page} in the slowest of {len(by_language)} languages ({slowest}), to English"
    return at_most(what, by_language[slowest], MOST, "x", ".2f")
