"""Photos and PDFs of the family put on the pages of a pack that were left empty for them.

Takes only what `photo.py` and `scan.py` have cleaned. Knows nothing of where it is kept.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pikepdf
from PIL import Image

POINTS = 72 / 25.4  # to a millimetre
# Where evidence stands on A4, under the tab and above the page number.
FRAME = (15 * POINTS, 22 * POINTS, 195 * POINTS, 248 * POINTS)
# What stands there is marked as no part of the text: programs that read aloud pass over it.
BEFORE, AFTER = b"/Artifact BMC\n", b"\nEMC\n"

DRAWN = pikepdf.Name("/Evidence")

Kind = Literal["photo", "scan"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One cleaned file: a JPEG, or a PDF of so many pages. `on`: the day it is from, in words."""

    title: str
    kind: Kind
    content: bytes
    pages: int = 1
    on: str = ""

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
        _draw_photo(pack, pack.pages[start], evidence.content)
        return
    with pikepdf.open(io.BytesIO(evidence.content)) as scan:
        for nth, page in enumerate(scan.pages):
            _draw_page(pack, pack.pages[start + nth], page)


def _draw_page(pack: pikepdf.Pdf, page: pikepdf.Page, drawn: pikepdf.Page) -> None:
    """One page drawn into the frame of another, as large as it fits, upright."""
    form = pack.copy_foreign(drawn.as_form_xobject())
    name = page.add_resource(form, pikepdf.Name.XObject, DRAWN)
    frame = pikepdf.Rectangle(*FRAME)
    placed = page.calc_form_xobject_placement(form, name, frame, allow_expand=True)
    page.contents_add(BEFORE + placed + AFTER)


def _draw_photo(pack: pikepdf.Pdf, page: pikepdf.Page, jpeg: bytes) -> None:
    """A photo in the frame of a page, as large as it fits, in the middle."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as photo:
        width, height = photo.size
    left, bottom, right, top = FRAME
    scale = min((right - left) / width, (top - bottom) / height)
    wide, high = width * scale, height * scale
    at = (left + right - wide) / 2, (bottom + top - high) / 2
    image = _image(pack, jpeg, width, height)
    name = page.add_resource(image, pikepdf.Name.XObject, DRAWN)
    placed = f"q {wide:.3f} 0 0 {high:.3f} {at[0]:.3f} {at[1]:.3f} cm {name} Do Q"
    page.contents_add(BEFORE + placed.encode() + AFTER)


def _image(pack: pikepdf.Pdf, jpeg: bytes, width: int, height: int) -> pikepdf.Stream:
    return pikepdf.Stream(
        pack,
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
