"""Speed and size against the budgets: `make bench`. Takes some minutes and ends by itself.

Times are only worth as much as the machine is quiet; the load is printed with them. Whoever gives
names of parts (reasoning, steps, letters, batch, languages, sizes, starts, schools, desk, proof)
gets only those.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack

from app.content.load import load
from bench import (
    batch,
    desk,
    languages,
    letters,
    processes,
    reasoning,
    schools,
    serving,
    sizes,
    steps,
)
from bench.rows import Row, table

PARTS = (
    "reasoning", "steps", "letters", "batch", "languages", "sizes", "starts", "schools", "desk",
    "proof",
)  # fmt: skip


def main(wanted: list[str]) -> int:
    """Measure, print, and say by the exit status whether every budget was kept."""
    unknown = set(wanted) - set(PARTS)
    if unknown:
        print(f"there is no part {', '.join(sorted(unknown))}; the parts: {', '.join(PARTS)}")
        return 2
    print(f"{os.cpu_count()} processors, load {_load()} at the start", file=sys.stderr)
    rows: list[Row] = []
    with ExitStack() as stack:
        for name, measure in _measures(stack).items():
            if not wanted or name in wanted:
                print(f"{name} ...", file=sys.stderr)
                rows += measure()
    print(table(rows))
    print(f"load {_load()} at the end", file=sys.stderr)
    return 1 if any(each.kept is False for each in rows) else 0


def _measures(stack: ExitStack) -> dict[str, Callable[[], list[Row]]]:
    library = load(serving.ROOT)
    running: dict[str, serving.Server] = {}

    def server(command: str, path: str) -> serving.Server:
        if command not in running:
            folder = stack.enter_context(serving.folder())
            running[command] = stack.enter_context(serving.serve(command, path, folder))
        return running[command]

    def floor() -> serving.Server:
        return server(serving.FLOOR, "/")

    def product() -> serving.Server:
        return server(serving.PRODUCT, "/en/")

    return {
        "reasoning": lambda: reasoning.rows(library),
        "steps": lambda: [
            *steps.one_at_a_time(library, floor(), product()),
            *steps.side_by_side(library, floor(), product()),
        ],
        "letters": lambda: letters.rows(library, product()),
        "batch": lambda: batch.rows(product()),
        "languages": lambda: languages.rows(library, product()),
        "sizes": lambda: sizes.rows(library, product()),
        "starts": processes.starts,
        "schools": schools.rows,
        "desk": lambda: desk.rows(library),
        "proof": processes.proof,
    }


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
