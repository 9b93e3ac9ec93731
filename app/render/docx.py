"""A letter as an editable Word file. Knows what each block looks like there; how Word wants it
written is in `word_body.py`, and what every file starts from in `word_template.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from app.model.letters import Covering, Letter, LetterPair
from app.render import pieces, word_body, word_template
from app.render.pieces import Direction, Line, Paragraph, Piece, Span
from app.render.word_body import Body, run

# Underlined fixed spaces: a line to write on that typing replaces, and that nothing reads out.
BLANK = "\u00a0" * 40
SHORT_BLANK = "\u00a0" * 24
LINE = "\u00a0" * 100


def docx(pair: LetterPair) -> bytes:
    """The English letter, then from a new page the copy to keep. The same pair gives the same
    bytes. The file names no author and no date."""
    body = Body()
    send(body, pair)
    for copy in pieces.kept(pair):
        keep(body, pieces.keep_box(pair), copy, new_page=True)
    return word_body.saved(body, pair.english.title, "letter")


def send(body: Body, pair: LetterPair, shift: int = 0) -> None:
    """A letter to send, with room for the school to say that it came; or a paper to keep, without.
    Its headings stand `shift` levels lower. The page of whoever sends it comes first."""
    if pair.covering is not None:
        _covering(body, pair.covering, shift)
    start = len(body.paragraphs)
    _letter(body, pair.english, shift, is_sent=True)
    if pair.covering is not None:
        body.on_a_new_page(start)
    if pair.is_sent:
        _received(body)


def keep(
    body: Body,
    box: tuple[Paragraph, ...],
    copy: Letter,
    shift: int = 0,
    *,
    new_page: bool = False,
) -> None:
    """A copy to keep, under what is said over it."""
    for nth, paragraph in enumerate(box):
        said = _lines(body, paragraph, copy.lang, copy.direction, is_bold=nth == 0)
        look = word_body.NEW_PAGE if new_page and nth == 0 else ""
        body.add(word_template.KEEP, copy.direction, said, look)
    _letter(body, copy, shift, is_sent=False)


def _covering(body: Body, page: Covering, shift: int) -> None:
    """The letterhead is part of the text: few programs read the head of a page aloud."""
    name, *below = pieces.letterhead(page.letterhead)
    said = _lines(body, name, "en", "ltr", is_bold=False)
    body.add(word_template.LETTERHEAD_NAME, "ltr", said)
    for paragraph in below or [()]:  # its last paragraph has the rule under it
        said = _lines(body, paragraph, "en", "ltr", is_bold=False)
        body.add(word_template.LETTERHEAD, "ltr", said)
    _letter(body, page.english, shift, is_sent=True)


def _letter(body: Body, letter: Letter, shift: int, *, is_sent: bool) -> None:
    for start, group in pieces.grouped(pieces.pieces(letter)):
        points = None if start is None else body.new_list(start)
        for piece in group:
            if piece.level:
                style = word_template.HEADINGS[piece.level + shift]
                _plain(body, piece, piece.paragraphs, style)
            else:
                _piece(body, piece, points, is_sent=is_sent)


def _piece(body: Body, piece: Piece, points: str | None, *, is_sent: bool) -> None:
    match piece.block.kind:
        case "address":
            style = word_template.SENDER if piece.is_sender else word_template.PLAIN
            _plain(body, piece, piece.paragraphs, style)
        case "date":
            _plain(body, piece, piece.paragraphs, word_template.DATE)
        case "reference" | "heading":
            pass  # a heading has a level
        case "salutation" | "paragraph" | "point" | "request" | "own_words" | "evidence":
            _body(body, piece, points)
        case "enclosures":
            _body(body, piece, points)
        case "deadline":
            _body(body, piece, points, is_bold=True)
        case "signature":
            _signature(body, piece, is_sent=is_sent)
        case other:
            assert_never(other)


def _plain(body: Body, piece: Piece, paragraphs: Iterable[Paragraph], style: str) -> None:
    for paragraph in paragraphs:
        body.add(style, piece.direction, _said(body, paragraph, piece), _look(piece))


def _body(body: Body, piece: Piece, points: str | None, *, is_bold: bool = False) -> None:
    """A paragraph, or a point of a real list; its further paragraphs are indented under it."""
    for nth, paragraph in enumerate(piece.paragraphs):
        said = _said(body, paragraph, piece, is_bold=is_bold)
        if points is None:
            body.add(word_template.PLAIN, piece.direction, said, _look(piece))
        elif nth:
            body.add(word_template.CONTINUED, piece.direction, said)
        else:
            body.add(word_template.POINT, piece.direction, said, _look(piece) + points)


def _signature(body: Body, piece: Piece, *, is_sent: bool) -> None:
    """The closing words, a line to sign on, then the name; where no name follows, what to write."""
    closing, names = pieces.closing(piece)
    body.add(word_template.CLOSING, piece.direction, _said(body, closing, piece))
    if is_sent:
        body.add(word_template.SIGNING_LINE, piece.direction, "")
    if names:
        _plain(body, piece, [names], word_template.PLAIN)
    elif is_sent:
        body.add(word_template.PLAIN, "ltr", run(_english(pieces.SIGN_HERE)), _look(piece))


def _look(piece: Piece) -> str:
    if piece.stays:
        return word_body.STAYS
    return word_body.WHOLE if piece.is_form else ""


def _received(body: Body) -> None:
    said = run(_english(pieces.RECEIVED), is_bold=True)
    for label, blank in ((pieces.RECEIVED_NAME, BLANK), (pieces.RECEIVED_DATE, SHORT_BLANK)):
        said += run(_english(f"   {label} ")) + _blank(body, blank)
    body.add(word_template.RECEIVED, "ltr", said)


def _said(body: Body, paragraph: Paragraph, piece: Piece, *, is_bold: bool = False) -> str:
    return _lines(body, paragraph, piece.lang, piece.direction, is_bold=is_bold)


def _lines(
    body: Body, paragraph: Paragraph, lang: str, direction: Direction, *, is_bold: bool
) -> str:
    return word_body.LINE_END.join(
        "".join(
            _gap(body, line, span, direction)
            if span.kind == "gap"
            else run(span, direction, is_bold=is_bold or span.kind == "strong")
            for span in pieces.spans(line, lang, direction)
        )
        for line in paragraph
    )


def _gap(body: Body, line: Line, span: Span, direction: Direction) -> str:
    """A line to write on, with its label behind it."""
    blank = _blank(body, LINE if pieces.is_to_write_on(line) else BLANK)
    if not span.text:
        return blank
    label = Span(f" ({span.text})", span.lang, span.direction, "text")
    return blank + run(label, direction)


def _blank(body: Body, blank: str) -> str:
    """Who needs large type writes large, too."""
    return run(_english(blank if body.times == 1 else blank * 2), is_underlined=True)


def _english(text: str) -> Span:
    return Span(text, "en", "ltr", "text")
