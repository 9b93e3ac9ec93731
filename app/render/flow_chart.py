"""A flow chart laid out: boxes under each other, branches beside the line, words wrapped to fit.

Knows sizes, never what a chart is about. Lengths are in units of the drawing, in which letters
are 16 high. Everything is laid out from the start side; `mirrored` turns it round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

WIDTH = 336
SPINE = 14
INDENT = 40
PAD = 12
GAP = 18
LETTER = 8.8  # a letter's width, with room for wide ones
LINE = 22
TALL_LINE = 32  # scripts that need room above and below


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a chart, in their language."""

    words: str
    lang: str
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One box to draw. `kind` is only its look. `branch`: it stands beside the line, and opens a
    branch (`if`) or goes on with it."""

    kind: str
    texts: tuple[Text, ...]
    branch: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words: where it starts, and whether it runs against the page."""

    words: str
    lang: str
    x: float
    y: float
    against: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole chart: boxes, the lines between them as SVG paths, and its size."""

    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    arrows: tuple[str, ...]
    width: float
    height: float


def drawn(nodes: Iterable[Node], *, mirrored: bool = False) -> Drawing:
    """The chart of nodes from top to bottom. `mirrored`: the page runs from right to left."""
    boxes: list[tuple[Node, Box]] = []
    y = 2.0
    for node in nodes:
        box = _box(node, y, mirrored=mirrored)
        boxes.append((node, box))
        y = box.y + box.height + GAP
    height = max(y - GAP, 0) + 4
    return Drawing(
        tuple(box for _, box in boxes),
        tuple(_paths(boxes, mirrored=mirrored)),
        tuple(_arrows(boxes, mirrored=mirrored)),
        WIDTH,
        height,
    )


def sheets(nodes: Iterable[Node], tallest: float, *, mirrored: bool = False) -> tuple[Drawing, ...]:
    """The chart in pieces that are not taller than `tallest`, if no branch alone is taller. A
    branch stays in one piece."""
    pieces: list[list[Node]] = [[]]
    for block in _blocks(nodes):
        longer = [*pieces[-1], *block]
        if pieces[-1] and drawn(longer, mirrored=mirrored).height > tallest:
            pieces.append(block)
        else:
            pieces[-1] = longer
    return tuple(drawn(each, mirrored=mirrored) for each in pieces if each)


def _blocks(nodes: Iterable[Node]) -> Iterable[list[Node]]:
    """What belongs together: a branch, or a box on the line."""
    block: list[Node] = []
    for node in nodes:
        if block and not (node.branch and node.kind != "if"):
            yield block
            block = []
        block.append(node)
    if block:
        yield block


def _box(node: Node, y: float, *, mirrored: bool) -> Box:
    start = INDENT if node.branch else 2
    width = WIDTH - start - 2
    tall = TALL_LINE if mirrored else LINE
    rows = [
        (line, text)
        for text in node.texts
        for line in wrap(text.words, int((width - 2 * PAD) / LETTER)) or [""]
    ]
    lines = tuple(
        Line(
            words=line,
            lang=text.lang,
            x=_across(start + PAD, mirrored=mirrored),
            y=y + PAD + tall * index + tall * 0.7,
            against=text.mirrored != mirrored,
        )
        for index, (line, text) in enumerate(rows)
    )
    height = tall * len(rows) + 2 * PAD
    x = WIDTH - start - width if mirrored else start
    return Box(node.kind, x, y, width, height, lines)


def _paths(boxes: list[tuple[Node, Box]], *, mirrored: bool) -> Iterable[str]:
    """The line down the start side, and for each branch the way out and the way back."""
    spine = _across(SPINE, mirrored=mirrored)
    if len(boxes) > 1:
        first, last = boxes[0][1], boxes[-1][1]
        yield f"M{spine:g} {first.y + first.height:g}V{last.y + last.height / 2:g}"
    inner = _across(INDENT + SPINE, mirrored=mirrored)
    for index, (node, box) in enumerate(boxes):
        if not node.branch:
            continue
        edge = _across(INDENT, mirrored=mirrored)
        if _opens(boxes, index):
            yield f"M{spine:g} {box.y + box.height / 2:g}H{edge:g}"
        below = box.y + box.height
        if _goes_on(boxes, index):
            yield f"M{inner:g} {below:g}V{below + GAP:g}"
        elif index < len(boxes) - 1:
            yield f"M{inner:g} {below:g}V{below + GAP / 2:g}H{spine:g}"


def _arrows(boxes: list[tuple[Node, Box]], *, mirrored: bool) -> Iterable[str]:
    """A head where a line runs into a box."""
    turn = -1 if mirrored else 1
    for index, (node, box) in enumerate(boxes):
        if index and not node.branch:
            x = _across(SPINE, mirrored=mirrored)
            yield f"M{x - 5:g} {box.y - 7:g}l5 7 5-7z"
        elif _opens(boxes, index):
            x, y = _across(INDENT, mirrored=mirrored), box.y + box.height / 2
            yield f"M{x - 7 * turn:g} {y - 5:g}l{7 * turn} 5 {-7 * turn} 5z"


def _opens(boxes: list[tuple[Node, Box]], index: int) -> bool:
    return boxes[index][0].kind == "if"


def _goes_on(boxes: list[tuple[Node, Box]], index: int) -> bool:
    following = boxes[index + 1][0] if index + 1 < len(boxes) else None
    return following is not None and following.branch and following.kind != "if"


def _across(x: float, *, mirrored: bool) -> float:
    return WIDTH - x if mirrored else x
