"""One language's .po file, to be asked for its texts. Knows nothing of other languages.

An entry marked fuzzy is stale (its English changed) and an entry half translated is not a
translation: neither is ever shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.i18n import formats, packed, plurals
from app.i18n.packed import Names, Packed, Texts
from app.i18n.voice import ENGLISH, Direction, Key, Plural, Said

FILE = Path("LC_MESSAGES") / "messages.po"
SCOPE, SPEECH, CORE = "X-Scope", "speech", "core"


@dataclass(frozen=True, slots=True, eq=False)
class Front:
    """What a file says of itself. `untranslated`: what it lists and does not say."""

    lang: str
    name: str
    direction: Direction
    fallbacks: tuple[str, ...]
    headers: Mapping[str, str]
    names: Names
    untranslated: tuple[Key, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """What one file says. `counted`: its counted messages; the others are in `texts`."""

    front: Front
    texts: Texts
    counted: Mapping[Key, Plural]

    def own(self) -> Iterator[Key]:
        """What it says."""
        names = self.texts.names
        return chain((key for key in names.places if key not in names.counted), self.counted)

    def said(self, key: Key) -> Said | None:
        """A message that is not counted."""
        forms = None if key in self.texts.names.counted else self.texts.forms(key)
        return Said(forms[0], self.front.lang) if forms else None

    def translations(self) -> Iterator[tuple[Key, tuple[str, ...]]]:
        """Every translation, a counted message with all its forms."""
        for key in self.own():
            counted = self.counted.get(key)
            yield key, counted.forms if counted else self.texts.forms(key) or ()


def path_of(locales_root: Path, lang: str) -> Path:
    """Where the file of a language is."""
    return locales_root / lang / FILE


def place_of(locales_root: Path, lang: str) -> str:
    """The same as findings name it."""
    return f"{locales_root.name}/{lang}/{FILE.as_posix()}"


def languages_in(locales_root: Path) -> tuple[str, ...]:
    """The tags of every language that has a file."""
    return tuple(sorted(path.parents[1].name for path in locales_root.glob(f"*/{FILE}")))


def is_spoken(locales_root: Path, lang: str) -> bool:
    """Whether a language is recorded speech over the text of another: nothing is translated."""
    return packed_of(locales_root, lang).headers.get(SCOPE, "") == SPEECH


def pack(locales_root: Path, lang: str) -> bool:
    """Pack the file of `lang` for quick reading, with what Babel knows of the language, unless
    that was done; whether it was done now. Raises ValueError."""
    known = {"X-Name": own_name(lang), "X-Direction": _direction(lang, "")}
    given = known if formats.locale_of(lang) else {}
    return packed.pack(path_of(locales_root, lang), given)


def packed_of(locales_root: Path, lang: str) -> Packed:
    """The file of `lang`, not yet taken apart. Raises ValueError for one that cannot be used."""
    return packed.read(path_of(locales_root, lang))


def front(lang: str, file: Packed, names: Names) -> Front:
    """What the file of `lang` says of itself. Raises ValueError for a header that cannot be
    used."""
    headers = file.headers
    plurals.from_header(headers.get("Plural-Forms", ""))
    formats.from_headers(headers, formats.english())
    return Front(
        lang=lang,
        name=headers.get("X-Name") or own_name(lang),
        direction=_direction(lang, headers.get("X-Direction", "")),
        fallbacks=_fallbacks(headers.get("X-Fallback", "")),
        headers=headers,
        names=names,
        untranslated=file.untranslated(),
    )


def read(locales_root: Path, lang: str) -> Catalogue:
    """The catalogue of `lang`. Raises ValueError for a file or a header that cannot be used."""
    found = packed_of(locales_root, lang)
    return unpacked(front(lang, found, Names(found)), found)


def unpacked(first: Front, file: Packed) -> Catalogue:
    """The catalogue of a file that was read."""
    texts = Texts(file, first.names)
    rule = plurals.from_header(first.headers["Plural-Forms"], formats.locale_of(first.lang))
    counted = {key: (texts.forms(key) or ())[: rule.count] for key in first.names.counted}
    whole = {key: forms for key, forms in counted.items() if len(forms) == rule.count}
    return Catalogue(
        first,
        texts,
        {key: Plural(forms, rule, first.lang) for key, forms in whole.items() if all(forms)},
    )


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
