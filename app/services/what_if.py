"""What another answer would change: two situations of one case beside each other, in words.

Pure: nothing is stored, and neither situation is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.content.library import Library
from app.services import (
    answer_words,
    days,
    interview,
    letter_shelf,
    points,
    process_map,
    situation,
    today,
)
from app.services.check_views import CheckRow
from app.services.documents import Document
from app.services.interview import Interview
from app.services.life_views import Changed, DayChanged, Differences, WhatIfView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, Words

REASONED_WITH = (
    "choice", "choices", "yes_no", "number", "date", "days", "parts_of_day", "history",
)  # fmt: skip


def differences(before: Situation, after: Situation, speaker: Speaker) -> Differences:
    """Conclusions, days, letters, today's act and the place in the process that are not the same
    in both situations. What is the same is left out."""
    first, second = letter_shelf.titles(before, speaker), letter_shelf.titles(after, speaker)
    return Differences(
        conclusions=tuple(_conclusions(before, after, speaker)),
        days=tuple(_days(before, after, speaker)),
        letters=_changed(_without(first, second), _without(second, first)),
        today=_changed(_act(before, speaker), _act(after, speaker)),
        here=_changed(_here(before, speaker), _here(after, speaker)),
    )


def what_if(
    library: Library, speaker: Speaker, asked: Interview, fact: str, written: Any, at: datetime
) -> WhatIfView:
    """What would follow if a question were answered otherwise. Raises QuestionNotReachable, and
    FactProblem if the value does not fit."""
    on = at.date()
    made = interview.answer(library, asked.document, fact, written, at)
    before = situation.of(library, interview.replay(library, asked.document, on), on)
    after = situation.of(library, made, on)
    open_before = {each.asked.asks for each in asked.walk.steps if not each.answered}
    opened = (each.asked.asks for each in made.walk.steps if not each.answered)
    return WhatIfView(
        question=answer_words.label(library, speaker, fact),
        before=_said(library, speaker, asked, fact),
        after=_said(library, speaker, made, fact),
        differences=differences(before, after, speaker),
        asks=tuple(
            answer_words.label(library, speaker, each) for each in opened if each not in open_before
        ),
    )


def without(document: Document, facts: tuple[str, ...]) -> Document:
    """The case as if some questions had not been answered yet."""
    matter = document.matter
    left = {fact: each for fact, each in matter.facts.items() if fact not in facts}
    shared = {fact: each for fact, each in document.case.items() if fact not in facts}
    return replace(document, case=shared).with_matter(replace(matter, facts=left))


def choices(
    library: Library, speaker: Speaker, asked: Interview
) -> tuple[tuple[CheckRow, ...], tuple[CheckRow, ...]]:
    """Questions whose answer can be tried out: those answered, and those still open."""
    answered: list[CheckRow] = []
    still_open: list[CheckRow] = []
    for step in (*asked.walk.steps, *asked.walk.later):
        fact = step.asked.asks
        if library.facts[fact].is_ not in REASONED_WITH:
            continue
        row = CheckRow(
            question=answer_words.label(library, speaker, fact),
            answer=_said(library, speaker, asked, fact),
            change=speaker.href(f"/what-if/{interview.key_of(fact)}"),
            not_sure=asked.walk.given.get(fact) is None,
        )
        (answered if step.answered and not row.not_sure else still_open).append(row)
    return tuple(answered), tuple(still_open)


def _said(library: Library, speaker: Speaker, asked: Interview, fact: str) -> Words:
    return answer_words.answer(library, speaker, fact, asked.walk.given.get(fact))


def _conclusions(before: Situation, after: Situation, speaker: Speaker) -> Iterator[Changed]:
    first, second = _titles(before, speaker), _titles(after, speaker)
    for decision in dict.fromkeys((*first, *second)):
        was, now = first.get(decision, {}), second.get(decision, {})
        found = _changed(_without(was, now), _without(now, was))
        if found is not None:
            yield found


def _titles(found: Situation, speaker: Speaker) -> dict[str, dict[str, Words]]:
    """What certainly follows, in words: by decision, then by outcome."""
    titles: dict[str, dict[str, Words]] = {}
    for each in points.certain(found):
        said = points.sentences(found, speaker, each)
        if said:
            titles.setdefault(each.decision, {})[each.outcome.id] = said[0]
    return titles


def _without(some: Mapping[str, Words], others: Mapping[str, Words]) -> tuple[Words, ...]:
    return tuple(words for name, words in some.items() if name not in others)


def _changed(was: tuple[Words, ...], now: tuple[Words, ...]) -> Changed | None:
    return None if was == now else Changed(was, now)


def _days(before: Situation, after: Situation, speaker: Speaker) -> Iterator[DayChanged]:
    first, second = _by_decision(before, speaker), _by_decision(after, speaker)
    told: set[tuple[Any, ...]] = set()
    for decision in dict.fromkeys((*first, *second)):
        was, now = first.get(decision), second.get(decision)
        shown = now or was
        before_words, after_words = _leaves(speaker, was), _leaves(speaker, now)
        if shown is None or before_words == after_words:
            continue
        found = DayChanged(shown.who, shown.title, before_words, after_words)
        key = (found.title, before_words, after_words)
        if key not in told:
            told.add(key)
            yield found


def _by_decision(found: Situation, speaker: Speaker) -> dict[str, DayView]:
    """The first day of each decision: while it is open, its ways out share one line."""
    views: dict[str, DayView] = {}
    for decision, view in days.by_decision(found, speaker):
        views.setdefault(decision, view)
    return views


def _leaves(speaker: Speaker, view: DayView | None) -> Words | None:
    if view is None:
        return None
    if len(view.leaves) == 1:
        return Words(view.leaves[0].full, speaker.voice.lang)
    between = answer_words.between(speaker, view.leaves[0].on, view.leaves[-1].on)
    return Words(between.local, speaker.voice.lang)


def _act(found: Situation, speaker: Speaker) -> tuple[Words, ...]:
    """Today's act; nothing where nothing is due."""
    view = today.today(found, speaker, ())
    return () if view.nothing_due else (view.title,)


def _here(found: Situation, speaker: Speaker) -> tuple[Words, ...]:
    """The steps at which the family is."""
    stages = process_map.stages(found, speaker)
    here = [each.title for each in stages if each.status == "here"]
    return tuple(here or [each.title for each in stages if each.status == "done"][-1:])
