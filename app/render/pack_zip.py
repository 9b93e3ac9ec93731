"""Many papers as files of their own in one ZIP. Their names say what they are, never about whom."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from app.model.letters import LetterPair
from app.render.docx import docx
from app.render.pack import Pack
from app.render.pdf import pdf
from app.render.word_body import EARLIEST_ZIP_DATE

KINDS = {"photo": "jpg", "scan": "pdf"}


def pack_zip(made: Pack) -> bytes:
    """Each paper as PDF and as Word file, each photo and scan as it is kept. The same pack gives
    the same bytes."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as target:  # all of it is compressed inside already
        for name, content in _files(made):
            target.writestr(ZipInfo(name, EARLIEST_ZIP_DATE), content)
    return written.getvalue()


def _files(made: Pack) -> Iterator[tuple[str, bytes]]:
    for n, (_, pair) in enumerate(made.papers, 1):
        taken = pair if made.copies else replace(pair, copy=None)
        stem = f"{n}-{'letter' if _is_letter(pair) else 'paper'}"
        yield f"{stem}.pdf", pdf(taken, large=made.large)
        yield f"{stem}.docx", docx(taken)
    for n, each in enumerate(made.evidence, len(made.papers) + 1):
        yield f"{n}-{each.kind}.{KINDS[each.kind]}", each.content


def _is_letter(pair: LetterPair) -> bool:
    return any(block.kind == "salutation" for block in pair.english.blocks)
