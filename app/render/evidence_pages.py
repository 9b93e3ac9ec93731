"""Photos and PDFs of the family put on the pages of a pack that were left empty for them.

Takes only what `photo.py` and `scan.py` have cleaned. Knows nothing of where it is kept.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pikepdf

POINTS = 72 / 25.4  # to a millimetre
# Where evidence stands on A4, under the tab and above the page number.
FRAME = tuple(side * POINTS for side in (15, 22, 195, 248))
# What stands there is marked as no part of the text: programs that read aloud pass over it.
BEFORE, AFTER = b"/Artifact BMC\n", b"\nEMC\n"

Kind = Literal["photo", "scan"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One cleaned file: a JPEG, or a PDF of so many pages."""

    title: str
    kind: Kind
    content: bytes
    pages: int = 1

    @property
    def is_photo(self) -> bool:
        """Whether it is a picture of one page."""
        return self.kind == "photo"


def filled(made: bytes, first: int, evidence: Sequence[Evidence]) -> bytes:
    """The pack with its evidence: the bookmark of each file, the `first` of them counted from 0,
    leads to the page where it begins."""
    with pikepdf.open(io.BytesIO(made)) as pack:
        starts = _starts(pack)[first + 1 :]  # the first bookmark is that of the contents
        for start, each in zip(starts, evidence, strict=False):
            _put(pack, start, each)
        saved = io.BytesIO()
        pack.save(saved, deterministic_id=True)
    return saved.getvalue()


def _starts(pack: pikepdf.Pdf) -> list[int]:
    """The page, counted from 0, of every bookmark that stands at the top, in order."""
    with pack.open_outline() as outline:
        found = [each.destination for each in outline.root]
    return [pikepdf.Page(each[0]).index for each in found if isinstance(each, pikepdf.Array)]


def _put(pack: pikepdf.Pdf, start: int, evidence: Evidence) -> None:
    if evidence.is_photo:
        _draw(pack, pack.pages[start], photo_page(evidence.content))
        return
    with pikepdf.open(io.BytesIO(evidence.content)) as scan:
        for nth, page in enumerate(scan.pages):
            _draw(pack, pack.pages[start + nth], page)


def _draw(pack: pikepdf.Pdf, page: pikepdf.Page, drawn: pikepdf.Page) -> None:
    """One page drawn into the frame of another, as large as it fits, upright."""
    form = pack.copy_foreign(drawn.as_form_xobject())
    name = page.add_resource(form, pikepdf.Name.XObject)
    box = pikepdf.Rectangle(*FRAME)
    placed = page.calc_form_xobject_placement(form, name, box, allow_expand=True)
    page.contents_add(BEFORE + placed + AFTER)


def photo_page(jpeg: bytes) -> pikepdf.Page:
    """A PDF page that is this photo, one point for each pixel."""
    raise NotImplementedError
