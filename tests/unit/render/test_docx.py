"""Letters as Word files, opened again."""

from __future__ import annotations

import io
from zipfile import ZipFile

import docx as word
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.letters import LetterPair
from app.render import pieces, word_body, word_template
from app.render.docx import docx
from tests.unit.render.made_up import (
    ALONE,
    KINDS,
    LINE,
    URDU_POINTS,
    WITH_SLOVAK,
    WITH_URDU,
    block,
    english,
    gap,
    letter,
    text,
    value,
)

MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))


def opened(pair: LetterPair) -> Document:
    return word.Document(io.BytesIO(docx(pair)))


def lines(document: Document) -> list[str]:
    return [paragraph.text.translate(MARKS) for paragraph in document.paragraphs]


def found(document: Document, words: str) -> Paragraph:
    return next(p for p in document.paragraphs if words in p.text.translate(MARKS))


def of_style(document: Document, style: str) -> list[Paragraph]:
    return [p for p in document.paragraphs if p.style and p.style.style_id == style]


def attribute(paragraph: Paragraph, path: str, name: str = "w:val") -> list[str]:
    return [element.get(qn(name)) for element in paragraph._p.xpath(path)]


def printed_numbers(document: Document) -> list[int]:
    """The numbers Word counts: each list from its own start."""
    seen: dict[int, int] = {}
    numbers = []
    starts = {
        int(num.numId): int(num.xpath("w:lvlOverride/w:startOverride/@w:val")[0])
        for num in document.part.numbering_part.element.num_lst
    }
    for paragraph in document.paragraphs:
        for num in paragraph._p.xpath("w:pPr/w:numPr/w:numId/@w:val"):
            seen[int(num)] = seen.get(int(num), starts[int(num)] - 1) + 1
            numbers.append(seen[int(num)])
    return numbers


def test_the_letter_reads_in_order() -> None:
    said = lines(opened(ALONE))
    expected = ["Sam Example", "13 October 2026", "The clerk", "Dear Clerk,", "Alex: letter of"]
    places = [next(n for n, line in enumerate(said) if line.startswith(e)) for e in expected]
    assert places == sorted(places)
    assert "The clerk\nExample School (Academy)" in said
    assert said[-1].startswith(pieces.RECEIVED)


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_type_is_printed(kind: str) -> None:
    said = letter(block(kind, text("Words of ours"), value(" and Alex")))  # type: ignore[arg-type]
    assert "Words of ours and Alex" in lines(opened(LetterPair(said)))


def test_headings_and_points_are_real_ones() -> None:
    document = opened(ALONE)
    assert [p.text for p in of_style(document, "Heading1")] == ["Alex: letter of 12 October 2026"]
    assert [p.text for p in of_style(document, "Heading2")] == ["What I ask"]
    assert printed_numbers(document) == [1, 2, 3]
    assert [p.text for p in of_style(document, "ListContinue")] == ["We want Alex back."]


def test_the_copy_has_the_same_numbers_on_a_page_of_its_own() -> None:
    document = opened(WITH_SLOVAK)
    assert printed_numbers(document) == [1, 2, 3, 1, 2, 3]
    keep, draft = of_style(document, word_template.KEEP)
    assert keep.text == f"Pre vás. Neposielajte.\n{pieces.KEEP}"
    assert draft.text == f"{WITH_SLOVAK.draft_line}\n{pieces.DRAFT}"
    assert keep.paragraph_format.page_break_before
    assert not draft.paragraph_format.page_break_before
    received = next(n for n, line in enumerate(lines(document)) if pieces.RECEIVED in line)
    assert lines(document)[received + 1] == keep.text


def test_numbers_that_jump_are_kept() -> None:
    said = letter(*(block("point", text("x"), id=str(n), number=n) for n in (2, 3, 6)))
    assert printed_numbers(opened(LetterPair(said))) == [2, 3, 6]


def test_only_the_letter_to_send_is_signed_and_received() -> None:
    document = opened(WITH_URDU)
    assert len(of_style(document, word_template.SIGNING_LINE)) == 1
    assert sum(pieces.RECEIVED in line for line in lines(document)) == 1


def test_where_no_name_follows_the_page_says_what_to_write() -> None:
    signed = letter(block("signature", text("Yours sincerely,"), LINE, value("Sam Example")))
    assert pieces.SIGN_HERE not in lines(opened(LetterPair(signed)))
    unsigned = letter(block("signature", text("Yours sincerely,")))
    assert pieces.SIGN_HERE in lines(opened(LetterPair(unsigned)))


def test_a_gap_is_an_underlined_blank_with_its_label() -> None:
    said = letter(block("paragraph", text("My name is "), gap("your name"), text(".")))
    paragraph = opened(LetterPair(said)).paragraphs[0]
    blank = next(run for run in paragraph.runs if run.underline)
    assert len(blank.text) > 20 and not blank.text.strip("\u00a0")
    assert paragraph.text.replace(blank.text, "___") == "My name is ___ (your name)."


def test_urdu_paragraphs_and_runs_run_right_to_left_in_urdu() -> None:
    paragraph = found(opened(WITH_URDU), URDU_POINTS[0])
    assert len(paragraph._p.xpath("w:pPr/w:bidi")) == 1
    assert attribute(paragraph, "w:r/w:rPr/w:lang") == ["ur-PK"]
    assert attribute(paragraph, "w:r/w:rPr/w:lang", "w:bidi") == ["ur-PK"]
    assert len(paragraph._p.xpath("w:r/w:rPr/w:rtl")) == 1


@pytest.mark.parametrize(
    ("lang", "said", "font"),
    [
        ("bn", "আপনার সন্তান", ["Nirmala UI"]),
        ("pa", "ਤੁਹਾਡਾ ਬੱਚਾ", ["Nirmala UI"]),
        ("bg", "Детето Ви", []),
        ("uk", "Ваша дитина", []),
        ("ar", "طفلك", []),
    ],
)
def test_each_script_has_a_font_that_holds_it(lang: str, said: str, font: list[str]) -> None:
    """The font of the styles (Arial) has Latin, Cyrillic and Arabic letters."""
    paragraph = opened(LetterPair(letter(block("paragraph", text(said), lang=lang)))).paragraphs[0]
    assert paragraph.text.strip("\u200e\u200f") == said
    assert attribute(paragraph, "w:r/w:rPr/w:rFonts", "w:cs") == font
    assert attribute(paragraph, "w:r/w:rPr/w:lang", "w:bidi")[0].startswith(lang)
    assert [each.tag for each in paragraph._p.xpath("w:r/w:rPr/*")][-1].endswith("lang")


def test_a_latin_value_inside_urdu_is_set_apart() -> None:
    runs = found(opened(WITH_URDU), "020 7946 0000").runs
    number = next(run for run in runs if "7946" in run.text)
    assert number.text == "\u200f\u200e020 7946 0000\u200e\u200f"
    assert not number.font.rtl


def test_languages_are_marked_and_english_is_that_of_the_document() -> None:
    document = opened(WITH_SLOVAK)
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    slovak = found(document, "Prídem")
    assert attribute(slovak, "w:r/w:rPr/w:lang") == ["sk-SK"]
    copied = [p for p in document.paragraphs if p.text.startswith("Alex was pushed")]
    assert len(copied) == 2
    assert attribute(copied[1], "w:r/w:rPr/w:lang") == []


@pytest.mark.parametrize(
    ("lang", "tag"),
    [
        ("pt", "pt-PT"),
        ("pa", "pa-IN"),
        ("pt-BR", "pt-BR"),
        ("und", "x-none"),
        ("rmc", "rmc-SK"),
        ("qaa", "qaa"),
    ],
)
def test_languages_are_named_as_word_names_them(lang: str, tag: str) -> None:
    assert word_body.language_tag(lang) == tag


def test_paper_is_a4_and_text_is_large_enough() -> None:
    document = opened(ALONE)
    page = document.sections[0]
    assert (page.page_width.mm, page.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    sizes = map(int, document.styles.element.xpath("//w:sz/@w:val | //w:szCs/@w:val"))
    assert all(24 <= size <= 34 for size in sizes)  # the name on a letterhead is the largest


def test_pages_are_numbered_from_the_second() -> None:
    page = opened(ALONE).sections[0]
    assert page.different_first_page_header_footer
    assert not page.first_page_footer.paragraphs[0].text
    asked = page.footer.paragraphs[0]._p.xpath("w:fldSimple/@w:instr")
    assert [each.strip() for each in asked] == ["PAGE"]


def test_the_file_names_nobody_and_no_time() -> None:
    document = opened(ALONE)
    core = document.core_properties
    assert core.title == "Please send the papers"
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert (core.created, core.modified, core.revision) == (None, None, 0)
    with ZipFile(io.BytesIO(docx(ALONE))) as file:
        names = set(file.namelist())
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "app.xml" in name or "thumbnail" in name]
    assert not [name for name in names if "comments" in name or "customXml" in name]
    assert docx(ALONE) == docx(ALONE)


def test_one_letter_leaves_nothing_in_the_next() -> None:
    docx(WITH_URDU)
    assert docx(ALONE) == docx(LetterPair(english()))
    assert "مستقل" not in "".join(lines(opened(ALONE)))


def test_a_title_may_be_long_or_hold_anything() -> None:
    said = letter(block("paragraph", text("x")), title="\x00a\n" + "b" * 400)
    assert opened(LetterPair(said)).core_properties.title == ("a " + "b" * 400)[:255]


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_typed_comes_back(name: str, own: str) -> None:
    said = letter(
        block("paragraph", text("<"), value(name), text(">")),
        block("own_words", text(own), number=1),
        block("date", text("end")),
    )
    whole = "\n".join(lines(opened(LetterPair(said))))
    for line in [*pieces.clean(f"<{name}>").split("\n"), *pieces.clean(own).split("\n")]:
        assert line.translate(MARKS) in whole or not line.strip()


def test_the_last_lines_stay_together() -> None:
    document = opened(LetterPair(english()))
    said = document.paragraphs
    first = next(n for n, p in enumerate(said) if "by 23 October" in p.text)
    assert not said[first - 1].paragraph_format.keep_with_next
    for each in said[first:-1]:
        assert each.style
        own, of_the_style = each.paragraph_format, each.style.paragraph_format
        assert own.keep_with_next or of_the_style.keep_with_next, each.text
