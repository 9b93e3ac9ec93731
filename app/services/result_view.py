"""The result page as a template reads it: all of its parts, in its order. No decisions."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.views import (
    DayView,
    HelpView,
    LetterCard,
    PointView,
    StageView,
    TodayView,
    UnsureView,
    Words,
)


@dataclass(frozen=True, slots=True)
class ResultView:
    """The result page, in its order. `nearby`: the steps around the one the family is at;
    `child_page`: what the child's own page is called, where there is one."""

    child_line: str | None
    lead: tuple[Words, ...]
    today: TodayView
    days: tuple[DayView, ...]
    stages: tuple[StageView, ...]
    nearby: tuple[StageView, ...]
    warnings: tuple[PointView, ...]
    rights: tuple[PointView, ...]
    duties: tuple[PointView, ...]
    faults: tuple[PointView, ...]
    beside: tuple[PointView, ...]
    unsure: tuple[UnsureView, ...]
    letters: tuple[LetterCard, ...]
    help: tuple[HelpView, ...]
    help_first: Words | None
    say_on_phone: Words | None
    law_line: Words
    child_page: Words | None = None
