"""The empty Word file that every letter starts from: its styles, its kind of list, A4 paper, the
number at the foot of a page. Made once and kept. Knows nothing of what is written into it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

PLAIN, POINT, CONTINUED = "Normal", "ListNumber", "ListContinue"
HEADINGS = {1: "Heading1", 2: "Heading2", 3: "Heading3"}
TITLE, TAB, CONTENTS = "Title", "PackTab", "PackContents"
SENDER, DATE, CLOSING = "LetterSender", "LetterDate", "LetterClosing"
LETTERHEAD_NAME, LETTERHEAD = "LetterheadName", "Letterhead"
SIGNING_LINE, RECEIVED, KEEP = "LetterSigningLine", "LetterReceived", "LetterKeep"

Kind = Literal["letter", "pack"]
Parts = Mapping[str, str]
"""The text of each file inside the Word file, by its name."""

DOCUMENT, NUMBERING = "word/document.xml", "word/numbering.xml"
CORE, STYLE = "docProps/core.xml", "word/styles.xml"
HERE = "TITLE-OF-THE-PAPER"  # stands where the title goes

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
# The contents of a pack name pages, which only the program that opens it can count.
_COUNTED: dict[Kind, str] = {"letter": "", "pack": '<w:updateFields w:val="true"/>'}
SETTINGS = f"""
<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/>{{counted}}<w:defaultTabStop w:val="720"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="{_COMPATIBILITY}" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="en-GB" w:bidi="ar-SA"/>
</w:settings>"""
FIELD = '<w:fldSimple w:instr=" {what} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_OF = '<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
_COUNT: dict[Kind, str] = {
    "letter": FIELD.format(what="PAGE"),
    "pack": FIELD.format(what="PAGE") + _OF + FIELD.format(what="NUMPAGES"),
}
FOOT = f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{{count}}</w:p>'

_KEPT_PARTS = frozenset(("styles", "numbering", "settings", "officeDocument", "core-properties"))
_SIZE = re.compile(r'(?<=<w:sz w:val=")\d+|(?<=<w:szCs w:val=")\d+')


@cache
def parts(kind: Kind) -> Parts:
    """The files of an empty letter or pack."""
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/")[-1] not in _KEPT_PARTS:
                del rels[key]
    core = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    core.element[:] = []  # whoever made the template, and when
    document.core_properties.title = HERE
    document.styles.element[:] = list(parse_xml(STYLES.read_bytes()))
    document.settings.element[:] = list(parse_xml(SETTINGS.format(counted=_COUNTED[kind])))
    document.part.numbering_part.element[:] = [parse_xml(LIST)]
    _lay_out(document, kind)
    saved = io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def enlarged(styles: str, times: float) -> str:
    """The styles with every size of type so many times as large."""
    return _SIZE.sub(lambda size: str(round(int(size[0]) * times)), styles)


def _lay_out(document: Document, kind: Kind) -> None:
    """A letter of one page needs no number: there only further pages have one."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(21)
    page.top_margin = page.bottom_margin = Mm(17)
    page.footer_distance = Mm(9)
    page.different_first_page_header_footer = kind == "letter"
    page.footer.is_linked_to_previous = False
    foot = page.footer.paragraphs[0].paragraph_format.element
    foot.getparent().replace(foot, parse_xml(FOOT.format(count=_COUNT[kind])))
