"""Fixed public pages as content: headings and sentences."""

from __future__ import annotations

from app.model.facts import Strict


class Passage(Strict):
    """A heading with its sentences."""

    heading: str
    says: tuple[str, ...]
    cite: tuple[str, ...] = ()


class Page(Strict):
    """One public page."""

    id: str
    title: str
    lead: str | None = None
    sections: tuple[Passage, ...] = ()
