"""An organisation's letterhead from its settings: what is taken, and what is asked for again."""

from __future__ import annotations

import pytest

from app.model.letterhead import MOST_LINES, Letterhead
from app.services import letterheads
from app.services.letterheads import ADDRESS, CONTACT, FIELDS, NOTE, ORGANISATION

GIVEN = {
    ORGANISATION: "  Lantern   Law Centre ",
    ADDRESS: "7 Harbour Row\r\n\r\n  Exampletown",
    CONTACT: "letters@lantern.example",
    NOTE: "A made-up charity",
}


def test_settings_become_a_letterhead() -> None:
    assert letterheads.from_settings(GIVEN, "Robin  Adviser") == Letterhead(
        "Lantern Law Centre",
        ("7 Harbour Row", "Exampletown"),
        "letters@lantern.example",
        "A made-up charity",
        "Robin Adviser",
    )


def test_a_name_alone_is_enough() -> None:
    assert letterheads.from_settings({ORGANISATION: "Lantern"}, "") == Letterhead("Lantern")


@pytest.mark.parametrize("name", ["", "  ", "\u202e"])
def test_without_a_name_there_is_none(name: str) -> None:
    typed = {**GIVEN, ORGANISATION: name}
    assert letterheads.from_settings(typed, "Robin") is None
    assert [each.field for each in letterheads.problems(typed)] == [ORGANISATION]


@pytest.mark.parametrize("field", FIELDS)
def test_what_a_page_has_no_room_for_is_asked_for_again(field: str) -> None:
    typed = {**GIVEN, field: "x" * 1000}
    (problem,) = letterheads.problems(typed)
    assert problem.field == field
    assert problem.message.text.startswith("Use at most ")
    assert letterheads.from_settings(typed, "Robin") is None


def test_an_address_has_few_lines() -> None:
    (problem,) = letterheads.problems({**GIVEN, ADDRESS: "x\n" * (MOST_LINES + 1)})
    assert problem.field == ADDRESS


def test_nothing_that_reorders_a_line_is_kept() -> None:
    found = letterheads.from_settings({**GIVEN, CONTACT: "a\u202eb\tc"}, "Robin")
    assert found is not None
    assert found.contact == "ab c"


@pytest.mark.parametrize(
    "wrong", [{"organisation": ""}, {"organisation": "x" * 101}, {"lines": ("x",) * 7}]
)
def test_a_letterhead_is_never_larger_than_its_place(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="letterhead"):
        Letterhead(**{"organisation": "Lantern", **wrong})  # type: ignore[arg-type]
