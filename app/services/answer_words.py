"""Answers said back in words, by the type of the fact. Knows no topic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.content.library import Library
from app.engine.law import DEADLINE
from app.model.facts import Fact, HistoryEntry, School
from app.model.values import Dates, Numbers, Options
from app.services.documents import REGISTER
from app.services.speaking import Filler, Speaker
from app.services.views import Words


def label(library: Library, speaker: Speaker, name: str, *, asked: bool = True) -> Words:
    """What a fact, one option of it, or a decision is called when it is said back: the question
    that was `asked`, or what it means."""
    law, name = library.law, name.removesuffix(DEADLINE)
    if name in law.part_of and law.part_of[name][0] in library.facts:
        fact, option = law.part_of[name]
        return option_label(library, speaker, fact, option)
    if name in library.questions and asked:
        return speaker.words(library.questions[name].question, f"questions.{name}.question")
    if name in library.facts:
        return speaker.words(library.facts[name].means, f"facts.{name}.means")
    decision = name if name in library.decisions else law.part_of[name][0]
    english = library.decisions[decision].asks_whether
    return speaker.words(english, f"decisions.{decision}.asks_whether")


def option_label(library: Library, speaker: Speaker, fact: str, option: str) -> Words:
    """The label of one option of a choice."""
    found = next((each for each in library.facts[fact].options if each.id == option), None)
    english = found.label if found else option
    return speaker.words(english, f"facts.{fact}.options.{option}.label")


def answer(library: Library, speaker: Speaker, name: str, value: Any) -> Words:
    """A value of a fact, of one option, or of a decision, in words."""
    if value is None:
        return not_sure(speaker)
    fact = library.facts.get(name)
    if isinstance(value, Options):
        return _options(library, speaker, name, fact, value)
    if isinstance(value, Numbers) and fact is not None and fact.is_ == "parts_of_day":
        return _school_days(speaker, value)
    if isinstance(value, Numbers):
        return _said(speaker, _numbers(speaker, value))
    if isinstance(value, Dates):
        return _said(speaker, dates(speaker, value))
    if isinstance(value, frozenset):
        ticked = [each.id for each in fact.options if each.id in value] if fact else []
        return _listed(speaker, [option_label(library, speaker, name, each) for each in ticked])
    return _written(speaker, value)


def by_whom(speaker: Speaker, said: Words, record: Mapping[str, Any] | None) -> Words:
    """An answer; where it came with a school from the list, that the list says so."""
    if record is None or record.get("by") != REGISTER:
        return said
    listed = speaker.voice.say("The list of schools says: {answer}", "service")
    return Words(listed.text.format(answer=said.text), listed.lang)


def not_sure(speaker: Speaker) -> Words:
    """The answer of somebody who does not know."""
    said = speaker.voice.say("I'm not sure", "service")
    return Words(said.text, said.lang)


def dates(speaker: Speaker, value: Dates) -> Filler:
    """A date, or the first and last of several."""
    if value.only is not None:
        return speaker.full_day(value.only)
    return between(speaker, value.low, value.high)


def between(speaker: Speaker, first: date, last: date) -> Filler:
    """Two dates and what lies between."""
    english = "between {first} and {last}"
    said = speaker.voice.say("between {first} and {last}", "service")
    local = {"first": speaker.voice.short_date(first), "last": speaker.voice.date(last)}
    here = {"first": speaker.english.short_date(first), "last": speaker.english.date(last)}
    return Filler(said.text.format(**local), english.format(**here))


def _options(
    library: Library, speaker: Speaker, name: str, fact: Fact | None, value: Options
) -> Words:
    if fact is not None and fact.options:
        order = [each.id for each in fact.options if each.id in value.ids]
        return _joined(speaker, [option_label(library, speaker, name, each) for each in order])
    if value.ids <= {"yes", "no"}:
        if value.only is None:
            return not_sure(speaker)
        said = (
            speaker.voice.say("Yes", "service")
            if value.only == "yes"
            else speaker.voice.say("No", "service")
        )
        return Words(said.text, said.lang)
    titles = [
        speaker.words(found.title, f"outcomes.{name}.{each}.title")
        for each in sorted(value.ids)
        if (found := library.outcome(name, each)) and "{" not in found.title
    ]
    return _listed(speaker, titles)


def _listed(speaker: Speaker, parts: list[Words]) -> Words:
    """Several things beside each other, where no "or" belongs between them."""
    lang = parts[0].lang if parts else speaker.voice.lang
    return Words(" · ".join(each.text for each in parts), lang)


def _joined(speaker: Speaker, parts: list[Words]) -> Words:
    lang = parts[0].lang if parts else speaker.voice.lang
    return Words(speaker.voice.list_or([each.text for each in parts]), lang)


def _said(speaker: Speaker, filler: Filler) -> Words:
    return Words(filler.local, speaker.voice.lang)


def _numbers(speaker: Speaker, value: Numbers) -> Filler:
    if value.only is not None:
        return speaker.number(value.only)
    low, high = speaker.number(value.low), speaker.number(value.high)
    said = speaker.voice.say("from {low} to {high}", "service")
    return Filler(
        said.text.format(low=low.local, high=high.local), f"from {low.english} to {high.english}"
    )


def _school_days(speaker: Speaker, value: Numbers) -> Words:
    """A length in school days; from and to where it is rough."""
    said = speaker.voice.plural("{n} school day", "{n} school days", value.high, "service")
    return Words(said.text.format(n=_numbers(speaker, value).local), said.lang)


def _written(speaker: Speaker, value: Any) -> Words:
    if isinstance(value, School):
        place = [value.name, value.town] if value.town else [value.name]
        return Words(", ".join(place), "")
    if isinstance(value, tuple):
        return _counted(speaker, value)
    return Words(str(value), "")


def _counted(speaker: Speaker, value: tuple[Any, ...]) -> Words:
    if not value:
        said = speaker.voice.say("None", "service")
    elif isinstance(value[0], HistoryEntry):
        said = speaker.voice.plural("{n} time", "{n} times", len(value), "service")
    else:
        said = speaker.voice.plural("{n} day", "{n} days", len(value), "service")
    return Words(said.text.format(n=speaker.voice.number(len(value))), said.lang)
