"""An interview replayed: what is asked, what comes next, and which answers count."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.library import Library
from app.content.load import load
from app.engine import journey as journeys
from app.engine.journey import Walk
from app.engine.reasoning import Reasoning
from app.model.facts import HistoryEntry
from app.model.journeys import Journey
from app.model.values import NO, YES, day, number, option
from tests.fixtures.content import KITCHEN_SINK
from tests.unit.engine import made_up
from tests.unit.engine.made_up import CALENDAR, ON, choice

FACTS: dict[str, dict[str, Any]] = {
    "kind": choice("short", "long"),
    "noticed": {"is": "yes_no"},
    "dated": {"is": "date"},
    "colour": choice("red", "blue"),
    "metres": {"is": "number", "from": 0, "to": 9, "step": 0.5},
    "answer": choice("waiting", "lifted"),
    "cancelled": {"is": "yes_no"},
}
LAW = made_up.law(FACTS)
SINK = load(KITCHEN_SINK)


def journey(name: str, *asked: Any, **more: Any) -> Journey:
    questions = [{"asks": each} if isinstance(each, str) else each for each in asked]
    section = {"id": "all", "title": "All", "questions": questions}
    head = {"id": name, "title": name, "lead": "So.", "found_under": []}
    return Journey.model_validate({**head, "sections": [section], **more})


SHORT = journey(
    "short",
    "noticed",
    {"asks": "dated", "only_if": {"noticed": "yes"}},
    "colour",
    {"asks": "metres", "only_if": {"colour": "red"}, "otherwise": 5},
    {"asks": "answer", "later": True},
    assumes={"kind": "short"},
)
NEXT = journey("next", "dated", "answer", "cancelled", assumes={"kind": "long", "metres": 2.5})


def walk(answers: dict[str, Any], *ways: Journey) -> Walk:
    return journeys.walk(LAW, ways or (SHORT,), answers, CALENDAR, ON)


def asked(found: Walk) -> list[str]:
    return [each.asked.asks for each in found.steps]


def test_an_interview_begins_with_what_can_be_asked() -> None:
    found = walk({})
    assert asked(found) == ["noticed", "colour"]
    assert found.next is not None and found.next.asked.asks == "noticed"
    assert not found.complete
    assert found.given["kind"] == option("short")


def test_an_answer_opens_the_questions_that_depend_on_it() -> None:
    found = walk({"noticed": YES})
    assert asked(found) == ["noticed", "dated", "colour"]
    assert found.next is not None and found.next.asked.asks == "dated"


def test_not_sure_is_an_answer() -> None:
    found = walk({"noticed": None, "colour": None})
    assert found.complete and found.next is None
    assert found.given["noticed"] is None
    assert found.kept == {"noticed", "colour"}
    assert found.given["metres"] == number(5)  # whoever is not sure is not asked


def test_answers_that_are_no_longer_asked_for_do_not_count() -> None:
    dated = day(date(2026, 10, 12))
    found = walk({"noticed": NO, "dated": dated, "colour": option("blue")})
    assert "dated" not in found.kept and "dated" not in found.given


def test_what_is_skipped_has_its_value() -> None:
    assert walk({"colour": option("blue")}).given["metres"] == number(5)
    asked_ = walk({"colour": option("red"), "metres": number(7)})
    assert asked_.given["metres"] == number(7)
    assert "metres" not in walk({"colour": option("red")}).given


def test_what_comes_later_is_offered_and_not_asked() -> None:
    found = walk({})
    assert [each.asked.asks for each in found.later] == ["answer"]
    answered = walk({"answer": option("lifted"), "noticed": NO, "colour": None})
    assert answered.complete
    assert answered.given["answer"] == option("lifted")
    assert answered.later[0].answered


def test_steps_know_their_neighbours() -> None:
    found = walk({"noticed": YES})
    before = found.before("colour")
    assert before is not None and before.asked.asks == "dated"
    assert found.before("noticed") is None
    assert found.before("answer") is None  # offered on the result page, not on the way
    step = found.step("answer")
    assert step is not None and step.section.title == "All"
    assert found.step("cancelled") is None


def test_several_journeys_share_one_case() -> None:
    found = walk({"noticed": YES, "answer": option("lifted")}, SHORT, NEXT)
    assert asked(found) == ["noticed", "dated", "colour", "cancelled"]
    assert [each.asked.asks for each in found.later] == ["answer"]
    assert found.given["kind"] == option("short")  # the first journey knew it first
    assert found.given["metres"] == number(2.5)  # assumed by the second, never asked


def test_a_question_may_be_listed_once_for_each_reason() -> None:
    twice = journey(
        "twice",
        "colour",
        {"asks": "cancelled", "only_if": {"colour": "red"}, "otherwise": "no"},
        {"asks": "cancelled", "later": True},
    )
    found = walk({"colour": option("blue")}, twice)
    assert found.given["cancelled"] == NO
    assert [each.asked.asks for each in found.later] == ["cancelled"]
    red = walk({"colour": option("red")}, twice)
    assert asked(red) == ["colour", "cancelled"] and red.later == ()


def test_a_question_may_depend_on_what_is_worked_out(kitchen_sink: Library) -> None:
    way = kitchen_sink.journeys["short_ban"]
    answers: dict[str, Any] = {
        "ban.started_on": day(ON),
        "ban.length": number(3),
        "ban.earlier": (),
    }

    def asks_terms() -> bool:
        found = journeys.walk(kitchen_sink.law, [way], answers, CALENDAR, ON)
        return found.step("school.many_terms") is not None

    assert not asks_terms()
    answers["ban.earlier"] = (HistoryEntry(day(date(2026, 9, 7)), "whole_days", number(3)),)
    assert asks_terms()
    answers["ban.length"] = None
    assert asks_terms()


def naive(library: Library, way: Journey, answers: dict[str, Any]) -> tuple[list[str], Any]:
    """What is asked and given if everything is worked out from nothing for each question."""
    given = {fact: journeys.as_value(value) for fact, value in way.assumes.items()}
    asked_: list[str] = []
    for each in (each for section in way.sections for each in section.questions):
        if each.asks in asked_ or each.asks in way.assumes:
            continue
        if Reasoning(library.law, dict(given), CALENDAR, ON).holds(each.only_if) == "yes":
            asked_.append(each.asks)
            if each.asks in answers:
                given[each.asks] = answers[each.asks]
        elif each.otherwise is not None:
            given.setdefault(each.asks, journeys.as_value(each.otherwise))
    return sorted(asked_), given


yes_no = st.sampled_from([None, YES, NO])
entries = st.lists(
    st.integers(1, 4).map(
        lambda n: HistoryEntry(day(date(2026, 9, 6 + n)), "whole_days", number(float(n)))
    ),
    max_size=2,
).map(tuple)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "ban.noticed": yes_no,
        "ban.dated": st.none() | st.just(day(date(2026, 10, 12))),
        "ban.started_on": st.none() | st.integers(1, 28).map(lambda n: day(date(2026, 10, n))),
        "ban.length": st.none() | st.integers(1, 9).map(lambda n: number(float(n))),
        "ban.earlier": st.none() | entries,
        "ban.spoils_festival": yes_no,
        "kite.colour": st.sampled_from([None, option("red"), option("blue")]),
        "school.kind": st.sampled_from([None, option("pru"), option("indoors")]),
        "ban.cancelled": yes_no,
        "keepers.answer": st.sampled_from([None, option("lifted")]),
    },
)


@settings(deadline=None)
@given(ANSWERS, st.sampled_from(["short_ban", "long_ban", "answer"]))
def test_a_replay_is_what_each_question_alone_would_give(
    answers: dict[str, Any], name: str
) -> None:
    found = journeys.walk(SINK.law, [SINK.journeys[name]], answers, CALENDAR, ON)
    wanted, given_ = naive(SINK, SINK.journeys[name], answers)
    assert sorted(each.asked.asks for each in (*found.steps, *found.later)) == wanted
    assert dict(found.given) == given_
    assert found.kept == {each for each in wanted if each in answers}


def test_content_writes_values_in_its_own_way() -> None:
    assert journeys.as_value("red") == option("red")
    assert journeys.as_value(True) == YES
    assert journeys.as_value(False) == NO
    assert journeys.as_value(2) == number(2.0)
