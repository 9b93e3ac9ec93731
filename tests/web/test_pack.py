"""A pack as a family makes it: chosen on a page, with its own changes, in its own language."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

from docx import Document
from pypdf import PdfReader

from tests.web.family import Family

STORY = "He threw the armadillo"


def pages(made: Any) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]


def packed(family: Family, form: str, **more: Any) -> Any:
    """The file that a button of the pack page gives, with everything ticked that is on offer."""
    page = family.open("/pack")
    (offer,) = [each for each in page.forms if each.has_button(form)]
    ticked = {
        name: [each.value for each in offer.controls[name]]
        for name in ("letter", "paper", "evidence")
        if name in offer.controls
    }
    found = family.http.post(offer.action, data=offer.filled({**ticked, **more}, form))
    assert found.status_code == 200
    assert found.headers["cache-control"] == "no-store"
    assert found.headers["content-disposition"] == f'attachment; filename="pack.{form}"'
    return found.content


def test_a_pack_has_every_letter_with_the_familys_changes_and_everything_by_date(
    family: Family,
) -> None:
    family.to_result("permanent_exclusion")
    assert "/en/pack" in family.open("/letters").links("/pack")
    address = family.open("/letters").links("/letter/")[0].removeprefix("/en")
    page = family.open(address)
    button = next(
        value for each in page.forms for _, value in each.buttons if value.startswith("keep-")
    )
    family.send(page, {"text": STORY}, button)
    titles = [each.text_content() for each in family.open("/pack").tree.iter("label")]
    found = pages(packed(family, "pdf"))
    parts = [page for page in found if page.startswith("Part")]
    letters = [each for each in family.open("/pack").forms if each.has_button("pdf")]
    offered = letters[0].controls
    assert len(parts) == len(offered["letter"]) + len(offered["paper"])
    for part, title in zip(parts, titles, strict=False):
        assert "".join(title.split()) in part
    assert sum("".join(STORY.split()) in page for page in found) == 1
    assert any("Whathappened,bydate" in part for part in parts)
    assert all(page.endswith(f"{n}of{len(found)}") for n, page in enumerate(found, 1))


def test_only_what_is_ticked_goes_in_and_nothing_is_no_pack(family: Family) -> None:
    family.to_result("permanent_exclusion")
    found = packed(family, "pdf", letter=[])
    (offer,) = [each for each in family.open("/pack").forms if each.has_button("pdf")]
    parts = [each for each in pages(found) if each.startswith("Part")]
    assert len(parts) == len(offer.controls["paper"])
    page = family.post("/en/pack", {"do": "pdf"})
    assert page.status == 422 and "Choose at least one paper" in page.text
    assert family.post("/en/pack", {"paper": "by-date", "do": "exe"}).status == 404
    assert family.post("/en/pack", {"letter": "no_such", "do": "pdf"}).status == 422


def test_the_copies_are_for_the_reader_and_come_last(
    family_in: Callable[[str], Family],
) -> None:
    family = family_in("sk")
    family.to_result("permanent_exclusion")
    english, both = packed(family, "pdf"), packed(family, "pdf", copies="yes")
    assert not any(page.startswith("Copyofpart") for page in pages(english))
    parts = [n for n, page in enumerate(pages(both)) if page.startswith("Part")]
    copies = [n for n, page in enumerate(pages(both)) if page.startswith("Copyofpart")]
    assert min(each for each in copies if each > parts[0]) > parts[-1]  # contents come before


def test_word_zip_and_large_print_open(family: Family) -> None:
    family.to_result("permanent_exclusion")
    word = Document(io.BytesIO(packed(family, "docx", large="yes")))
    assert [each for each in word.paragraphs if each.text.startswith("Part 1: ")]
    with ZipFile(io.BytesIO(packed(family, "zip"))) as opened:
        names = opened.namelist()
    assert names[0] == "1-letter.pdf" and names[-1].endswith("-paper.docx")
    assert "Example" not in "".join(names)
    address = family.open("/letters").links("/letter/")[0].removeprefix("/en")
    large = family.file(f"{address}/file.large.pdf")
    assert large.content.startswith(b"%PDF")
    assert large.headers["content-disposition"] == 'attachment; filename="letter.large.pdf"'


def test_without_a_case_there_is_no_pack(family: Family) -> None:
    assert family.post("/en/pack", {"paper": "by-date", "do": "pdf"}).status == 403
