"""A letter as a file for whoever asked for it by format: Word, PDF, plain text, or a web page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Literal, get_args

from app.model.letters import LetterPair
from app.render.docx import docx
from app.render.html import html
from app.render.pdf import pdf
from app.render.text import text

Format = Literal["docx", "pdf", "txt", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
TYPES: Mapping[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


def rendered(pair: LetterPair, form: Format) -> bytes:
    """The letter to send, with the copy to keep behind it (not in plain text)."""
    return RENDERERS[form](pair)


def _page(pair: LetterPair) -> bytes:
    title = escape(pair.english.title)
    head = f'<meta charset="utf-8"><title>{title}</title>'
    whole = f'<!doctype html><html lang="en"><head>{head}</head><body>{html(pair)}</body></html>'
    return whole.encode()


RENDERERS: Mapping[Format, Callable[[LetterPair], bytes]] = {
    "docx": docx,
    "pdf": pdf,
    "txt": lambda pair: text(pair).encode(),
    "html": _page,
}
