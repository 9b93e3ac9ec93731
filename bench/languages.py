"""Server time of a page in every language on offer, against the same page in English."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from app.content.library import Library
from bench import cases
from bench.family import Family
from bench.rows import Row, Spread, at_most, spread
from bench.serving import ROOT, Server

ENGLISH = "en"
ROUNDS = 9
REQUESTS = 10  # of each page, in each language, in each round
MOST = 1.1  # times English


def rows(library: Library, product: Server) -> list[Row]:
    """The slowest language of each page, as a ratio to English."""
    case = cases.read().certain[0]
    english = _at_result(library, case, product, ENGLISH)
    found: dict[str, dict[str, Spread]] = {}
    for lang in _languages(english):
        reader = _at_result(library, case, product, lang)
        for page, ratio in _ratios(english, reader).items():
            found.setdefault(page, {})[lang] = ratio
        reader.close()
    english.close()
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


def _ratios(english: Family, other: Family) -> dict[str, Spread]:
    pages = {
        "question page": _last_question(english),
        "result page": "/result",
        "check page": "/check",
    }
    return {name: spread(_rounds(english, other, path)) for name, path in pages.items()}


def _last_question(family: Family) -> str:
    asked = [path for path, form in family.script if form is None and "/question/" in path]
    return asked[-1].removeprefix(f"/{family.lang}")


def _rounds(english: Family, other: Family, path: str) -> list[float]:
    found = []
    for _ in range(ROUNDS):
        here, there = [], []
        for _ in range(REQUESTS):
            here.append(english.get(f"/{english.lang}{path}").seconds)
            there.append(other.get(f"/{other.lang}{path}").seconds)
        found.append(median(there) / median(here))
    return found


def _row(page: str, by_language: Mapping[str, Spread]) -> Row:
    slowest = max(by_language, key=lambda lang: by_language[lang].middle)
    what = f"{page} in the slowest of {len(by_language)} languages ({slowest}), to English"
    return at_most(what, by_language[slowest], MOST, "x", ".2f")
