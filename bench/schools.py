"""The list of schools at its full size: loading it, and finding schools in it as they are typed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random
from statistics import quantiles

from app.registers.schools import SchoolRegister
from bench import gias_file, serving
from bench.gias_file import MadeUp
from bench.rows import Row, at_most, spread
from bench.serving import ROOT

LONGEST_IMPORT = 30  # seconds
SLOWEST = 50  # milliseconds, for 95 searches of 100
SEARCHES = 400
PATIENCE = 300  # seconds


def rows() -> list[Row]:
    """Loading once, as an operator does it; then searches, most of them misspelt or half typed."""
    with serving.folder() as folder:
        path = folder / "schools.csv"
        gias_file.write(path)
        size = path.stat().st_size / 1_000_000
        took = _imported(path, folder)
        what = f"load {gias_file.ROWS:,} schools ({size:.0f} MB)"
        return [
            at_most(what, took, LONGEST_IMPORT, "s"),
            *_searches(SchoolRegister(folder / "schools.sqlite")),
        ]


def _imported(path: Path, folder: Path) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "app", "schools", "import", str(path)],
        cwd=ROOT,
        env={"EXCLUSION_RIGHTS_FOLDER": str(folder)},
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    return time.perf_counter() - began


def _searches(register: SchoolRegister) -> list[Row]:
    chance = Random(22)  # noqa: S311 - the same searches every time
    every = [each for each in gias_file.schools() if each.is_open]
    wanted = chance.sample(every, SEARCHES)
    register.search("warm")
    took, found = [], 0
    for each in wanted:
        text = _typed(each, chance)
        began = time.perf_counter()
        shown = register.search(text)
        took.append((time.perf_counter() - began) * 1000)
        found += any(school.urn == each.urn for school in shown)
    slow = quantiles(took, n=20)[-1]
    return [
        at_most("find a school: 95 of 100 searches within", slow, SLOWEST, "ms"),
        Row("  a search", f"{spread(took):.1f} ms"),
        Row("  the school meant was among those shown", f"{found * 100 / len(wanted):.0f}%"),
    ]


def _typed(school: MadeUp, chance: Random) -> str:
    """What somebody types who looks for a school: its postcode, the start of its name, or its name
    and town with one letter left out."""
    way = chance.random()
    if way < 0.2:
        return school.postcode
    if way < 0.4:
        return school.name[: chance.randint(3, 12)]
    text = f"{school.name} {school.town}"
    gap = chance.randrange(len(text))
    return text[:gap] + text[gap + 1 :]
