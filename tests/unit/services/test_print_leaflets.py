"""Leaflets and cards of the kitchen sink: every number on them is one of a clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.content.library import Library
from app.content.load import load
from app.i18n import catalogues
from app.model.clocks import Clock
from app.model.errors import ContentInvalid, PageNotFound
from app.services import print_cards, print_leaflets
from app.services.speaking import Speaker
from tests.fixtures.content import ROOT, change

TWELVE = (
    "then: must_look\n        within: {count: 10,",
    "then: must_look\n        within: {count: 12,",
)
ON = date(2026, 11, 23)
RULE, PAGE = "flows/rules/keepers_duty.yaml", "guidance/rights/bans.yaml"


def speaker(library: Library, lang: str = "en") -> Speaker:
    spoken = catalogues.load(ROOT / "locales", library)
    return Speaker(spoken.voice(lang), spoken.voice("en"))


def leaflet(library: Library, on: date = ON) -> Any:
    return print_leaflets.leaflet(library, speaker(library), "bans", on)


def test_a_leaflet_says_what_content_says(kitchen_sink: Library) -> None:
    found = leaflet(kitchen_sink)
    page = kitchen_sink.rights["bans"]
    assert found.title.text == page.title
    assert [each.text for each in found.lead] == [page.lead]
    titles = [each.title.text for each in found.do.items]
    assert titles == [
        kitchen_sink.actions[each].title for each in ("write_to_keepers", "get_advice")
    ]
    assert kitchen_sink.provisions["keeper-looks-at-bans"].says in {
        each.title.text for each in found.rights.items
    }


def test_the_boxes_are_those_of_the_clock_of_the_day(kitchen_sink: Library) -> None:
    assert (leaflet(kitchen_sink).boxes, [each.box for each in leaflet(kitchen_sink).days]) == (
        10,
        [10],
    )
    before = leaflet(kitchen_sink, date(2019, 5, 1))
    assert (before.boxes, [each.box for each in before.days]) == (15, [15])
    assert "15 school days" in before.days[0].counted[0].text


def test_a_lawyers_change_stands_on_paper(sink_copy: Path) -> None:
    change(sink_copy, RULE, *TWELVE)
    found = leaflet(load(sink_copy))
    assert found.boxes == 12
    assert found.days[0].counted[0].text.startswith("12 school days")


def test_a_sentence_that_needs_a_case_is_left_out(kitchen_sink: Library) -> None:
    steps = leaflet(kitchen_sink).steps.items
    assert [each.title.text for each in steps] == ["The head decided", "The keepers look at it"]
    assert all(not each.says for each in steps)


def test_without_a_leaflet_there_is_none(kitchen_sink: Library) -> None:
    with pytest.raises(PageNotFound):
        print_leaflets.leaflet(kitchen_sink, speaker(kitchen_sink), "nothing", ON)


@pytest.mark.parametrize(
    ("clock", "box"),
    [
        ({"count": 15, "unit": "school_days"}, 15),
        ({"count": 15, "unit": "school_days", "first_day": "same"}, 14),
        ({"count": 1, "unit": "school_days", "first_day": "same"}, None),
        ({"count": 50, "unit": "school_days"}, None),
        ({"count": 5, "unit": "school_days", "direction": "back"}, None),
        ({"count": 6, "unit": "days"}, None),
        ({"count": "ban.length", "unit": "school_days"}, None),
    ],
)
def test_a_count_ends_in_a_box_where_boxes_hold_it(clock: dict[str, Any], box: int | None) -> None:
    made = Clock.model_validate({"from": "ban.started_on", "whose": "keepers", **clock})
    assert print_leaflets.box_of(made) == box


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("days: {keepers_duty: [for_good]", "days: {keepers_duty: [for_ever]", "C203"),
        ("steps: [head_decided", "steps: [nobody_decided", "C206"),
        ("do: [write_to_keepers", "do: [write_to_nobody", "C206"),
        ("  law: [keeper-looks-at-bans]", "  law: [nobody-looks]", "C206"),
    ],
)
def test_what_a_leaflet_names_is_there(sink_copy: Path, old: str, new: str, code: str) -> None:
    change(sink_copy, PAGE, old, new)
    with pytest.raises(ContentInvalid) as raised:
        load(sink_copy)
    assert {(each.code, each.file) for each in raised.value.findings} == {(code, PAGE)}


def test_a_card_shows_the_weekdays_of_the_term(content: Library) -> None:
    found = print_cards.card(content, speaker(content), ("permanent_exclusion",), ON)
    assert [each.text for each in found.weekdays] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    days = [each for week in found.weeks for each in week]
    assert all(len(week) == 5 for week in found.weeks)
    christmas = next(each for each in days if (each.number, each.month) == ("25", "Dec"))
    assert christmas.kind == "closed"
    assert christmas.why is not None
    assert christmas.why.text == "bank holiday"
    assert {each.kind for each in days} >= {"open", "closed"}
    counted = {each.box for _, boxes in found.days for each in boxes}
    assert counted == {6, 15}


def test_a_day_that_is_a_school_day_in_some_councils_only_is_marked_so(content: Library) -> None:
    found = print_cards.card(content, speaker(content), (), date(2026, 10, 12))
    assert "maybe" in {each.kind for week in found.weeks for each in week}


@pytest.mark.parametrize("on", [date(2026, 9, 10), date(2026, 12, 28), date(2027, 7, 30), ON])
def test_a_card_begins_on_a_monday_and_holds_the_next_weeks(content: Library, on: date) -> None:
    first, last, is_known = print_cards.span(content.usual_years, on)
    assert (first.weekday(), last.weekday()) == (0, 4)
    assert (last - on).days >= 56
    assert is_known
    assert (last - first).days < 7 * 22


def test_of_a_year_we_know_nothing_of_the_card_says_so(content: Library) -> None:
    found = print_cards.card(content, speaker(content), (), date(2033, 2, 1))
    assert [each.text for each in found.notes] == [print_cards.NOT_KNOWN]
    assert len(found.weeks) > 8
