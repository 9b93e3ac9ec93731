"""Time limits counted on made-up calendars, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.load import load
from app.engine import calendar, clocks
from app.model.calendar import SchoolCalendar
from app.model.clocks import Deadline
from app.model.values import Dates, day
from tests.fixtures.calendars import HOLIDAYS, A, B, compiled
from tests.fixtures.content import KITCHEN_SINK
from tests.unit.engine.made_up import clock

ON_A = compiled(A)
BARE = compiled(None)
USUAL = calendar.compile_calendar(None, load(KITCHEN_SINK).usual_years, HOLIDAYS, ())


def d(text: str) -> date:
    return date.fromisoformat(text)


def limit(start: Dates | None, known: SchoolCalendar = ON_A, **written: Any) -> Deadline:
    names = ("aim", "assumed", "reading_starts", "counted")
    more = {key: written.pop(key) for key in names if key in written}
    return clocks.deadline(clock(**written), start, known, **more)


@pytest.mark.parametrize(
    ("start", "written", "end"),
    [
        ("2026-10-12", {"count": 15}, "2026-11-10"),
        ("2026-11-03", {"count": 50}, "2027-01-27"),
        ("2026-10-12", {"count": 6}, "2026-10-20"),
        ("2026-11-10", {"count": 5, "direction": "back"}, "2026-11-03"),
        ("2026-10-12", {"count": 0}, "2026-10-12"),
        ("2026-10-12", {"count": 0, "unit": "days"}, "2026-10-12"),
        ("2026-10-19", {"count": 21, "unit": "days", "first_day": "same"}, "2026-11-08"),
        ("2026-10-19", {"count": 21, "unit": "days"}, "2026-11-09"),
        ("2026-10-19", {"count": 3, "unit": "weeks"}, "2026-11-09"),
        ("2026-10-19", {"count": 3, "unit": "weeks", "direction": "back"}, "2026-09-28"),
        ("2026-12-23", {"count": 2, "unit": "working_days"}, "2026-12-29"),
        ("2026-10-12", {"count": 6, "unit": "months"}, "2027-04-12"),
        ("2026-10-12", {"count": 6, "unit": "months", "first_day": "same"}, "2027-04-11"),
        ("2026-08-31", {"count": 6, "unit": "months"}, "2027-02-28"),
        ("2026-08-31", {"count": 6, "unit": "months", "first_day": "same"}, "2027-02-28"),
        ("2026-10-12", {"count": 1, "unit": "months", "direction": "back"}, "2026-09-12"),
        (
            "2026-10-12",
            {"count": 1, "unit": "months", "direction": "back", "first_day": "same"},
            "2026-09-13",
        ),
        (
            "2027-03-30",
            {"count": 1, "unit": "months", "direction": "back", "first_day": "same"},
            "2027-03-01",
        ),
    ],
)
def test_one_day_where_everything_is_known(start: str, written: dict[str, Any], end: str) -> None:
    found = limit(day(d(start)), **written)
    assert (found.earliest, found.latest) == (d(end), d(end))
    assert found.source == "school"


def test_a_rough_start_and_an_unknown_calendar_give_a_range() -> None:
    rough = limit(day(d("2026-10-12"), d("2026-10-14")), count=5)
    assert (rough.earliest, rough.latest) == (d("2026-10-19"), d("2026-10-21"))
    bare = limit(day(d("2026-10-12")), BARE, count=5)
    assert (bare.earliest, bare.latest, bare.source) == (d("2026-10-19"), None, "weekdays")
    nothing = limit(None, count=5)
    assert (nothing.earliest, nothing.latest, nothing.start) == (None, None, None)


READINGS = [
    {"id": "days", "confidence": "reported", "says": "Or days.", "unit": "days", "count": 14},
    {"id": "from_letter", "confidence": "our_reading", "says": "Or.", "from": "letter"},
    {"id": "that_day", "confidence": "unconfirmed", "says": "Or.", "first_day": "same"},
]


def test_the_range_holds_every_open_reading() -> None:
    found = limit(
        day(d("2026-10-12")),
        count=15,
        readings=READINGS,
        reading_starts={"letter": day(d("2026-10-08"))},
    )
    assert [(each.reading, each.earliest) for each in found.by_reading] == [
        ("days", d("2026-10-26")),
        ("from_letter", d("2026-11-06")),
        ("that_day", d("2026-11-09")),
    ]
    assert (found.earliest, found.latest) == (d("2026-10-26"), d("2026-11-10"))


def test_nobody_is_late_while_one_way_of_counting_is_open() -> None:
    found = limit(day(d("2026-10-12")), count=15, readings=READINGS)
    assert (found.earliest, found.latest) == (d("2026-10-26"), None)
    back = limit(day(d("2026-10-12")), count=3, readings=READINGS[1:2], direction="back")
    assert (back.earliest, back.latest) == (None, d("2026-10-07"))
    unknown = limit(None, count=3, readings=READINGS[1:2])
    assert (unknown.earliest, unknown.latest) == (None, None)


def test_an_aim_is_kept_only_where_it_may_come_first() -> None:
    start = day(d("2027-05-10"))
    assert limit(start, count=15, aim=day(d("2027-05-17"))).aim == d("2027-05-17")
    assert limit(start, count=15, aim=day(d("2027-06-08"))).aim is None
    assert limit(start, BARE, count=15, aim=day(d("2030-06-08"))).aim == d("2030-06-08")


def test_the_familys_own_acts_have_a_safe_day() -> None:
    own = limit(day(d("2026-10-26")), count=15, whose="family")
    assert own.latest == d("2026-11-23")
    assert (own.hand_in_by, own.post_by) == (d("2026-11-20"), d("2026-11-16"))
    others = limit(day(d("2026-10-26")), count=15)
    assert (others.hand_in_by, others.post_by) == (None, None)
    assert limit(None, count=15, whose="family").hand_in_by is None


def test_nothing_is_safe_once_it_is_too_late() -> None:
    one = limit(day(d("2026-10-12")), count=1, whose="family")
    assert (one.hand_in_by, one.post_by) == (d("2026-10-12"), None)
    same = limit(day(d("2026-10-12")), count=0, whose="family")
    assert (same.hand_in_by, same.post_by) == (None, None)
    bare = limit(day(d("2026-10-12")), BARE, count=15, whose="family")
    assert bare.hand_in_by == d("2026-10-30")  # no day is sure, so the nearest possible one


def test_a_safe_day_in_the_holidays_is_brought_forward() -> None:
    own = limit(day(d("2026-12-17")), count=20, unit="days", whose="family")
    assert own.latest == d("2027-01-06")
    assert own.hand_in_by == d("2027-01-05")
    early = limit(day(d("2026-12-21")), count=10, unit="days", whose="family")
    assert early.hand_in_by is None  # no school day since it began


def meeting(start: Dates | None, known: SchoolCalendar = USUAL, **written: Any) -> Deadline:
    return limit(start, known, **{"count": 15, **written})


def papers(before: Deadline, known: SchoolCalendar = USUAL, **written: Any) -> Deadline:
    assert before.earliest and before.latest
    range_ = day(before.earliest, before.latest)
    how = {"count": 5, "direction": "back", "whose": "family", "counted": (before,)}
    return limit(range_, known, **{**how, **written})


def test_a_way_back_along_the_way_there_meets_the_same_days() -> None:
    """The fifth school day before the fifteenth is the tenth, in whatever calendar."""
    start = day(d("2024-10-14"))
    found = papers(meeting(start))
    tenth = limit(start, USUAL, count=10)
    assert (found.earliest, tenth.earliest) == (d("2024-10-28"), d("2024-10-28"))
    assert tenth.latest is not None and found.latest is not None
    assert tenth.latest <= found.latest
    assert counted(found, USUAL)[-1] == ("10-28", 5)
    assert len([each for each in counted(found, USUAL) if isinstance(each[1], int)]) == 5
    alone = papers(meeting(start), counted=())
    assert alone.earliest is not None and alone.earliest < d("2024-10-28")


@pytest.mark.parametrize(
    ("before", "written"),
    [
        ({"unit": "days", "count": 21}, {}),
        ({"direction": "back"}, {}),
        ({"readings": [{"id": "a", "confidence": "reported", "says": "Or.", "count": 14}]}, {}),
        ({"count": 5}, {}),
        ({}, {"unit": "working_days"}),
        ({}, {"direction": "forward"}),
    ],
)
def test_other_ways_may_meet_other_days(before: dict[str, Any], written: dict[str, Any]) -> None:
    first = meeting(day(d("2024-11-18")), **before)
    found, alone = papers(first, **written), papers(first, **written, counted=())
    assert (found.earliest, found.latest) == (alone.earliest, alone.latest)


def test_an_act_counted_back_has_a_safe_day_too() -> None:
    known = papers(meeting(day(d("2026-10-12")), ON_A), ON_A)
    assert (known.earliest, known.latest) == (d("2026-11-03"), d("2026-11-03"))
    assert (known.hand_in_by, known.post_by) == (d("2026-10-23"), d("2026-10-19"))
    met_on_a_known_day = limit(day(d("2026-11-10")), count=5, direction="back", whose="family")
    assert met_on_a_known_day.hand_in_by == d("2026-10-23")
    usual = papers(meeting(day(d("2024-10-14"))))
    assert usual.hand_in_by == d("2024-10-18")  # the last day before doubtful ones
    assert usual.post_by == d("2024-10-14")


def test_no_safe_day_lies_before_the_act_can_be_done() -> None:
    late = papers(meeting(day(d("2024-10-28"))), count=14)
    assert late.earliest == d("2024-10-29") and late.hand_in_by == d("2024-10-28")
    assert late.post_by is None
    nobody_knows = limit(day(d("2024-11-18")), USUAL, count=5, direction="back", whose="family")
    assert nobody_knows.earliest is not None and nobody_knows.hand_in_by is None
    unknown = meeting(None)
    from_nothing = limit(
        day(d("2024-11-18")), USUAL, count=5, direction="back", whose="family", counted=(unknown,)
    )
    assert from_nothing.hand_in_by is None


MET = "2026-11-09"


@pytest.mark.parametrize(
    ("today", "done", "assumed", "state"),
    [
        ("2026-11-10", None, False, "running"),
        ("2026-11-11", None, False, "late"),
        ("2026-11-11", None, True, "late_if_assumed"),
        ("2026-11-12", ("2026-11-10", "2026-11-10"), False, "met"),
        ("2026-11-12", ("2026-11-11", "2026-11-11"), False, "late"),
        ("2026-11-12", ("2026-11-11", "2026-11-11"), True, "late_if_assumed"),
        ("2026-11-12", ("2026-11-09", "2026-11-11"), False, "unknown"),
        ("2026-11-09", ("2026-11-12", "2026-11-12"), False, "running"),
    ],
)
def test_where_a_limit_stands(
    today: str, done: tuple[str, str] | None, assumed: bool, state: str
) -> None:
    found = limit(day(d("2026-10-12")), count=15, assumed=assumed)
    acted = None if done is None else day(*map(d, done))
    assert clocks.state(found, d(today), acted) == state


@pytest.mark.parametrize(
    ("today", "done", "state"),
    [
        ("2026-10-19", None, "running"),
        ("2026-10-20", None, "unknown"),
        ("2026-10-19", "2026-10-19", "met"),
        ("2026-10-30", "2026-10-30", "unknown"),
    ],
)
def test_nobody_is_late_before_the_latest_day_is_known(
    today: str, done: str | None, state: str
) -> None:
    found = limit(day(d("2026-10-12")), BARE, count=5)
    acted = day(d(done)) if done else None
    assert clocks.state(found, d(today), acted) == state
    assert clocks.state(limit(None, count=5), d(today), acted) == "unknown"


def counted(found: Deadline, known: SchoolCalendar, *, latest: bool = False) -> list[Any]:
    return [
        (each.on.isoformat()[5:], each.number or each.reason)
        for each in clocks.working(found, known, latest=latest)
    ]


def test_the_count_is_shown_day_by_day_with_each_reason() -> None:
    found = limit(day(d("2026-10-22")), count=2)
    assert counted(found, ON_A) == [
        ("10-23", 1), ("10-24", "weekend"), ("10-25", "weekend"), ("10-26", "half_term"),
        ("10-27", "half_term"), ("10-28", "half_term"), ("10-29", "half_term"),
        ("10-30", "half_term"), ("10-31", "weekend"), ("11-01", "weekend"), ("11-02", "inset"),
        ("11-03", 2),
    ]  # fmt: skip


def test_working_days_and_plain_days_have_their_own_reasons() -> None:
    working = limit(day(d("2026-12-24")), count=1, unit="working_days")
    assert counted(working, ON_A) == [
        ("12-25", "bank_holiday"), ("12-26", "weekend"), ("12-27", "weekend"),
        ("12-28", "bank_holiday"), ("12-29", 1),
    ]  # fmt: skip
    plain = limit(day(d("2026-12-24")), count=2, unit="days", first_day="same")
    assert counted(plain, ON_A) == [("12-24", 1), ("12-25", 2)]


def test_counting_back_is_shown_backwards() -> None:
    found = limit(day(d("2026-11-10")), count=2, direction="back")
    assert counted(found, ON_A) == [
        ("11-09", 1), ("11-08", "weekend"), ("11-07", "weekend"), ("11-06", 2),
    ]  # fmt: skip


def test_doubtful_days_count_towards_the_earliest_end_only() -> None:
    found = limit(day(d("2024-10-18")), USUAL, count=3)
    early = clocks.working(found, USUAL)
    assert early[-1].on == found.earliest and early[-1].number == 3
    late = clocks.working(found, USUAL, latest=True)
    assert late[-1].on == found.latest
    numbers = [each.number for each in late if each.number]
    assert numbers == [1, 2, 3]
    assert {"maybe"} <= {each.reason for each in late}
    back = limit(day(d("2024-11-15")), USUAL, count=10, direction="back")
    assert [each.number for each in clocks.working(back, USUAL) if each.number][-1] == 10
    assert [each.number for each in clocks.working(back, USUAL, latest=True) if each.number][
        -1
    ] == 10


def test_a_holiday_on_the_way_is_left_out_once() -> None:
    """One of the two weeks in which half-term may lie counts towards the latest end."""
    found = limit(day(d("2024-10-18")), USUAL, count=3)
    assert found.latest == d("2024-11-06")
    late = counted(found, USUAL, latest=True)
    weeks = [(on, what) for on, what in late if what not in ("weekend",)]
    assert [what for _, what in weeks[:5]] == ["maybe"] * 5
    assert weeks[5:8] == [("10-28", 1), ("10-29", 2), ("10-30", 3)]
    assert [what for _, what in weeks[8:]] == ["maybe"] * 5  # perhaps training days


def test_the_working_of_a_reading_starts_where_it_starts() -> None:
    starts = {"letter": day(d("2026-10-08"))}
    found = limit(day(d("2026-10-12")), count=3, readings=READINGS[1:2], reading_starts=starts)
    assert counted(found, ON_A)[0] == ("10-09", 1)
    assert counted(found, ON_A, latest=True)[0] == ("10-13", 1)


def test_without_an_end_there_is_nothing_to_show() -> None:
    assert clocks.working(limit(None, count=3), ON_A) == ()
    assert clocks.working(limit(day(d("2026-10-12")), BARE, count=3), BARE, latest=True) == ()


days = st.integers(0, 500).map(lambda each: date(2024, 9, 1) + timedelta(days=each))
known = st.sampled_from([ON_A, compiled(B), USUAL, BARE])
units = st.sampled_from(["school_days", "working_days", "days", "weeks", "months"])
directions = st.sampled_from(["forward", "back"])
first_days = st.sampled_from(["next", "same"])


@given(known, days, st.integers(0, 10), st.integers(1, 30), units, directions, first_days)
def test_a_rough_start_holds_every_single_start(
    on: SchoolCalendar, start: date, more: int, count: int, unit: str, direction: str, first: str
) -> None:
    written = {"count": count, "unit": unit, "direction": direction, "first_day": first}
    whole = limit(day(start, start + timedelta(days=more)), on, **written)
    if whole.earliest is not None and whole.latest is not None:
        assert whole.earliest <= whole.latest
    for each in range(more + 1):
        one = limit(day(start + timedelta(days=each)), on, **written)
        if whole.earliest is not None and one.earliest is not None:
            assert whole.earliest <= one.earliest
        if whole.latest is not None and one.latest is not None:
            assert one.latest <= whole.latest


@given(known, days, st.integers(1, 20), units, directions, first_days)
def test_the_working_ends_on_the_last_number(
    on: SchoolCalendar, start: date, count: int, unit: str, direction: str, first: str
) -> None:
    written = {"count": count, "unit": unit, "direction": direction, "first_day": first}
    found = limit(day(start), on, **written)
    for latest, end in ((False, found.earliest), (True, found.latest)):
        shown = clocks.working(found, on, latest=latest)
        if end is not None and shown:
            assert shown[-1].on == end
            if unit in ("school_days", "working_days"):
                assert max(each.number or 0 for each in shown) == count
