"""The languages of one folder, each file read when it is needed and kept. Says nothing itself."""

from __future__ import annotations

from pathlib import Path

from app.i18n import catalogue, review
from app.i18n.catalogue import Catalogue, Front
from app.i18n.packed import Packed
from app.i18n.review import Reviews
from app.i18n.standing import Standing
from app.i18n.voice import Key


class Shelf:
    """Catalogues and their checks. `shared`: keys that all languages use the same objects for."""

    def __init__(self, root: Path, shared: dict[Key, Key]) -> None:
        self.root = root
        self._shared = shared
        self._packed: dict[str, Packed] = {}
        self._catalogues: dict[str, Catalogue] = {}
        self._reviews: dict[str, Reviews] = {}

    def packed(self, lang: str) -> Packed:
        """The file of a language, not yet taken apart. Raises ValueError for one that cannot be
        used."""
        if lang not in self._packed:
            self._packed[lang] = catalogue.packed_of(self.root, lang)
        return self._packed[lang]

    def front(self, lang: str) -> Front:
        """What the file of a language says of itself. Raises ValueError."""
        return catalogue.front(lang, self.packed(lang).headers)

    def catalogue(self, lang: str) -> Catalogue:
        """What a language says. Raises ValueError for a file that cannot be used."""
        if lang not in self._catalogues:
            self._catalogues[lang] = catalogue.read(self.root, lang, self._shared)
        return self._catalogues[lang]

    def reviews(self, lang: str) -> Reviews:
        """Who checked what. Raises ValueError for a file that cannot be used."""
        if lang not in self._reviews:
            self._reviews[lang] = Reviews(review.read(self.root, lang))
        return self._reviews[lang]

    def standing(self, lang: str, key: Key, forms: tuple[str, ...]) -> Standing:
        """How far one translation has come."""
        return self.reviews(lang).standing(key, forms)

    def clear(self) -> None:
        """Let go of everything that was read; what is asked for is read again."""
        self._packed.clear()
        self._catalogues.clear()
        self._reviews.clear()
