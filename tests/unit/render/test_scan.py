"""PDFs made ours: the pages as they are seen, and nothing that acts or hides."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.render import scan
from app.render.refusals import Refusal
from tests.fixtures import given_files
from tests.fixtures.given_files import paper, saved

ACTS = ("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/EF", "/AF")


def cleaned(content: bytes) -> bytes:
    made = scan.cleaned(content)
    assert not isinstance(made, Refusal), made
    return made[0]


def unpacked(content: bytes) -> str:
    """Everything a PDF holds, unpacked."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        plain = io.BytesIO()
        opened.save(
            plain,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return plain.getvalue().decode("latin-1")


def test_the_pages_come_along() -> None:
    made = scan.cleaned(saved(paper(3)))
    assert isinstance(made, tuple) and made[1] == 3
    words = [page.extract_text() for page in PdfReader(io.BytesIO(made[0])).pages]
    assert words == ["Quokka 1", "Quokka 2", "Quokka 3"]


def test_nothing_that_acts_or_hides_comes_along() -> None:
    trap = given_files.trap()
    before, after = unpacked(trap), unpacked(cleaned(trap))
    for each in (*ACTS, "quokka.exe", "MZ quokka", "Quokka author", "alert"):
        assert each in before, "there is something to take out"
        assert each not in after, each
    assert "Quokka 1" in PdfReader(io.BytesIO(cleaned(trap))).pages[0].extract_text()


def test_what_was_filled_into_a_form_is_still_seen() -> None:
    made = cleaned(given_files.filled_form())
    page = PdfReader(io.BytesIO(made)).pages[0]
    assert "Wombat" in unpacked(made)
    assert "/Annots" not in page
    assert "AcroForm" not in unpacked(made)


def test_a_password_is_told_apart_from_damage() -> None:
    assert scan.cleaned(given_files.locked("secret")) is Refusal.LOCKED
    assert isinstance(scan.cleaned(given_files.locked("")), tuple), "it opens without a password"


def test_too_many_pages_are_refused() -> None:
    assert isinstance(scan.cleaned(saved(paper(scan.MOST_PAGES))), tuple)
    assert scan.cleaned(saved(paper(scan.MOST_PAGES + 1))) is Refusal.TOO_MANY_PAGES


@pytest.mark.parametrize("part", [0.3, 0.7, 0.95])
def test_a_pdf_that_was_cut_off_is_refused(part: float) -> None:
    whole = saved(paper(5))
    assert scan.cleaned(whole[: int(len(whole) * part)]) is Refusal.BROKEN


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\nhello", saved(pikepdf.new())])
def test_a_pdf_without_a_page_is_broken(content: bytes) -> None:
    assert scan.cleaned(content) is Refusal.BROKEN


def test_a_page_packed_far_too_tightly_is_refused() -> None:
    made = paper()
    packed = zlib.compress(bytes(scan.MOST_UNPACKED + 1000), 9)
    made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=pikepdf.Name.FlateDecode)
    assert scan.cleaned(saved(made, compress_streams=True)) is Refusal.BROKEN


WHOLE = [saved(paper(2)), given_files.trap(), given_files.filled_form()]


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=4))))
def test_no_damage_stops_us(content: bytes, damage: list[tuple[int, bytes]]) -> None:
    """Damaged files are taken or refused; nothing is ever raised."""
    for at, new in damage:
        at %= len(content)
        content = content[:at] + new + content[at + len(new) :]
    assert isinstance(scan.cleaned(content), tuple | Refusal)
