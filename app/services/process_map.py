"""Where the family is in the whole process: the stages of content, each done, here or to come."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from app.model.journeys import Stage
from app.services import actors
from app.services.filling import Fill
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import StageView


def stages(situation: Situation, speaker: Speaker) -> tuple[StageView, ...]:
    """The steps that belong to this measure, in order."""
    return tuple(_view(situation, speaker, each) for each in _steps(situation))


def here(situation: Situation) -> Stage | None:
    """The step the family is at, if it is at one."""
    found = (each for each in _steps(situation) if _status(situation, each) == "here")
    return next(found, None)


def _steps(situation: Situation) -> tuple[Stage, ...]:
    every = situation.library.process.stages
    return tuple(each for each in every if situation.holds(each.when) == "yes")


def nearby(steps: tuple[StageView, ...]) -> tuple[StageView, ...]:
    """The step the family is at with all its words; the last one done before it and the one
    after it with their first. All of them, shortened so, where the family is at none."""
    here = next((index for index, each in enumerate(steps) if each.status == "here"), None)
    around = steps
    if here is not None:
        done = [each for each in steps[:here] if each.status == "done"]
        around = (*done[-1:], *steps[here : here + 2])
    return tuple(
        each if each.status == "here" else replace(each, says=each.says[:1]) for each in around
    )


def _view(situation: Situation, speaker: Speaker, stage: Stage) -> StageView:
    limit = situation.deadline(stage.clock) if stage.clock else None
    fill = Fill(situation, speaker, limit)
    context = f"stages.{stage.id}"
    said = (
        speaker.filled(each, f"{context}.says.{index}", fill)
        for index, each in enumerate(stage.says)
    )
    return StageView(
        title=speaker.words(stage.title, f"{context}.title"),
        status=_status(situation, stage),
        who=actors.who(situation, speaker, stage.who),
        says=tuple(each for each in said if each is not None),
    )


def _status(situation: Situation, stage: Stage) -> Literal["done", "here", "maybe"]:
    if stage.done_when and situation.holds(stage.done_when) == "yes":
        return "done"
    if stage.here_when and situation.holds(stage.here_when) == "yes":
        return "here"
    return "maybe"
