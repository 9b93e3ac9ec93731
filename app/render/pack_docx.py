"""Many papers as one Word file: the contents, then each paper from a new page under its tab.

Word knows where its pages end, so page numbers are fields that it fills in itself. Evidence is
only named here: photos and scans are in the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph

from app.render import docx, pack, pieces, word_template
from app.render.pack import Pack
from app.render.pieces import Direction, Span

IN_PDF = "Photos and scans are in the PDF of this pack:"
TIMES = 17 / 12  # large type
MARK = "part{n}"
PAGE = """
<w:p {ns}><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
  <w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>
  <w:r><w:t xml:space="preserve"> of </w:t></w:r>
  <w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>
</w:p>"""


def pack_docx(made: Pack) -> bytes:
    """The whole pack. The same pack gives the same bytes; the file names no author and no date."""
    document = docx.begun(pack.TITLE)
    if made.large:
        word_template.enlarge(document, TIMES)
    titles = list(_titles(made))
    _cover(document, made, titles)
    for n, (title, (_, pair)) in enumerate(zip(titles, made.papers, strict=False)):
        _tab(document, n, title)
        docx.send(document, pair, shift=1)
    kept = [pair for _, pair in made.papers if made.copies and pair.copy is not None]
    for n, pair in enumerate(kept, len(made.papers)):
        _tab(document, n, titles[n])
        if pair.copy is not None:
            docx.keep(document, pieces.keep_box(pair), pair.copy, shift=1)
    if made.large:
        docx.lengthen_blanks(document)
    _page_numbers(document)
    return docx.saved(document)


def _titles(made: Pack) -> Iterator[tuple[str, Span]]:
    """The label and the title of every part that has pages here."""
    for n, (title, _) in enumerate(made.papers, 1):
        yield pack.PART.format(n=n), _span(title, "en")
    for n, (_, pair) in enumerate(made.papers, 1):
        if made.copies and pair.copy is not None:
            yield pack.COPY.format(n=n), _span(pair.copy.title, pair.copy.lang)


def _cover(document: Document, made: Pack, titles: list[tuple[str, Span]]) -> None:
    _line(document, word_template.TITLE, _span(pack.TITLE, "en"))
    for words in (made.about, made.on):
        if words:
            _line(document, word_template.PLAIN, _span(words, "en"))
    _line(document, word_template.HEADINGS[1], _span(pack.CONTENTS, "en"))
    for n, (label, title) in enumerate(titles):
        started = word_template.paragraph(document, word_template.CONTENTS, "ltr")
        link = OxmlElement("w:hyperlink", attrs={qn("w:anchor"): MARK.format(n=n)})
        _say(started, label, title)
        runs = [each for each in started.paragraph_format.element if each.tag == qn("w:r")]
        link.extend(runs)
        started.paragraph_format.element.append(link)
    if made.evidence:
        _line(document, word_template.PLAIN, _span(IN_PDF, "en"))
        for n, each in enumerate(made.evidence, len(made.papers) + 1):
            started = word_template.paragraph(document, word_template.CONTENTS, "ltr")
            _say(started, pack.PART.format(n=n), _span(each.title, "en"))


def _tab(document: Document, n: int, title: tuple[str, Span]) -> None:
    """The heading over a part, on a new page, marked so that the contents lead to it."""
    started = word_template.paragraph(document, word_template.TAB, "ltr")
    about = {qn("w:id"): str(n), qn("w:name"): MARK.format(n=n)}
    element = started.paragraph_format.element
    element.append(OxmlElement("w:bookmarkStart", attrs=about))
    _say(started, *title)
    element.append(OxmlElement("w:bookmarkEnd", attrs={qn("w:id"): str(n)}))


def _say(started: WordParagraph, label: str, title: Span) -> None:
    docx.run(started, Span(f"{label}: ", "en", "ltr", "text"))
    docx.run(started, title)


def _line(document: Document, style: str, said: Span) -> None:
    docx.run(word_template.paragraph(document, style, "ltr"), said)


def _span(text: str, lang: str) -> Span:
    """A title with its language; one that runs the other way is in a language we do not know."""
    said = pieces.clean(text).replace("\n", " ").strip() or "?"
    way: Direction = pieces.first_direction(said) or "ltr"
    known = lang if way == pieces.direction_of(lang) else pieces.UNKNOWN
    return Span(said, known, way, "text")


def _page_numbers(document: Document) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    element = footer.paragraphs[0].paragraph_format.element
    element.getparent().replace(element, parse_xml(PAGE.format(ns=nsdecls("w"))))
