"""Every message of a checkout, with notes for translators, and their files brought up to date.

What is kept where is the business of others; what a sentence says is nobody's here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from app.content.library import Library
from app.i18n import catalogue, messages, template, translators_file, words_in_code
from app.i18n.messages import Message
from app.i18n.translators_file import Synced
from app.i18n.voice import Key
from app.model.findings import Finding
from app.model.provisions import Term

LOCALES = "locales"
NAMES = re.compile(r"[()]|\bor\b")


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """What `extract` did. `content`, `around`: numbers of messages, in content and elsewhere."""

    content: int
    around: int
    languages: tuple[Synced, ...]
    findings: tuple[Finding, ...]


def extract(library: Library, root: Path, language: str | None = None) -> ExtractReport:
    """Write the .pot and bring every translator's file up to date; start one for `language`.

    `root` is the checkout. Raises ValueError for a file whose header cannot be used.
    """
    locales_root = root / LOCALES
    findings: list[Finding] = []
    found = of_all(library, root, findings)
    template.write(found, locales_root)
    if language:
        translators_file.start(locales_root, language)
    every = catalogue.languages_in(locales_root)
    codes = tuple(each for each in every if not catalogue.is_spoken(locales_root, each))
    content = len(messages.of_content(library))
    return ExtractReport(
        content=content,
        around=len(found) - content,
        languages=tuple(translators_file.sync(locales_root, code) for code in codes),
        findings=tuple(findings),
    )


def of_all(library: Library, root: Path, findings: list[Finding]) -> tuple[Message, ...]:
    """Every message, each key once: content first, then templates, then Python. Adds to
    `findings` what could not be extracted."""
    found = (
        *messages.of_content(library),
        *words_in_code.of_templates(root),
        *words_in_code.of_python(root, findings),
    )
    return tuple(
        replace(each, comments=_comments(each, library.glossary)) for each in _merged(found)
    )


def mentioned(english: str, term: Term) -> tuple[str, ...]:
    """The words of a term that a text uses, whole or in the plural: a term may be written as
    "governors (governing board)" and is used under either name."""
    names = (each.strip().removeprefix("the ") for each in NAMES.split(term.term))
    return tuple(name for name in names if name and _uses(english, name))


def _uses(english: str, name: str) -> bool:
    same_case = re.NOFLAG if name.isupper() else re.IGNORECASE  # SEND is not "send"
    return bool(re.search(rf"\b{re.escape(name)}s?\b", english, same_case))


def _merged(found: Iterable[Message]) -> tuple[Message, ...]:
    by_key: dict[Key, Message] = {}
    for each in found:
        known = by_key.get(each.key, each)
        by_key[each.key] = replace(
            known,
            plural=known.plural or each.plural,
            comments=tuple(dict.fromkeys((*known.comments, *each.comments))),
            places=tuple(dict.fromkeys((*known.places, *each.places))),
        )
    return tuple(by_key.values())


def _comments(message: Message, glossary: tuple[Term, ...]) -> tuple[str, ...]:
    english = f"{message.english} {message.plural or ''}"
    terms = (_meaning(term) for term in glossary if mentioned(english, term))
    names = tuple(dict.fromkeys(messages.PLACEHOLDER.findall(english)))
    kept = (f"Keep as it is: {', '.join(f'{{{name}}}' for name in names)}",) if names else ()
    return (*message.comments, *kept, *terms)


def _meaning(term: Term) -> str:
    keep = " Put the English in brackets after your words." if term.keep_english else ""
    note = f" {term.note}" if term.note else ""
    return f"{term.term}: {term.plain}{keep}{note}"
