"""What is wrong with a translator's file, as findings (C8). Looks at signs, numbers and names;
whether a sentence says the same, only a speaker can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polib

from app.i18n import catalogue, formats, plurals, review, signs
from app.i18n.catalogue import Front
from app.i18n.plurals import FAR_ENOUGH, PluralRule
from app.i18n.signs import Check, Pair
from app.model.findings import Finding
from app.model.provisions import Term

MUST_BE_RIGHT: tuple[tuple[str, Check], ...] = (
    ("C802", signs.placeholders),
    ("C803", signs.spaces),
    ("C804", signs.letters),
    ("C805", signs.numbers),
    ("C806", signs.markup),
    ("C807", signs.hidden),
)
OFTEN_WRONG: tuple[tuple[str, Check], ...] = (
    ("C821", signs.terms),
    ("C822", signs.unchanged),
    ("C823", signs.length),
)
NEEDED_WITHOUT_CLDR = ("X-Name", "X-Weekdays", "X-Months")
README = "See locales/README.md."


@dataclass(frozen=True, slots=True)
class _File:
    """A translator's file with what its checks need."""

    entries: polib.POFile
    place: str
    lang: str
    rule: PluralRule


def of_language(locales_root: Path, lang: str) -> tuple[Finding, ...]:
    """Everything in the file of `lang` that must be put right."""
    place = catalogue.place_of(locales_root, lang)
    try:
        read = catalogue.read(locales_root, lang).front
        review.read(locales_root, lang)
    except ValueError as error:
        return (Finding(place, 1, "C801", str(error), README),)
    there = catalogue.languages_in(locales_root)
    file = _open(locales_root, lang)
    return (*_headers(read, there, place), *_found(file, MUST_BE_RIGHT, ()))


def worth_a_look(locales_root: Path, lang: str, glossary: tuple[Term, ...]) -> tuple[Finding, ...]:
    """What is often a mistake: a term of art without its English, a text left in English, one
    that is far longer or shorter. A list for reviewers, not a gate. Raises ValueError."""
    return tuple(_found(_open(locales_root, lang), OFTEN_WRONG, glossary))


def _open(locales_root: Path, lang: str) -> _File:
    entries = polib.pofile(str(catalogue.path_of(locales_root, lang)), encoding="utf-8")
    rule = plurals.from_header(entries.metadata.get("Plural-Forms", ""))
    return _File(entries, catalogue.place_of(locales_root, lang), lang, rule)


def _headers(read: Front, there: tuple[str, ...], place: str) -> Iterator[Finding]:
    if read.headers.get("Language") != read.lang:
        yield Finding(place, 1, "C808", f"Language is not {read.lang}", README)
    for code in read.fallbacks:
        if code not in there:
            yield Finding(place, 1, "C808", f"X-Fallback names {code}, which is not here", README)
    if formats.locale_of(read.lang) is None:
        for name in NEEDED_WITHOUT_CLDR:
            if not read.headers.get(name, "").strip():
                yield Finding(place, 1, "C808", f"{name} is empty", README)


def _found(
    file: _File, checks: tuple[tuple[str, Check], ...], glossary: tuple[Term, ...]
) -> Iterator[Finding]:
    for entry in file.entries:
        if entry.obsolete or entry.fuzzy:
            continue
        where = entry.msgctxt or entry.msgid
        for pairs in _pairs(entry, file, glossary):
            for code, check in checks:
                message = _wrong(check, pairs)
                if message:
                    said = pairs[0].said
                    yield Finding(file.place, entry.linenum or 1, code, f"{where}: {message}", said)


def _wrong(check: Check, pairs: tuple[Pair, ...]) -> str | None:
    """What is wrong against every English it may stand for."""
    messages = [check(pair) for pair in pairs]
    return messages[0] if all(messages) else None


def _pairs(
    entry: polib.POEntry, file: _File, glossary: tuple[Term, ...]
) -> Iterator[tuple[Pair, ...]]:
    """Each translated form with the English it stands for. A form for one number alone may
    spell that number out, as the English singular may."""
    if not entry.msgid_plural:
        if entry.msgstr:
            yield (Pair(entry.msgid, entry.msgstr, file.lang, glossary),)
        return
    for form, said in entry.msgstr_plural.items():
        if said:
            pair = Pair(entry.msgid_plural, said, file.lang, glossary)
            single = sum(file.rule.form(n) == form for n in range(FAR_ENOUGH)) == 1
            yield (pair, replace(pair, english=entry.msgid)) if single else (pair,)
