"""What somebody may see of a case who does not hold it: its days, and letters if that was agreed.

From documents to JSON, made whenever the case is saved, in English and in the family's language.
Knows no key: the store seals it to whoever reads it. Nothing else of the case is in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from app.content.library import Library
from app.engine import clocks
from app.i18n.catalogues import Catalogues
from app.i18n.voice import ENGLISH
from app.letters import edits as changes
from app.model.clocks import Deadline
from app.model.errors import LetterNotAvailable
from app.model.letters import LetterPair
from app.render import text
from app.services import (
    casework,
    days,
    documents,
    interview,
    issued,
    letter_shelf,
    matters,
    situation,
)
from app.services.documents import Document
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, Words
from app.store.records import CASE_RECORD

VERSION = 1
DATES, LETTERS, FEED = "dates", "letters", "feed"
LONDON = ZoneInfo("Europe/London")
FIRST = 1  # the measure a case begins with
Made = dict[str, Any]


class Read(Protocol):
    """The records of one case."""

    def __call__(self, name: str) -> bytes | None:
        """A record by its name, or None."""
        ...

    def names(self) -> tuple[str, ...]:
        """The names of all records."""
        ...


@dataclass(frozen=True, slots=True)
class Extracts:
    """Makes extracts from the content, in the languages there are."""

    library: Library
    catalogues: Catalogues

    def __call__(self, read: Read, shows: str, now: datetime) -> bytes:
        """What a view shows of a case: `dates`, `letters` (and dates), or `feed`."""
        stored = read(CASE_RECORD)
        if stored is None:
            return b""
        document, on = documents.read(stored), now.astimezone(LONDON).date()
        every = tuple(_thought_through(self.library, document, on))
        speakers = self._speakers(ENGLISH if shows == FEED else document.lang)
        spoken = {
            lang: {
                "days": list(_days(every, speaker)),
                "letters": list(_letters(every, speaker, read)) if shows == LETTERS else [],
            }
            for lang, speaker in speakers.items()
        }
        is_open = any(each.is_open for each in every)
        made = {"v": VERSION, "on": on.isoformat(), "open": is_open, "languages": spoken}
        return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()

    def _speakers(self, lang: str) -> Mapping[str, Speaker]:
        english = self.catalogues.voice(ENGLISH)
        known = [ENGLISH] if lang not in self.catalogues.voices else [ENGLISH, lang]
        return {each: Speaker(self.catalogues.voice(each), english) for each in known}


def _thought_through(library: Library, document: Document, on: date) -> Iterator[Situation]:
    """Every measure of the case, with what follows from it while questions of it are open."""
    for each in document.matters:
        asked = interview.replay(library, document.showing(each.number), on)
        yield situation.of(library, asked, on)


def _days(every: tuple[Situation, ...], speaker: Speaker) -> Iterator[Made]:
    for found in every:
        document = found.interview.document
        several = len(document.matters) > 1
        name = matters.title(found.library, speaker, document) if several else None
        ways: Counter[str] = Counter()
        for decision, limit, view in days.distinct(found, speaker):
            ways[decision] += 1
            key = _key(decision, document.matter.number, ways[decision])
            yield {"key": key, "matter": words(name), **_day(limit, view)}


def _key(decision: str, matter: int, way: int) -> str:
    """What a day is known by, also once it is corrected. Several ways out of a decision that is
    open are entries of their own; the first stays the same entry once it is the only one."""
    whose = decision if matter == FIRST else f"{decision} {matter}"
    return whose if way == 1 else f"{whose} way {way}"


def _day(limit: Deadline, view: DayView) -> Made:
    first = (limit.hand_in_by if view.is_safe_day else None) or limit.earliest
    last = limit.latest
    after = clocks.state(limit, last + timedelta(days=1), None) if last else "unknown"
    return {
        "first": (first or view.leaves[0].on).isoformat(),
        "last": last.isoformat() if last else None,
        "family": view.is_safe_day,
        "state": view.state,
        "after": after,
        "who": {
            "id": view.who.id,
            "label": words(view.who.label),
            "pictogram": view.who.pictogram,
            "family": view.who.is_family,
        },
        "title": words(view.title),
        "notes": [words(each) for each in view.notes],
        "unsure": words(view.unsure),
    }


def _letters(every: tuple[Situation, ...], speaker: Speaker, read: Read) -> Iterator[Made]:
    """Letters as they were sent; and drafts that the family put its own words in."""
    names = sorted(read.names())
    for found in every:
        document = found.interview.document
        number = document.matter.number
        for letter, source in found.library.letters.items():
            title = speaker.words(source.title, f"letters.{letter}.title")
            frozen = casework.issued_record(letter, number)
            copies = [each for each in names if each.startswith(frozen)]
            for each in copies:
                copy = issued.RECORDS.validate_json(read(each) or b"")
                yield _letter(title, copy.pair, copy.on)
            if not copies and casework.letter_record(letter, number) in names:
                drafted = _drafted(found, speaker, letter, read)
                if drafted is not None:
                    yield _letter(title, drafted, None)


def _drafted(found: Situation, speaker: Speaker, letter: str, read: Read) -> LetterPair | None:
    stored = read(casework.letter_record(letter, found.interview.document.matter.number))
    edits = changes.from_json(json.loads(stored or b"{}"))
    try:
        return letter_shelf.pair(letter_shelf.drafted(found, speaker, letter, edits))
    except LetterNotAvailable:
        return None


def _letter(title: Words, pair: LetterPair, sent: date | None) -> Made:
    copy = pair.copy
    return {
        "title": words(title),
        "sent": sent.isoformat() if sent else None,
        "text": text.letter_text(pair.english),
        "copy": [text.letter_text(copy), copy.lang, copy.direction] if copy else None,
    }


def words(said: Words | None) -> list[str | None] | None:
    """A text as it is written down: itself, its language, and the English beside it."""
    return None if said is None else [said.text, said.lang, said.english]
