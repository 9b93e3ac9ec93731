"""Whole processes: from a cold start to the first answer, and the proof of the content."""

from __future__ import annotations

import subprocess
import sys
import time

from bench import serving
from bench.rows import Row, at_most, spread
from bench.serving import ROOT

STARTS = 5
LONGEST_PROOF = 180  # seconds


def starts() -> list[Row]:
    """`python -m app serve` until the first page; the first start also makes the database."""
    new: list[float] = []
    again: list[float] = []
    for _ in range(STARTS):
        with serving.folder() as folder:
            for measured in (new, again):
                with serving.serve(serving.SERVE, "/en/", folder) as server:
                    measured.append(server.started_in)
    return [
        at_most("start to first answer, new installation", spread(new), 2, "s", ".2f"),
        at_most("start to first answer, again", spread(again), 2, "s", ".2f"),
    ]


def proof() -> list[Row]:
    """`python -m app check`, once."""
    began = time.perf_counter()
    try:
        subprocess.run(
            [sys.executable, "-m", "app", "check"],
            cwd=ROOT,
            capture_output=True,
            timeout=LONGEST_PROOF,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [Row("the proof in make check", f"not done in {LONGEST_PROOF} s", "60 s", False)]
    return [at_most("the proof in make check", time.perf_counter() - began, 60, "s")]
