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
from app.i18n.standing import DRAFT, LEVELS, Standing
from app.i18n.voice import Key
from app.model.facts import Strict

FILE = "review.yaml"


class Check(Strict):
    """One sitting: a named person of a named community organisation read these messages.

    `checked`: speaker (a second speaker compared both languages), community (readers understood
    it) or law (somebody who knows the law and the language). `role`: what the reviewer is in the
    organisation. `messages` are marks.
    """

    organisation: str = Field(min_length=1)
    reviewer: str = Field(min_length=1)
    role: str = ""
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
    """One translation as a reviewer sees it: its mark, what it says, who has checked it, and how
    far that has brought it."""

    mark: str
    context: str
    english: str
    forms: tuple[str, ...]
    checks: tuple[Check, ...]
    standing: Standing


def sheet(locales_root: Path, lang: str) -> tuple[Line, ...]:
    """Every translation of a language, for a reviewer to read. Raises ValueError."""
    found = catalogue.read(locales_root, lang).translations()
    checks = Reviews(read(locales_root, lang))
    return tuple(_line(key, forms, checks) for key, forms in found)


class Reviews:
    """The checks of one language, by what they are for."""

    def __init__(self, checks: Iterable[Check] = ()) -> None:
        self._by_mark: dict[str, list[Check]] = {}
        for check in checks:
            for mark in check.messages:
                self._by_mark.setdefault(mark, []).append(check)

    @property
    def has_any(self) -> bool:
        """Whether anybody has checked anything."""
        return bool(self._by_mark)

    def of(self, key: Key, forms: Iterable[str]) -> tuple[Check, ...]:
        """Every check of this very translation of this very English."""
        return tuple(self._by_mark.get(mark_of(key, forms), ())) if self._by_mark else ()

    def standing(self, key: Key, forms: Iterable[str]) -> Standing:
        """How far this translation has come."""
        checks = self.of(key, forms)
        if not checks:
            return DRAFT
        level = max((check.checked for check in checks), key=LEVELS.index)
        people = {" ".join(check.reviewer.casefold().split()) for check in checks}
        reached = min(check.on for check in checks if check.checked == level)
        return Standing(level, reached, len(people))

    def cover(self, translations: Iterable[tuple[Key, tuple[str, ...]]]) -> bool:
        """Whether every one of them was checked."""
        return all(self.of(key, forms) for key, forms in translations)


def _line(key: Key, forms: tuple[str, ...], checks: Reviews) -> Line:
    mark, found = mark_of(key, forms), checks.of(key, forms)
    return Line(mark, *key, forms, found, checks.standing(key, forms))
