"""Many papers as one Word file: the contents, then each paper from a new page under its tab.

Only the program that opens it knows where its pages end, so page numbers are fields that it fills
in, those of the contents too. Evidence is
only named here: photos and scans are in the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.render import docx, pack, pieces, word_body, word_template
from app.render.pack import Pack
from app.render.pieces import Direction, Span
from app.render.word_body import Body, run

IN_PDF = "Photos and scans are in the PDF of this pack:"
TIMES = 17 / 12  # large type
MARK = "part{n}"
# The number of the page that a mark stands on; a dash until the program has counted.
PAGE = """<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>\
<w:r><w:instrText xml:space="preserve"> PAGEREF {mark} \\h </w:instrText></w:r>\
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>-</w:t></w:r>\
<w:r><w:fldChar w:fldCharType="end"/></w:r>"""


def pack_docx(made: Pack) -> bytes:
    """The whole pack. The same pack gives the same bytes; the file names no author and no date."""
    body = Body(TIMES if made.large else 1)
    titles = list(_titles(made))
    _cover(body, made, titles)
    for n, (title, (_, pair)) in enumerate(zip(titles, made.papers, strict=False)):
        _tab(body, n, title)
        docx.send(body, pair, shift=1)
    kept = [pair for _, pair in made.papers if made.copies and pair.copy is not None]
    for n, pair in enumerate(kept, len(made.papers)):
        _tab(body, n, titles[n])
        for nth, copy in enumerate(pieces.kept(pair)):
            docx.keep(body, pieces.keep_box(pair), copy, shift=1, new_page=nth > 0)
    return word_body.saved(body, made.title, "pack")


def _titles(made: Pack) -> Iterator[tuple[str, Span]]:
    """The label and the title of every part that has pages here."""
    for n, (title, _) in enumerate(made.papers, 1):
        yield pack.PART.format(n=n), _span(title, "en")
    for n, (_, pair) in enumerate(made.papers, 1):
        if made.copies and pair.copy is not None:
            yield pack.COPY.format(n=n), _span(pair.copy.title, pair.copy.lang)


def _cover(body: Body, made: Pack, titles: list[tuple[str, Span]]) -> None:
    _line(body, word_template.TITLE, _span(made.title, "en"))
    for words in (made.about, made.on, *made.lines):
        if words:
            _line(body, word_template.PLAIN, _span(words, "en"))
    _line(body, word_template.HEADINGS[1], _span(pack.CONTENTS, "en"))
    for n, title in enumerate(titles):
        mark = MARK.format(n=n)
        linked = _named(*title) + PAGE.format(mark=mark)
        said = f'<w:hyperlink w:anchor="{mark}">{linked}</w:hyperlink>'
        body.add(word_template.CONTENTS, "ltr", said)
    if made.evidence:
        _line(body, word_template.PLAIN, _span(IN_PDF, "en"))
        for n, each in enumerate(made.evidence, len(made.papers) + 1):
            said = _named(pack.PART.format(n=n), _span(each.title, "en"))
            body.add(word_template.CONTENTS, "ltr", said)


def _tab(body: Body, n: int, title: tuple[str, Span]) -> None:
    """The heading over a part, on a new page, marked so that the contents lead to it."""
    start = f'<w:bookmarkStart w:id="{n}" w:name="{MARK.format(n=n)}"/>'
    said = f'{start}{_named(*title)}<w:bookmarkEnd w:id="{n}"/>'
    body.add(word_template.TAB, "ltr", said)


def _named(label: str, title: Span) -> str:
    return run(Span(f"{label}: ", "en", "ltr", "text")) + run(title)


def _line(body: Body, style: str, said: Span) -> None:
    body.add(style, "ltr", run(said))


def _span(text: str, lang: str) -> Span:
    """A title with its language; one that runs the other way is in a language we do not know."""
    said = pieces.clean(text).replace("\n", " ").strip() or "?"
    way: Direction = pieces.first_direction(said) or "ltr"
    known = lang if way == pieces.direction_of(lang) else pieces.UNKNOWN
    return Span(said, known, way, "text")
