"""Facts in, conclusions out: the use case behind every face (pages, desk, API, command line)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.content.library import Library
from app.engine import clocks, worlds
from app.model.assessment import Assessment
from app.model.calendar import OwnDays, SchoolCalendar
from app.model.clocks import Deadline, State
from app.model.values import Dates
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
    calendar = calendars.for_facts(library, given, own)
    return worlds.assess(library.law, given, calendar, on, shared=library.shared), calendar


def state(assessment: Assessment, limit: Deadline) -> State:
    """Where a time limit stands on the day of the assessment. An act whose day is only assumed
    has not been done as far as anybody said."""
    named = limit.clock.done_when
    done = None if named is None or named in assessment.assumed else assessment.values.get(named)
    return clocks.state(limit, assessment.on, done if isinstance(done, Dates) else None)
