"""Packs opened again: parts, order, page numbers, contents, accessible mode, also in Word."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from pypdf import PdfReader

from app.model.letters import LetterPair
from app.render import photo, pieces, scan
from app.render.evidence_pages import Evidence
from app.render.pack import CONTENTS, SEEN_ONLY, TITLE, Pack, Paper, pack_pdf
from app.render.pack_docx import pack_docx
from app.render.pack_zip import pack_zip
from app.render.pdf import pdf
from tests.fixtures import given_files
from tests.unit.render.made_up import (
    ALONE,
    ENGLISH_POINTS,
    SLOVAK_POINTS,
    WITH_SLOVAK,
    WITH_URDU,
    Aloud,
    block,
    gap,
    letter,
    text,
)

LONG = LetterPair(letter(block("own_words", text("We want Alex back. " * 900), number=1)))


def cleaned_photo() -> bytes:
    made = photo.cleaned(given_files.photo())
    assert isinstance(made, bytes)
    return made


def cleaned_scan(count: int) -> bytes:
    made = scan.cleaned(given_files.saved(given_files.paper(count)))
    assert isinstance(made, tuple)
    return made[0]


PAPERS: list[Paper] = [("First", ALONE), ("Second", LONG), ("Third", WITH_SLOVAK)]


def flat(said: str) -> str:
    return "".join(said.split())


def pages(pack: Pack) -> list[str]:
    return [flat(page.extract_text()) for page in PdfReader(io.BytesIO(pack_pdf(pack))).pages]


def starts(pack: Pack) -> dict[str, int]:
    """The page, counted from 1, that each bookmark leads to."""
    file = PdfReader(io.BytesIO(pack_pdf(pack)))
    return {
        str(each.title): file.get_destination_page_number(each) + 1  # type: ignore
        for each in file.outline
    }


def test_every_part_begins_on_a_page_of_its_own_in_the_order_given() -> None:
    found = pages(Pack(PAPERS))
    tabs = [n for n, page in enumerate(found, 1) if re.match(r"Part\d+:", page)]
    assert len(tabs) == 3
    for tab, words in zip(tabs, ("Part1:First", "Part2:Second", "Part3:Third"), strict=True):
        assert found[tab - 1].startswith(words)
    assert flat(ENGLISH_POINTS[0]) in found[tabs[0] - 1]
    assert "WewantAlexback" in found[tabs[1] - 1]


def test_pages_are_counted_through_the_whole_pack() -> None:
    found = pages(Pack(PAPERS))
    assert [page.endswith(f"{n}of{len(found)}") for n, page in enumerate(found, 1)] == [True] * len(
        found
    )


def test_the_contents_and_the_bookmarks_lead_to_the_parts() -> None:
    pack = Pack(PAPERS, about="Alex", on="12 October 2026")
    first, leads = pages(pack)[0], starts(pack)
    assert list(leads) == [TITLE, "Part 1: First", "Part 2: Second", "Part 3: Third"]
    for title, page in list(leads.items())[1:]:
        assert re.search(rf"{re.escape(flat(title))}\.+{page}", first), title
    for words in (CONTENTS, "Alex", "12 October 2026"):
        assert flat(words) in first


def test_copies_come_last_and_only_when_asked_for() -> None:
    without, with_copies = pages(Pack(PAPERS)), pages(Pack(PAPERS, copies=True))
    assert not any(flat(SLOVAK_POINTS[0]) in page for page in without)
    assert flat(SLOVAK_POINTS[0]) in with_copies[-1]
    assert "Copyofpart3" in with_copies[-1] and flat(pieces.KEEP) in with_copies[-1]


@pytest.mark.parametrize("large", [False, True])
def test_a_pack_without_evidence_is_made_to_the_accessible_standard(large: bool) -> None:
    papers = [*PAPERS, ("Fourth", WITH_URDU)]
    aloud = Aloud(pack_pdf(Pack(papers, copies=True, large=large)))
    about = aloud.file.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in about and TITLE.encode() in about
    kinds = [kind for kind, _ in aloud.tags()]
    assert kinds.count("/H1") == 1 + 4 + 2
    assert "/H3" in kinds and "/TOC" in kinds
    assert ("/H2", "ur") in aloud.tags()


def test_nothing_of_the_family_is_in_the_title_of_the_file() -> None:
    file = PdfReader(io.BytesIO(pack_pdf(Pack(PAPERS, about="Quillon"))))
    assert file.metadata and "Quillon" not in str(file.metadata)


def test_a_title_that_runs_the_other_way_does_not_turn_the_contents_around() -> None:
    titles = "ابج", "#panic()"
    said = Aloud(pack_pdf(Pack([(title, ALONE) for title in titles]))).pages[0]
    assert said.index("Part 1") < said.index("Part 2")
    assert "#panic()" in said


def test_large_print_is_larger_with_room_to_write() -> None:
    pair = LetterPair(letter(block("paragraph", text("Dear you "), gap("your name"))))

    def sizes(made: bytes) -> set[float]:
        found: set[float] = set()
        PdfReader(io.BytesIO(made)).pages[0].extract_text(
            visitor_text=lambda said, _cm, _tm, _font, size: found.add(size) if said else None
        )
        return found

    assert max(sizes(pdf(pair))) < 16 <= max(sizes(pdf(pair, large=True)))
    assert min(sizes(pdf(pair, large=True))) >= 14


EVIDENCE = (
    Evidence("Bruise", "photo", cleaned_photo(), on="3 October 2026"),
    Evidence("Report", "scan", cleaned_scan(3), 3),
    Evidence("ابج", "photo", cleaned_photo()),
)


def test_evidence_stands_behind_the_papers_on_pages_that_are_counted() -> None:
    pack = Pack([("First", ALONE), ("Third", WITH_SLOVAK)], evidence=EVIDENCE, copies=True)
    found, leads = pages(pack), starts(pack)
    assert [leads[f"Part {n}: {title}"] for n, title in ((3, "Bruise"), (4, "Report"))] == [4, 5]
    assert "3October2026" in found[3]
    assert found[3].startswith("Part3:Bruise") and found[4].startswith("Part4:Report")
    for n, page in enumerate(found[4:7], 1):
        assert f"Quokka{n}" in page
    assert "Part5:" in found[7]
    assert flat(SLOVAK_POINTS[0]) in found[-1]
    assert len(found) == 9
    for n, page in enumerate(found, 1):
        assert f"{n}of9" in page
    assert flat(SEEN_ONLY) in found[0]


def test_a_photo_is_drawn_inside_its_page() -> None:
    page = PdfReader(io.BytesIO(pack_pdf(Pack([], evidence=EVIDENCE)))).pages[1]
    (picture,) = page.images
    assert picture.image and picture.image.size == (60, 40)
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx((595, 842), abs=1)


def test_a_pack_with_evidence_does_not_claim_to_be_accessible() -> None:
    aloud = Aloud(pack_pdf(Pack([("First", ALONE)], evidence=EVIDENCE)))
    assert b"pdfuaid" not in aloud.file.Root.Metadata.read_bytes()
    assert aloud.file.Root.MarkInfo.Marked
    assert [kind for kind, _ in aloud.tags()].count("/H1") == 5


def test_word_names_the_evidence_and_the_zip_holds_it() -> None:
    pack = Pack([("First", ALONE)], evidence=EVIDENCE)
    said = [each.text for each in Document(io.BytesIO(pack_docx(pack))).paragraphs]
    assert "Part 2: Bruise" in said and "Part 3: Report" in said
    with ZipFile(io.BytesIO(pack_zip(pack))) as opened:
        assert opened.namelist()[2:] == ["2-photo.jpg", "3-scan.pdf", "4-photo.jpg"]
        assert opened.read("2-photo.jpg") == EVIDENCE[0].content


def test_the_same_pack_gives_the_same_bytes() -> None:
    pack = Pack(PAPERS, evidence=EVIDENCE, copies=True)
    for made in (pack_pdf, pack_docx, pack_zip):
        assert made(pack) == made(pack)


def test_the_word_file_has_contents_parts_and_page_numbers() -> None:
    document = Document(io.BytesIO(pack_docx(Pack(PAPERS, about="Alex", copies=True))))
    said = [each.text for each in document.paragraphs]
    tabs = [each for each in document.paragraphs if each.style.style_id == "PackTab"]
    expected = ["Part 1: First", "Part 2: Second", "Part 3: Third", "Copy of part 3: Prídem"]
    assert [each.text for each in tabs] == expected
    links = [each.get(qn("w:anchor")) for each in document.element.iter(qn("w:hyperlink"))]
    asked = [str(each.text).split() for each in document.element.iter(qn("w:instrText"))]
    assert asked == [["PAGEREF", each, "\\h"] for each in links]
    assert document.settings.element.find(qn("w:updateFields")) is not None
    marks = [each.get(qn("w:name")) for each in document.element.iter(qn("w:bookmarkStart"))]
    assert links == marks and len(links) == 4
    assert said.index(ENGLISH_POINTS[0]) < said.index(SLOVAK_POINTS[0])
    assert foot(document) == ["PAGE", "NUMPAGES"]


def foot(document: WordDocument) -> list[str]:
    fields = document.sections[0].footer.paragraphs[0].paragraph_format.element
    return [each.get(qn("w:instr")).strip() for each in fields.iter(qn("w:fldSimple"))]


def test_the_word_file_can_be_large_too() -> None:
    def size(large: bool) -> int:
        document = Document(io.BytesIO(pack_docx(Pack(PAPERS, large=large))))
        return min(int(each.get(qn("w:val"))) for each in document.styles.element.iter(qn("w:sz")))

    assert size(False) == 24 and size(True) == 34


def test_the_zip_holds_each_paper_twice_under_a_plain_name() -> None:
    talk = LetterPair(letter(block("paragraph", text("Quillon said"))))
    made = pack_zip(Pack([("About Quillon", ALONE), ("Quillon", talk)]))
    with ZipFile(io.BytesIO(made)) as opened:
        names = opened.namelist()
        assert names == ["1-letter.pdf", "1-letter.docx", "2-paper.pdf", "2-paper.docx"]
        assert opened.read("1-letter.pdf") == pdf(LetterPair(ALONE.english))
        Document(io.BytesIO(opened.read("2-paper.docx")))
