"""Facts in, conclusions out: the use case behind every face (pages, desk, API, command line)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.content.library import Library
from app.engine import worlds
from app.model.assessment import Assessment
from app.model.calendar import OwnDays, SchoolCalendar
from app.services import answers, calendars


def assess(
    library: Library, facts: Mapping[str, Any], on: date, own: OwnDays | None = None
) -> tuple[Assessment, SchoolCalendar]:
    """Every conclusion about one matter from plain JSON facts, and the calendar used.

    Raises FactProblem."""
    return assess_values(library, answers.values(library.law, facts), on, own)


def assess_values(
    library: Library, given: Mapping[str, Any], on: date, own: OwnDays | None = None
) -> tuple[Assessment, SchoolCalendar]:
    """As `assess`, from values of the engine."""
    closed = given.get(library.slots.closed_days) or ()
    calendar = calendars.for_case(library, own, closed)
    return worlds.assess(library.law, given, calendar, on, shared=library.shared), calendar
