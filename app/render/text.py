"""A letter as plain text for an e-mail. Knows line ends and spaces, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from app.model.letterhead import Letterhead
from app.model.letters import Letter, LetterPair
from app.render import pieces
from app.render.pieces import Line, Paragraph, Piece

BLANK = "____________"
LINE = "_" * 60
RULE = "-" * 60


def text(pair: LetterPair) -> str:
    """The English letter only: what goes into an e-mail must not hold the copy to keep. Whoever
    sends it for the family comes first."""
    cover, letter = pair.covering, letter_text(pair.english)
    if cover is None:
        return letter
    return "\n".join((_letterhead(cover.letterhead), letter_text(cover.english), RULE, "", letter))


def letter_text(letter: Letter) -> str:
    """One letter: an empty line between blocks, numbers in front of points. Not wrapped."""
    return "\n\n".join(part for piece in pieces.pieces(letter) for part in _parts(piece)) + "\n"


def _letterhead(head: Letterhead) -> str:
    said = (
        "".join(pieces.isolated(span, "ltr") for span in pieces.spans(line, "en", "ltr"))
        for paragraph in pieces.letterhead(head)
        for line in paragraph
    )
    return "\n".join((*said, RULE, ""))


def _parts(piece: Piece) -> Iterator[str]:
    match piece.block.kind:
        case "address" | "date" | "reference" | "salutation" | "heading" | "signature":
            yield from (_lines(paragraph, piece) for paragraph in piece.paragraphs)
        case "paragraph" | "point" | "request" | "own_words" | "evidence" | "deadline":
            yield from _numbered(piece)
        case "enclosures":
            yield from _numbered(piece)
        case other:
            assert_never(other)


def _numbered(piece: Piece) -> Iterator[str]:
    number = piece.number
    lead = "" if number is None else f"{number}. "
    indent = "\n" + " " * len(lead)
    for nth, paragraph in enumerate(piece.paragraphs):
        words = _lines(paragraph, piece).replace("\n", indent)
        yield (indent[1:] if nth else lead) + words


def _lines(paragraph: Paragraph, piece: Piece) -> str:
    return "\n".join(
        LINE if pieces.is_to_write_on(line) else _line(line, piece) for line in paragraph
    )


def _line(line: Line, piece: Piece) -> str:
    return "".join(
        _blank(span.text) if span.kind == "gap" else pieces.isolated(span, piece.direction)
        for span in pieces.spans(line, piece.lang, piece.direction)
    )


def _blank(label: str) -> str:
    return f"{BLANK} ({label})" if label else BLANK
