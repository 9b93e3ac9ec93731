"""All languages: read once, joined with their fallbacks, and offered when they say enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.content.library import Library
from app.i18n import catalogue, coverage, formats, messages, pseudo
from app.i18n.catalogue import Catalogue
from app.i18n.coverage import THRESHOLD, Coverage, Wanted
from app.i18n.formats import Formats
from app.i18n.live import Live
from app.i18n.packed import Names
from app.i18n.recordings import Recording, Slot
from app.i18n.shelf import Shelf
from app.i18n.voice import ENGLISH, Direction, Key, Messages, Plural, Voice
from app.model.errors import ContentInvalid
from app.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Offered:
    """A language that a reader may choose, under its own name."""

    code: str
    name: str
    direction: Direction
    is_draft: bool


class _Voices(Mapping[str, Voice]):
    """Voices by language. One is made when somebody first asks for it: most readers need few, and
    each takes memory."""

    def __init__(self, made: Mapping[str, Voice], makers: Mapping[str, Callable[[], Voice]]):
        self._made = dict(made)
        self._makers = makers

    def __getitem__(self, code: str) -> Voice:
        if code not in self._made:
            self._made[code] = self._makers[code]()
        return self._made[code]

    def make_anew(self, codes: Iterable[str]) -> None:
        """Forget voices that were made: they are made again when somebody asks."""
        for code in codes:
            self._made.pop(code, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers.keys() | self._made.keys())

    def __len__(self) -> int:
        return len(self._makers.keys() | self._made.keys())

    def __contains__(self, code: object) -> bool:
        return code in self._made or code in self._makers


@dataclass(slots=True, eq=False)
class Catalogues:
    """Every voice, and which of them are offered: English first, then as written by name.

    `edition` is one higher each time something was put right or recorded. `core` are the messages
    that a language of recordings has to say aloud before it is offered."""

    languages: tuple[Offered, ...]
    voices: _Voices
    coverage: Mapping[str, Coverage]
    shelf: Shelf
    chains: Mapping[str, tuple[str, ...]]
    core: frozenset[Key] = frozenset()
    edition: int = 0

    def voice(self, code: str) -> Voice:
        """The voice of a language that is offered, not offered yet, or a pseudo-language.

        Raises KeyError for any other.
        """
        return self.voices[code]

    def put(self, live: Mapping[str, Live]) -> None:
        """From now on say what reviewers have put right, language by language."""
        for code, each in live.items():
            self.shelf.put(code, each)
        changed = [code for code, chain in self.chains.items() if not live.keys().isdisjoint(chain)]
        self.voices.make_anew(changed)
        self.languages = tuple(
            _offered(self.chains[each.code], self.shelf) if each.code in changed else each
            for each in self.languages
        )
        self.edition += 1

    def put_recordings(self, kept: Mapping[str, Mapping[Slot, Recording]]) -> None:
        """From now on play what the store keeps, language by language."""
        for code in self.chains:
            self.shelf.recordings.put(code, kept.get(code, {}))
        self.languages = _languages(self.coverage, self.chains, self.shelf, self.core)
        self.edition += 1

    def is_spoken(self, code: str) -> bool:
        """Whether a language is recorded speech over the text of another."""
        return self.shelf.front(code).headers.get(catalogue.SCOPE, "") == catalogue.SPEECH

    def offers(self, code: str) -> bool:
        """Whether a reader may choose it."""
        return any(each.code == code for each in self.languages)


def load(locales_root: Path, content: Library, *, pseudo_languages: bool = False) -> Catalogues:
    """Every language under `locales_root`. Raises ContentInvalid for files that cannot be used.

    Pseudo-languages get voices for tests, and are never offered.
    """
    english = english_voice()
    want = coverage.wanted(content)
    shelf = Shelf(locales_root)
    chains = _chains(shelf, languages_in(locales_root))
    covered = _covered(want, chains, shelf)
    extra = pseudo.voices(english) if pseudo_languages else {}
    return Catalogues(
        languages=_languages(covered, chains, shelf, want.core),
        voices=_Voices(
            {ENGLISH: english, **extra},
            {code: partial(_voice, chain, shelf, english) for code, chain in chains.items()},
        ),
        coverage=covered,
        shelf=shelf,
        chains=chains,
        core=want.core,
    )


def _languages(
    covered: Mapping[str, Coverage],
    chains: Mapping[str, tuple[str, ...]],
    shelf: Shelf,
    core: frozenset[Key],
) -> tuple[Offered, ...]:
    """Those that a reader may choose: English first, the others by name."""
    found = []
    for code, each in covered.items():
        if shelf.front(code).headers.get(catalogue.SCOPE, "") == catalogue.SPEECH:
            heard = sum(shelf.recordings.of(code, key) is not None for key in core)
            enough = bool(core) and heard >= THRESHOLD * len(core)
        else:
            enough = each.is_enough
        if enough:
            found.append(_offered(chains[code], shelf))
    english = english_voice()
    return (
        Offered(ENGLISH, english.name, english.direction, False),
        *sorted(found, key=lambda each: each.name.casefold()),
    )


def languages_in(locales_root: Path) -> tuple[str, ...]:
    """Languages with a file, English left out: it is written in place and has none."""
    return tuple(code for code in catalogue.languages_in(locales_root) if code != ENGLISH)


def english_voice() -> Voice:
    """The language everything is written in."""
    return Voice(ENGLISH, "ltr", "English", Messages(), {}, formats.english())


def _chains(shelf: Shelf, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each language with its fallbacks. Reads every file, so that each fault is known."""
    fallbacks: dict[str, tuple[str, ...]] = {}
    findings: list[Finding] = []
    for code in codes:
        try:
            fallbacks[code] = shelf.front(code).fallbacks
            shelf.reviews(code)
            shelf.recordings.read(code)
        except ValueError as error:
            place = catalogue.place_of(shelf.root, code)
            findings.append(Finding(place, 1, "C801", str(error), "See locales/README.md."))
    if findings:
        raise ContentInvalid(tuple(findings))
    return {
        code: (code, *(each for each in then if each in fallbacks))
        for code, then in fallbacks.items()
    }


def _voice(chain: tuple[str, ...], shelf: Shelf, english: Voice) -> Voice:
    files = tuple(shelf.catalogue(code) for code in chain)
    first = files[0]
    counted: dict[Key, Plural] = {}
    for code in reversed(chain):
        counted |= shelf.counted(code)
    return Voice(
        lang=first.front.lang,
        direction=first.front.direction,
        name=first.front.name,
        messages=Messages(tuple(partial(shelf.said, code) for code in chain)),
        plurals=counted,
        formats=_formats(files, english.formats),
        is_draft=_is_draft(chain, shelf),
        tag=first.front.headers.get("X-Variety-Of", ""),
        judge=shelf.standing,
        recorded=shelf.recordings.of,
    )


def _is_draft(chain: tuple[str, ...], shelf: Shelf) -> bool:
    """Whether anything that is said in the end has not been checked."""
    before: set[Key] = set()
    for code in chain:
        own = shelf.front(code).names.places
        if not shelf.reviews(code).has_any and any(key not in before for key in own):
            return True
        spoken = (each for each in shelf.translations(code) if each[0] not in before)
        if not shelf.reviews(code).cover(spoken):
            return True
        before.update(shelf.catalogue(code).own())
    return False


def _formats(files: tuple[Catalogue, ...], english: Formats) -> Formats:
    """Those of the first language in the chain that CLDR knows, then what our header says."""
    locales = (formats.locale_of(each.front.lang) for each in files)
    known = next((formats.from_locale(locale) for locale in locales if locale), english)
    return formats.from_headers(files[0].front.headers, known)


def _covered(
    want: Wanted, chains: Mapping[str, tuple[str, ...]], shelf: Shelf
) -> dict[str, Coverage]:
    """How much each language says. Most say the same messages: those are counted once."""
    counted: dict[tuple[tuple[Names, ...], tuple[Key, ...]], Coverage] = {}
    found: dict[str, Coverage] = {}
    for code, chain in chains.items():
        names = tuple(shelf.front(each).names for each in chain)
        rest = shelf.front(code).untranslated
        if (names, rest) not in counted:
            own = names[0].places.keys()
            said = own if len(names) == 1 else set().union(*(each.places for each in names))
            counted[names, rest] = coverage.of(want, _around((*own, *rest)), said, own)
        small = shelf.front(code).headers.get(catalogue.SCOPE, "") == catalogue.CORE
        found[code] = replace(counted[names, rest], is_small=small)
    return found


def _around(listed: Iterable[Key]) -> frozenset[Key]:
    """Messages of pages and services: whatever the file lists that is not content's."""
    names = messages.first_steps()
    return frozenset(key for key in listed if key[0].partition(".")[0] not in names)


def _offered(chain: tuple[str, ...], shelf: Shelf) -> Offered:
    first = shelf.front(chain[0])
    return Offered(first.lang, first.name, first.direction, _is_draft(chain, shelf))
