"""Every answer of a case in English words, with how it is known, by whom, when, and what differs.

For papers and files of an organisation. Knows no page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.content.library import Library
from app.model.errors import FactProblem
from app.model.facts import ClosedDay, HistoryEntry
from app.services import answer_words, answers, entries, interview
from app.services.documents import REGISTER, Document, Record
from app.services.interview import ADVISER, Interview
from app.services.speaking import Speaker

LONDON = ZoneInfo("Europe/London")
KNOWN = {
    "letter": "Letter seen",
    "parent": "Parent says",
    "child": "Child says",
    "told": "Someone told them",
}
OTHER = "Other answers"
NOT_SURE = "Not sure"


@dataclass(frozen=True, slots=True)
class Told:
    """One answer. `known`: how it is known and since when; `also`: what other sources say."""

    fact: str
    question: str
    answer: str
    known: str
    record: Record
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Answers of one part of the interview."""

    title: str
    told: tuple[Told, ...]


def parts(library: Library, speaker: Speaker, asked: Interview) -> tuple[Part, ...]:
    """Every answer about the matter shown: on the way first, then what was put in beside it."""
    found: dict[str, list[Told]] = {}
    records = asked.document.records()
    for step in (*asked.walk.steps, *asked.walk.later):
        fact = step.asked.asks
        if step.answered and fact in records:
            title = _section(library, speaker, asked.document, step.section.id)
            found.setdefault(title, []).append(_told(library, speaker, fact, records[fact]))
    on_the_way = {each.fact for told in found.values() for each in told}
    beside = [
        _told(library, speaker, fact, records[fact])
        for fact in library.facts
        if fact in records and fact not in on_the_way and library.facts[fact].derive is None
    ]
    if beside:
        found[OTHER] = beside
    return tuple(Part(title, tuple(told)) for title, told in found.items())


def open_questions(library: Library, speaker: Speaker, asked: Interview) -> tuple[str, ...]:
    """Questions that are answered "not sure", and the one that is asked next."""
    unsure = [
        answer_words.label(library, speaker, step.asked.asks).text
        for step in asked.walk.steps
        if step.answered and asked.walk.given.get(step.asked.asks) is None
    ]
    following = asked.walk.next
    if following is not None:
        unsure.append(answer_words.label(library, speaker, following.asked.asks).text)
    return tuple(unsure)


def notes(library: Library, speaker: Speaker, kept: Mapping[str, str]) -> tuple[Told, ...]:
    """An organisation's notes, each with the question it was written beside."""
    facts = {interview.key_of(fact): fact for fact in library.facts}
    return tuple(
        Told(key, _beside(library, speaker, facts.get(key, key)), text, "", {})
        for key, text in kept.items()
        if text
    )


def _beside(library: Library, speaker: Speaker, fact: str) -> str:
    return answer_words.label(library, speaker, fact).text if fact in library.facts else ""


def _section(library: Library, speaker: Speaker, document: Document, section: str) -> str:
    for way in document.matter.journeys:
        for each in library.journeys[way].sections:
            if each.id == section:
                title = f"journeys.{way}.sections.{section}.title"
                return speaker.words(each.title, title).text
    return OTHER


def _told(library: Library, speaker: Speaker, fact: str, record: Record) -> Told:
    return Told(
        fact=fact,
        question=answer_words.label(library, speaker, fact).text,
        answer=said(library, speaker, fact, record["value"]),
        known=known(speaker, record),
        record=record,
        also=tuple(_also(library, speaker, fact, record)),
    )


def said(library: Library, speaker: Speaker, fact: str, written: Any) -> str:
    """A stored value in words, lists with every entry."""
    try:
        value = answers.value(library.law, fact, written)
    except FactProblem:
        return str(written)
    if isinstance(value, tuple) and value:
        return "; ".join(_entries(speaker, value))
    if value is None:
        return NOT_SURE
    return answer_words.answer(library, speaker, fact, value).text


def known(speaker: Speaker, record: Mapping[str, Any]) -> str:
    """How an answer is known, who put it in, and when."""
    by = record.get("by")
    how = KNOWN.get(str(record.get("known_from")), KNOWN["parent"])
    if by == REGISTER:
        how = "The list of schools"
    who = "put in by an adviser" if by == ADVISER else ""
    return ", ".join(each for each in (how, who, _when(speaker, record)) if each)


def _when(speaker: Speaker, record: Mapping[str, Any]) -> str:
    written = record.get("at")
    if not written:
        return ""
    at = datetime.fromisoformat(str(written)).astimezone(LONDON)
    return speaker.voice.day_month_year(at.date())


def _also(library: Library, speaker: Speaker, fact: str, record: Record) -> Iterator[str]:
    """Differing answers: records of their own, or bare values."""
    for each in record.get("also") or ():
        if isinstance(each, dict) and "value" in each:
            yield f"{said(library, speaker, fact, each['value'])} ({known(speaker, each)})"
        else:
            yield said(library, speaker, fact, each)


def _entries(speaker: Speaker, value: tuple[Any, ...]) -> Iterator[str]:
    views = tuple(entries.entries(speaker, value))
    for each, view in zip(value, views, strict=False):
        if isinstance(each, HistoryEntry):
            day = (
                view.leaf.full
                if view.leaf
                else (view.detail.text if view.detail else "day not known")
            )
            yield f"{day}: {view.title.text}"
        elif isinstance(each, ClosedDay):
            yield f"{view.title.text} ({each.reason})"
