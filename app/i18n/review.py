"""Who has checked which translation. Only people outside write this; nothing here ever does.

A check holds for one translation of one English sentence: when either changes, its mark is
another one and the translation is a draft again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter, ValidationError

from app.content import strict_yaml
from app.i18n import catalogue
from app.i18n.catalogue import Catalogue
from app.i18n.voice import Key
from app.model.facts import Strict

FILE = "review.yaml"


class Check(Strict):
    """One sitting: a named person of a named community organisation read these messages.

    `checked`: speaker (a second speaker compared both languages), community (readers understood
    it) or law (somebody who knows the law and the language). `messages` are marks.
    """

    organisation: str = Field(min_length=1)
    reviewer: str = Field(min_length=1)
    checked: Literal["speaker", "community", "law"]
    on: dt.date
    messages: tuple[str, ...]


def read(locales_root: Path, lang: str) -> tuple[Check, ...]:
    """The checks of a language, none without a file. Raises ValueError."""
    path = locales_root / lang / FILE
    if not path.is_file():
        return ()
    try:
        content = strict_yaml.read(path).content
        return TypeAdapter(tuple[Check, ...]).validate_python(content or ())
    except (strict_yaml.YamlFault, ValidationError) as error:
        raise ValueError(f"{FILE} cannot be read: {error}") from error


def mark_of(key: Key, forms: Iterable[str]) -> str:
    """A short mark of this very translation of this very English. Never looks like a number."""
    text = "\x04".join((*key, *forms))
    return f"m{hashlib.blake2b(text.encode(), digest_size=6).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Line:
    """One translation as a reviewer sees it: its mark, what it says, and who has checked it."""

    mark: str
    context: str
    english: str
    forms: tuple[str, ...]
    checks: tuple[Check, ...]


def sheet(locales_root: Path, lang: str) -> tuple[Line, ...]:
    """Every translation of a language, for a reviewer to read. Raises ValueError."""
    checks = read(locales_root, lang)
    found = catalogue.read(locales_root, lang).translations().items()
    return tuple(_line(key, forms, checks) for key, forms in found)


def drafts(of: Catalogue, checks: Iterable[Check]) -> frozenset[Key]:
    """The translations that nobody has checked."""
    seen = {mark for check in checks for mark in check.messages}
    found = of.translations().items()
    return frozenset(key for key, forms in found if mark_of(key, forms) not in seen)


def _line(key: Key, forms: tuple[str, ...], checks: tuple[Check, ...]) -> Line:
    mark = mark_of(key, forms)
    return Line(mark, *key, forms, tuple(each for each in checks if mark in each.messages))
