"""One question of a guided session, for the adviser and for the family, with all that stands
around it. The family's words are in their language, the adviser's in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.content.library import Library
from app.i18n.standing import Level
from app.i18n.voice import Direction, Voice
from app.services import (
    answer_words,
    interview,
    questions,
    session_agenda,
    session_aside,
    session_notes,
    session_why,
    situation,
)
from app.services.desk_records import DeskRecord
from app.services.interview import Interview
from app.services.session_agenda import Stage
from app.services.session_aside import AsideView
from app.services.session_notes import WHOLE_CASE
from app.services.session_why import AskedForView
from app.services.session_words import KNOWN, how_known, when
from app.services.speaking import Speaker
from app.services.views import OptionView, Words

STANDINGS: dict[Level, str] = {
    "draft": "Draft. Nobody who speaks this language has checked it.",
    "speaker": "Checked by a second speaker.",
    "community": "Checked with parents who speak this language.",
    "law": "Checked by somebody who knows the law and this language.",
}


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A question as the family reads it. `standing`: how far its translation has come."""

    lang: str
    direction: Direction
    name: str
    question: Words
    hint: Words | None
    options: tuple[OptionView, ...]
    not_sure: Words
    standing: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A private note. `seen` is sent back so that nobody writes over a colleague's."""

    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """What stands around a question at the desk. `known`: the ways to know an answer, in words,
    by what is posted; `known_from` the one to begin with."""

    key: str
    family: FamilyView | None
    agenda: tuple[Stage, ...]
    aside: AsideView
    why: AskedForView
    known: Mapping[str, str]
    known_from: str
    note: NoteView
    case_note: NoteView
    following: str | None


@dataclass(frozen=True, slots=True)
class BackRow:
    """One answer said back, in English and for the family, with how it is known."""

    key: str
    question: Words
    answer: Words
    known: str
    family_question: Words | None
    family_answer: Words | None


@dataclass(frozen=True, slots=True)
class OvertakenView:
    """What somebody else answered meanwhile: who, when, and what."""

    by: str
    at: str
    answer: Words
    known: str


def around(
    library: Library,
    speakers: tuple[Speaker, Speaker],
    asked: Interview,
    record: DeskRecord,
    fact: str,
    at: datetime,
) -> SessionView:
    """Everything around one question. `speakers`: the desk's and the family's."""
    desk, family = speakers
    on, key = at.date(), interview.key_of(fact)
    found = situation.of(library, asked, on)
    said = asked.document.records().get(fact, {})
    known_from = str(said.get("known_from", interview.PARENT))
    return SessionView(
        key=key,
        family=for_family(library, family, asked, fact, at),
        agenda=session_agenda.agenda(library, desk, asked, session_notes.course(record)),
        aside=session_aside.aside(found, desk, fact, at),
        why=session_why.asked_for(found, desk, fact),
        known=KNOWN,
        known_from=known_from if known_from in KNOWN else interview.PARENT,
        note=note(record, key),
        case_note=note(record, WHOLE_CASE),
        following=session_agenda.following(asked, key),
    )


def note(record: DeskRecord, part: str) -> NoteView:
    """The note of one question, or of the whole case."""
    return NoteView(record.notes.get(part, ""), session_notes.seen(record, part))


def for_family(
    library: Library, speaker: Speaker, asked: Interview, fact: str, at: datetime
) -> FamilyView | None:
    """The question in the family's language; None where they read English."""
    if speaker.voice.is_english:
        return None
    own = speaker.listening()
    view = questions.question(library, own, asked, fact, at.date())
    status = own.voice.status()
    level = "draft" if status is None else status.level
    return FamilyView(
        own.voice.html_lang,
        own.voice.direction,
        own.voice.name,
        view.question,
        view.hint,
        view.options,
        answer_words.not_sure(own),
        STANDINGS[level],
    )


def said_back(
    library: Library, speakers: tuple[Speaker, Speaker], asked: Interview
) -> tuple[tuple[Words, tuple[BackRow, ...]], ...]:
    """Every answer in English and in the family's language, by part, with how it is known."""
    desk, family = speakers
    ours = questions.check(library, desk, asked).parts
    theirs = questions.check(library, family, asked).parts
    records = asked.document.records()
    bilingual = not family.voice.is_english
    found = []
    for (title, rows), (_, own) in zip(ours, theirs, strict=True):
        back = []
        for row, other in zip(rows, own, strict=True):
            key = row.change.rpartition("/")[2]
            known = how_known(records.get(interview.fact_of(library, key)))
            pair = (other.question, other.answer) if bilingual else (None, None)
            back.append(BackRow(key, row.question, row.answer, known, *pair))
        found.append((title, tuple(back)))
    return tuple(found)


def overtaken(library: Library, speaker: Speaker, asked: Interview, fact: str) -> OvertakenView:
    """What somebody else answered meanwhile."""
    record: Mapping[str, Any] = asked.document.records().get(fact, {})
    by = "An adviser" if record.get("by") == interview.ADVISER else "The family"
    return OvertakenView(
        by,
        when(speaker, record),
        answer_words.answer(library, speaker, fact, asked.walk.given.get(fact)),
        how_known(record),
    )


def speakers(desk: Speaker, family: Voice) -> tuple[Speaker, Speaker]:
    """The adviser's way of speaking, and the family's."""
    return desk, Speaker(family, desk.english)
