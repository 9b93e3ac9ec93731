"""Every proof over the content, one after the other; all findings together."""

from __future__ import annotations

from pathlib import Path

from app.checks import citations, dead_ends, journeys, letters, tables, wording
from app.checks.places import Places
from app.content.load import load
from app.i18n import catalogues, faults
from app.model.errors import ContentInvalid
from app.model.findings import Finding


def findings(root: Path) -> tuple[Finding, ...]:
    """What is wrong with the content under `root`; nothing if it holds together."""
    try:
        library = load(root)
    except ContentInvalid as invalid:
        return tuple(each for each in invalid.findings if isinstance(each, Finding))
    places = Places(root)
    found: set[Finding] = set()
    for proof in (tables, journeys, dead_ends, citations, letters, wording):
        found |= set(proof.check(library, places))
    for language in catalogues.languages_in(root / "locales"):
        found |= set(faults.of_language(root / "locales", language))
    return tuple(sorted(found))
