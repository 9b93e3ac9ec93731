"""The interview over a stored case: begin, answer, take back, go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.content.library import Library
from app.model.errors import FactProblem, QuestionNotReachable
from app.model.values import NO, option
from app.services import interview
from app.services.documents import Document

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ON = date(2026, 11, 23)


@pytest.fixture
def begun(kitchen_sink: Library) -> Document:
    return interview.begin(kitchen_sink, "short_ban", "en")


def answered(library: Library, document: Document, **given: Any) -> interview.Interview:
    for fact, written in given.items():
        name = fact.replace("__", ".")
        document = interview.answer(library, document, name, written, NOW).document
    return interview.replay(library, document, ON)


def test_a_case_begins_with_one_matter(kitchen_sink: Library, begun: Document) -> None:
    assert begun.matter.journeys == ("short_ban",)
    assert begun.content == kitchen_sink.content_hash
    assert begun.records() == {}
    found = interview.replay(kitchen_sink, begun, ON)
    assert found.walk.next is not None
    assert found.walk.next.asked.asks == "ban.noticed"


@pytest.mark.parametrize("journey", ["told_off", "nowhere"])
def test_a_page_without_questions_begins_nothing(kitchen_sink: Library, journey: str) -> None:
    with pytest.raises(QuestionNotReachable):
        interview.begin(kitchen_sink, journey, "en")


def test_an_answer_is_a_record_in_its_place(kitchen_sink: Library, begun: Document) -> None:
    found = answered(kitchen_sink, begun, ban__noticed="no", school__kind=None)
    assert found.document.matter.facts["ban.noticed"] == {
        "value": "no",
        "known_from": "parent",
        "by": "parent",
        "at": "2026-11-23T09:30:00+00:00",
    }
    assert found.document.case["school.kind"]["value"] is None
    assert "school.kind" not in found.document.matter.facts
    assert found.walk.given["ban.noticed"] == NO
    assert found.walk.given["school.kind"] == option("maintained", "academy", "pru")


def test_answers_no_longer_asked_for_are_dropped(kitchen_sink: Library, begun: Document) -> None:
    yes = answered(kitchen_sink, begun, ban__noticed="yes", ban__dated="2026-11-20")
    assert "ban.dated" in yes.document.matter.facts
    no = interview.answer(kitchen_sink, yes.document, "ban.noticed", "no", NOW)
    assert "ban.dated" not in no.document.matter.facts
    assert "ban.noticed" in no.document.matter.facts


def test_what_is_not_on_the_way_cannot_be_answered(kitchen_sink: Library, begun: Document) -> None:
    with pytest.raises(QuestionNotReachable):
        interview.answer(kitchen_sink, begun, "ban.dated", "2026-11-20", NOW)
    with pytest.raises(QuestionNotReachable):
        interview.answer(kitchen_sink, begun, "keepers.notice_dated", "2026-11-20", NOW)


def test_a_value_that_does_not_fit_changes_nothing(kitchen_sink: Library, begun: Document) -> None:
    with pytest.raises(FactProblem):
        interview.answer(kitchen_sink, begun, "ban.noticed", "perhaps", NOW)


def test_closed_days_and_names_may_be_told_at_any_time(
    kitchen_sink: Library, begun: Document
) -> None:
    for fact, written in (
        ("school.closed_days", [{"on": "2026-11-20"}]),
        ("flyer.name", "A. Flyer"),  # in no journey: only letters need it
    ):
        found = interview.answer(kitchen_sink, begun, fact, written, NOW, interview.Told("helper"))
        assert found.document.case[fact]["by"] == "helper"
    closed = interview.answer(
        kitchen_sink, begun, "school.closed_days", [{"on": "2026-11-20"}], NOW
    )
    assert closed.calendar.reasons[date(2026, 11, 20).toordinal()] == "closed"


def test_a_text_for_a_letter_is_kept(kitchen_sink: Library, begun: Document) -> None:
    kept = interview.keep_text(kitchen_sink, begun, "sender.story", "It was windy.", NOW)
    assert kept.matter.facts["sender.story"]["value"] == "It was windy."
    later = answered(kitchen_sink, kept, ban__noticed="no")
    assert "sender.story" in later.document.matter.facts


def test_a_case_goes_on_to_the_next_journey(kitchen_sink: Library, begun: Document) -> None:
    on = interview.go_on(kitchen_sink, begun, "answer")
    assert on.matter.journeys == ("short_ban", "answer")
    assert interview.go_on(kitchen_sink, on, "answer") is on
    assert interview.go_on(kitchen_sink, on, "nowhere") is on


def test_facts_that_content_no_longer_has_fall_away(kitchen_sink: Library, begun: Document) -> None:
    old = replace(begun, case={"kite.smell": {"value": "x"}, "flyer.age": {"value": 3}})
    found = interview.replay(kitchen_sink, old, ON)
    assert "kite.smell" not in found.walk.given and "flyer.age" not in found.walk.given


def test_addresses_of_questions_say_nothing(kitchen_sink: Library) -> None:
    key = interview.key_of("ban.noticed")
    assert "ban" not in key and len(key) == 8
    assert interview.fact_of(kitchen_sink, key) == "ban.noticed"
    with pytest.raises(QuestionNotReachable):
        interview.fact_of(kitchen_sink, "00000000")
    keys = {interview.key_of(fact) for fact in kitchen_sink.questions}
    assert len(keys) == len(kitchen_sink.questions)
