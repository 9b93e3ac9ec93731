"""The empty Word file that every letter starts from: its styles, its kind of list, A4 paper.

python-docx spends most of its time opening its own large template, so that one is stripped once
and kept. Knows nothing of blocks."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import docx
from babel.core import get_global
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from app.i18n.scripts import script_of
from app.render.pieces import Direction

# Ids of styles: to look one up by its name takes longer than all else that is done to a paragraph.
PLAIN, POINT, CONTINUED = "Normal", "ListNumber", "ListContinue"
HEADINGS = {1: "Heading1", 2: "Heading2", 3: "Heading3"}
TITLE, TAB, CONTENTS = "Title", "PackTab", "PackContents"
SENDER, DATE, CLOSING = "LetterSender", "LetterDate", "LetterClosing"
SIGNING_LINE, RECEIVED, KEEP = "LetterSigningLine", "LetterReceived", "LetterKeep"

STYLES = Path(__file__).with_name("word_styles.xml")
LIST = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="0">
  <w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0">
    <w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="680" w:hanging="453"/></w:pPr>
  </w:lvl>
</w:abstractNum>"""
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"
SETTINGS = f"""
<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="{_COMPATIBILITY}" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="en-GB" w:bidi="ar-SA"/>
</w:settings>"""

_KEPT_PARTS = frozenset(("styles", "numbering", "settings", "officeDocument", "core-properties"))
# Comes with Word on every system; another program takes what it has for the script.
_FONTS = {"Beng": "Nirmala UI", "Guru": "Nirmala UI", "Gujr": "Nirmala UI", "Taml": "Nirmala UI"}
# Word checks spelling by language and country; these two differ from the likeliest country.
_TAGS = {"en": "en-GB", "pt": "pt-PT", "und": "x-none", "": "x-none"}


@cache
def blank() -> bytes:
    """The empty file."""
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/")[-1] not in _KEPT_PARTS:
                del rels[key]
    core = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    core.element[:] = []  # whoever made the template, and when
    document.styles.element[:] = list(parse_xml(STYLES.read_bytes()))
    document.settings.element[:] = list(parse_xml(SETTINGS))
    document.part.numbering_part.element[:] = [parse_xml(LIST)]
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22.5)
    page.top_margin = page.bottom_margin = Mm(20)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def new_list(document: Document, start: int) -> int:
    """The id of a new list whose first point has this number."""
    num = document.part.numbering_part.element.add_num(0)
    num.add_lvlOverride(0).add_startOverride(start)
    return int(num.numId)


def number(started: Paragraph, list_id: int) -> None:
    """Make a paragraph the next point of a list."""
    properties = started.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = list_id


def paragraph(document: Document, style: str, direction: Direction) -> Paragraph:
    """A new, empty paragraph that runs in this direction, which also swaps its two sides."""
    started = document.add_paragraph()
    properties = started.paragraph_format.element.get_or_add_pPr()
    properties.style = style
    if direction == "rtl":
        # Word wants a fixed order: this comes after the style, all that a new paragraph has.
        properties.append(OxmlElement("w:bidi"))
    return started


def enlarge(document: Document, times: float) -> None:
    """Every size of type that the styles name, so many times as large."""
    for each in document.styles.element.iter(qn("w:sz"), qn("w:szCs")):
        each.set(qn("w:val"), str(round(int(each.get(qn("w:val"))) * times)))


@cache
def language_tag(lang: str) -> str:
    """The language with its likeliest country, as Word's proofing tools name it."""
    if lang in _TAGS or "-" in lang:
        return _TAGS.get(lang, lang)
    _, *likely = str(get_global("likely_subtags").get(lang, "")).split("_")
    return f"{lang}-{likely[-1]}" if likely else lang


@cache
def font(lang: str) -> str | None:
    """The font for a language whose letters the font of the styles does not have."""
    return _FONTS.get(script_of(lang))
