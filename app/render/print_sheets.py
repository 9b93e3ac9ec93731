"""Sheets to hand out as one PDF: on A4, in large type, or as booklets of A5 pages. Made to
PDF/UA-1 but for booklets, whose pages `booklet.py` puts two on a side. Decides no word."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from itertools import groupby
from typing import Any, Literal

import pikepdf

from app.render import batch, booklet, pdf, pieces, qr
from app.render.print_shapes import Blank, Card, Leaflet, Sheet, Text

How = Literal["a4", "large", "booklet"]

TITLE = "Exclusion Rights"


def sheets_pdf(sheets: Iterable[Sheet], how: How) -> bytes:
    """Everything in one file, in the order given; of booklets one for each language."""
    if how != "booklet":
        return _compiled(list(sheets), how)
    made = [
        booklet.folded(_compiled(list(many), how), from_the_right=_is_rtl(lang))
        for lang, many in groupby(sheets, key=lambda each: each.group)
    ]
    return booklet.joined(made)


def _compiled(sheets: list[Sheet], how: How) -> bytes:
    said = {
        "title": TITLE,
        "how": how,
        "points": SIZES[how],
        "sheets": [_sheet(each) for each in sheets],
    }
    return batch.apart("print.typ", said, large=how == "large")


SIZES = {"a4": pdf.USUAL, "large": 18, "booklet": 11}
"""Points of the letters; leaflets on A4 take what fits on one side."""


def pages(written: bytes) -> int:
    """How many pages a file has: of a booklet, printed sides."""
    with pikepdf.open(io.BytesIO(written)) as found:
        return len(found.pages)


def _is_rtl(lang: str) -> bool:
    return pieces.direction_of(lang) == "rtl"


def _sheet(sheet: Sheet) -> dict[str, Any]:
    body = sheet.body
    way = pieces.direction_of(sheet.lang)
    return {
        **pdf.spoken(sheet.lang, way),
        "kind": type(body).__name__.lower(),
        "body": _blank(body) if isinstance(body, Blank) else _laid(body),
        "fits": isinstance(body, Leaflet | Card),
        "code": qr.drawn(sheet.address),
        "address": sheet.address,
        "short": sheet.short,
        "foot": [_laid(each) for each in sheet.foot],
        "draft": [_laid(each) for each in sheet.draft],
    }


def _blank(body: Blank) -> dict[str, Any]:
    if body.is_copy:
        return pdf.laid(body.letter, pieces.keep_box(body.pair), is_sent=False)
    return pdf.sent(body.pair)


def _laid(value: Any) -> Any:
    """Plain lists and dictionaries, with every text in its language and direction."""
    match value:
        case Text():
            way = pieces.direction_of(value.lang)
            english = None if value.english is None else _drawn(value.english)
            said = pdf.spoken(value.lang, way)
            return {**said, "text": _drawn(value.text), "english": english}
        case tuple():
            return [_laid(each) for each in value]
        case str():
            return _drawn(value)
        case _ if is_dataclass(value):
            return {each.name: _laid(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value


def _drawn(text: str) -> str:
    return pdf.drawn(pieces.clean(text).replace("\n", " "))
