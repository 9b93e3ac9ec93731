"""What commands work on: the content, cases and term dates of this installation, and the time.

Knows no command.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app import settings
from app.checks.output import Mistake
from app.content.load import load
from app.settings import Settings

# What only some commands need is imported where it is used: the others start sooner.
if TYPE_CHECKING:
    from app.content.library import Library
    from app.services.recordings import Recorded
    from app.services.reviewing import Room
    from app.services.situation import Situation
    from app.services.speaking import Speaker
    from app.store.cases import CaseStore
    from app.store.people import PeopleStore

LONDON = ZoneInfo("Europe/London")


@contextmanager
def store(chosen: Settings) -> Iterator[CaseStore]:
    """The cases, with every migration run."""
    from app.store.cases import open_store

    opened = open_store(chosen.database_url, chosen.secret)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def people(chosen: Settings) -> Iterator[PeopleStore]:
    """Organisations and their people, with every migration run."""
    from app.store.people import PeopleStore

    with store(chosen) as opened:
        yield PeopleStore(opened.database, chosen.secret)


@contextmanager
def room(chosen: Settings) -> Iterator[Room]:
    """The reviewers' room over a checkout. Raises Mistake where there is none."""
    from app.i18n import catalogues
    from app.services import samples
    from app.services.reviewing import Room
    from app.store.reviewing import ReviewStore

    locales = checkout() / "locales"
    content = load(checkout())
    with store(chosen) as opened:
        reviews = ReviewStore(opened.database, chosen.secret)
        spoken = catalogues.load(locales, content)
        made = Room(content, spoken, locales, reviews, samples.read(locales))
        made.refresh()
        yield made


@contextmanager
def recorded(chosen: Settings, root: Path) -> Iterator[Recorded]:
    """The recordings over the content in `root`."""
    from app.i18n import catalogues
    from app.services.recordings import Recorded
    from app.store.recordings import RecordingStore

    with store(chosen) as opened:
        spoken = catalogues.load(root / "locales", load(root))
        made = Recorded(spoken, RecordingStore(opened.database, chosen.secret))
        made.refresh()
        yield made


def situation(library: Library, path: Path) -> Situation:
    """The facts of a file thought through. Raises FileUnusable."""
    from app.services import scenario_file

    return scenario_file.of(library, scenario_file.read(path, today()))


def library() -> Library:
    """The content, with the term dates of this installation."""
    from app.services import term_dates

    return term_dates.beside(load(root()), settings.calendars_in(settings.folder_of(os.environ)))


def speaker(content: Library, lang: str) -> Speaker:
    """Who speaks a language, with English beside it. Raises Mistake."""
    from app.i18n import catalogues
    from app.services.speaking import Speaker

    found = catalogues.load(root() / "locales", content)
    try:
        return Speaker(found.voice(lang), found.voice("en"))
    except KeyError:
        raise Mistake(f"There is no language {lang}: {', '.join(found.voices)}.") from None


def root() -> Path:
    """The content that would be served."""
    chosen = os.environ.get("EXCLUSION_RIGHTS_CONTENT")
    return Path(chosen).absolute() if chosen else settings.content_root()


def checkout() -> Path:
    """The root of a checkout of the source. Raises Mistake where there is none."""
    found = root()
    if not (found / "pyproject.toml").is_file():
        raise Mistake("This works on a checkout of the source, not on what is installed.")
    return found


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def today() -> date:
    """The day in England."""
    return now().astimezone(LONDON).date()
