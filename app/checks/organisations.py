"""Organisations and reviewers from the command line, as lines of text. Prints nothing itself."""

from __future__ import annotations

import os
from collections.abc import Iterator

from app import settings
from app.checks import installation, translations
from app.checks.output import Mistake
from app.model.errors import PersonNotFound


def created(name: str) -> Iterator[str]:
    """Begin an organisation; the link for its first lead."""
    chosen = settings.from_environment(os.environ)
    with installation.people(chosen) as people:
        token = people.found_organisation(name, installation.now())
    yield f"Give this link to the first lead of {name}. It works once, for a week:"
    yield f"{chosen.base_url}/join/{token}"


def listed() -> Iterator[str]:
    """Every organisation, with how many people it has."""
    with installation.people(settings.from_environment(os.environ)) as people:
        found = people.organisations()
    for each in found:
        waiting = f", {each.waiting} to be confirmed" if each.waiting else ""
        yield f"{each.name}: members {each.members}{waiting}"
    if not found:
        yield "There is no organisation yet: python -m app organisation create NAME"


def granted(name: str, lang: str, *, given: bool) -> Iterator[str]:
    """Let a person review a language, or not any more. Raises Mistake."""
    if lang not in translations.languages(installation.root()):
        raise Mistake(f"There is no language {lang} in locales/. Start it with extract.")
    with installation.people(settings.from_environment(os.environ)) as people:
        try:
            people.grant(name, lang, given=given)
        except PersonNotFound:
            raise Mistake("Nobody signs in with this name.") from None
    yield f"{name} {'may' if given else 'does not'} review {lang}."


def exported() -> Iterator[str]:
    """Put what reviewers said into the files of a checkout. Raises Mistake where there is none."""
    from app.services import exchange

    with installation.room(settings.from_environment(os.environ)) as room:
        for lang in exchange.languages(room):
            for path in exchange.exported(room, lang):
                yield f"Written: {path.relative_to(installation.checkout())}"
