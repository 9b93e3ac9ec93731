"""One language's .po file, read into plain dictionaries. Knows nothing of other languages.

An entry marked fuzzy is stale (its English changed) and an entry half translated is not a
translation: neither is ever shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from app.i18n import formats, plurals
from app.i18n.plurals import PluralRule
from app.i18n.voice import ENGLISH, Direction, Key

FILE = Path("LC_MESSAGES") / "messages.po"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """What one file says. `known` holds every key it lists, translated or not."""

    lang: str
    name: str
    direction: Direction
    fallbacks: tuple[str, ...]
    headers: Mapping[str, str]
    rule: PluralRule
    singles: Mapping[Key, str]
    counted: Mapping[Key, tuple[str, ...]]
    known: frozenset[Key]

    def translations(self) -> dict[Key, tuple[str, ...]]:
        """Every translation, a counted message with all its forms."""
        return {key: (text,) for key, text in self.singles.items()} | dict(self.counted)


def path_of(locales_root: Path, lang: str) -> Path:
    """Where the file of a language is."""
    return locales_root / lang / FILE


def place_of(locales_root: Path, lang: str) -> str:
    """The same as findings name it."""
    return f"{locales_root.name}/{lang}/{FILE.as_posix()}"


def languages_in(locales_root: Path) -> tuple[str, ...]:
    """The tags of every language that has a file."""
    return tuple(sorted(path.parents[1].name for path in locales_root.glob(f"*/{FILE}")))


def read(locales_root: Path, lang: str) -> Catalogue:
    """The catalogue of `lang`. Raises ValueError for a file or a header that cannot be used."""
    try:
        file = polib.pofile(str(path_of(locales_root, lang)), encoding="utf-8")
    except OSError as error:  # polib's word for a syntax error, too
        raise ValueError(str(error)) from error
    headers = {name: str(value) for name, value in file.metadata.items()}
    locale = formats.locale_of(lang)
    rule = plurals.from_header(headers.get("Plural-Forms", ""), locale)
    formats.from_headers(headers, formats.english())  # refuses a header that cannot be used
    live = [entry for entry in file if not entry.obsolete]
    return Catalogue(
        lang=lang,
        name=headers.get("X-Name") or own_name(lang),
        direction=_direction(lang, headers.get("X-Direction", "")),
        fallbacks=_fallbacks(headers.get("X-Fallback", "")),
        headers=headers,
        rule=rule,
        singles={
            key_of(entry): entry.msgstr
            for entry in live
            if not entry.msgid_plural and entry.translated()
        },
        counted={
            key_of(entry): tuple(entry.msgstr_plural[n] for n in range(rule.count))
            for entry in live
            if entry.msgid_plural and _all_forms(entry, rule)
        },
        known=frozenset(key_of(entry) for entry in live),
    )


def key_of(entry: polib.POEntry) -> Key:
    """What the entry is found by."""
    return (entry.msgctxt or "", entry.msgid)


def _all_forms(entry: polib.POEntry, rule: PluralRule) -> bool:
    given = [entry.msgstr_plural.get(n) for n in range(rule.count)]
    return all(given) and not entry.fuzzy


def _fallbacks(field: str) -> tuple[str, ...]:
    codes = [code.strip() for code in field.split(",")]
    return tuple(code for code in codes if code and code != ENGLISH)


def own_name(lang: str) -> str:
    """A language's name for itself; its tag where CLDR does not know it (Romani)."""
    locale = formats.locale_of(lang)
    name = locale.get_language_name() if locale else None
    return name[0].upper() + name[1:] if name else lang


def _direction(lang: str, field: str) -> Direction:
    locale = formats.locale_of(lang)
    given = field.strip() or (locale.text_direction if locale else "ltr")
    if given not in {"ltr", "rtl"}:
        raise ValueError(f"X-Direction is ltr or rtl, not {given!r}")
    return "rtl" if given == "rtl" else "ltr"
