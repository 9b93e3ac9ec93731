"""Decisions as dated tables: rows from facts to a conclusion, each cited."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from app.model.clocks import Clock, Confidence
from app.model.facts import Strict

CellSource = str | float | bool | list[str]
When = dict[str, CellSource]


class Row(Strict):
    """One row: all cells of `when` must hold. `then` is the conclusion (a point's own id when
    the decision collects). `within` carries the time limit, which is law and dated with it."""

    id: str
    when: When = Field(default_factory=dict)
    then: str | None = None
    exception_to: tuple[str, ...] | Literal["all"] = ()
    within: Clock | None = None
    cite: tuple[str, ...] = ()
    confidence: Confidence | None = None
    because: str | None = None


class Version(Strict):
    """The table in force from a date until the next version. `expected` law is never applied."""

    from_: date = Field(alias="from")
    rows: tuple[Row, ...] = ()
    repealed: bool = False
    expected: bool = False


class Decision(Strict):
    """One decision. `law_as_at` names the date fact that picks the version.

    `collects`: rows are independent points and any number may hold. `only_if`: the decision is
    made at all only when this holds (elsewhere it has no conclusion)."""

    id: str
    asks_whether: str
    law_as_at: str
    only_if: When = Field(default_factory=dict)
    collects: bool = False
    versions: tuple[Version, ...]
