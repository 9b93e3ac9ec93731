"""Several measures in one case: what they share, what each counts with, whose day is nearest."""

from __future__ import annotations

from typing import Any

import pytest

from app.content.library import Library
from app.model.errors import PageNotFound
from app.model.values import Numbers
from app.services import earlier, interview, matters
from app.services.documents import Document
from tests.fixtures.told import ON, SPEAKER, thought, told

SCHOOL = {"name": "Hill School", "town": None, "urn": None, "la_code": None}


def ban(library: Library, document: Document, start: Any, days: Any, **more: Any) -> Document:
    length = None if days is None else {"what": "whole_days", "count": days}
    given = {"ban__noticed": "no", "ban__started_on": start, "ban__length": length}
    return told(library, document, **given, **more)


@pytest.fixture
def first(kitchen_sink: Library) -> Document:
    """One ban of two days in September, at one school."""
    begun = interview.begin(kitchen_sink, "short_ban", "en")
    return ban(kitchen_sink, begun, "2026-09-14", 2, ban__earlier=[], school=SCHOOL)


@pytest.fixture
def second(kitchen_sink: Library, first: Document) -> Document:
    """A second ban of four days in November, at the same school."""
    added = matters.add(kitchen_sink, first, "short_ban", "1")
    return ban(kitchen_sink, added, "2026-11-16", 4)


def test_facts_of_the_case_are_shared_and_those_of_a_measure_are_not(
    kitchen_sink: Library, second: Document
) -> None:
    assert second.answers()["school"] == SCHOOL
    assert second.answers()["ban.started_on"] == "2026-11-16"
    assert second.showing(1).answers()["ban.started_on"] == "2026-09-14"
    assert "ban.earlier" not in second.answers()


def test_an_earlier_measure_counts_without_being_put_in_twice(
    kitchen_sink: Library, second: Document
) -> None:
    assert earlier.carried(kitchen_sink, second) == [
        {"first_day": "2026-09-14", "what": "whole_days", "count": 2}
    ]
    assert earlier.carried(kitchen_sink, second.showing(1)) == []
    none = told(kitchen_sink, second, ban__earlier=[], school__many_terms="no")
    days = thought(kitchen_sink, none).value("ban.days_in_term")
    assert isinstance(days, Numbers) and days.only == 6
    first = thought(kitchen_sink, none.showing(1)).value("ban.days_in_term")
    assert isinstance(first, Numbers) and first.only == 2


def test_a_day_put_in_by_hand_as_well_counts_once(kitchen_sink: Library, second: Document) -> None:
    listed = [
        {"first_day": "2026-09-14", "what": "whole_days", "count": 2},
        {"first_day": "2026-10-05", "what": "half_day", "count": None},
    ]
    both = told(kitchen_sink, second, ban__earlier=listed, school__many_terms="no")
    assert earlier.carried(kitchen_sink, both) == []
    third = matters.add(kitchen_sink, both, "short_ban", "2")
    third = ban(kitchen_sink, third, "2026-11-20", 1)
    days = [each["first_day"] for each in earlier.carried(kitchen_sink, third)]
    assert sorted(days) == ["2026-09-14", "2026-10-05", "2026-11-16"]


def test_nobody_guesses_when_the_family_is_not_sure_of_earlier_times(
    kitchen_sink: Library, second: Document
) -> None:
    unsure = told(kitchen_sink, second, ban__earlier=None)
    assert interview.replay(kitchen_sink, unsure, ON).walk.given["ban.earlier"] is None


@pytest.mark.parametrize(
    ("start", "carried"),
    [
        ({"from": "2026-11-09", "to": "2026-11-13"}, 1),
        ({"from": "2026-09-07", "to": "2026-09-11"}, 0),
        (None, 1),  # nobody knows: as they were told
    ],
)
def test_a_rough_start_is_compared_by_its_first_day(
    start: Any, carried: int, kitchen_sink: Library, first: Document
) -> None:
    added = matters.add(kitchen_sink, first, "short_ban", "1")
    rough = ban(kitchen_sink, added, start, 4)
    assert len(earlier.carried(kitchen_sink, rough)) == carried


def test_a_measure_of_another_kind_is_no_earlier_ban(
    kitchen_sink: Library, first: Document
) -> None:
    for_good = matters.add(kitchen_sink, first, "long_ban", "1")
    for_good = told(kitchen_sink, for_good, ban__noticed="no", ban__started_on="2026-10-05")
    third = matters.add(kitchen_sink, for_good, "short_ban", "2")
    third = ban(kitchen_sink, third, "2026-11-16", 4)
    days = [each["first_day"] for each in earlier.carried(kitchen_sink, third)]
    assert days == ["2026-09-14"]


def test_a_length_nobody_knows_stays_unknown(kitchen_sink: Library) -> None:
    begun = ban(kitchen_sink, interview.begin(kitchen_sink, "short_ban", "en"), "2026-09-14", None)
    added = ban(kitchen_sink, matters.add(kitchen_sink, begun, "short_ban", "1"), "2026-11-16", 4)
    assert earlier.carried(kitchen_sink, added) == [
        {"first_day": "2026-09-14", "what": "unknown", "count": None}
    ]


def test_another_school_is_asked_for_again_and_kept_beside_the_first(
    kitchen_sink: Library, first: Document
) -> None:
    assert set(matters.school_facts(kitchen_sink)) == {
        "school", "school.kind", "school.many_terms", "school.closed_days"
    }  # fmt: skip
    there = matters.add(kitchen_sink, first, "short_ban", matters.ELSEWHERE)
    assert "school" not in there.answers()
    other = {**SCHOOL, "name": "Meadow School"}
    there = told(kitchen_sink, there, school=other)
    assert there.answers()["school"]["name"] == "Meadow School"
    assert there.showing(1).answers()["school"]["name"] == "Hill School"
    labels = [each.label.text for each in matters.places(kitchen_sink, SPEAKER, there)]
    assert [("Hill" in each, "Meadow" in each) for each in labels] == [
        (True, False), (False, True), (False, False)
    ]  # fmt: skip
    back = matters.add(kitchen_sink, there, "short_ban", "2")
    assert back.answers()["school"]["name"] == "Meadow School"
    closed = told(kitchen_sink, back, school__closed_days=[{"on": "2026-11-20"}])
    assert "school.closed_days" in closed.matter.facts
    assert "school.closed_days" not in closed.case


@pytest.mark.parametrize(
    ("journey", "place"), [("short_ban", "7"), ("told_off", "1"), ("nowhere", "1")]
)
def test_what_cannot_be_added_is_not_found(
    journey: str, place: str, kitchen_sink: Library, first: Document
) -> None:
    with pytest.raises(PageNotFound):
        matters.add(kitchen_sink, first, journey, place)


def test_measures_are_shown_and_taken_away_one_by_one(
    kitchen_sink: Library, second: Document
) -> None:
    listed = matters.listed(kitchen_sink, SPEAKER, second)
    assert [each.shown for each in listed] == [False, True]
    assert listed[0].title.text == "A ban for some days"
    assert listed[0].begun is not None and "14 September 2026" in listed[0].begun.text
    assert [each.text for each in listed[0].details] == ["2 school days", "Hill School"]
    with pytest.raises(PageNotFound):
        matters.show(second, 3)
    left = matters.removed(matters.show(second, 1))
    assert [each.number for each in left.matters] == [2] and left.matter.number == 2
    with pytest.raises(PageNotFound):
        matters.removed(left)
    assert matters.add(kitchen_sink, left, "short_ban", "2").matter.number == 3


def test_a_nearer_day_of_another_measure_is_said(kitchen_sink: Library, first: Document) -> None:
    def answered(start: str) -> dict[str, Any]:
        return {
            "ban__started_on": start, "ban__dated": start, "keepers__answer": "stays",
            "keepers__notice_dated": start, "keepers__notice_how": "by_hand",
        }  # fmt: skip

    later = told(
        kitchen_sink, interview.begin(kitchen_sink, "answer", "en"), **answered("2026-11-20")
    )
    near = matters.add(kitchen_sink, later, "answer", "1")
    near = told(kitchen_sink, near, **answered("2026-11-09"))
    assert matters.nearer(thought(kitchen_sink, near), SPEAKER) is None
    warned = matters.nearer(thought(kitchen_sink, near.showing(1)), SPEAKER)
    assert warned is not None and warned.number == 2
    own, other = (matters.first_day(thought(kitchen_sink, near.showing(each))) for each in (1, 2))
    assert own is not None and other is not None and other < own
    assert matters.last_day(thought(kitchen_sink, near)) == matters.last_day(
        thought(kitchen_sink, near.showing(1))
    )
