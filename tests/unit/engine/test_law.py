"""The law compiled: domains, what rests on what, editions, confidence, and circles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.engine import law as laws
from app.engine.conditions import Domain
from app.engine.tables import DOES_NOT_ARISE
from app.model.provisions import Provision, Source
from app.model.values import option
from tests.unit.engine import made_up
from tests.unit.engine.made_up import choice


def source(name: str, start: str, group: str | None = None) -> Source:
    written = {"id": name, "title": name, "kind": "guidance", "from": start, "edition_of": group}
    return Source.model_validate(written)


def provision(*found: dict[str, Any]) -> Provision:
    head = {"id": "cited", "says": "So.", "force": "must", "on": "head"}
    return Provision.model_validate({**head, "found": found})


ACT = source("act", "2012-01-01")
ONE, TWO = source("one", "2012-01-01", "guide"), source("two", "2024-09-01", "guide")
SOURCES = {each.id: each for each in (ACT, ONE, TWO)}


def line(name: str, **more: Any) -> dict[str, Any]:
    return {"source": name, "at": "p. 1", "confidence": "confirmed", **more}


@pytest.mark.parametrize(
    ("on", "sources"),
    [
        ("2011-12-31", []),
        ("2012-01-01", ["act", "one"]),
        ("2024-08-31", ["act", "one"]),
        ("2024-09-01", ["act", "two"]),
    ],
)
def test_an_edition_ends_where_the_next_begins(on: str, sources: list[str]) -> None:
    found = laws.found_on(
        provision(line("act"), line("one"), line("two")), SOURCES, date.fromisoformat(on)
    )
    assert [each.source for each in found] == sources


@pytest.mark.parametrize(
    ("on", "held"),
    [("2014-12-31", False), ("2015-01-01", True), ("2019-12-31", True), ("2020-01-01", False)],
)
def test_a_pinpoint_holds_between_its_own_dates(on: str, held: bool) -> None:
    bounded = provision(line("act", **{"from": "2015-01-01", "until": "2019-12-31"}))
    assert bool(laws.found_on(bounded, SOURCES, date.fromisoformat(on))) is held


def test_a_source_is_not_in_force_before_its_own_start() -> None:
    early = provision(line("two", **{"from": "2013-01-01"}))
    assert laws.found_on(early, SOURCES, date(2020, 1, 1)) == ()


def test_of_two_provisions_the_weaker_counts_and_of_two_places_the_surer() -> None:
    one = made_up.decision("it", {"id": "always"})
    law = made_up.law({}, one)
    sure = provision(line("act", confidence="reported"), line("one", confidence="confirmed"))
    weak = provision(line("act", confidence="our_reading"))
    both = {"sure": sure, "weak": weak, "lost": provision(line("two"))}
    compiled = laws.compile_law(law.facts, law.decisions, both, SOURCES)
    on = date(2020, 1, 1)
    assert compiled.confidence(("sure",), on) == "confirmed"
    assert compiled.confidence(("sure", "weak"), on) == "our_reading"
    assert compiled.confidence(("sure", "lost"), on) == "unconfirmed"
    assert compiled.confidence(("sure", "lost"), date(2025, 1, 1)) == "reported"
    assert compiled.confidence((), on) == "unconfirmed"
    assert compiled.confidence(("sure",), on) == "confirmed"  # asked twice, worked out once


FACTS: dict[str, dict[str, Any]] = {
    "colour": choice("red", "blue"),
    "says": {**choice("length", "reason"), "is": "choices"},
    "sure": {"is": "yes_no"},
    "metres": {"is": "number", "from": 0, "to": 9, "step": 0.5},
    "length": {"is": "parts_of_day"},
    "day": {"is": "date"},
    "words": {"is": "text"},
}


def test_domains_follow_from_the_type() -> None:
    one = made_up.decision("it", {"id": "a", "then": "x"}, {"id": "b", "when": {"sure": "no"}})
    domains = made_up.law(FACTS, one).domains
    assert domains["colour"] == Domain("options", ("red", "blue"))
    assert domains["says"] == Domain("written")
    assert domains["says.length"] == domains["sure"] == Domain("options", ("yes", "no"))
    assert domains["metres"] == Domain("numbers", low=0, high=9, step=0.5)
    assert domains["length"] == Domain("numbers")
    assert domains["day"] == domains["today"] == Domain("dates")
    assert domains["words"] == Domain("written")
    assert domains["it"] == Domain("options", ("x", "b", DOES_NOT_ARISE))


def test_everything_rests_on_asked_facts_in_the_end() -> None:
    clock = {
        "count": "metres",
        "unit": "days",
        "from": "day",
        "aim_before": "feast",
        "whose": "head",
        "readings": [{"id": "r", "confidence": "reported", "says": "Or so.", "from": "cut"}],
    }
    one = made_up.decision("it", {"id": "a", "when": {"says.length": "no"}, "within": clock})
    derived = {"verb": "earliest_of", "args": {"dates": ["day", "feast"]}}
    facts = {
        **FACTS,
        "feast": {"is": "date", "assumed_from": "it2.deadline"},
        "cut": {"is": "date"},
        "first": {"is": "date", "derive": derived},
        "given": {
            "is": "date",
            "derive": {"verb": "given_on", "args": {"date": "first", "hand": ["by_hand"]}},
        },
        "over": {"is": "yes_no", "derive": {"verb": "deadline_passed", "args": {"deadline": "it"}}},
    }
    other = made_up.decision("it2", {"id": "b", "when": {"colour": "red"}})
    law = made_up.law(facts, one, other)
    assert law.roots["it2"] == {"when", "colour"}
    assert law.roots["feast"] == {"feast", "when", "colour"}
    assert law.roots["given"] == {"day", "feast", "when", "colour"}
    assert law.roots["it"] == {"when", "says", "metres", "day", "feast", "cut", "colour"}
    assert law.roots["over"] == law.roots["it"]
    assert law.roots["today"] == frozenset()


def test_a_circle_is_refused_with_its_way() -> None:
    egg = made_up.decision("egg", {"id": "a", "when": {"hen": "does_not_arise"}})
    hen = made_up.decision("hen", {"id": "a", "when": {"egg": "does_not_arise"}})
    with pytest.raises(ValueError, match=r"a circle: (egg > hen > egg|hen > egg > hen)"):
        made_up.law({}, egg, hen)


def test_a_fact_that_is_not_there_is_refused_by_name() -> None:
    one = made_up.decision("it", {"id": "a"}, law_as_at="nowhere")
    with pytest.raises(ValueError, match='it: there is no fact or decision "nowhere"'):
        made_up.law({}, one)


def test_conditions_outside_rules_may_ask_what_is_not_known() -> None:
    law = made_up.law(FACTS)
    values = {"colour": option("red")}
    assert law.holds({"colour": ["red", "blue"]}, values.get) == "yes"
    assert law.holds({"colour": "not known"}, values.get) == "no"
    assert law.holds({"metres": "not known", "colour": "red"}, values.get) == "yes"
    assert law.holds({"metres": "5 or more"}, values.get) == "maybe"
    assert law.holds({}, values.get) == "yes"


def test_what_is_remembered_stays_bounded_and_right_however_many_days_are_asked_for() -> None:
    one = made_up.decision("it", {"id": "always"})
    law = made_up.law({}, one)
    compiled = laws.compile_law(law.facts, law.decisions, {"new": provision(line("two"))}, SOURCES)
    first = date(2000, 1, 1)
    for each in range(laws.MOST_DAYS + 2):
        compiled.confidence(("new",), first + timedelta(days=each))
    assert compiled.confidence(("new",), first) == "unconfirmed"
    assert compiled.confidence(("new",), date(2025, 1, 1)) == "confirmed"


def test_where_a_provision_is_found_stays_right_however_many_days_are_asked_for() -> None:
    law = made_up.law({}, made_up.decision("it", {"id": "always"}))
    compiled = laws.compile_law(law.facts, law.decisions, {"new": provision(line("two"))}, SOURCES)
    first = date(2000, 1, 1)
    known = {on: compiled.found("new", on) for on in (first, date(2025, 1, 1))}
    assert known[first] != known[date(2025, 1, 1)]
    for each in range(laws.MOST_REMEMBERED + 2):
        compiled.found("new", first + timedelta(days=each))
    assert {on: compiled.found("new", on) for on in known} == known


def test_versions_in_force_are_remembered_and_stay_right_however_many_spans_are_asked_for() -> None:
    law = made_up.law({}, made_up.decision("it", {"id": "always"}))
    first = date(2030, 1, 1)
    known = law.in_force("it", first, first)
    assert [each.version.rows[0].id for each in known] == ["always"]
    for each in range(laws.MOST_REMEMBERED + 2):
        law.in_force("it", first, first + timedelta(days=each))
    assert law.in_force("it", first, first) == known
    assert law.in_force("it", date(1900, 1, 1), date(1900, 1, 2)) == ()
