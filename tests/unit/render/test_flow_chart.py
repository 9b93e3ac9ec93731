"""Boxes that hold their words, and lines that join them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.render import flow_chart
from app.render.flow_chart import LETTER, WIDTH, Node, Text

WORDS = some.text(some.characters(categories=("L", "Nd", "Zs")), max_size=120)
NODES = some.lists(
    some.builds(
        Node,
        some.sampled_from(("start", "ask", "if", "work")),
        some.tuples(some.builds(Text, WORDS, some.just("en"))),
        some.booleans(),
    ),
    max_size=8,
)


@given(NODES, some.booleans())
def test_boxes_follow_each_other_and_hold_their_words(nodes: list[Node], mirrored: bool) -> None:
    found = flow_chart.drawn(nodes, mirrored=mirrored)
    assert len(found.boxes) == len(nodes)
    for above, below in pairwise(found.boxes):
        assert above.y + above.height < below.y
    for box in found.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y + box.height <= found.height
        for line in box.lines:
            assert box.y < line.y < box.y + box.height
            assert len(line.words) * LETTER <= box.width


def test_a_word_that_is_too_long_is_broken() -> None:
    (box,) = flow_chart.drawn((Node("ask", (Text("x" * 100, "en"),)),)).boxes
    assert len(box.lines) > 1


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_branch_leaves_the_line_and_comes_back_to_it(mirrored: bool) -> None:
    def node(kind: str, *, branch: bool = False) -> Node:
        return Node(kind, (Text("Words", "en"),), branch)

    nodes = (node("ask"), node("if", branch=True), node("ask", branch=True), node("ask"))
    found = flow_chart.drawn(nodes, mirrored=mirrored)
    spine = WIDTH - flow_chart.SPINE if mirrored else flow_chart.SPINE
    down, out, on, back = found.paths
    assert down.startswith(f"M{spine} ")
    assert out.startswith(f"M{spine} ")
    assert "H" not in on
    assert back.endswith(f"H{spine}")
    assert len(found.arrows) == 2  # into the branch, and into the question after it
