"""One language's .po file, read into plain dictionaries. Knows nothing of other languages.

An entry marked fuzzy is stale (its English changed) and an entry half translated is not a
translation: neither is ever shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.i18n import formats, packed, plurals
from app.i18n.packed import Packed
from app.i18n.plurals import PluralRule
from app.i18n.voice import ENGLISH, Direction, Key, Messages, Plural, Said

FILE = Path("LC_MESSAGES") / "messages.po"


@dataclass(frozen=True, slots=True, eq=False)
class Front:
    """What a file says of itself."""

    lang: str
    name: str
    direction: Direction
    fallbacks: tuple[str, ...]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """What one file says."""

    front: Front
    rule: PluralRule
    singles: Messages
    counted: Mapping[Key, Plural]

    def own(self) -> Iterator[Key]:
        """What it says."""
        return chain(self.singles, self.counted)

    def translations(self) -> Iterator[tuple[Key, tuple[str, ...]]]:
        """Every translation, a counted message with all its forms."""
        yield from ((key, (said.text,)) for key, said in self.singles.items())
        yield from ((key, each.forms) for key, each in self.counted.items())


def path_of(locales_root: Path, lang: str) -> Path:
    """Where the file of a language is."""
    return locales_root / lang / FILE


def place_of(locales_root: Path, lang: str) -> str:
    """The same as findings name it."""
    return f"{locales_root.name}/{lang}/{FILE.as_posix()}"


def languages_in(locales_root: Path) -> tuple[str, ...]:
    """The tags of every language that has a file."""
    return tuple(sorted(path.parents[1].name for path in locales_root.glob(f"*/{FILE}")))


def pack(locales_root: Path, lang: str) -> bool:
    """Pack the file of `lang` for quick reading, with what Babel knows of the language, unless
    that was done; whether it was done now. Raises ValueError."""
    known = {"X-Name": own_name(lang), "X-Direction": _direction(lang, "")}
    return packed.pack(path_of(locales_root, lang), known)


def packed_of(locales_root: Path, lang: str) -> Packed:
    """The file of `lang`, not yet taken apart. Raises ValueError for one that cannot be used."""
    return packed.read(path_of(locales_root, lang))


def front(lang: str, headers: Mapping[str, str]) -> Front:
    """What the file of `lang` says of itself. Raises ValueError for a header that cannot be
    used."""
    plurals.from_header(headers.get("Plural-Forms", ""))
    formats.from_headers(headers, formats.english())
    return Front(
        lang=lang,
        name=headers.get("X-Name") or own_name(lang),
        direction=_direction(lang, headers.get("X-Direction", "")),
        fallbacks=_fallbacks(headers.get("X-Fallback", "")),
        headers=headers,
    )


def read(locales_root: Path, lang: str, shared: dict[Key, Key] | None = None) -> Catalogue:
    """The catalogue of `lang`. Raises ValueError for a file or a header that cannot be used.

    Keys that are in `shared` are taken from there, others put there: so languages share them.
    """
    found = packed_of(locales_root, lang)
    first = front(lang, found.headers)
    rule = plurals.from_header(first.headers["Plural-Forms"], formats.locale_of(lang))
    keys = {} if shared is None else shared
    singles, counted = Messages(), dict[Key, Plural]()
    for key, is_counted, forms in found.translations():
        if not is_counted:
            singles[keys.setdefault(key, key)] = Said(forms[0], lang)
        elif len(forms) >= rule.count and all(forms[: rule.count]):
            counted[keys.setdefault(key, key)] = Plural(forms[: rule.count], rule, lang)
    return Catalogue(first, rule, singles, counted)


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
