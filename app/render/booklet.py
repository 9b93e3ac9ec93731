"""A5 pages two on a side of A4, in the order in which a folded booklet needs them. Knows nothing
of what is on a page."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf

A4_ACROSS = (841.89, 595.28)  # points
TO_A_SHEET = 4


def order(pages: int, *, from_the_right: bool = False) -> tuple[tuple[int, int], ...]:
    """The pages (from 0) on the left and the right of each printed side; those from `pages` on
    are empty. Bound on the right, the two change places."""
    whole = -(-pages // TO_A_SHEET) * TO_A_SHEET
    sides = []
    for at in range(whole // 2):
        outer, inner = whole - 1 - at, at
        before_fold = (outer, inner) if at % 2 == 0 else (inner, outer)
        sides.append(before_fold[::-1] if from_the_right else before_fold)
    return tuple(sides)


def folded(written: bytes, *, from_the_right: bool = False) -> bytes:
    """A booklet: printed on both sides (turned over the short edge) and folded once."""
    with pikepdf.open(io.BytesIO(written)) as found, pikepdf.new() as made:
        for sides in order(len(found.pages), from_the_right=from_the_right):
            page = made.add_blank_page(page_size=A4_ACROSS)
            for at, number in enumerate(sides):
                if number < len(found.pages):
                    left = at * A4_ACROSS[0] / 2
                    half = pikepdf.Rectangle(left, 0, left + A4_ACROSS[0] / 2, A4_ACROSS[1])
                    page.add_overlay(found.pages[number], half)
        return _written(made)


def joined(many: Iterable[bytes]) -> bytes:
    """Files one behind the other."""
    with pikepdf.new() as made:
        for each in many:
            with pikepdf.open(io.BytesIO(each)) as found:
                made.pages.extend(found.pages)
        return _written(made)


def _written(made: pikepdf.Pdf) -> bytes:
    into = io.BytesIO()
    made.save(into, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return into.getvalue()
