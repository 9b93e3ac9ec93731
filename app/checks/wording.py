"""Proof of the words: the field's terms, no shouting, and placeholders that can be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.checks.places import Places
from app.content.library import Library
from app.content.references import BUILT_IN
from app.engine.law import DEADLINE
from app.model.findings import Finding
from app.services import uses

OWN_WORDS = BUILT_IN | {"deadline", "earliest", "start", "reader"}


def check(library: Library, places: Places) -> Iterator[Finding]:
    """Words that the glossary says we do not use, and placeholders that lead nowhere."""
    avoided = [
        (re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE), word, term.term)
        for term in library.glossary
        for word in term.avoid
    ]
    for shelf, entry, model in _spoken(library):
        for text in uses.strings(model):
            for pattern, word, better in avoided:
                if pattern.search(text):
                    message = f'"{word}" is a word we do not use'
                    yield places.finding(shelf, entry, "C601", message, f'Say "{better}".')
            for named in uses.PLACEHOLDER.findall(text):
                if named not in OWN_WORDS and named.removesuffix(DEADLINE) not in library.law.roots:
                    message = f"nothing can fill in {{{named}}}"
                    yield places.finding(shelf, entry, "C602", message, "Correct the id.")


def _spoken(library: Library) -> Iterator[tuple[str, str, Any]]:
    shelves = {
        "outcomes": library.outcomes, "questions": library.questions,
        "actions": library.actions, "journeys": library.journeys, "letters": library.letters,
        "parts": library.parts, "pages": library.pages, "recipients": library.recipients,
        "facts": library.facts, "help": {each.id: each for each in library.help},
        "first_page": {each.id: each for each in library.first_page},
        "process": {each.id: each for each in library.process.stages},
        "events": library.events,
        "hints": {"hints": library.hints.said} if library.hints else {},
        "my_say": {"my_say": library.my_say} if library.my_say else {},
    }  # fmt: skip
    for shelf, entries in shelves.items():
        for entry, model in entries.items():
            yield shelf, entry, model
