"""Booklets opened again: which page lies where, on paper of which size."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from app.render import booklet

A4_ACROSS = (842, 595)


def numbered(pages: int) -> bytes:
    """Pages of A5 as different in height as their numbers, so that each can be told."""
    with pikepdf.new() as made:
        for n in range(pages):
            page = made.add_blank_page(page_size=(420, 595))
            page.contents_add(f"% page {n}".encode())
        into = io.BytesIO()
        made.save(into)
        return into.getvalue()


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (4, ((3, 0), (1, 2))),
        (8, ((7, 0), (1, 6), (5, 2), (3, 4))),
        (5, ((7, 0), (1, 6), (5, 2), (3, 4))),
        (1, ((3, 0), (1, 2))),
    ],
)
def test_the_first_page_lies_outside_and_the_last_beside_it(
    pages: int, sides: tuple[tuple[int, int], ...]
) -> None:
    assert booklet.order(pages) == sides


@given(st.integers(1, 90), st.booleans())
def test_every_page_lies_somewhere_once_and_back_to_back_with_its_neighbour(
    pages: int, from_the_right: bool
) -> None:
    sides = booklet.order(pages, from_the_right=from_the_right)
    assert sorted(each for side in sides for each in side) == list(range(2 * len(sides)))
    assert len(sides) % 2 == 0
    first = 0 if from_the_right else 1
    assert sides[0][first] == 0
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        # Turned over its short edge, what lies on the left has the next page behind its right.
        assert {abs(front[0] - back[1]), abs(front[1] - back[0])} == {1}


def test_bound_on_the_right_the_sides_change_places() -> None:
    usual = booklet.order(8)
    assert booklet.order(8, from_the_right=True) == tuple(each[::-1] for each in usual)


@pytest.mark.parametrize("pages", [1, 4, 6])
def test_a_booklet_is_a4_across_with_two_pages_on_a_side(pages: int) -> None:
    made = PdfReader(io.BytesIO(booklet.folded(numbered(pages))))
    assert len(made.pages) == len(booklet.order(pages))
    for page in made.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_ACROSS


@pytest.mark.parametrize("from_the_right", [False, True])
def test_each_page_is_put_on_its_half(from_the_right: bool) -> None:
    with pikepdf.open(
        io.BytesIO(booklet.folded(numbered(8), from_the_right=from_the_right))
    ) as made:
        for page, side in zip(
            made.pages, booklet.order(8, from_the_right=from_the_right), strict=True
        ):
            drawn = page.Resources.XObject
            placed = {}
            where = 0.0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "cm":
                    where = float(operands[4])
                elif str(operator) == "Do":
                    inside = drawn[str(operands[0])].read_bytes().decode()
                    placed[int(inside.split("% page ")[1].split()[0])] = where > 200
            assert placed == {side[0]: False, side[1]: True}


def test_several_booklets_come_one_behind_the_other() -> None:
    both = booklet.joined([numbered(3), numbered(2)])
    assert len(PdfReader(io.BytesIO(both)).pages) == 5
