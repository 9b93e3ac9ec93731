"""Which content names which by id: every kind of mention, so that none leads nowhere.

Knows where ids stand in the models, never whether what they name exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.engine import law as laws
from app.model.journeys import Asked, Journey, Slots
from app.model.letters import BlockSource, LetterSource, PartSource, UsePart
from app.model.rights import RightsPage

Entries = Mapping[str, Mapping[str, Any]]

# Which kind of content names which: shelf, kind named, and the names in one entry.
NAMED: tuple[tuple[str, str, Callable[[Any], Iterable[str]]], ...] = (
    ("decisions", "values", laws.decision_needs),
    ("facts", "values", laws.needs),
    ("outcomes", "decisions", lambda one: (one.decision,)),
    ("outcomes", "letters", lambda one: (name for each in one.outcomes for name in each.letters)),
    ("questions", "facts", lambda one: (one.fact,)),
    ("journeys", "questions", lambda one: (each.asks for each in asked(one))),
    ("journeys", "decisions", lambda one: one.works_out),
    ("journeys", "journeys", lambda one: one.leads_to),
    ("journeys", "first_page", lambda one: one.found_under),
    ("journeys", "values", lambda one: one.assumes),
    ("actions", "letters", lambda one: _if_any(one.letter)),
    ("actions", "decisions", lambda one: _if_any(one.clock)),
    ("actions", "actions", lambda one: one.before),
    ("events", "questions", lambda one: one.asks),
    (
        "rights",
        "provisions",
        lambda one: (each for part in one.sections for each in part.provisions),
    ),
    ("rights", "decisions", lambda one: (each for part in one.sections for each in part.decisions)),
    ("rights", "journeys", lambda one: one.journeys),
    ("rights", "letters", lambda one: one.letters),
    ("rights", "rights", lambda one: one.see),
    ("rights", "actions", lambda one: one.leaflet.do if one.leaflet else ()),
    ("rights", "provisions", lambda one: one.leaflet.law if one.leaflet else ()),
    ("rights", "decisions", lambda one: (name for name, _ in _lines(one))),
    ("process", "decisions", lambda one: (each.clock for each in one.stages if each.clock)),
    ("letters", "facts", lambda one: one.sets),
    ("letters", "recipients", lambda one: (one.to, *one.copy_to)),
    ("letters", "decisions", lambda one: (*_if_any(one.by), *one.meets)),
    ("letters", "values", lambda one: _counted_from(one)),
    ("letters", "parts", lambda one: used(one)),
    ("letters", "facts", lambda one: _written(one)),
    ("parts", "parts", lambda one: used(one)),
    ("parts", "facts", lambda one: _written(one)),
    ("slots", "values", lambda one: _slotted(one)),
    ("slots", "journeys", lambda one: one.core),
    ("slots", "parts", lambda one: _if_any(one.covering)),
)


def named(entries: Entries) -> Iterable[tuple[str, str, str, str]]:
    """Shelf, entry, kind and id of whatever is named by id."""
    for shelf, kind, names in NAMED:
        for entry, model in entries[shelf].items():
            for name in names(model):
                yield shelf, entry, kind, name


def asked(journey: Journey) -> Iterable[Asked]:
    """Every question's place in a journey, in order."""
    for section in journey.sections:
        yield from section.questions


def _lines(page: RightsPage) -> tuple[tuple[str, str], ...]:
    return page.leaflet.lines if page.leaflet else ()


def _if_any(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def used(source: LetterSource | PartSource) -> Iterable[str]:
    """The parts that a letter or a part puts into itself."""
    return (block.use for block in source.blocks if isinstance(block, UsePart))


def _written(source: LetterSource | PartSource) -> Iterable[str]:
    blocks = (block for block in source.blocks if isinstance(block, BlockSource))
    return (block.asks for block in blocks if block.asks)


def _counted_from(letter: LetterSource) -> tuple[str, ...]:
    return laws.clock_needs(letter.answer_within) if letter.answer_within else ()


def _slotted(slots: Slots) -> Iterable[str]:
    """Every fact and decision that a slot is bound to; the family is an actor, and what counts
    in the history are options, words are words. `core` are journeys, `covering` is a part."""
    for slot, bound in slots.model_dump().items():
        if slot == "flag_words":
            continue
        if isinstance(bound, dict):
            yield from bound.values()
        elif slot not in ("family", "counts_in_history", "core", "covering"):
            yield from (bound,) if isinstance(bound, str) else bound or ()
