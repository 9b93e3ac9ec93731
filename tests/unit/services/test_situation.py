"""What follows from a case while a question of it is open."""

from __future__ import annotations

from typing import Any

import pytest

from app.content.library import Library
from app.model.values import option
from tests.fixtures import families
from tests.fixtures.told import thought

WORKER, IN_CARE = "child.has_social_worker", "child.looked_after"


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        ({WORKER: "no"}, option("no")),
        ({WORKER: None}, option("no")),
        ({}, None),
        ({WORKER: "yes"}, None),
        ({WORKER: "yes", IN_CARE: "yes"}, option("yes")),
    ],
    ids=["no", "not sure", "open", "yes, and the next is open", "yes"],
)
def test_a_skipped_question_has_its_value_once_nothing_open_can_bring_it(
    content: Library, said: dict[str, Any], follows: Any
) -> None:
    journey, facts = families.FAMILIES[families.ROMA]
    others = {fact: each for fact, each in facts.items() if fact not in (WORKER, IN_CARE)}
    case = families.case(content, journey, {**others, **said})
    assert thought(content, case).value(IN_CARE) == follows


def test_what_an_open_question_cannot_change_stays(content: Library) -> None:
    journey, facts = families.FAMILIES[families.ROMA]
    others = {fact: each for fact, each in facts.items() if fact != WORKER}
    found = thought(content, families.case(content, journey, others))
    assert found.is_open
    assert found.value("board.decision") == option("waiting")


def test_where_these_rules_are_not_for_the_school_no_question_is_open(content: Library) -> None:
    journey, facts = families.FAMILIES[families.ROMA]
    begun = families.case(content, journey, {"notice.received": "yes"})
    abroad = families.case(content, journey, {**facts, "school.kind": "not_in_england"})
    assert [
        (each.is_open, each.is_elsewhere)
        for each in (thought(content, begun), thought(content, abroad))
    ] == [
        (True, False),
        (False, True),
    ]
