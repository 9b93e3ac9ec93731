"""What public pages show: first choices, journeys without questions, fixed pages, words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.content.library import Library
from app.i18n.voice import mark
from app.model.errors import PageNotFound
from app.model.journeys import Choice, Journey
from app.services import interview, reasons, support
from app.services import situation as situations
from app.services.interview import Interview
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import ChoiceView, LetterCard, WhyView, Words

Passages = tuple[tuple[Words | None, tuple[Words, ...]], ...]


def first_choices(library: Library, speaker: Speaker) -> tuple[ChoiceView, ...]:
    """The choices of the first page."""
    return tuple(_choice(speaker, each) for each in library.first_page)


def ways(library: Library, choice: str) -> tuple[Journey, ...]:
    """The journeys found under a choice, in their order. Raises PageNotFound."""
    found = [each for each in library.journeys.values() if choice in each.found_under]
    if not found:
        raise PageNotFound
    return tuple(sorted(found, key=lambda each: each.order))


def interviews(library: Library, speaker: Speaker) -> tuple[tuple[str, Words], ...]:
    """Every journey that asks something, by id and title, in their order."""
    found = sorted(library.journeys.values(), key=lambda each: each.order)
    return tuple(
        (each.id, speaker.words(each.title, f"journeys.{each.id}.title"))
        for each in found
        if each.sections
    )


def choice_of(library: Library, key: str) -> str:
    """The choice behind an address that says nothing about it. Raises PageNotFound."""
    for each in library.first_page:
        if interview.key_of(each.id) == key:
            return each.id
    raise PageNotFound


def journey(library: Library, name: str) -> Journey:
    """A journey by id. Raises PageNotFound."""
    try:
        return library.journeys[name]
    except KeyError:
        raise PageNotFound from None


def second(
    library: Library, speaker: Speaker, choice: str, found: tuple[Journey, ...]
) -> tuple[Words, Words | None, tuple[ChoiceView, ...]]:
    """The question that tells journeys apart, its hint, and what there is to choose."""
    chosen = next(each for each in library.first_page if each.id == choice)
    asked = chosen.question or chosen.label
    where = "question" if chosen.question else "label"
    return (
        speaker.words(asked, f"choices.{choice}.{where}"),
        None,
        tuple(way(speaker, each) for each in found),
    )


def next_path(asked: Interview) -> str:
    """The address of the next question, or of the result."""
    following = asked.walk.next
    return f"/question/{interview.key_of(following.asked.asks)}" if following else "/result"


def only_said(library: Library, speaker: Speaker, found: Journey, on: date) -> dict[str, Any]:
    """A journey that only says what is certain, and where to get help."""
    context = f"journeys.{found.id}"
    situation = situations.of_nobody(library, on)
    return {
        "title": speaker.words(found.title, f"{context}.title"),
        "lead": _present(speaker.paired(found.lead, f"{context}.lead")),
        "sections": ((None, _paired(speaker, found.says, f"{context}.says")),),
        "why": _why(situation, speaker, found.cite) if found.cite else None,
        "letters": _no_letters(),
        "help": support.for_case(situation, speaker),
        "help_first": None,
        "go_on": tuple(way(speaker, library.journeys[each]) for each in found.leads_to),
    }


def fixed(library: Library, speaker: Speaker, name: str) -> dict[str, Any]:
    """One page of guidance/pages.yaml. Raises PageNotFound."""
    page = library.pages.get(name)
    if page is None:
        raise PageNotFound
    context = f"pages.{name}"
    sections: Passages = tuple(
        (
            speaker.words(each.heading, f"{context}.sections.{index}.heading"),
            _paired(speaker, each.says, f"{context}.sections.{index}.says"),
        )
        for index, each in enumerate(page.sections)
    )
    return {
        "title": speaker.words(page.title, f"{context}.title"),
        "lead": _present(speaker.paired(page.lead, f"{context}.lead") if page.lead else None),
        "sections": sections,
        "why": None,
        "letters": _no_letters(),
        "help": (),
        "help_first": None,
    }


def terms(library: Library, speaker: Speaker) -> tuple[tuple[str, Words], ...]:
    """The school's English words, each with its plain meaning."""
    return tuple(
        (each.term, speaker.paired(each.plain, f"glossary.{each.id}.plain") or Words(each.plain))
        for each in sorted(library.glossary, key=lambda each: each.term.casefold())
    )


def say_on_phone(speaker: Speaker) -> Words:
    """One sentence to say on the telephone, always with its English."""
    english = mark("I need help. The school has sent my child away.", "service")
    said = speaker.voice.say(english, "service")
    return Words(said.text, said.lang, english if said.lang != "en" else None)


def _choice(speaker: Speaker, each: Choice) -> ChoiceView:
    context = f"choices.{each.id}"
    hint = speaker.words(each.hint, f"{context}.hint") if each.hint else None
    label = speaker.words(each.label, f"{context}.label")
    return ChoiceView(each.id, label, hint, each.pictogram, each.dashed)


def way(speaker: Speaker, each: Journey) -> ChoiceView:
    """A journey as something to choose."""
    context = f"journeys.{each.id}"
    if each.tells_apart:
        label = speaker.words(each.tells_apart, f"{context}.tells_apart")
    else:
        label = speaker.words(each.title, f"{context}.title")
    return ChoiceView(each.id, label, None, "", dashed=not each.sections)


def _paired(speaker: Speaker, texts: Iterable[str], context: str) -> tuple[Words, ...]:
    said = (speaker.paired(each, f"{context}.{index}") for index, each in enumerate(texts))
    return tuple(each for each in said if each is not None)


def _present(words: Words | None) -> tuple[Words, ...]:
    return (words,) if words else ()


def _no_letters() -> tuple[LetterCard, ...]:
    return ()


def _why(situation: Situation, speaker: Speaker, cite: tuple[str, ...]) -> WhyView:
    law = tuple(reasons.law(situation, speaker, each, situation.on) for each in cite)
    places = reasons.places(situation, cite, situation.on)
    return WhyView((), law, speaker.voice.date(situation.on), places)
