"""All questions of a session by part, each with where it stands, and which comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.content.library import Library
from app.engine.journey import Step
from app.services import interview, questions
from app.services.answer_words import label
from app.services.interview import Interview
from app.services.session_notes import Course
from app.services.speaking import Speaker
from app.services.views import Words

State = Literal["answered", "not_sure", "declined", "new", "open"]
STATES: dict[State, str] = {
    "answered": "answered",
    "not_sure": "not sure",
    "declined": "does not want to say",
    "new": "new",
    "open": "not asked yet",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One question. `can_wait`: it is not on the way, but may be asked."""

    key: str
    question: Words
    state: State
    can_wait: bool

    @property
    def says(self) -> str:
        """The state in words."""
        return STATES[self.state]

    @property
    def is_done(self) -> bool:
        """Whether it was answered in any way."""
        return self.state not in ("new", "open")


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the talk."""

    title: Words
    stops: tuple[Stop, ...]

    @property
    def done(self) -> int:
        """How many of its questions were answered in any way."""
        return sum(each.is_done for each in self.stops)

    def holds(self, key: str) -> bool:
        """Whether a question stands in this part."""
        return any(each.key == key for each in self.stops)


def agenda(
    library: Library, speaker: Speaker, asked: Interview, course: Course
) -> tuple[Stage, ...]:
    """Every question that may be asked, by part."""
    return tuple(
        Stage(
            questions.section_title(library, speaker, asked, steps[0]),
            tuple(_stop(library, speaker, asked, each, course) for each in steps),
        )
        for steps in _by_part(asked)
    )


def following(asked: Interview, key: str = "") -> str | None:
    """The key of the next open question after one, else the first open one on the way; None when
    all is asked."""
    ordered = [each for steps in _by_part(asked) for each in steps]
    keys = [_key(each) for each in ordered]
    at = keys.index(key) if key in keys else -1
    later = at >= 0 and ordered[at].asked.later
    after = [each for each in ordered[at + 1 :] if bool(each.asked.later) == later]
    waiting = [each for each in (*after, *asked.walk.steps) if not each.answered]
    return next((_key(each) for each in waiting if _key(each) != key), None)


def opened(before: Interview, after: Interview) -> frozenset[str]:
    """Keys of questions that are asked now and were not before."""
    was = {_key(each) for each in before.walk.steps}
    return frozenset(_key(each) for each in after.walk.steps if not each.answered) - was


def _by_part(asked: Interview) -> Iterator[list[Step]]:
    parts: dict[tuple[str, str], list[Step]] = {}
    for step in (*asked.walk.steps, *asked.walk.later):
        parts.setdefault((step.section.id, step.section.title), []).append(step)
    yield from parts.values()


def _key(step: Step) -> str:
    return interview.key_of(step.asked.asks)


def _stop(library: Library, speaker: Speaker, asked: Interview, step: Step, course: Course) -> Stop:
    fact = step.asked.asks
    return Stop(
        _key(step), label(library, speaker, fact), _state(asked, step, course), step.asked.later
    )


def _state(asked: Interview, step: Step, course: Course) -> State:
    key = _key(step)
    if not step.answered:
        return "new" if key in course.new else "open"
    if asked.document.records()[step.asked.asks]["value"] is not None:
        return "answered"
    return "declined" if key in course.declined else "not_sure"
