"""What a child says in its own words: what is asked, what was said, and how that is stored.

The words are never read, judged or used for anything but the paper. What is asked follows from
content; the grown-up's word counts only where the case leaves it open, and then only as a `no`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from app.content.library import Library
from app.engine.conditions import Verdict
from app.engine.reasoning import Reasoning
from app.model.my_say import MySay, SayStep
from app.model.rules import When
from app.model.values import Options
from app.services import interview
from app.services.documents import Document
from app.services.situation import Situation

Holds = Callable[[When], Verdict]
Picture = Literal["drawing", "photo"]
VERSION = 1
NO, YES, NOT_SURE = "no", "yes", "not-sure"
ALONE, HELPED = "alone", "helped"
PUPIL = "pupil"


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at one step. `quiet`: the child does not want to say."""

    ticked: tuple[str, ...] = ()
    words: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """One child's page. `adult`: the grown-up's answer to the question before it (empty: none).
    `how`: whether the child wrote alone or somebody wrote it down; `writer` who, `written_on` the
    day. `has_drawing`, `has_photo`: there is a record with one."""

    said: Mapping[str, Said] = field(default_factory=dict)
    adult: str = ""
    how: str = ""
    writer: str = ""
    written_on: str = ""
    has_drawing: bool = False
    has_photo: bool = False

    def of(self, step: SayStep) -> Said:
        """What was said at a step; nothing if it was not reached."""
        return self.said.get(step.id, Said())

    def with_picture(self, kind: Picture, *, there: bool) -> Say:
        """The page with a drawing or a photo, or without it."""
        match kind:
            case "drawing":
                return replace(self, has_drawing=there)
            case "photo":
                return replace(self, has_photo=there)

    def with_said(self, step: SayStep, said: Said, on: date) -> Say:
        """The page with one step said, again or for the first time."""
        return replace(self, said={**self.said, step.id: said}, written_on=on.isoformat())


@dataclass(frozen=True, slots=True)
class Plan:
    """Which steps are asked, in order; those that are not; and whether the grown-up decides."""

    asked: tuple[SayStep, ...]
    held: tuple[SayStep, ...]
    open: bool


def plan(content: MySay, say: Say, holds: Holds) -> Plan:
    """The steps for this child. What is not certain is not asked."""
    verdicts = [(step, holds(step.only_if)) for step in content.steps]
    trusted = say.adult == NO
    asked = [step for step, found in verdicts if found == "yes" or (found == "maybe" and trusted)]
    held = tuple(step for step in content.steps if step not in asked)
    return Plan(tuple(asked), held, any(found == "maybe" for _, found in verdicts))


def is_said(say: Say, step: SayStep) -> bool:
    """Whether the child said, ticked or drew something at a step."""
    said = say.of(step)
    has_picture = {"drawing": say.has_drawing, "photo": say.has_photo}
    return bool(said.ticked or said.words) or has_picture.get(step.is_, False)


def holds_in(library: Library, document: Document, on: date) -> Holds:
    """Whether a condition holds for the matter shown, as far as it was answered. What certainly
    does not hold for another measure of the case does not hold here: it may be the same event."""
    numbers = (document.matter.number, *(each.number for each in document.matters))
    replayed = (interview.replay(library, document.showing(each), on) for each in numbers)
    thinking = [Reasoning(library.law, each.walk.given, each.calendar, on) for each in replayed]

    def holds(when: When) -> Verdict:
        found = [library.law.holds(when, each.value) for each in thinking]
        return "no" if "no" in found else found[0]

    return holds


def is_offered(situation: Situation) -> bool:
    """Whether the case has a page for a child: not where the pupil is the reader."""
    reader = situation.value(situation.library.slots.reader)
    is_pupil = isinstance(reader, Options) and reader.only == PUPIL
    return situation.library.my_say is not None and not is_pupil


def write(say: Say) -> bytes:
    """A page as UTF-8 JSON."""
    said = {
        step: {"ticked": list(each.ticked), "words": each.words, "quiet": each.quiet}
        for step, each in say.said.items()
    }
    more = ("adult", "how", "writer", "written_on", "has_drawing", "has_photo")
    stored = {"v": VERSION, "said": said, **{name: getattr(say, name) for name in more}}
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()


def read(written: bytes) -> Say:
    """The page that `write` wrote."""
    found: dict[str, Any] = json.loads(written)
    said = {
        step: Said(tuple(each["ticked"]), each["words"], each["quiet"])
        for step, each in found["said"].items()
    }
    return Say(
        said,
        found["adult"],
        found["how"],
        found["writer"],
        found["written_on"],
        found["has_drawing"],
        found.get("has_photo", False),
    )
