"""Entries of a list answer in words, and what we counted from them. Nobody is asked to add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.content.library import Library
from app.engine.reasoning import Reasoning
from app.i18n.voice import Said
from app.model.facts import ClosedDay, HistoryEntry
from app.model.values import Numbers
from app.services import answer_words
from app.services.interview import Interview
from app.services.speaking import Speaker
from app.services.views import EntryView, Words

IN_TERM = "in_term"


def entries(speaker: Speaker, listed: tuple[Any, ...]) -> Iterator[EntryView]:
    """Each earlier removal, or each day, as a card."""
    for index, each in enumerate(listed):
        if isinstance(each, HistoryEntry):
            yield _removal(speaker, index, each)
        elif isinstance(each, ClosedDay):
            day = speaker.voice.date(each.on)
            title = Words(day, speaker.voice.lang)
            yield EntryView(index, speaker.leaf(each.on), title, None)


def tally(
    library: Library, speaker: Speaker, asked: Interview, fact: str, on: date
) -> Words | None:
    """The total of the term as we count it, once it can be told."""
    slots = library.slots
    counted = slots.counted.get(IN_TERM)
    if fact != slots.history or counted is None:
        return None
    value = Reasoning(library.law, asked.walk.given, asked.calendar, on).value(counted)
    if not isinstance(value, Numbers):
        return None
    if value.only is None:
        said = speaker.voice.say("We have counted {n} school days this term.", "service")
        low, high = speaker.voice.number(value.low), speaker.voice.number(value.high)
        between = speaker.voice.say("from {low} to {high}", "service").text
        return Words(said.text.format(n=between.format(low=low, high=high)), said.lang)
    said = speaker.voice.plural(
        "We have counted {n} school day this term.",
        "We have counted {n} school days this term.",
        value.only,
        "service",
    )
    return Words(said.text.format(n=speaker.voice.number(value.only)), said.lang)


def _removal(speaker: Speaker, index: int, entry: HistoryEntry) -> EntryView:
    first = entry.first_day
    exact = first.only if first is not None else None
    said = _length(speaker, entry)
    detail = None
    if first is not None and exact is None:
        detail = Words(answer_words.dates(speaker, first).local, speaker.voice.lang)
    return EntryView(
        index,
        speaker.leaf(exact) if exact else None,
        Words(said.text, said.lang),
        detail,
    )


def _length(speaker: Speaker, entry: HistoryEntry) -> Said:
    voice = speaker.voice
    if entry.what == "half_day":
        return voice.say("Half a day", "service")
    count = entry.count.only if entry.count is not None else None
    if count is None or entry.what == "unknown":
        return voice.say("We do not know how long", "service")
    if entry.what == "lunchtimes":
        said = voice.plural("{n} lunchtime", "{n} lunchtimes", count, "service")
    else:
        said = voice.plural("{n} whole day", "{n} whole days", count, "service")
    return Said(said.text.format(n=voice.number(count)), said.lang)
