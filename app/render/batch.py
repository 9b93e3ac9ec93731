"""Letters for many families as one PDF, in one Typst run: tags, languages and fonts once for all.

Knows nothing of lists and families: papers one after the other, each from a new page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.model.letters import Letter, LetterPair
from app.render import pdf, pieces

TITLE = "Letters"  # never whose
REMEMBERED = 12  # runs; Typst forgets what it has not used in the last ten


def batch_pdf(papers: Iterable[LetterPair | Letter], *, sheets: bool, large: bool) -> bytes:
    """The papers in order, made to PDF/UA-1: a letter with its copy to keep behind it, or a page
    alone. `sheets`: each from a new sheet, where a printer uses both sides of the paper."""
    laid = [each for paper in papers for each in _laid(paper)]
    try:
        return _compiled(laid, sheets=sheets, large=large)
    finally:
        _forget()


def _compiled(laid: list[dict[str, Any]], *, sheets: bool, large: bool) -> bytes:
    said = {"title": TITLE, "sheets": sheets, "letters": laid}
    return pdf.compiled("batch.typ", said, large=large)


def _laid(paper: LetterPair | Letter) -> Iterator[dict[str, Any]]:
    if isinstance(paper, Letter):
        yield pdf.laid(paper, (), is_sent=False)
        return
    yield pdf.sent(paper)
    if paper.copy is not None:
        yield pdf.laid(paper.copy, pieces.keep_box(paper), is_sent=False)


def _forget() -> None:
    """Typst remembers what it has drawn: the names of a whole list, and 80 MB for 200 pages. Empty
    runs push it all out."""
    for _ in range(REMEMBERED):
        _compiled([], sheets=False, large=False)
