"""What the command line writes, and where: bytes to a file or the screen, findings, remarks.

Knows no command.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from app.model.findings import Finding

BAR = 40  # letters


class Mistake(Exception):
    """Something the caller can put right; the message says what."""


def written(made: bytes, out: Path | None) -> int:
    """Put bytes into a file, or on standard output. Raises Mistake."""
    try:
        if out is None:
            sys.stdout.buffer.write(made)
            sys.stdout.buffer.flush()
        else:
            out.write_bytes(made)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Mistake(f"{out}: {error.strerror}") from error
    return 0


def listed(found: Sequence[Finding]) -> int:
    """Every finding, and how many; the exit status."""
    sys.stdout.writelines(f"{each}\n" for each in found)
    note(f"{len(found)} findings")
    return 1 if found else 0


def note(words: str) -> None:
    """A remark beside what was asked for."""
    sys.stderr.write(f"{words}\n")


def bar(done: float) -> None:
    """How far something has come, from 0 to 1, on a terminal only; overwritten in place."""
    if sys.stderr.isatty():
        end = "\n" if done >= 1 else ""
        sys.stderr.write(f"\r{'#' * round(done * BAR):{BAR}} {done:4.0%}{end}")
        sys.stderr.flush()
