"""What is counted over many families: families as the scenarios and samples tell of them, and which
faults each adds. Written by hand; a fault counts only when it is certain."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.content.library import Library
from app.model.pattern_counts import NOT_KNOWN, Contribution
from app.model.patterns import FAULT
from app.services import interview, pattern_parts, samples, scenario_file, situation
from app.services.scenario_file import Scenario
from app.services.situation import Situation
from tests.fixtures.content import ROOT

SCENARIOS = ROOT / "tests" / "scenarios"
FILES = sorted(SCENARIOS.glob("*/*.yaml"))
CASE = "0f" * 16
SCHOOL = {"name": "Larkhollow", "town": "Thistlebury", "urn": "900001", "la_code": "999"}
NOT_CANCELLED = {"exclusion.cancelled": "no"}


def told(library: Library, path: Path, more: dict[str, Any] | None = None) -> Situation:
    read = scenario_file.read(path, date(2026, 11, 26))
    given = {**read.given, **(more or {})}
    return scenario_file.of(library, Scenario(read.on, given, read.own, read.has_calendar))


def added(found: Situation) -> Contribution:
    made = pattern_parts.contribution(found, CASE)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("file", "more", "faults"),
    [
        ("notice_faults/no_letter", {}, {"no_notice"}),
        ("notice_faults/complete_letter", {}, set()),
        ("notice_faults/permanent_letter_says_nothing", {}, {"notice_incomplete"}),
        ("notice_faults/not_sure_what_it_says", {}, set()),
        ("lunchtime_removal/behaviour", {}, {"no_notice"}),
        ("lunchtime_removal/with_a_letter", {}, set()),
        ("meeting_lateness/day_after", NOT_CANCELLED, {"late_meeting"}),
        ("meeting_lateness/day_after", {}, set()),  # nobody said whether it was cancelled
        ("meeting_lateness/day_after", {"exclusion.cancelled": "yes"}, set()),
        ("meeting_lateness/last_day", NOT_CANCELLED, set()),
        ("meeting_lateness/decided", NOT_CANCELLED, set()),
        ("meeting_lateness/covid", NOT_CANCELLED, set()),
        ("papers_before_meeting/came_late", NOT_CANCELLED, {"late_papers"}),
        ("papers_before_meeting/not_come_on_the_day", NOT_CANCELLED, set()),
        ("papers_before_meeting/not_come_the_day_after", NOT_CANCELLED, {"late_papers"}),
        ("decision_notice_faults/nothing_in_it", {}, {"governors_letter_incomplete"}),
        ("decision_notice_faults/not_read_yet", {}, set()),
        ("informal_removal/not_enough_support", {}, {"sent_home"}),
        ("informal_removal/ill", {}, set()),
        ("informal_removal/reason_not_known", {}, set()),
        ("sent_home_patterns/collected_early_again", {}, {"sent_home", "sent_home_again"}),
        ("part_time_terms/today_not_agreed", {}, {"part_time_against_wishes"}),
        ("part_time_terms/today_help", {}, {"part_time_wrong_reason"}),
        ("part_time_gaps/only_an_end", {}, {"part_time_without_end"}),
        ("part_time_gaps/all_said", {}, set()),
        ("home_education_pressure/threat", {}, {"pressed_to_leave"}),
        ("home_education_pressure/no_threat", {}, set()),
        ("managed_move_faults/threat", {}, {"pressed_to_leave"}),
        ("list_removal/today_never_wrote", {}, {"off_the_list"}),
        ("list_removal/today_wrote", {}, set()),
        ("list_removal/wrote_not_known", {}, set()),
        ("isolation_faults/only_locked_in", {}, {"kept_apart"}),
        ("isolation_faults/nothing", {}, set()),
        ("safety_gaps/told_nothing", {}, {"kept_away_without_plan"}),
        ("safety_gaps/told_all", {}, set()),
        ("off_site_letter_gaps/only_the_aims_missing", {}, {"other_place_letter_incomplete"}),
    ],
)
def test_the_faults_of_a_family(
    content: Library, file: str, more: dict[str, Any], faults: set[str]
) -> None:
    assert added(told(content, SCENARIOS / f"{file}.yaml", more)).faults == faults


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, {"measure": "permanent_exclusion", "stage": NOT_KNOWN, "authority": NOT_KNOWN}),
        (NOT_CANCELLED, {"stage": "before_governors", "term": "2026-27 autumn"}),
        ({"exclusion.cancelled": "yes"}, {"stage": "cancelled"}),
        ({**NOT_CANCELLED, "board.decision": "reinstated"}, {"stage": "governors_said_yes"}),
        (
            {**NOT_CANCELLED, "board.decision": "declined", "irp.stage": "not_asked"},
            {"stage": "governors_said_no"},
        ),
        ({**NOT_CANCELLED, "board.decision": "declined"}, {"stage": NOT_KNOWN}),
        (
            {**NOT_CANCELLED, "board.decision": "declined", "irp.stage": "upheld"},
            {"stage": "panel_over"},
        ),
        ({"school": SCHOOL, "school.kind": "pru"}, {"authority": "999", "school_kind": "pru"}),
        ({"school": {"name": "By hand"}}, {"authority": NOT_KNOWN, "school_kind": NOT_KNOWN}),
    ],
)
def test_where_a_family_is_counted(
    content: Library, more: dict[str, Any], expected: dict[str, str]
) -> None:
    found = added(told(content, SCENARIOS / "meeting_lateness" / "day_after.yaml", more))
    assert {name: found.cells[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("decided", "term"),
    [
        (date(2026, 9, 4), "2026-27 autumn"),
        (date(2026, 12, 18), "2026-27 autumn"),
        (date(2027, 1, 6), "2026-27 spring"),
        (date(2027, 3, 19), "2026-27 spring"),
        (date(2027, 4, 14), "2026-27 summer"),
        (date(2027, 7, 20), "2026-27 summer"),
        ({"from": date(2027, 1, 11), "to": date(2027, 1, 20)}, "2026-27 spring"),
        ({"from": date(2026, 12, 1), "to": date(2027, 1, 20)}, NOT_KNOWN),
        ({"from": date(2026, 7, 10), "to": date(2026, 9, 20)}, NOT_KNOWN),
    ],
)
def test_the_term_of_a_decision(content: Library, decided: object, term: str) -> None:
    found = Scenario(
        date(2027, 11, 1), {"exclusion.kind": "isolation", "measure.began_on": decided}
    )
    assert added(scenario_file.of(content, found)).cells["term"] == term


def test_a_term_of_publishing_is_certain_on_every_day(content: Library) -> None:
    days = [date.fromordinal(date(2026, 8, 1).toordinal() + each) for each in range(730)]
    found = [pattern_parts.period(content, each) for each in days]
    assert list(dict.fromkeys(found)) == [
        f"{year} {term}"
        for year in ("2026-27", "2027-28")
        for term in ("autumn", "spring", "summer")
    ]


def test_families_of_the_samples_are_counted(content: Library) -> None:
    """Cases as they are stored, through the interview."""
    found = samples.read(ROOT / "locales")
    every = [
        added(situation.of(content, interview.replay(content, each, found.on), found.on))
        for each in found.documents
    ]
    assert len(every) >= 10
    assert {each.cells["measure"] for each in every} >= {"suspension", "isolation"}
    assert NOT_KNOWN not in {each.cells["stage"] for each in every}
    assert sum(bool(each.faults) for each in every) >= 5


@pytest.mark.parametrize("path", FILES[::7], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_family_is_at_one_stage_at_most(content: Library, path: Path) -> None:
    """Values that are written in content do not overlap."""
    found = told(content, path)
    assert content.patterns is not None
    for dimension in content.patterns.dimensions:
        held = [
            value.id
            for value in dimension.values
            if any(found.holds(row.when) == "yes" for row in value.rows)
        ]
        assert len(held) <= 1, dimension.id


def test_every_measure_has_a_stage_for_what_it_is(content: Library) -> None:
    """A measure that is new in the facts must not fall out of the counts of stages."""
    slot = content.slots.stage
    assert content.patterns is not None
    stages = next(each for each in content.patterns.dimensions if each.id == "stage")
    covered: set[str] = set()
    for value in stages.values:
        for row in value.rows:
            cell = row.when.get(slot, ())
            covered |= {cell} if isinstance(cell, str) else set(map(str, cell))
    assert covered == {each.id for each in content.facts[slot].options}


def test_a_fault_says_only_what_it_looks_like(content: Library) -> None:
    assert content.patterns is not None
    for each in content.patterns.faults:
        assert each.says.startswith("It looks as if "), each.id
        said = f"{each.says} {each.definition}".casefold()
        assert not {"unlawful", "illegal", "breach", "broke"} & set(said.split()), each.id
    assert (FAULT,) in content.patterns.tables
