"""Which facts the words of content use: in conditions, in placeholders, in slots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.content.library import Library
from app.content.references import CONDITIONS
from app.engine.law import DEADLINE

PLACEHOLDER = re.compile(r"\{([a-z_.0-9]+)\}")


def roots_named(library: Library, entry: Any) -> frozenset[str]:
    """Asked facts that one content entry rests on, by its conditions and placeholders."""
    known = {each.removesuffix(DEADLINE) for each in _named(entry)} & set(library.law.roots)
    return frozenset(root for each in known for root in library.law.roots[each])


def facts_used_in_words(library: Library) -> frozenset[str]:
    """Asked facts that decide or fill in any outcome, action, stage, letter or help entry."""
    known = {each.removesuffix(DEADLINE) for each in named_in_words(library)}
    known &= set(library.law.roots)
    return frozenset(root for each in known for root in library.law.roots[each])


def named_in_words(library: Library) -> frozenset[str]:
    """Facts, decisions and time limits that words name: in conditions and in placeholders."""
    entries: list[Any] = [
        *library.outcomes.values(), *library.actions.values(), *library.events.values(),
        *library.process.stages, *library.letters.values(), *library.parts.values(),
        *library.recipients.values(), *library.help, library.hints,
        *((library.my_say,) if library.my_say else ()),
    ]  # fmt: skip
    return frozenset(name for entry in entries for name in _named(entry))


def facts_of_slots(library: Library) -> Iterator[str]:
    """Facts that the application itself uses, through a slot."""
    for value in library.slots.model_dump().values():
        names = value.values() if isinstance(value, dict) else [value]
        for name in names:
            if isinstance(name, str) and name in library.law.roots:
                yield from library.law.roots[name]


def strings(model: Any) -> Iterator[str]:
    """Every text inside a content model, however deep."""
    if isinstance(model, str):
        yield model
    elif isinstance(model, tuple | list):
        for each in model:
            yield from strings(each)
    elif hasattr(type(model), "model_fields"):
        for name in type(model).model_fields:
            yield from strings(getattr(model, name))


def _named(model: Any) -> Iterator[str]:
    for text in strings(model):
        yield from PLACEHOLDER.findall(text)
    yield from _in_conditions(model)


def _in_conditions(model: Any) -> Iterator[str]:
    if isinstance(model, tuple):
        for each in model:
            yield from _in_conditions(each)
    elif hasattr(type(model), "model_fields"):
        for name in type(model).model_fields:
            value = getattr(model, name)
            if name in CONDITIONS:
                yield from value or ()
            elif name == "asks" and value:
                yield from (value,) if isinstance(value, str) else value
            else:
                yield from _in_conditions(value)
