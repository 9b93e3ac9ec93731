"""Many letters in one file, opened again: order, sheets, tags, and nothing said when it fails."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest
from pypdf import PdfReader

from app.render import batch
from app.render.batch import BatchFailed, batch_pdf
from tests.unit.render.made_up import ALONE, WITH_SLOVAK, WITH_URDU, block, letter, text

SLIP = letter(block("heading", text("For the family of:")), block("paragraph", text("Quillon")))


def pages(made: bytes) -> list[str]:
    return ["".join(each.extract_text().split()) for each in PdfReader(io.BytesIO(made)).pages]


def test_papers_come_in_order_each_from_a_new_page() -> None:
    read = pages(batch_pdf([SLIP, ALONE, WITH_SLOVAK, SLIP], sheets=False, large=False))
    slips = [at for at, each in enumerate(read) if each.startswith("Forthefamilyof:")]
    letters = [at for at, each in enumerate(read) if "DearClerk" in each]
    copies = [at for at, each in enumerate(read) if "Prídem" in each]
    assert slips == [0, len(read) - 1]
    assert letters == sorted(letters)
    assert slips[0] < letters[0] < letters[1] < copies[0] < slips[1]
    assert all(read)


def test_on_both_sides_each_paper_has_a_sheet_of_its_own() -> None:
    read = pages(batch_pdf([SLIP, SLIP, WITH_URDU, SLIP], sheets=True, large=False))
    slips = [at for at, each in enumerate(read) if each.startswith("Forthefamilyof:")]
    assert all(at % 2 == 0 for at in slips)
    assert len(slips) == 3
    assert read[1] == ""


def test_each_paper_counts_its_own_pages() -> None:
    long = letter(*(block("paragraph", text(f"Line {n}."), id=f"p{n}") for n in range(90)))
    read = pages(batch_pdf([SLIP, long, long], sheets=False, large=False))
    assert read[0].endswith("Quillon"), "one page needs no number"
    ends = [each[-3:] for each in read[1:]]
    assert ends[: len(ends) // 2] == ends[len(ends) // 2 :]
    assert ends[0].startswith("1/")
    assert all(one != other for one, other in pairwise(ends[: len(ends) // 2]))


def test_the_file_is_tagged_and_named_for_nobody() -> None:
    made = batch_pdf([WITH_SLOVAK, WITH_URDU], sheets=True, large=True)
    with pikepdf.open(io.BytesIO(made)) as file:
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        with file.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "Letters"


def test_a_failure_says_nothing_of_what_was_in_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(batch, "COMMAND", (*batch.COMMAND[:1], "-c", "raise OSError(input())"))
    with pytest.raises(BatchFailed) as failed:
        batch_pdf([SLIP], sheets=False, large=False)
    assert "Quillon" not in f"{failed.value!r}{failed.value.__cause__!r}{capfd.readouterr()}"
    monkeypatch.setattr(batch, "COMMAND", ("no-such-program",))
    with pytest.raises(BatchFailed):
        batch_pdf([SLIP], sheets=False, large=False)
