"""Placeholders: how each type of value is written, and what becomes a gap."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.letters.filling import Filler, plain, written
from app.letters.recipients import note
from app.letters.user_text import cleaned
from app.model.assessment import Alternative, Conclusion, Trace
from app.model.clocks import Clock, Deadline
from app.model.facts import ClosedDay, School
from app.model.values import Numbers, day, number, option
from tests.unit.letters.made_up import (
    ENGLISH,
    FACTS,
    KNOWN,
    OTHER,
    RECIPIENTS,
    holds,
    situation,
)

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def filled(text: str, values: dict[str, Any] | None = None, **more: Any) -> str:
    return Filler(situation(values, **more), FACTS, ENGLISH, {}).fill(text, "x").plain


TWO_DAYS = (ClosedDay(date(2030, 1, 1), "x"), ClosedDay(date(2030, 1, 3), "x"))


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        ("cake.for", "  Ada  ", "Ada"),
        ("cake.size", number(5.5), "5.5"),
        ("cake.size", 2, "2"),
        ("cake.due", day(date(2030, 1, 9)), "9/en"),
        ("cake.due", date(2030, 1, 9), "9/en"),
        ("cake.shop", School("Sweet Street"), "Sweet Street"),
        ("cake.shape", option("round"), "a round one"),
        ("cake.faults", frozenset({"sweet", "dry"}), "too dry and too sweet"),
        ("cake.days", TWO_DAYS, "1/en and 3/en"),
    ],
)
def test_a_value_is_written_by_its_type(fact: str, value: object, text: str) -> None:
    assert filled(f"<{{{fact}}}>", {fact: value}) == f"<{text}>"


@pytest.mark.parametrize(
    "value",
    [None, "", "   ", Numbers(((1, 3),)), School(" "), (), frozenset(), object()],
)
def test_what_is_not_known_exactly_is_a_blank(value: object) -> None:
    assert filled("<{cake.size}>", {"cake.size": value}) == "<________>"


@pytest.mark.parametrize(
    ("on", "text"),
    [(date(2028, 1, 3), "3/en"), (date(2028, 1, 1), "1.1.2028/en"), (date(2031, 5, 1), "1/en")],
)
def test_a_day_more_than_two_years_ago_has_no_weekday(on: date, text: str) -> None:
    assert filled("{cake.due}", {"cake.due": day(on)}) == text


def test_a_list_of_nothing_known_is_nothing() -> None:
    assert written(frozenset({"dry"}), None, ENGLISH) is None


def test_an_address_keeps_its_lines() -> None:
    found = Filler(situation({"cake.note": "1 Lane\r\n\r\nTown"}), FACTS, ENGLISH, {}).fill(
        "{cake.note}", "x"
    )
    assert [run.kind for run in found.runs] == ["value", "line", "line", "value"]


def test_braces_that_people_type_are_only_text() -> None:
    assert filled("{cake.for}", {"cake.for": "{cake.size}"}) == "{cake.size}"


def test_a_gap_bears_the_language_of_its_label() -> None:
    filler = Filler(situation({"cake.for": None, "cake.size": None}), FACTS, OTHER, {})
    ours = filler.fill("{cake.for}", "letters.order.ask.text").runs
    assert [(run.text, run.lang) for run in ours if run.kind == "gap"] == [("Namo", None)]
    in_english = filler.fill("{cake.for} {cake.size}", "x").runs
    assert [(run.text, run.lang) for run in in_english if run.kind == "gap"] == [
        ("Namo", "xx"),
        ("What cake.size is", None),
    ]


def deadline(first: date | None, last: date | None, *, assumed: bool = False) -> Deadline:
    clock = Clock.model_validate({"count": 1, "unit": "days", "from": "cake.due", "whose": "baker"})
    return Deadline(clock, None, first, last, None, None, None, "usual", assumed)


def conclusion(*deadlines: Deadline | None) -> Conclusion:
    trace = Trace("rise", date(2000, 1, 1), "row", (), (), "confirmed")
    return Conclusion("rise", tuple(Alternative("rises", trace, each) for each in deadlines))


NINTH, TENTH = date(2030, 1, 9), date(2030, 1, 10)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (conclusion(deadline(NINTH, NINTH)), "9/en"),
        (conclusion(deadline(NINTH, NINTH), deadline(NINTH, NINTH)), "9/en"),
        (conclusion(deadline(NINTH, NINTH), deadline(TENTH, TENTH)), "________"),
        (conclusion(deadline(NINTH, TENTH)), "________"),
        (conclusion(deadline(NINTH, NINTH, assumed=True)), "________"),
        (conclusion(deadline(None, None)), "________"),
        (conclusion(None), "________"),
        (conclusion(), "________"),
    ],
)
def test_a_time_limit_is_printed_only_where_it_is_certain(found: Conclusion, text: str) -> None:
    assert filled("{rise.deadline}", conclusions={"rise": found}) == text


def test_a_time_limit_nobody_worked_out_is_a_blank() -> None:
    assert filled("{rise.deadline}") == "________"


def test_an_address_may_come_with_a_note() -> None:
    known = note(RECIPIENTS["baker"], holds(KNOWN), ENGLISH)
    assert known is not None
    assert known.text == "Ring the bell."
    assert note(RECIPIENTS["miller"], holds(KNOWN), ENGLISH) is None


REFUSED = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\ufffe")


@UNHURRIED
@given(st.text())
def test_text_that_people_typed_can_be_put_in_any_document(text: str) -> None:
    found = cleaned(text)
    assert not any(ord(char) < 32 and char != "\n" for char in found)
    assert not set(found) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\ufffe"
    )
    found.encode()
    assert cleaned(found) == found


@UNHURRIED
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])))
def test_no_letter_of_any_script_is_lost(text: str) -> None:
    assert cleaned(text) == text


@UNHURRIED
@given(st.text())
def test_a_filled_letter_says_what_people_typed(text: str) -> None:
    expected = cleaned(text).strip()
    assert filled("{cake.note}", {"cake.note": text}) == (expected or "________")


def test_plain_text_marks_gaps_and_lines() -> None:
    runs = Filler(situation({"cake.for": None}), FACTS, ENGLISH, {}).fill("A\n{cake.for}", "x").runs
    assert plain(runs) == "A\n________"
