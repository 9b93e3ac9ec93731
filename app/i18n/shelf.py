"""The languages of one folder, each file read when it is needed and kept. Says nothing itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.i18n import catalogue, review
from app.i18n.catalogue import Catalogue, Front
from app.i18n.live import NOTHING, Live
from app.i18n.packed import Names
from app.i18n.recordings import Recordings
from app.i18n.review import Reviews
from app.i18n.standing import Standing
from app.i18n.voice import Key, Plural, Said


class Shelf:
    """Catalogues and their checks. Languages that translate the same share what they are asked by.

    Every method raises ValueError for a file that cannot be used.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._names: dict[str, Names] = {}
        self._fronts: dict[str, Front] = {}
        self._catalogues: dict[str, Catalogue] = {}
        self._reviews: dict[str, Reviews] = {}
        self._live: dict[str, Live] = {}
        self.recordings = Recordings(root)

    def put(self, lang: str, live: Live) -> None:
        """Lay what reviewers have said over the file of a language, in the place of before."""
        self._live[lang] = live
        self._reviews.pop(lang, None)

    def front(self, lang: str) -> Front:
        """What the file of a language says of itself. The rest of it is not kept."""
        if lang not in self._fronts:
            file = catalogue.packed_of(self.root, lang)
            mark = file.names_mark()
            if mark not in self._names:
                self._names[mark] = Names(file)
            self._fronts[lang] = catalogue.front(lang, file, self._names[mark])
        return self._fronts[lang]

    def catalogue(self, lang: str) -> Catalogue:
        """What a language says."""
        if lang not in self._catalogues:
            file = catalogue.packed_of(self.root, lang)
            self._catalogues[lang] = catalogue.unpacked(self.front(lang), file)
        return self._catalogues[lang]

    def reviews(self, lang: str) -> Reviews:
        """Who checked what."""
        if lang not in self._reviews:
            live = self._live.get(lang, NOTHING)
            self._reviews[lang] = Reviews((*review.read(self.root, lang), *live.checks))
        return self._reviews[lang]

    def said(self, lang: str, key: Key) -> Said | None:
        """A message that is not counted, as it stands now."""
        put_right = self._live.get(lang, NOTHING).forms.get(key)
        if put_right is not None and key not in self.front(lang).names.counted:
            return Said(put_right[0], lang)
        return self.catalogue(lang).said(key)

    def counted(self, lang: str) -> dict[Key, Plural]:
        """The counted messages of a language, as they stand now."""
        found = dict(self.catalogue(lang).counted)
        for key, forms in self._live.get(lang, NOTHING).forms.items():
            if key in found:
                found[key] = replace(found[key], forms=forms)
        return found

    def translations(self, lang: str) -> Iterator[tuple[Key, tuple[str, ...]]]:
        """Every translation of a language as it stands now."""
        put_right = self._live.get(lang, NOTHING).forms
        for key, forms in self.catalogue(lang).translations():
            yield key, put_right.get(key, forms)

    def standing(self, lang: str, key: Key, forms: tuple[str, ...]) -> Standing:
        """How far one translation has come."""
        return self.reviews(lang).standing(key, forms)
