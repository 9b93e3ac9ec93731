"""A PDF as somebody gave it, made into one of ours: its pages as they are seen, and nothing that
acts, hides or tells who made it. No script, no link, no form, no file inside it comes along."""

from __future__ import annotations

import io
from functools import cache

import pikepdf

from app.render.refusals import Refusal

MOST_PAGES = 200
MOST_UNPACKED = 100 * 2**20  # bytes of one stream: what is packed tighter is no paper
STARTS_WITHIN = 1024  # where the mark of a PDF may stand, as its readers take it
PAGE_KEYS = frozenset(
    ("/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate", "/Group")
)
# In the description of a picture or a drawing: files beside it, and who made it.
STREAM_KEYS = ("/AF", "/F", "/FFilter", "/FDecodeParms", "/Metadata", "/OPI", "/PieceInfo", "/Ref")
BROKEN = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    RuntimeError,
    AttributeError,  # something else where a stream should be
    MemoryError,
    pikepdf.DataDecodingError,
)


def is_one(content: bytes) -> bool:
    """Whether this says of itself that it is a PDF."""
    return b"%PDF-" in content[:STARTS_WITHIN]


def cleaned(content: bytes) -> tuple[bytes, int] | Refusal:
    """The pages alone, as a new PDF, and how many there are."""
    _limit()
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as found:
            count = len(found.pages)
            if count > MOST_PAGES:
                return Refusal.TOO_MANY_PAGES
            if count == 0:
                return Refusal.BROKEN
            return _pages(found), count
    except pikepdf.PasswordError:
        return Refusal.LOCKED
    except BROKEN:
        return Refusal.BROKEN


def _pages(found: pikepdf.Pdf) -> bytes:
    # What was filled in or marked becomes part of the page; then nothing can be pressed any more.
    found.generate_appearance_streams()
    found.flatten_annotations("print")
    made = pikepdf.new()
    for page in found.pages:
        for key in set(page.obj.keys()) - PAGE_KEYS:
            del page.obj[key]
        _read(page)
        made.pages.append(page)
    for each in made.objects:
        _strip(each)
    written = io.BytesIO()
    made.save(written, deterministic_id=True)
    return written.getvalue()


def _read(page: pikepdf.Page) -> None:
    """Unpack what is drawn on a page. Raises one of BROKEN where it was cut off or is a trap."""
    contents = page.obj.get("/Contents", pikepdf.Array())
    for each in contents if isinstance(contents, pikepdf.Array) else [contents]:
        each.read_bytes()


def _strip(each: pikepdf.Object) -> None:
    if isinstance(each, pikepdf.Stream):
        for key in STREAM_KEYS:
            if key in each:
                del each[key]
    elif isinstance(each, pikepdf.Dictionary) and isinstance(each.get("/EF"), pikepdf.Dictionary):
        del each["/EF"]  # a file inside the file


@cache
def _limit() -> None:
    """Limits of the whole process, set before the first PDF is opened."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_UNPACKED,
        run_length_max_memory=MOST_UNPACKED,
        png_max_memory=MOST_UNPACKED,
        tiff_max_memory=MOST_UNPACKED,
    )
