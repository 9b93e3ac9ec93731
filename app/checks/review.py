"""The bundle for a solicitor: all of the law and the words in one document to print and mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.checks import review_around as around
from app.checks import review_changes as changes
from app.checks import review_law as law
from app.checks import review_markup as markup
from app.checks import review_own_words as own
from app.checks import review_tables as tables
from app.checks import review_words as words
from app.content.library import Library
from app.services import law_words

PARTS = (
    ("changes", "What changed since it was approved"),
    ("doubts", "What is not confirmed"),
    ("tables", "The decisions, as tables"),
    ("outcomes", "What families read"),
    ("journeys", "What families are asked"),
    ("around", "The process, what can happen next, and public pages"),
    ("letters", "The letters"),
    ("own-words", "What is said about a family's own words"),
    ("facts", "The facts: what the names stand for"),
    ("provisions", "The provisions"),
    ("sources", "The sources"),
    ("signature", "To sign"),
)


def bundle(root: Path, library: Library, made_on: date, as_at: date | None = None) -> str:
    """The document as HTML. `as_at` shows the law of one day, and expected law with it.

    Raises NotThere or FileUnusable if what was approved cannot be compared."""
    title = f"Exclusion Rights: the content for review, {law_words.day(made_on)}"
    return markup.page(title, _body(root, library, title, (made_on, as_at)))


def _body(
    root: Path, library: Library, title: str, days: tuple[date, date | None]
) -> Iterator[str]:
    made_on, as_at = days
    on = as_at or made_on
    yield markup.heading(1, title)
    yield from _opening(library, as_at)
    sections: dict[str, Iterator[str]] = {
        "changes": changes.changes(root, library, made_on),
        "doubts": law.doubts(library, on, as_at),
        "tables": _decisions(library, on, as_at),
        "outcomes": words.outcomes(library),
        "journeys": words.journeys(library),
        "around": around.around(library),
        "letters": words.letters(library),
        "own-words": own.own_words(library),
        "facts": iter((words.facts(library),)),
        "provisions": law.provisions(library, as_at),
        "sources": iter((law.sources(library),)),
        "signature": changes.signature(library),
    }
    for name, heading in PARTS:
        yield markup.heading(2, heading, name)
        yield from sections[name]


def _opening(library: Library, as_at: date | None) -> Iterator[str]:
    shown = (
        f"the law as at {law_words.day(as_at)}, expected law included"
        if as_at
        else ("every version that is law; expected law only with --as-at")
    )
    cases = sum(
        len(list(tables.cases(version.table)))
        for decision in library.decisions.values()
        if not decision.collects
        for version in tables.versions(library, decision, as_at)
    )
    yield markup.paragraph(
        f"Content {markup.code(library.content_hash)}. Shown: {markup.text(shown)}. "
        f"{len(library.decisions)} decisions tell {cases} cases apart; for each exactly one row "
        f"applies. {len(library.provisions)} provisions, {len(library.letters)} letters."
    )
    yield markup.paragraph(
        "Every provision is our own plain sentence, never a quotation. Please mark what is wrong, "
        "what is missing, and what you would not sign."
    )
    yield markup.listed(markup.link(name, heading) for name, heading in PARTS)


def _decisions(library: Library, on: date, as_at: date | None) -> Iterator[str]:
    for each in library.decisions.values():
        yield from tables.decision(library, each, on, as_at)
