"""What the page of all answers is given to show."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.views import Words


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of "check your answers"."""

    question: Words
    answer: Words
    change: str
    not_sure: bool = False


@dataclass(frozen=True, slots=True)
class CheckView:
    """Every answer, by part of the interview."""

    parts: tuple[tuple[Words, tuple[CheckRow, ...]], ...]
    complete: bool
    next_href: str
