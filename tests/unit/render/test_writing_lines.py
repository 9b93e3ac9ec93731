"""Room to write on: a line of its own runs over the page; a paper is not signed for."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from pypdf import PdfReader

from app.model.letters import LetterPair
from app.render.docx import docx
from app.render.html import html
from app.render.pdf import pdf
from app.render.pieces import RECEIVED
from app.render.text import text
from tests.unit.render import made_up

ROOM = made_up.block(
    "paragraph", made_up.text("Why:"), made_up.LINE, made_up.gap(""), made_up.LINE, made_up.gap("")
)
SHORT = made_up.block("paragraph", made_up.text("Day: "), made_up.gap(""), id="short")
PAPER = LetterPair(made_up.letter(ROOM, SHORT), is_sent=False)
LETTER = LetterPair(made_up.letter(ROOM, SHORT))


def words(pair: LetterPair) -> str:
    return "\n".join(each.text for each in Document(BytesIO(docx(pair))).paragraphs)


def printed(pair: LetterPair) -> str:
    return " ".join(each.extract_text() for each in PdfReader(BytesIO(pdf(pair))).pages)


def test_a_line_of_its_own_is_longer_than_a_gap_in_a_sentence() -> None:
    lines = text(PAPER).splitlines()
    assert lines[0] == "Why:"
    assert len(lines[1]) == len(lines[2]) > len(lines[4])
    assert html(PAPER).count("_" * 60) == 2
    blanks = words(PAPER).splitlines()
    assert len(blanks[1]) > len(blanks[3])


def test_only_a_letter_has_room_for_the_school_to_say_that_it_came() -> None:
    assert RECEIVED in words(LETTER) and RECEIVED not in words(PAPER)
    assert RECEIVED in html(LETTER) and RECEIVED not in html(PAPER)
    assert RECEIVED in printed(LETTER) and RECEIVED not in printed(PAPER)
