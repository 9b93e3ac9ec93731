"""The messages a family meets first: what a small language says at least, and reviewers read first.

The journeys are named in `flows/slots.yaml`; what belongs to them follows from the content.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.content.library import Library
from app.i18n import messages
from app.i18n.messages import Message

CRITICAL = frozenset(
    {"outcomes", "provisions", "readings", "actions", "stages", "journeys", "kinds", "pages",
     "rights", "hints", "service"}
)  # fmt: skip
"""First steps of context paths that may carry a right, a day or a warning."""
QUESTION_PARTS = ("question", "hint", "not_sure", "label", "find_out")


def is_critical(context: str) -> bool:
    """Whether a message may carry a right, a day or a warning."""
    return context.partition(".")[0] in CRITICAL


def asking(library: Library) -> tuple[Message, ...]:
    """The first page, and every question and option of the core journeys."""
    starts = tuple(_asking(library))
    return tuple(
        each
        for each in messages.of_content(library)
        if each.context.startswith(starts) and each.context.rpartition(".")[2] in QUESTION_PARTS
    )


def concluding(library: Library) -> tuple[Message, ...]:
    """What the core journeys come to: titles of their journeys, conclusions, stages and acts."""
    decisions = {
        decision for each in library.slots.core for decision in library.journeys[each].works_out
    }
    starts = (
        *(f"journeys.{each}." for each in library.slots.core),
        *(f"outcomes.{each}." for each in decisions),
        "actions.",
        "stages.",
        "actors.",
    )
    return tuple(
        each
        for each in messages.of_content(library)
        if each.context.startswith(starts) and each.context.rpartition(".")[2] in ("title", "label")
    )


def _asking(library: Library) -> Iterator[str]:
    yield "choices."
    for journey in library.slots.core:
        for section in library.journeys[journey].sections:
            for place in section.questions:
                yield f"questions.{place.asks}."
                yield f"facts.{place.asks}.options."
