"""A journey as steps, and as boxes and lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.content.library import Library
from app.i18n import catalogues
from app.model.errors import PageNotFound
from app.render.flow_chart import WIDTH
from app.services import chart_drawing, charts
from app.services.speaking import Speaker

ENGLISH = catalogues.english_voice()
SPEAKER = Speaker(ENGLISH, ENGLISH)
TODAY = date(2026, 10, 13)


def test_the_steps_stand_in_the_order_in_which_they_are_asked(kitchen_sink: Library) -> None:
    found = charts.chart(kitchen_sink, SPEAKER, "short_ban", TODAY)
    headings = [heading.text for heading, _ in found.parts]
    assert headings == [
        "What happened", "School and child", "What you can tell us later", "What we work out",
    ]  # fmt: skip
    (_, first), *_, (_, worked) = found.parts
    assert not first[0].only_if
    assert first[1].only_if[0][0].answer.text == "Yes"
    journey = kitchen_sink.journeys["short_ban"]
    assert len(worked) == len(journey.works_out)


def test_a_question_with_two_places_is_one_step_with_both_conditions(
    kitchen_sink: Library,
) -> None:
    found = charts.chart(kitchen_sink, SPEAKER, "short_ban", TODAY)
    steps = [step for _, many in found.parts for step in many]
    double = next(each for each in steps if len(each.only_if) == 2)
    assert [cells[0].answer.text for cells in double.only_if] == [
        "More than 5", "This is not known yet",
    ]  # fmt: skip


def test_a_place_without_a_condition_makes_the_step_unconditional(kitchen_sink: Library) -> None:
    found = charts.chart(kitchen_sink, SPEAKER, "short_ban", TODAY)
    later = next(many for heading, many in found.parts if "later" in heading.text)
    assert not later[0].only_if  # asked in any case, whatever its first place takes for granted
    assert len({each.says.text for each in later}) == len(later)


def test_the_whole_way_has_nobody_on_it_and_needs_no_case(kitchen_sink: Library) -> None:
    found = charts.chart(kitchen_sink, SPEAKER, "short_ban", TODAY)
    assert found.stages[0].title.text == "The head decided"
    assert {each.status for each in found.stages} == {"later"}
    assert not any(each.says for each in found.stages)  # each of them names a day


@pytest.mark.parametrize("name", ["told_off", "nothing"])
def test_without_questions_there_is_no_chart(name: str, kitchen_sink: Library) -> None:
    with pytest.raises(PageNotFound):
        charts.chart(kitchen_sink, SPEAKER, name, TODAY)


def test_right_to_left_is_the_mirror_image(kitchen_sink: Library) -> None:
    arabic = Speaker(replace(ENGLISH, direction="rtl"), ENGLISH)
    found = charts.chart(kitchen_sink, SPEAKER, "short_ban", TODAY)
    (there,) = chart_drawing.drawings(SPEAKER, found, on_paper=False)
    (back,) = chart_drawing.drawings(arabic, found, on_paper=False)
    assert len(there.boxes) == len(back.boxes)
    for left, right in zip(there.boxes, back.boxes, strict=True):
        assert right.x == pytest.approx(WIDTH - left.x - left.width)


def test_words_in_another_language_run_their_own_way(kitchen_sink: Library) -> None:
    urdu = Speaker(replace(ENGLISH, lang="ur", direction="rtl"), ENGLISH)  # says it in English
    found = charts.chart(kitchen_sink, urdu, "short_ban", TODAY)
    (drawing,) = chart_drawing.drawings(urdu, found, on_paper=False)
    assert all(line.against for box in drawing.boxes for line in box.lines)
    assert {line.lang for box in drawing.boxes for line in box.lines} == {"en"}


def test_paper_gets_the_same_boxes_in_pieces_that_fit(kitchen_sink: Library) -> None:
    found = charts.chart(kitchen_sink, SPEAKER, "short_ban", TODAY)
    (whole,) = chart_drawing.drawings(SPEAKER, found, on_paper=False)
    pieces = chart_drawing.drawings(SPEAKER, found, on_paper=True)
    assert len(pieces) > 1
    assert all(each.height <= chart_drawing.PAGE for each in pieces)
    words = [line.words for box in whole.boxes for line in box.lines]
    assert [line.words for each in pieces for box in each.boxes for line in box.lines] == words
