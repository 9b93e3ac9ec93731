"""The languages of one folder, each file read when it is needed and kept. Says nothing itself."""

from __future__ import annotations

from pathlib import Path

from app.i18n import catalogue, review
from app.i18n.catalogue import Catalogue, Front
from app.i18n.packed import Names
from app.i18n.review import Reviews
from app.i18n.standing import Standing
from app.i18n.voice import Key


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
            self._reviews[lang] = Reviews(review.read(self.root, lang))
        return self._reviews[lang]

    def standing(self, lang: str, key: Key, forms: tuple[str, ...]) -> Standing:
        """How far one translation has come."""
        return self.reviews(lang).standing(key, forms)
