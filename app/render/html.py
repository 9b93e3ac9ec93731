"""A letter as a piece of a web page. Knows the mark-up and the class names of the letter's style
sheet; everything that was typed is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import assert_never

from app.model.letterhead import Letterhead
from app.model.letters import Block, Covering, Letter, LetterPair
from app.render import pieces
from app.render.pieces import Direction, Line, Paragraph, Piece, Span


def html(pair: LetterPair, level: int = 1) -> str:
    """The letter to send and, where there is one, the copy to keep: an article each. `level` is
    the heading level of the letter's subject line. The page of whoever sends it comes first."""
    received = _received() if pair.is_sent else ""
    sent = _article(pair.english, _letter(pair.english, level, is_sent=True) + received)
    if pair.covering is not None:
        sent = _covering(pair.covering, level) + sent
    kept = (_kept(pair, copy, level) for copy in pieces.kept(pair))
    return sent + "".join(kept)


def _covering(page: Covering, level: int) -> str:
    words = _letterhead(page.letterhead) + _letter(page.english, level, is_sent=True)
    return _article(page.english, words)


def _kept(pair: LetterPair, copy: Letter, level: int) -> str:
    return _article(copy, _keep(pair, copy) + _letter(copy, level, is_sent=False))


def _letterhead(head: Letterhead) -> str:
    """An organisation's name and what stands under it. The rule is drawn by the style sheet."""
    name, *below = (
        "<br>".join(_line(line, "en", "ltr") for line in paragraph)
        for paragraph in pieces.letterhead(head)
    )
    return (
        f'<div class="lh"><p><b>{name}</b></p>{"".join(f"<p>{each}</p>" for each in below)}</div>'
    )


def block(shown: Block, letter: Letter) -> str:
    """One block of a letter as paragraphs, with its number, for a page that lays blocks out
    itself. Blocks that are left out or only offered are shown too. Empty if nothing is in it."""
    lines = pieces.paragraphs(shown.runs)
    if not lines:
        return ""
    piece = pieces.spoken(shown, letter, lines)
    number = "" if piece.number is None else f"<b>{piece.number}.</b> "
    first, *more = (_lines(paragraph, piece) for paragraph in lines)
    paragraphs = "".join(f"<p>{words}</p>" for words in [number + first, *more])
    return f"<div{_spoken(piece, letter)}>{paragraphs}</div>"


def _article(letter: Letter, inside: str) -> str:
    spoken = f'lang="{escape(letter.lang)}" dir="{letter.direction}"'
    return f'<article class="a4" {spoken}>{inside}</article>'


def _letter(letter: Letter, level: int, *, is_sent: bool) -> str:
    return "".join(
        "".join(_piece(piece, letter, level, is_sent=is_sent) for piece in group)
        if start is None
        else _list(group, start, letter)
        for start, group in pieces.grouped(pieces.pieces(letter))
    )


def _piece(piece: Piece, letter: Letter, level: int, *, is_sent: bool) -> str:
    spoken = _spoken(piece, letter)
    match piece.block.kind:
        case "address":
            return _paragraphs(piece, spoken + (' class="frm"' if piece.is_sender else ""))
        case "date":
            return _paragraphs(piece, spoken + ' class="frm"')
        case "reference" | "heading":
            tag = f"h{min(level + piece.level - 1, 6)}"
            return f"<{tag}{spoken}>{_joined(piece)}</{tag}>"
        case "salutation" | "paragraph" | "point" | "request" | "evidence" | "enclosures":
            return _paragraphs(piece, spoken)
        case "own_words":
            return _paragraphs(piece, spoken + ' class="own"')
        case "deadline":
            return _paragraphs(piece, spoken, "strong")
        case "signature":
            return _signature(piece, spoken, is_sent=is_sent)
        case other:
            assert_never(other)


def _list(group: Iterable[Piece], start: int, letter: Letter) -> str:
    return f'<ol start="{start}">{"".join(_item(piece, letter) for piece in group)}</ol>'


def _item(piece: Piece, letter: Letter) -> str:
    """A point. Its number stays at the start side of the letter, whichever way its words run."""
    strong = "strong" if piece.block.kind == "deadline" else ""
    spoken = _spoken(piece, letter)
    if len(piece.paragraphs) > 1:
        words = _paragraphs(piece, spoken, strong)
    else:
        words = _lines(piece.paragraphs[0], piece)
        words = f"<{strong}>{words}</{strong}>" if strong else words
        words = f"<div{spoken}>{words}</div>" if spoken else words
    return f"<li>{words}</li>"


def _signature(piece: Piece, spoken: str, *, is_sent: bool) -> str:
    closing, names = pieces.closing(piece)
    parts = [f"<p{spoken}>{_lines(closing, piece)}</p>"]
    if is_sent:
        parts.append('<div class="sig"></div>')
    if names:
        parts.append(f"<p{spoken}>{_lines(names, piece)}</p>")
    elif is_sent:
        parts.append(f"<p>{pieces.SIGN_HERE}</p>")
    return "".join(parts)


def _received() -> str:
    blank = '<span class="wr"></span>'
    return (
        f'<p class="rc"><b>{pieces.RECEIVED}</b> {pieces.RECEIVED_NAME} {blank} '
        f"{pieces.RECEIVED_DATE} {blank}</p>"
    )


def _keep(pair: LetterPair, copy: Letter) -> str:
    heading, *draft = (
        "<br>".join(_line(line, copy.lang, copy.direction) for line in paragraph)
        for paragraph in pieces.keep_box(pair)
    )
    return (
        f'<div class="keep"><p><b>{heading}</b></p>'
        + "".join(f"<p>{words}</p>" for words in draft)
        + "</div>"
    )


def _paragraphs(piece: Piece, attributes: str, within: str = "") -> str:
    opened, closed = (f"<{within}>", f"</{within}>") if within else ("", "")
    return "".join(
        f"<p{attributes}>{opened}{_lines(paragraph, piece)}{closed}</p>"
        for paragraph in piece.paragraphs
    )


def _joined(piece: Piece) -> str:
    return "<br>".join(_lines(paragraph, piece) for paragraph in piece.paragraphs)


def _lines(paragraph: Paragraph, piece: Piece) -> str:
    return "<br>".join(_line(line, piece.lang, piece.direction) for line in paragraph)


def _line(line: Line, lang: str, direction: Direction) -> str:
    if pieces.is_to_write_on(line):
        return f'<span class="wr" aria-hidden="true">{"_" * 60}</span>'
    return "".join(_span(span, lang) for span in pieces.spans(line, lang, direction))


def _span(span: Span, lang: str) -> str:
    text = escape(span.text)
    spoken = "" if span.lang == lang else f' lang="{escape(span.lang)}" dir="{span.direction}"'
    match span.kind:
        case "text":
            return f"<span{spoken}>{text}</span>" if spoken else text
        case "value":
            marked = spoken and f' lang="{escape(span.lang)}"'
            return f'<bdi{marked} dir="{span.direction}">{text}</bdi>'
        case "strong":
            marked = spoken and f' lang="{escape(span.lang)}"'
            return f'<strong{marked} dir="{span.direction}">{text}</strong>'
        case "gap":
            label = f" <small{spoken}>({text})</small>" if text else ""
            return f'<span class="wr"></span>{label}'
        case other:
            assert_never(other)


def _spoken(piece: Piece, letter: Letter) -> str:
    """Language and direction, where they are not the letter's."""
    if (piece.lang, piece.direction) == (letter.lang, letter.direction):
        return ""
    return f' lang="{escape(piece.lang)}" dir="{piece.direction}"'
