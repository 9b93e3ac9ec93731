"""Facts in, conclusions out: one use case behind every face, and the calendar of a case."""

from __future__ import annotations

from datetime import date

import pytest

from app.content.library import Library
from app.engine.conclusions import deadline_of
from app.model.errors import FactProblem
from app.model.values import day
from app.services import assessing, calendars
from tests.fixtures.calendars import A

ON = date(2026, 11, 23)
FACTS = {"ban.kind": "long_ban", "ban.spoils_festival": "no", "ban.dated": "2026-10-12"}


def test_plain_facts_give_conclusions_on_the_right_calendar(kitchen_sink: Library) -> None:
    found, calendar = assessing.assess(kitchen_sink, FACTS, ON, A)
    assert found.conclusions["keepers_duty"].then == "must_look"
    limit = deadline_of(found.conclusions["keepers_duty"])
    assert limit is not None and limit.latest == date(2026, 11, 3)
    assert calendar.terms == A.terms
    assert found.values["ban.started_on"] == day(date(2026, 10, 12))
    with pytest.raises(FactProblem):
        assessing.assess(kitchen_sink, {"ban.kind": "x"}, ON)


def test_closed_days_put_a_limit_off(kitchen_sink: Library) -> None:
    snow = {**FACTS, "school.closed_days": [{"on": "2026-10-13", "reason": "snow"}]}
    found, _ = assessing.assess(kitchen_sink, snow, ON, A)
    limit = deadline_of(found.conclusions["keepers_duty"])
    assert limit is not None and limit.latest == date(2026, 11, 4)


def test_calendars_without_own_days_are_made_once(kitchen_sink: Library) -> None:
    assert calendars.for_case(kitchen_sink) is calendars.for_case(kitchen_sink)
    assert calendars.for_case(kitchen_sink, A) is not calendars.for_case(kitchen_sink)
    assert date(2026, 12, 25) in calendars.holidays()


@pytest.mark.parametrize(
    ("met_on", "state"),
    [
        ("2026-10-30", "met"),
        ("2026-11-20", "late_if_assumed"),  # the day the keepers were told is only assumed
        (None, "late_if_assumed"),  # the meeting's day is only assumed, so nobody has met
    ],
)
def test_where_a_limit_stands(kitchen_sink: Library, met_on: str | None, state: str) -> None:
    given = FACTS if met_on is None else {**FACTS, "keepers.meeting_on": met_on}
    found, _ = assessing.assess(kitchen_sink, given, ON, A)
    limit = deadline_of(found.conclusions["keepers_duty"])
    assert limit is not None
    assert assessing.state(found, limit) == state


def test_a_limit_of_an_act_nobody_asks_about_runs_or_is_late(kitchen_sink: Library) -> None:
    told = {**FACTS, "keepers.told_on": "2026-10-12", "keepers.meeting_on": "2026-11-30"}
    found, _ = assessing.assess(kitchen_sink, told, ON, A)
    papers = deadline_of(found.conclusions["keepers_papers"])
    assert papers is not None and papers.latest == ON
    assert assessing.state(found, papers) == "running"
    duty = deadline_of(found.conclusions["keepers_duty"])
    assert duty is not None
    assert assessing.state(found, duty) == "late"  # it is planned, and has not been yet
