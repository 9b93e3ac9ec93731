"""What is written into a Word file: its paragraphs and lists, in the order that Word wants.

They are written as text: building each element takes about six times as long. Knows nothing
of blocks."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import cache
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from babel.core import get_global

from app.i18n.scripts import script_of
from app.render import pieces, word_template
from app.render.pieces import Direction, Span
from app.render.word_template import CORE, DOCUMENT, HERE, NUMBERING, STYLE, Kind

EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FAST = 1  # of the levels of zlib: a letter gets a few hundred bytes larger
WHOLE = "<w:keepLines/>"  # on one page
STAYS = f"<w:keepNext/>{WHOLE}"  # on the page of what follows
NEW_PAGE = "<w:pageBreakBefore/>"
# Where Word wants a page to begin: after what keeps a paragraph together.
_START = re.compile("<w:pStyle [^>]*/>(?:<w:keepNext/>)?(?:<w:keepLines/>)?")
LINE_END = "<w:r><w:br/></w:r>"

# Word checks spelling by language and country; these two differ from the likeliest country.
_TAGS = {"en": "en-GB", "pt": "pt-PT", "und": "x-none", "": "x-none"}

# Scripts that the font of the styles (Arial) does not hold. Nirmala UI comes with Word; another
# program takes what it has.
_FONTS = {"Beng": "Nirmala UI", "Guru": "Nirmala UI", "Gujr": "Nirmala UI", "Taml": "Nirmala UI"}


@dataclass(frozen=True, slots=True)
class Body:
    """A Word file while it is written: its paragraphs, and the first number of each list. `times`:
    how large its type is, and how long its blanks."""

    times: float = 1
    paragraphs: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, style: str, direction: Direction, said: str, look: str = "") -> None:
        """One more paragraph, which runs in this direction; that also swaps its two sides."""
        way = "<w:bidi/>" if direction == "rtl" else ""
        around = f'<w:pPr><w:pStyle w:val="{style}"/>{look}{way}</w:pPr>'
        self.paragraphs.append(f"<w:p>{around}{said}</w:p>")

    def on_a_new_page(self, nth: int) -> None:
        """A paragraph that is written already begins a page."""
        self.paragraphs[nth] = _START.sub(rf"\g<0>{NEW_PAGE}", self.paragraphs[nth], count=1)

    def new_list(self, start: int) -> str:
        """The look of the points of a new list whose first point has this number."""
        self.starts.append(start)
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{len(self.starts)}"/></w:numPr>'


def run(
    span: Span, around: Direction = "ltr", *, is_bold: bool = False, is_underlined: bool = False
) -> str:
    """One run. Word takes its direction from `w:rtl`, LibreOffice from its letters and marks, so
    each gets what it looks at. The document is in English: only other languages are marked."""
    font = _FONTS.get(script_of(span.lang))
    look = f'<w:rFonts w:cs="{font}"/>' if font else ""
    if is_bold:
        look += "<w:b/><w:bCs/>"  # Word keeps complex scripts apart
    if is_underlined:
        look += '<w:u w:val="single"/>'
    if span.direction == "rtl":
        look += "<w:rtl/>"
    if span.lang != "en":
        tag = quoteattr(language_tag(span.lang))
        look += f"<w:lang w:val={tag} w:bidi={tag}/>"
    if look:
        look = f"<w:rPr>{look}</w:rPr>"
    words = escape(pieces.isolated(span, around))
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def saved(body: Body, title: str, kind: Kind) -> bytes:
    """The file. It names no author and no time: the same body gives the same bytes."""
    parts = dict(word_template.parts(kind))
    said = pieces.clean(title).replace("\n", " ")[:255]
    parts[CORE] = parts[CORE].replace(HERE, escape(said))
    start, page, end = parts[DOCUMENT].partition("<w:sectPr")
    parts[DOCUMENT] = "".join((start, *body.paragraphs, page, end))
    lists = "".join(_list(n, start) for n, start in enumerate(body.starts, 1))
    parts[NUMBERING] = parts[NUMBERING].replace("</w:numbering>", f"{lists}</w:numbering>")
    if body.times != 1:
        parts[STYLE] = word_template.enlarged(parts[STYLE], body.times)
    written = io.BytesIO()
    with ZipFile(written, "w") as target:
        for name, content in parts.items():
            target.writestr(ZipInfo(name, EARLIEST_ZIP_DATE), content, ZIP_DEFLATED, FAST)
    return written.getvalue()


def _list(n: int, start: int) -> str:
    first = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{first}</w:num>'


@cache
def language_tag(lang: str) -> str:
    """The language with its likeliest country, as Word's proofing tools name it."""
    if lang in _TAGS or "-" in lang:
        return _TAGS.get(lang, lang)
    _, *likely = str(get_global("likely_subtags").get(lang, "")).split("_")
    return f"{lang}-{likely[-1]}" if likely else lang
