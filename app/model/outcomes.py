"""Conclusions in plain words: what we tell the family and what to do next."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.model.facts import Strict
from app.model.provisions import Force
from app.model.rules import When

Part = Literal["lead", "right", "duty", "fault", "warning", "note", "beside"]


class Outcome(Strict):
    """Words for one conclusion of a decision.

    `part` says where the result page shows it (`beside`: folded, after the rights). `day` is the
    sentence beside its date.
    `force` must be backed by a cited provision of the same force (or stronger)."""

    id: str
    title: str
    part: Part
    force: Force | None = None
    who: str
    pictogram: str = "book"
    says: tuple[str, ...] = ()
    day: str | None = None
    passed: str | None = None
    late: str | None = None
    letters: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    when: When = Field(default_factory=dict)
    silent: bool = False
    order: int = 50


class Outcomes(Strict):
    """All conclusions of one decision, side by side, and how the page speaks of doubt."""

    decision: str
    unsure_title: str | None = None
    unsure: str | None = None
    outcomes: tuple[Outcome, ...]
