"""The steps of a chart as boxes to draw: questions asked under the same condition stand together
in one branch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from app.i18n.voice import mark
from app.render import flow_chart
from app.render.flow_chart import Drawing, Node, Text
from app.services.rights_views import CellView, ChartView, StepView
from app.services.speaking import Speaker
from app.services.views import Words

PAGE = 880  # units of the drawing that fit on A4 under each other


def drawings(speaker: Speaker, chart: ChartView, *, on_paper: bool) -> tuple[Drawing, ...]:
    """The whole chart, in the direction of the reader's language; on paper in pieces of which
    two stand beside each other."""
    nodes = [Node("start", (_text(speaker, chart.title),))]
    for heading, steps in chart.parts:
        nodes.append(Node("part", (_text(speaker, heading),)))
        nodes += _nodes(speaker, steps)
    mirrored = speaker.voice.direction == "rtl"
    if on_paper:
        return flow_chart.sheets(nodes, PAGE, mirrored=mirrored)
    return (flow_chart.drawn(nodes, mirrored=mirrored),)


def _nodes(speaker: Speaker, steps: tuple[StepView, ...]) -> Iterator[Node]:
    for only_if, together in groupby(steps, key=lambda each: each.only_if):
        if only_if:
            yield Node("if", tuple(_condition(speaker, only_if)), branch=True)
        for step in together:
            yield Node(step.kind, (_text(speaker, step.says),), branch=bool(only_if))


def _condition(speaker: Speaker, only_if: tuple[tuple[CellView, ...], ...]) -> Iterator[Text]:
    only = speaker.words(mark("Only if:", "service"), "service")
    either = speaker.words(mark("Or if:", "service"), "service")
    for index, cells in enumerate(only_if):
        yield _text(speaker, either if index else only)
        for cell in cells:
            parts = [cell.label, *([cell.part] if cell.part else []), cell.answer]
            line = " · ".join(each.text for each in parts)
            yield _text(speaker, Words(line, cell.label.lang))


def _text(speaker: Speaker, words: Words) -> Text:
    own = words.lang == speaker.voice.lang
    return Text(words.text, words.lang, own and speaker.voice.direction == "rtl")
