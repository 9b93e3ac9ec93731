"""Many papers as one PDF: a cover with the contents, a tab over each paper, pages counted through.

One Typst run makes everything but the evidence, which `evidence_pages.py` puts on pages left empty
for it. Nothing here decides what belongs in a pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.model.letters import LetterPair
from app.render import evidence_pages, pdf, pieces
from app.render.evidence_pages import Evidence

# Schools, governors and panels read these: they stay in English.
TITLE, CONTENTS = "Pack of papers", "What is in it"
PART, COPY = "Part {n}", "Copy of part {n}"
SEEN_ONLY = "Photos and scans in this pack cannot be read aloud by a computer."
PICTURE, SCAN = "This is a picture.", "This is a copy of a paper."

Paper = tuple[str, LetterPair]
"""A title, and the paper with its copy to keep, if there is one."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes in, in order. `about`: whom and which school it is about; `on`: the day, in words.
    `copies`: also the readers' copies, after everything else. `large`: in large type. `title` and
    `lines` stand on the cover."""

    papers: Sequence[Paper]
    evidence: Sequence[Evidence] = ()
    about: str | None = None
    on: str = ""
    copies: bool = False
    large: bool = False
    title: str = TITLE
    lines: Sequence[str] = ()


def pack_pdf(pack: Pack) -> bytes:
    """The whole pack. Made to PDF/UA-1 unless there is evidence in it, which no program can read
    aloud. The same pack gives the same bytes."""
    parts = list(_parts(pack))
    said = {
        "title": pack.title,
        "contents": CONTENTS,
        "about": _titled(pack.about) if pack.about else None,
        "on": pack.on,
        "lines": [_titled(each) for each in pack.lines],
        "note": SEEN_ONLY if pack.evidence else None,
        "parts": parts,
    }
    accessible = not pack.evidence
    made = pdf.compiled("pack.typ", said, large=pack.large, shift=1, accessible=accessible)
    if not pack.evidence:
        return made
    return evidence_pages.filled(made, len(pack.papers), pack.evidence)


def _parts(pack: Pack) -> Iterator[dict[str, Any]]:
    for n, (title, pair) in enumerate(pack.papers, 1):
        pages = [*pdf.covering(pair), pdf.sent(pair)]
        yield _part(PART.format(n=n), _titled(title), pages)
    for n, each in enumerate(pack.evidence, len(pack.papers) + 1):
        yield {
            **_part(PART.format(n=n), _titled(each.title), []),
            "note": f"{PICTURE if each.is_photo else SCAN} {each.on}".strip(),
            "pages": each.pages,
        }
    for n, (_, pair) in enumerate(pack.papers, 1):
        if pack.copies and pair.copy is not None:
            box, own = pieces.keep_box(pair), _titled(pair.copy.title, pair.copy.lang)
            copies = [pdf.laid(copy, box, is_sent=False) for copy in pieces.kept(pair)]
            yield _part(COPY.format(n=n), own, copies)


def _part(label: str, title: dict[str, str], letters: list[dict[str, Any]]) -> dict[str, Any]:
    return {"label": label, "title": title, "letters": letters, "note": None, "pages": 1}


def _titled(text: str, lang: str = "en") -> dict[str, str]:
    """A title with its language; one that runs the other way is in a language we do not know."""
    said = pdf.drawn(pieces.clean(text).replace("\n", " ")).strip()
    way = pieces.first_direction(said) or "ltr"
    known = lang if way == pieces.direction_of(lang) else pieces.UNKNOWN
    return {**pdf.spoken(known, way), "text": said or "?"}
