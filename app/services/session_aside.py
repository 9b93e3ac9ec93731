"""What stands beside a question at the desk: what is due, what differs, what is still missing, and
what the answer changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.content.library import Library
from app.model.errors import FactProblem, QuestionNotReachable
from app.services import (
    answer_words,
    answers,
    days,
    doubts,
    interview,
    questions,
    situation,
    sources,
    today,
    what_if,
)
from app.services.interview import Interview
from app.services.life_views import Differences
from app.services.session_words import how_known, when
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, TodayView, UnsureView, Words

SOONEST = 3
MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class SaidView:
    """What one source says: `chosen` is what is posted to use it."""

    chosen: int
    answer: Words
    known: str
    at: str


@dataclass(frozen=True, slots=True)
class DifferView:
    """An answer on which sources differ; the first is the one in use. `seen` names the state."""

    key: str
    question: Words
    said: tuple[SaidView, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """Two days that cannot both be: the `later` one lies before the one it must follow."""

    key: str
    question: Words
    answer: Words
    after: Words


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What one answer would change, or did: `option` is that answer."""

    option: Words
    differences: Differences


@dataclass(frozen=True, slots=True)
class AsideView:
    """What stands beside a question."""

    today: TodayView
    days: tuple[DayView, ...]
    differ: tuple[DifferView, ...]
    order: tuple[OrderView, ...]
    missing: tuple[UnsureView, ...]
    changes: tuple[ChangeView, ...] = ()


def aside(found: Situation, speaker: Speaker, fact: str | None, at: datetime) -> AsideView:
    """Beside a question, or beside the list of all answers where there is none."""
    asked, library = found.interview, found.library
    counted = days.days(found, speaker)
    return AsideView(
        today=today.today(found, speaker, counted),
        days=counted[:SOONEST],
        differ=tuple(differing(library, speaker, asked)),
        order=tuple(out_of_order(library, speaker, asked)),
        missing=doubts.doubts(found, speaker),
        changes=tuple(_changes(found, speaker, fact, at)) if fact else (),
    )


def differing(library: Library, speaker: Speaker, asked: Interview) -> Iterator[DifferView]:
    """Answers on which sources differ and nobody has settled which is right."""
    for fact, record in asked.document.records().items():
        said = sources.differing(record)
        if not said or not interview.is_reachable(library, asked, fact):
            continue
        yield DifferView(
            interview.key_of(fact),
            answer_words.label(library, speaker, fact),
            tuple(
                SaidView(at, _said(library, speaker, fact, each), how_known(each),
                         when(speaker, each))
                for at, each in enumerate(said)
            ),
            interview.seen(asked.document, fact),
        )  # fmt: skip


def _said(library: Library, speaker: Speaker, fact: str, record: dict[str, Any]) -> Words:
    try:
        value = answers.value(library.law, fact, record["value"])
    except FactProblem:  # an option that the content has not any more
        value = None
    return answer_words.answer(library, speaker, fact, value)


def out_of_order(library: Library, speaker: Speaker, asked: Interview) -> Iterator[OrderView]:
    """Days that lie before another one they must follow."""
    for step in (*asked.walk.steps, *asked.walk.later):
        fact = step.asked.asks
        known, value = library.facts[fact], asked.walk.given.get(fact)
        if known.is_ != "date" or not isinstance(known.from_, str) or value is None:
            continue
        first = questions.bounds(library, asked, fact).not_before
        if first is not None and value.high < first:
            yield OrderView(
                interview.key_of(fact),
                answer_words.label(library, speaker, fact),
                answer_words.answer(library, speaker, fact, value),
                Words(speaker.voice.date(first)),
            )


def _changes(found: Situation, speaker: Speaker, fact: str, at: datetime) -> Iterator[ChangeView]:
    """What each answer to a question with a few options would change; else what its answer did."""
    library, asked = found.library, found.interview
    known = library.facts[fact]
    options = ("yes", "no") if known.is_ == "yes_no" else tuple(each.id for each in known.options)
    record = asked.document.records().get(fact)
    if known.is_ in ("yes_no", "choice") and len(options) <= MOST_OPTIONS:
        before = found if record is None else _without(found, fact)
        for each in options:
            made = _tried(library, before.interview, fact, each, at)
            if made is not None:
                after = situation.of(library, made, found.on)
                option = answer_words.answer(library, speaker, fact, made.walk.given[fact])
                yield ChangeView(option, what_if.differences(before, after, speaker))
    elif record is not None and record["value"] is not None:
        option = answer_words.answer(library, speaker, fact, asked.walk.given.get(fact))
        yield ChangeView(option, what_if.differences(_without(found, fact), found, speaker))


def _tried(
    library: Library, asked: Interview, fact: str, option: str, at: datetime
) -> Interview | None:
    try:
        return interview.answer(library, asked.document, fact, option, at)
    except (FactProblem, QuestionNotReachable):
        return None


def _without(found: Situation, fact: str) -> Situation:
    """The case as if a question had not been answered yet."""
    left = what_if.without(found.interview.document, (fact,))
    return situation.of(found.library, interview.replay(found.library, left, found.on), found.on)
