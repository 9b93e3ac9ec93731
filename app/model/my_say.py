"""The child's own page as content: steps in few words, pictures to choose from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from app.model.facts import Strict
from app.model.rules import When


class Picture(Strict):
    """One thing to tick. `drawing` is a name in app/web/templates/parts/pictures.html."""

    id: str
    label: str
    drawing: str


class PictureSet(Strict):
    """Pictures that several steps may show."""

    id: str
    pictures: tuple[Picture, ...]


class SayStep(Strict):
    """One step: one thing. `on_paper` is the heading over it on the finished paper.

    A step whose `only_if` may hold is asked only if the grown-up answers the question `no`."""

    id: str
    is_: Literal["name", "pictures", "words", "drawing", "photo"] = Field(alias="is")
    title: str
    hint: str | None = None
    on_paper: str
    pictures: str | None = None
    only_if: When = Field(default_factory=dict)


class MySay(Strict):
    """The whole page. `before` is for the grown-up; `question` is put to them while it is not
    known whether a step fits; `held_back` says to the child, and `held_back_adult` to the
    grown-up, why some steps are not asked."""

    title: str
    paper: str
    before: tuple[str, ...]
    question: str
    held_back: tuple[str, ...]
    held_back_adult: tuple[str, ...]
    sets: tuple[PictureSet, ...]
    steps: tuple[SayStep, ...]

    @model_validator(mode="after")
    def _names_lead_somewhere(self) -> MySay:
        """Ids and places for a picture are there once, and a step of pictures names a set."""
        ids = [each.id for each in self.steps]
        if len(set(ids)) != len(ids):
            raise ValueError("two steps have the same id")
        for kind in ("drawing", "photo"):
            if sum(each.is_ == kind for each in self.steps) > 1:
                raise ValueError(f"there can be one step that is a {kind}, not more")
        known = {each.id for each in self.sets}
        for step in self.steps:
            if (step.is_ == "pictures") != (step.pictures in known):
                raise ValueError(f"the step {step.id} must name one of the sets of pictures")
        return self

    def pictures_of(self, step: SayStep) -> tuple[Picture, ...]:
        """What a step shows to tick; nothing unless it is a step of pictures."""
        return next((each.pictures for each in self.sets if each.id == step.pictures), ())
