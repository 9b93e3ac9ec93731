"""All languages: read once, joined with their fallbacks, and offered when they say enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.content.library import Library
from app.i18n import catalogue, coverage, formats, messages, pseudo, review
from app.i18n.catalogue import Catalogue
from app.i18n.coverage import Coverage, Wanted
from app.i18n.formats import Formats
from app.i18n.voice import ENGLISH, Direction, Key, Messages, Plural, Said, Voice
from app.model.errors import ContentInvalid
from app.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Offered:
    """A language that a reader may choose, under its own name."""

    code: str
    name: str
    direction: Direction
    is_draft: bool


@dataclass(frozen=True, slots=True, eq=False)
class Catalogues:
    """Every voice, and which of them are offered: English first, then as written by name."""

    languages: tuple[Offered, ...]
    voices: Mapping[str, Voice]
    coverage: Mapping[str, Coverage]

    def voice(self, code: str) -> Voice:
        """The voice of a language that is offered, not offered yet, or a pseudo-language.

        Raises KeyError for any other.
        """
        return self.voices[code]

    def offers(self, code: str) -> bool:
        """Whether a reader may choose it."""
        return any(each.code == code for each in self.languages)


def load(locales_root: Path, content: Library, *, pseudo_languages: bool = False) -> Catalogues:
    """Every language under `locales_root`. Raises ContentInvalid for files that cannot be used.

    Pseudo-languages get voices for tests, and are never offered.
    """
    english = english_voice()
    found, drafts = _read_all(locales_root)
    chains = {code: _chain(each, found) for code, each in found.items()}
    voices = {code: _voice(chain, drafts, english.formats) for code, chain in chains.items()}
    want = coverage.wanted(content)
    covered = {code: _coverage(want, chain) for code, chain in chains.items()}
    offered = sorted(
        (voices[code] for code in covered if covered[code].is_enough),
        key=lambda voice: voice.name.casefold(),
    )
    extra = pseudo.voices(english) if pseudo_languages else {}
    return Catalogues(
        languages=tuple(_offered(voice) for voice in (english, *offered)),
        voices={ENGLISH: english, **voices, **extra},
        coverage=covered,
    )


def languages_in(locales_root: Path) -> tuple[str, ...]:
    """Languages with a file, English left out: it is written in place and has none."""
    return tuple(code for code in catalogue.languages_in(locales_root) if code != ENGLISH)


def english_voice() -> Voice:
    """The language everything is written in."""
    return Voice(ENGLISH, "ltr", "English", Messages(), {}, frozenset(), formats.english())


def _read_all(locales_root: Path) -> tuple[dict[str, Catalogue], dict[str, frozenset[Key]]]:
    found: dict[str, Catalogue] = {}
    drafts: dict[str, frozenset[Key]] = {}
    findings: list[Finding] = []
    for code in languages_in(locales_root):
        try:
            found[code] = catalogue.read(locales_root, code)
            drafts[code] = review.drafts(found[code], review.read(locales_root, code))
        except ValueError as error:
            place = catalogue.place_of(locales_root, code)
            findings.append(Finding(place, 1, "C801", str(error), "See locales/README.md."))
    if findings:
        raise ContentInvalid(tuple(findings))
    return found, drafts


def _chain(first: Catalogue, found: Mapping[str, Catalogue]) -> tuple[Catalogue, ...]:
    return (first, *(found[code] for code in first.fallbacks if code in found))


def _voice(
    chain: tuple[Catalogue, ...], drafts: Mapping[str, frozenset[Key]], english: Formats
) -> Voice:
    said, counted = Messages(), dict[Key, Plural]()
    unchecked: set[Key] = set()
    for each in reversed(chain):
        said.update({key: Said(text, each.lang) for key, text in each.singles.items()})
        counted.update(
            {key: Plural(forms, each.rule, each.lang) for key, forms in each.counted.items()}
        )
        unchecked = (unchecked - each.translations().keys()) | drafts[each.lang]
    first = chain[0]
    return Voice(
        first.lang, first.direction, first.name, said, counted, frozenset(unchecked),
        _formats(chain, english),
    )  # fmt: skip


def _formats(chain: tuple[Catalogue, ...], english: Formats) -> Formats:
    """Those of the first language in the chain that CLDR knows, then what our header says."""
    locales = (formats.locale_of(each.lang) for each in chain)
    known = next((formats.from_locale(locale) for locale in locales if locale), english)
    return formats.from_headers(chain[0].headers, known)


def _coverage(want: Wanted, chain: tuple[Catalogue, ...]) -> Coverage:
    first = chain[0]
    own = first.singles.keys() | first.counted.keys()
    said = own.union(*(each.singles.keys() | each.counted.keys() for each in chain[1:]))
    return coverage.of(want, _around(first.known, want), said, own)


def _around(known: Iterable[Key], want: Wanted) -> frozenset[Key]:
    """Messages of pages and services: whatever the file lists that is not content's."""
    names = messages.first_steps()
    return frozenset(key for key in known if key[0].partition(".")[0] not in names)


def _offered(voice: Voice) -> Offered:
    return Offered(voice.lang, voice.name, voice.direction, voice.is_draft)
