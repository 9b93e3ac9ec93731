"""Everything that was put in, by date: for the family to check, and for whoever helps them.

Each line says where it is from. Rough dates stay rough; what has no date comes after. Concludes
nothing: of what we counted it holds only the days by which something was done in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.content.library import Library
from app.model.errors import FactProblem
from app.model.facts import ClosedDay, HistoryEntry
from app.model.values import Dates, day
from app.services import (
    answer_words,
    answers,
    days,
    entries,
    interview,
    matters,
    sending,
    situation,
)
from app.services.documents import Document, Matter, Record
from app.services.life_views import ChronologyView, LineView
from app.services.speaking import Speaker
from app.services.views import Words


@dataclass(frozen=True, slots=True)
class _Teller:
    """Who turns answers into lines: the content, the reader, and the matter the lines are about."""

    library: Library
    speaker: Speaker
    matter: Words | None

    def line(
        self, when: Dates | None, what: Words, source: Words, detail: Words | None = None
    ) -> LineView:
        """One line, with its day in words."""
        said = None
        if when is not None:
            said = Words(answer_words.dates(self.speaker, when).local, self.speaker.voice.lang)
        return LineView(when.low if when else None, said, what, detail, source, self.matter)


def chronology(library: Library, document: Document, speaker: Speaker, on: date) -> ChronologyView:
    """The whole case by date. Lines of the same day stay in the order in which they were asked."""
    several = len(document.matters) > 1
    found = list(_answers(_Teller(library, speaker, None), document.case))
    for each in document.matters:
        there = document.showing(each.number)
        name = matters.title(library, speaker, there) if several else None
        teller = _Teller(library, speaker, name)
        found += _answers(teller, each.facts)
        found += _letters(teller, each)
        found += _in_time(teller, there, on)
    dated = sorted((each for each in found if each.on is not None), key=_day_of)
    return ChronologyView(tuple(dated), tuple(each for each in found if each.on is None))


def _day_of(line: LineView) -> date:
    return line.on or date.max


def _answers(teller: _Teller, records: Mapping[str, Record]) -> Iterator[LineView]:
    """Every answer that content still knows, in the order of the vocabulary."""
    library = teller.library
    for fact in library.facts:
        record = records.get(fact)
        if record is None or library.facts[fact].derive is not None:
            continue
        try:
            value = answers.value(library.law, fact, record["value"])
        except FactProblem:
            continue
        yield from _lines(teller, fact, value, _source(teller.speaker, record))


def _lines(teller: _Teller, fact: str, value: Any, source: Words) -> Iterator[LineView]:
    what = answer_words.label(teller.library, teller.speaker, fact, asked=False)
    if isinstance(value, Dates):
        yield teller.line(value, what, source)
    elif isinstance(value, tuple) and value:
        yield from _entries(teller, value, what, source)
    else:
        said = answer_words.answer(teller.library, teller.speaker, fact, value)
        yield teller.line(None, what, source, said)


def _entries(
    teller: _Teller, value: tuple[Any, ...], what: Words, source: Words
) -> Iterator[LineView]:
    views = tuple(entries.entries(teller.speaker, value))
    for index, each in enumerate(value):
        if isinstance(each, HistoryEntry):
            yield teller.line(each.first_day, what, source, views[index].title)
        elif isinstance(each, ClosedDay):
            yield teller.line(day(each.on), what, source)


def _letters(teller: _Teller, matter: Matter) -> Iterator[LineView]:
    told = teller.speaker.voice.say("You told us", "service")
    source = Words(told.text, told.lang)
    for letter, written in matter.sent.items():
        known = teller.library.letters.get(letter)
        if known is not None:
            title = teller.speaker.words(known.title, f"letters.{letter}.title")
            on = day(date.fromisoformat(written))
            what = sending.act(teller.speaker, matter.ways.get(letter))
            yield teller.line(on, what, source, title)


def _in_time(teller: _Teller, document: Document, on: date) -> Iterator[LineView]:
    """Days by which something was to be done, and was."""
    asked = interview.replay(teller.library, document, on)
    if not asked.walk.complete:
        return
    counted = teller.speaker.voice.say("We counted the days", "service")
    done = teller.speaker.voice.say("Done in time", "service")
    for each in days.past(situation.of(teller.library, asked, on), teller.speaker):
        if each.state == "met":
            detail = Words(done.text, done.lang)
            source = Words(counted.text, counted.lang)
            yield teller.line(day(each.leaf.on), each.title, source, detail)


def _source(speaker: Speaker, record: Record) -> Words:
    match record.get("known_from"):
        case "letter":
            said = speaker.voice.say("The school's letter", "service")
        case "child":
            said = speaker.voice.say("Your child told us", "service")
        case "told":
            said = speaker.voice.say("Somebody told you", "service")
        case _:
            said = speaker.voice.say("You told us", "service")
    return Words(said.text, said.lang)
