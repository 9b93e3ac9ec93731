"""Every sentence of a content set that a reader may see, with its context. Knows which fields
of which model are words; what they say is not its business."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from app.content.library import Library
from app.engine.law import clock_needs
from app.model.facts import Fact, Option
from app.model.hints import Caution, Ease, Hints, TooLong, WordHint
from app.model.journeys import (
    Action,
    Actor,
    Choice,
    Event,
    Journey,
    Question,
    Section,
    Slip,
    Stage,
)
from app.model.letters import Address, BlockSource, LetterSource, Recipient
from app.model.my_say import MySay, Picture, SayStep
from app.model.outcomes import Outcome, Outcomes
from app.model.pages import Page, Passage
from app.model.patterns import Dimension, Fault, PatternValue
from app.model.provisions import Contact, Help, Provision, Term
from app.model.rights import KindCell, KindRow, Kinds, RightsPage, RightsSection
from app.model.rules import Decision

WORDS: dict[type[BaseModel], tuple[str, ...]] = {
    Action: ("title", "says"),
    Actor: ("label",),
    Address: ("lines", "greeting", "note"),
    BlockSource: ("text", "prompts", "example"),
    Caution: ("says",),
    Choice: ("label", "hint", "question"),
    Contact: ("source", "says"),
    Decision: ("asks_whether",),
    Dimension: ("says",),
    Ease: ("says",),
    Event: ("title", "hint"),
    Fact: ("means", "find_out"),
    Fault: ("says",),
    Help: ("does", "limits", "area"),
    Hints: ("blank",),
    Journey: ("title", "lead", "tells_apart", "phone", "says"),
    KindCell: ("says",),
    KindRow: ("step",),
    Kinds: ("title", "lead"),
    LetterSource: ("title", "does", "warning", "send"),
    Option: ("label", "hint"),
    MySay: ("title", "paper", "before", "question", "held_back", "held_back_adult"),
    Outcome: ("title", "says", "day", "passed", "late"),
    Outcomes: ("unsure_title", "unsure"),
    Page: ("title", "lead"),
    PatternValue: ("says",),
    Passage: ("heading", "says"),
    Picture: ("label",),
    Provision: ("says",),
    Question: ("question", "hint", "not_sure"),
    Recipient: ("label",),
    RightsPage: ("title", "lead"),
    RightsSection: ("heading",),
    SayStep: ("title", "hint", "on_paper"),
    Section: ("title",),
    Slip: ("look",),
    Stage: ("title", "lead", "says"),
    Term: ("plain",),
    TooLong: ("says",),
    WordHint: ("says",),
}
"""The translatable fields of each model. A test fails when a model has a text field that is
neither here nor in its list of fields that are no words."""

SECTIONS = (
    ("choices", "first_page"),
    ("questions", "questions"),
    ("facts", "facts"),
    ("journeys", "journeys"),
    ("stages", "process.stages"),
    ("actors", "process.actors"),
    ("actions", "actions"),
    ("events", "events"),
    ("outcomes", "outcomes"),
    ("decisions", "decisions"),
    ("letters", "letters"),
    ("parts", "parts"),
    ("recipients", "recipients"),
    ("hints", "hints"),
    ("help", "help"),
    ("my_say", "my_say"),
    ("patterns", "patterns"),
    ("provisions", "provisions"),
    ("pages", "pages"),
    ("rights", "rights"),
    ("kinds", "kinds"),
    ("glossary", "glossary"),
)
"""The first step of a context path, and where the library keeps what it names."""

READINGS = "readings"
"""The first step of the paths of open counts: the decision and the reading's id follow."""

LETTER_TEXTS = ("letters.", "parts.", "recipients.")
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
UNNAMED = frozenset({"outcomes", "blocks"})
"""Fields that are not a step of the path: their items' ids are enough."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `plural` is the English for more than one, where it is counted."""

    context: str
    english: str
    plural: str | None = None
    comments: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What a translation is found by."""
        return (self.context, self.english)


@lru_cache(maxsize=1)
def of_content(library: Library) -> tuple[Message, ...]:
    """Every message of a content set, in the order of its sections, each key once."""
    sections = (message for name, place in SECTIONS for message in _section(library, name, place))
    found = {message.key: message for message in (*sections, *_readings(library))}
    assumed = {fact for each in library.journeys.values() for fact in each.assumes}
    named_by_question = {f"facts.{fact}.means" for fact in library.questions if fact not in assumed}
    said = _gaps(found.values()) | _counted_from(library)
    needless = named_by_question - {f"facts.{name}.means" for name in said}
    return tuple(each for each in found.values() if each.context not in needless)


def of_model(model: BaseModel, path: str) -> Iterator[Message]:
    """Every message of one model and of the models inside it."""
    words, notes = WORDS.get(type(model), ()), _notes(model)
    for name in type(model).model_fields:
        value = getattr(model, name)
        inside = path if name in UNNAMED else f"{path}.{name}"
        if name in words:
            yield from _words(value, f"{path}.{name}", notes)
        elif isinstance(value, BaseModel):
            yield from of_model(value, inside)
        elif isinstance(value, tuple):
            yield from _many(value, inside)
        elif isinstance(value, dict):
            for key, each in value.items():
                if isinstance(each, BaseModel):
                    yield from of_model(each, f"{inside}.{key}")


def _section(library: Library, name: str, place: str) -> Iterator[Message]:
    items: Any = library
    for step in place.split("."):
        items = getattr(items, step)
    if isinstance(items, BaseModel):
        yield from of_model(items, name)
    elif isinstance(items, Mapping):
        for id_, item in items.items():
            yield from of_model(item, f"{name}.{id_}")
    elif items is not None:
        yield from _many(tuple(items), name)


def _gaps(found: Iterable[Message]) -> frozenset[str]:
    """What letters leave a gap for, and label, while it is not known. (Elsewhere a fact goes by
    its question, where it has one.)"""
    texts = (each.english for each in found if each.context.startswith(LETTER_TEXTS))
    return frozenset(name for text in texts for name in PLACEHOLDER.findall(text))


def _counted_from(library: Library) -> frozenset[str]:
    """Facts that time limits are counted from, and by: public pages say what they mean."""
    rows = (
        row
        for each in library.decisions.values()
        for version in each.versions
        for row in version.rows
    )
    return frozenset(name for row in rows if row.within for name in clock_needs(row.within))


def _readings(library: Library) -> Iterator[Message]:
    for id_, decision in library.decisions.items():
        rows = (row for version in decision.versions for row in version.rows if row.within)
        for row in rows:
            for reading in row.within.readings if row.within else ():
                yield Message(f"{READINGS}.{id_}.{reading.id}", reading.says, comments=_notes(row))


def first_steps() -> frozenset[str]:
    """The first step of every context path of content."""
    return frozenset({READINGS, *(name for name, _ in SECTIONS)})


def _many(items: tuple[Any, ...], path: str) -> Iterator[Message]:
    for number, item in enumerate(items):
        if isinstance(item, BaseModel):
            yield from of_model(item, f"{path}.{getattr(item, 'id', number)}")


def _words(
    value: str | tuple[str, ...] | None, path: str, notes: tuple[str, ...]
) -> Iterator[Message]:
    if isinstance(value, str):
        yield Message(path, value, comments=notes)
    elif value is not None:
        for number, text in enumerate(value):
            yield Message(f"{path}.{number}", text, comments=notes)


def _notes(model: BaseModel) -> tuple[str, ...]:
    """What a translator must know of the law behind a sentence."""
    force, cited = getattr(model, "force", None), getattr(model, "cite", ())
    strong = (f'In law this is a "{force}". Keep it exactly as strong.',) if force else ()
    return (*strong, f"Rests on: {', '.join(cited)}") if cited else strong
