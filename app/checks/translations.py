"""What a language still needs, and what a reviewer of it reads, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.checks.output import Mistake
from app.content.library import Library
from app.i18n import catalogue, catalogues, faults, review, translators_file
from app.i18n.lexicon import Terms
from app.model.findings import Finding

LOCALES = "locales"


def languages(root: Path) -> tuple[str, ...]:
    """Languages that have a file."""
    return catalogues.languages_in(root / LOCALES)


def packed(root: Path) -> tuple[str, ...]:
    """Pack every translator's file that is not packed as it stands; the languages that were.

    Raises Mistake for a file that cannot be used."""
    try:
        return tuple(each for each in languages(root) if catalogue.pack(root / LOCALES, each))
    except ValueError as error:
        raise Mistake(str(error)) from error


def faults_of(root: Path, lang: str) -> tuple[Finding, ...]:
    """What must be put right."""
    return faults.of_language(root / LOCALES, lang)


def needs(library: Library, root: Path, lang: str) -> Iterator[str]:
    """What is not translated, what is worth a look, and whether readers are offered it."""
    missing = translators_file.untranslated(root / LOCALES, lang)
    for context, english in missing:
        yield f"not translated  {context}: {english}"
    for each in faults.worth_a_look(root / LOCALES, lang, Terms(library.glossary)):
        yield f"worth a look  {each}"
    enough = catalogues.load(root / LOCALES, library).coverage[lang].is_enough
    yield f"{len(missing)} not translated. {'Offered' if enough else 'Not offered yet'} to readers."


def sheet(_: Library, root: Path, lang: str) -> Iterator[str]:
    """Every translation with its mark, for a reviewer to read and to note down."""
    for line in review.sheet(root / LOCALES, lang):
        checks = ", ".join(f"{each.checked}: {each.organisation}" for each in line.checks)
        yield f"{line.mark}  {line.context}  [{checks or 'draft'}]"
        yield f"  {line.english}"
        yield f"  {' | '.join(line.forms)}"
        yield ""
