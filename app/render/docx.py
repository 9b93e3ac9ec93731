"""A letter as an editable Word file. Knows what each block looks like there; the styles and
lists of the file come from `word_template.py`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx as word
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from app.model.letters import Letter, LetterPair
from app.render import pieces, word_template
from app.render.pieces import Direction, Paragraph, Piece, Span

EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# Underlined fixed spaces: a line to write on that typing replaces, and that nothing reads out.
BLANK = "\u00a0" * 40
SHORT_BLANK = "\u00a0" * 24
LINE = "\u00a0" * 100


def docx(pair: LetterPair) -> bytes:
    """The English letter, then from a new page the copy to keep. The same pair gives the same
    bytes. The file names no author and no date."""
    document = begun(pair.english.title)
    send(document, pair)
    if pair.copy is not None:
        keep(document, pieces.keep_box(pair), pair.copy, new_page=True)
    return saved(document)


def begun(title: str) -> Document:
    """An empty document with a title."""
    document = word.Document(io.BytesIO(word_template.blank()))
    document.core_properties.title = pieces.clean(title).replace("\n", " ")[:255]
    return document


def send(document: Document, pair: LetterPair, shift: int = 0) -> None:
    """A letter to send, with room for the school to say that it came; or a paper to keep, without.
    Its headings stand `shift` levels lower."""
    _letter(document, pair.english, shift, is_sent=True)
    if pair.is_sent:
        _received(document)


def keep(
    document: Document,
    box: tuple[Paragraph, ...],
    copy: Letter,
    shift: int = 0,
    *,
    new_page: bool = False,
) -> None:
    """A copy to keep, under what is said over it."""
    _keep(document, box, copy, new_page=new_page)
    _letter(document, copy, shift, is_sent=False)


def saved(document: Document) -> bytes:
    """The file, without the time it was made."""
    kept = io.BytesIO()
    document.save(kept)
    return _dateless(kept)


def lengthen_blanks(document: Document) -> None:
    """Every blank to fill in twice as long: who needs large type writes large, too."""
    for each in document.element.iter(qn("w:t")):
        if each.text in (BLANK, SHORT_BLANK, LINE):
            each.text *= 2


def _letter(document: Document, letter: Letter, shift: int, *, is_sent: bool) -> None:
    for start, group in pieces.grouped(pieces.pieces(letter)):
        numbers = None if start is None else word_template.new_list(document, start)
        for piece in group:
            if piece.level:
                style = word_template.HEADINGS[piece.level + shift]
                _plain(document, piece, piece.paragraphs, style)
            else:
                _piece(document, piece, numbers, is_sent=is_sent)


def _piece(document: Document, piece: Piece, numbers: int | None, *, is_sent: bool) -> None:
    match piece.block.kind:
        case "address":
            style = word_template.SENDER if piece.is_sender else word_template.PLAIN
            _plain(document, piece, piece.paragraphs, style)
        case "date":
            _plain(document, piece, piece.paragraphs, word_template.DATE)
        case "reference" | "heading":
            pass  # a heading has a level
        case "salutation" | "paragraph" | "point" | "request" | "own_words" | "evidence":
            _body(document, piece, numbers)
        case "enclosures":
            _body(document, piece, numbers)
        case "deadline":
            _body(document, piece, numbers, is_bold=True)
        case "signature":
            _signature(document, piece, is_sent=is_sent)
        case other:
            assert_never(other)


def _plain(document: Document, piece: Piece, paragraphs: Iterable[Paragraph], style: str) -> None:
    for paragraph in paragraphs:
        _write(word_template.paragraph(document, style, piece.direction), paragraph, piece)


def _body(document: Document, piece: Piece, numbers: int | None, *, is_bold: bool = False) -> None:
    """A paragraph, or a point of a real list; its further paragraphs are indented under it."""
    for nth, paragraph in enumerate(piece.paragraphs):
        style = word_template.PLAIN
        if numbers is not None:
            style = word_template.CONTINUED if nth else word_template.POINT
        started = word_template.paragraph(document, style, piece.direction)
        if numbers is not None and not nth:
            word_template.number(started, numbers)
        _write(started, paragraph, piece, is_bold=is_bold)


def _signature(document: Document, piece: Piece, *, is_sent: bool) -> None:
    """The closing words, a line to sign on, then the name; where no name follows, what to write."""
    closing, names = pieces.closing(piece)
    started = word_template.paragraph(document, word_template.CLOSING, piece.direction)
    _write(started, closing, piece)
    if is_sent:
        word_template.paragraph(document, word_template.SIGNING_LINE, piece.direction)
    if names:
        _plain(document, piece, [names], word_template.PLAIN)
    elif is_sent:
        started = word_template.paragraph(document, word_template.PLAIN, "ltr")
        run(started, Span(pieces.SIGN_HERE, "en", "ltr", "text"))


def _received(document: Document) -> None:
    started = word_template.paragraph(document, word_template.RECEIVED, "ltr")
    run(started, _english(pieces.RECEIVED), is_bold=True)
    for label, blank in ((pieces.RECEIVED_NAME, BLANK), (pieces.RECEIVED_DATE, SHORT_BLANK)):
        run(started, _english(f"   {label} "))
        run(started, _english(blank), is_underlined=True)


def _keep(document: Document, box: tuple[Paragraph, ...], copy: Letter, *, new_page: bool) -> None:
    for nth, paragraph in enumerate(box):
        started = word_template.paragraph(document, word_template.KEEP, copy.direction)
        if new_page and nth == 0:
            started.paragraph_format.page_break_before = True
        _lines(started, paragraph, copy.lang, copy.direction, is_bold=nth == 0)


def _write(
    started: WordParagraph, paragraph: Paragraph, piece: Piece, *, is_bold: bool = False
) -> None:
    _lines(started, paragraph, piece.lang, piece.direction, is_bold=is_bold)


def _lines(
    started: WordParagraph,
    paragraph: Paragraph,
    lang: str,
    direction: Direction,
    *,
    is_bold: bool,
) -> None:
    """A gap is a line to write on, with its label behind it."""
    for n, line in enumerate(paragraph):
        if n:
            started.add_run().add_break()
        for span in pieces.spans(line, lang, direction):
            if span.kind != "gap":
                run(started, span, direction, is_bold=is_bold)
                continue
            blank = LINE if pieces.is_to_write_on(line) else BLANK
            run(started, _english(blank), is_underlined=True)
            if span.text:
                label = Span(f" ({span.text})", span.lang, span.direction, "text")
                run(started, label, direction)


def run(
    started: WordParagraph,
    span: Span,
    around: Direction = "ltr",
    *,
    is_bold: bool = False,
    is_underlined: bool = False,
) -> None:
    """Add one run to a paragraph. Word takes its direction from `w:rtl`, LibreOffice from its
    letters and marks, so each gets what it looks at. The document is in English: only other
    languages are marked."""
    looks: list[tuple[str, dict[str, str]]] = []
    if font := word_template.font(span.lang):  # Word wants a fixed order: the font comes first
        looks.append(("w:rFonts", {qn("w:cs"): font}))
    if is_bold:
        looks += [("w:b", {}), ("w:bCs", {})]  # Word keeps complex scripts apart
    if is_underlined:
        looks.append(("w:u", {qn("w:val"): "single"}))
    if span.direction == "rtl":
        looks.append(("w:rtl", {}))
    if span.lang != "en":
        tag = word_template.language_tag(span.lang)
        looks.append(("w:lang", {qn("w:val"): tag, qn("w:bidi"): tag}))
    made = started.add_run().font.element
    made.add_t(pieces.isolated(span, around))  # text given to add_run is taken letter by letter
    if looks:
        made.get_or_add_rPr().extend(
            OxmlElement(name, attrs=attributes) for name, attributes in looks
        )


def _english(text: str) -> Span:
    return Span(text, "en", "ltr", "text")


def _dateless(saved: io.BytesIO) -> bytes:
    """The same file without the time it was made."""
    written = io.BytesIO()
    with ZipFile(saved) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, EARLIEST_ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return written.getvalue()
