"""What is wrong with a translator's file, as findings (C8). Looks at signs, numbers and names;
whether a sentence says the same, only a speaker can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import polib

from app.i18n import catalogue, formats, lexicon, manners, plurals, review, signs
from app.i18n.catalogue import Front
from app.i18n.lexicon import NO_TERMS, Lexicon, Terms
from app.i18n.packed import key_of
from app.i18n.plurals import FAR_ENOUGH, PluralRule
from app.i18n.signs import Check, Pair
from app.i18n.voice import Key
from app.model.findings import Finding

MUST_BE_RIGHT: tuple[tuple[str, Check], ...] = (
    ("C802", signs.placeholders),
    ("C803", signs.spaces),
    ("C804", signs.letters),
    ("C805", signs.numbers),
    ("C806", signs.markup),
    ("C807", signs.hidden),
    ("C809", manners.insult),
    ("C810", manners.names),
)
OFTEN_WRONG: tuple[tuple[str, Check], ...] = (
    ("C821", manners.english),
    ("C822", signs.unchanged),
    ("C823", signs.length),
    ("C824", signs.button),
    ("C825", manners.terms),
    ("C826", manners.address),
    ("C827", signs.sentences),
    ("C828", signs.doubled),
)
NEEDED_WITHOUT_CLDR = ("X-Name", "X-Weekdays", "X-Months")
COUNTS = (0, 1, 2, 3, 5, 11, 20, 21, 22, 101)
"""Numbers that between them need every form that a language may have."""
README = "See locales/README.md."
CHILD, QUOTED = "my_say", ".example"
"""What contexts and places of the child's own page hold, and the last step of quotations."""
IsButton = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _File:
    """A translator's file with what its checks need."""

    entries: polib.POFile
    place: str
    lang: str
    rule: PluralRule
    words: Lexicon
    terms: Terms = NO_TERMS
    is_button: IsButton = str.isspace


def of_language(locales_root: Path, lang: str) -> tuple[Finding, ...]:
    """Everything in the file of `lang` that must be put right."""
    place = catalogue.place_of(locales_root, lang)
    try:
        read = catalogue.read(locales_root, lang).front
        review.read(locales_root, lang)
        file = _open(locales_root, lang)
    except ValueError as error:
        return (Finding(place, 1, "C801", str(error), README),)
    there = catalogue.languages_in(locales_root)
    return (*_headers(read, there, place), *_counted(file), *_found(file, MUST_BE_RIGHT))


def stale(locales_root: Path, lang: str, now: frozenset[Key]) -> Iterator[Finding]:
    """Translations whose English has changed, and files that do not know the English of `now`.
    Raises ValueError."""
    file = _open(locales_root, lang)
    for entry in file.entries:
        if entry.fuzzy and not entry.obsolete:
            where = entry.msgctxt or entry.msgid
            yield Finding(file.place, entry.linenum or 1, "C813", f"{where}: stale", entry.msgid)
    listed = {key_of(entry) for entry in file.entries if not entry.obsolete}
    if listed != now and file.entries.metadata.get(catalogue.SCOPE) != catalogue.SPEECH:
        message = f"{len(now - listed)} messages are new, {len(listed - now)} are gone"
        yield Finding(file.place, 1, "C813", message, "Run: python -m app extract")


def worth_a_look(
    locales_root: Path, lang: str, terms: Terms, is_button: IsButton = str.isspace
) -> tuple[Finding, ...]:
    """What is often a mistake: a term of art without its English, a text left in English, one
    that is far longer or shorter, and so on. A list for reviewers, not a gate. Raises ValueError.
    """
    file = replace(_open(locales_root, lang), terms=terms, is_button=is_button)
    return (*_found(file, OFTEN_WRONG), *_idle_checks(locales_root, lang, file.place))


def of_wording(locales_root: Path, lang: str, key: Key, forms: tuple[str, ...]) -> tuple[str, ...]:
    """What is wrong with one wording of a message of the file, in words. Raises ValueError."""
    file = _open(locales_root, lang)
    known = next((each for each in file.entries if key_of(each) == key), None)
    if known is None:
        return ("There is no such message any more.",)
    if not all(each.strip() for each in forms):
        return ("Please fill in every form.",)
    entry = polib.POEntry(msgctxt=known.msgctxt, msgid=known.msgid, msgid_plural=known.msgid_plural)
    if known.msgid_plural:
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgstr = forms[0]
    found = (_wrong(check, pairs) for pairs in _pairs(entry, file) for _, check in MUST_BE_RIGHT)
    return tuple(dict.fromkeys(each for each in found if each))


def _open(locales_root: Path, lang: str) -> _File:
    path = catalogue.path_of(locales_root, lang)
    entries = _entries(path, path.stat().st_mtime_ns)
    rule = plurals.from_header(entries.metadata.get("Plural-Forms", ""))
    words = lexicon.read(locales_root, lang)
    return _File(entries, catalogue.place_of(locales_root, lang), lang, rule, words)


@lru_cache(maxsize=1)
def _entries(path: Path, _changed: int) -> polib.POFile:
    """The file as it is now: one language is looked at several times, then the next."""
    return polib.pofile(str(path), encoding="utf-8")


def _idle_checks(locales_root: Path, lang: str, place: str) -> Iterator[Finding]:
    fitting = {line.mark for line in review.sheet(locales_root, lang)}
    for check in review.read(locales_root, lang):
        idle = len(set(check.messages) - fitting)
        if idle:
            message = f"{idle} checks of {check.reviewer} ({check.on}) fit no translation any more"
            yield Finding(place, 1, "C829", message, "The message changed: ask for a new check.")


def _counted(file: _File) -> Iterator[Finding]:
    """The rule that all programs have for the language, and each form of each message filled in."""
    locale = formats.locale_of(file.lang)
    usual = plurals.from_header(plurals.default_header(locale)) if locale else file.rule
    if any(usual.form(n) != file.rule.form(n) for n in COUNTS) or usual.count != file.rule.count:
        usual_header = plurals.default_header(locale)
        yield Finding(file.place, 1, "C808", "Plural-Forms is not this language's", usual_header)
    for entry in file.entries:
        forms = [entry.msgstr_plural.get(n, "") for n in range(file.rule.count)]
        wrong = len(entry.msgstr_plural) != file.rule.count or not all(forms)
        if not entry.obsolete and any(entry.msgstr_plural.values()) and wrong:
            message = f"{entry.msgid}: {file.rule.count} forms are needed"
            yield Finding(file.place, entry.linenum or 1, "C814", message, README)


def _headers(read: Front, there: tuple[str, ...], place: str) -> Iterator[Finding]:
    if read.headers.get("Language") != read.lang:
        yield Finding(place, 1, "C808", f"Language is not {read.lang}", README)
    for code in read.fallbacks:
        if code not in there:
            yield Finding(place, 1, "C808", f"X-Fallback names {code}, which is not here", README)
    spoken = read.headers.get(catalogue.SCOPE, "") == catalogue.SPEECH
    if formats.locale_of(read.lang) is None and not spoken:
        for name in NEEDED_WITHOUT_CLDR:
            if not read.headers.get(name, "").strip():
                yield Finding(place, 1, "C808", f"{name} is empty", README)


def _found(file: _File, checks: tuple[tuple[str, Check], ...]) -> Iterator[Finding]:
    for entry in file.entries:
        if entry.obsolete or entry.fuzzy:
            continue
        where = entry.msgctxt or entry.msgid
        for pairs in _pairs(entry, file):
            for code, check in checks:
                message = _wrong(check, pairs)
                if message:
                    said = pairs[0].said
                    yield Finding(file.place, entry.linenum or 1, code, f"{where}: {message}", said)


def _wrong(check: Check, pairs: tuple[Pair, ...]) -> str | None:
    """What is wrong against every English it may stand for."""
    messages = [check(pair) for pair in pairs]
    return messages[0] if all(messages) else None


def _pairs(entry: polib.POEntry, file: _File) -> Iterator[tuple[Pair, ...]]:
    """Each translated form with the English it stands for. A form for one number alone may
    spell that number out, as the English singular may."""
    if not entry.msgid_plural:
        if entry.msgstr:
            yield (_pair(entry, entry.msgid, entry.msgstr, file),)
        return
    for form, said in entry.msgstr_plural.items():
        if said:
            pair = _pair(entry, entry.msgid_plural, said, file)
            single = sum(file.rule.form(n) == form for n in range(FAR_ENOUGH)) == 1
            yield (pair, replace(pair, english=entry.msgid)) if single else (pair,)


def _pair(entry: polib.POEntry, english: str, said: str, file: _File) -> Pair:
    return Pair(
        english,
        said,
        file.lang,
        terms=file.terms,
        words=file.words,
        is_button=not entry.msgctxt and file.is_button(english),
        to_a_child=_is_to_a_child(entry),
    )


def _is_to_a_child(entry: polib.POEntry) -> bool:
    """The child's own page, and what somebody is quoted as having said."""
    context, places = entry.msgctxt or "", (place for place, _ in entry.occurrences)
    return context.endswith(QUOTED) or any(CHILD in each for each in (context, *places))
