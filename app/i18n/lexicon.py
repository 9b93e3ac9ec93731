"""What is looked for in the words of one language: names that stay, words never used, stems of its
terms. Kept by translators in `locales`; knows no message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from app.content import strict_yaml
from app.i18n.extraction import mentioned
from app.model.facts import Strict
from app.model.provisions import Term

FILE = "words.yaml"
INSIDE = r"[\w\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u200c\u200d]"
"""What stands inside a word: Python does not count the vowel signs of Indian scripts."""
NOTHING = re.compile(r"(?!)")


class Kept(Strict):
    """`locales/words.yaml`: names that are the same in every language."""

    keep: tuple[str, ...] = ()


class Words(Strict):
    """`locales/<lang>/words.yaml`. `never`: stems of insults; `too_familiar`: whole words that
    speak to a reader as to a friend; `terms`: by glossary id, stems of which one is expected."""

    never: tuple[str, ...] = ()
    too_familiar: tuple[str, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The same, ready to be looked for."""

    kept: tuple[tuple[str, re.Pattern[str]], ...] = ()
    never: re.Pattern[str] = NOTHING
    too_familiar: re.Pattern[str] = NOTHING
    terms: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


class Terms:
    """The glossary, and which of its terms a text uses: looked for once, for all languages."""

    def __init__(self, glossary: Iterable[Term] = ()) -> None:
        self._glossary = tuple(glossary)
        self._found: dict[str, tuple[tuple[Term, tuple[str, ...]], ...]] = {}

    def used_in(self, english: str) -> tuple[tuple[Term, tuple[str, ...]], ...]:
        """Each term that a text uses, with the words it uses for it."""
        if english not in self._found:
            found = ((term, mentioned(english, term)) for term in self._glossary)
            self._found[english] = tuple((term, words) for term, words in found if words)
        return self._found[english]


NO_WORDS, NO_TERMS = Lexicon(), Terms()


def read(locales_root: Path, lang: str) -> Lexicon:
    """The lexicon of a language; an empty one without files. Raises ValueError."""
    kept = _read(locales_root / FILE, Kept) or Kept()
    words = _read(locales_root / lang / FILE, Words) or Words()
    return Lexicon(
        kept=tuple((name, re.compile(rf"\b{re.escape(name)}\b")) for name in kept.keep),
        never=_starting(words.never),
        too_familiar=_whole(words.too_familiar),
        terms={term: _starting(stems) for term, stems in words.terms.items()},
    )


Model = TypeVar("Model", bound=Strict)


def _read(path: Path, shape: type[Model]) -> Model | None:
    if not path.is_file():
        return None
    try:
        return shape.model_validate(strict_yaml.read(path).content or {})
    except (strict_yaml.YamlFault, ValidationError) as error:
        raise ValueError(f"{path.name} cannot be read: {error}") from error


def _starting(stems: Iterable[str]) -> re.Pattern[str]:
    return _any(stems, f"(?<!{INSIDE})(?:{{}})")


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return _any(words, f"(?<!{INSIDE})(?:{{}})(?!{INSIDE})")


def _any(words: Iterable[str], around: str) -> re.Pattern[str]:
    said = "|".join(re.escape(each) for each in words)
    return re.compile(around.format(said), re.IGNORECASE) if said else NOTHING
