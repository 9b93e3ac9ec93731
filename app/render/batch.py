"""Letters for many families as one PDF, in one Typst run: tags, languages and fonts once for all.

Knows nothing of lists and families: papers one after the other, each from a new page. The run has
a process of its own, fed through pipes: Typst remembers whatever it has drawn, which would be every
name of a list, and half a megabyte for each page. With the process all of it goes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.model.letters import Letter, LetterPair
from app.render import pdf, pieces

TITLE = "Letters"  # never whose
PATIENCE = 120  # seconds; the largest batch takes some five
ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "app.render.batch")


class BatchFailed(Exception):
    """No file was made. It says nothing more: what Typst complains of may be somebody's name."""


def batch_pdf(papers: Iterable[LetterPair | Letter], *, sheets: bool, large: bool) -> bytes:
    """The papers in order, made to PDF/UA-1: a letter with its copy to keep behind it, or a page
    alone. `sheets`: each from a new sheet, where a printer uses both sides of the paper. Raises
    BatchFailed."""
    letters = [each for paper in papers for each in _laid(paper)]
    said = {"title": TITLE, "sheets": sheets, "letters": letters}
    return apart("batch.typ", said, large=large)


def apart(template: str, said: dict[str, Any], *, large: bool) -> bytes:
    """A template filled in by a process of its own. Raises BatchFailed."""
    given = json.dumps({"template": template, "said": said, "large": large}).encode()
    try:
        made = subprocess.run(  # noqa: S603 - this very module
            COMMAND, input=given, capture_output=True, cwd=ROOT, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise BatchFailed from None
    if made.returncode or not made.stdout:
        raise BatchFailed
    return made.stdout


def _laid(paper: LetterPair | Letter) -> Iterator[dict[str, Any]]:
    if isinstance(paper, Letter):
        yield pdf.laid(paper, (), is_sent=False)
        return
    yield pdf.sent(paper)
    if paper.copy is not None:
        yield pdf.laid(paper.copy, pieces.keep_box(paper), is_sent=False)


def _compile() -> None:
    """What the other process does."""
    given = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pdf.compiled(**given))


if __name__ == "__main__":
    _compile()
