"""The law for everybody: conditions and time limits in words, force and doubt, changes by date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.content.library import Library
from app.content.load import load
from app.i18n import catalogues
from app.i18n.pseudo import voices
from app.i18n.standing import DRAFT
from app.model.clocks import Clock, Reading
from app.model.rules import CellSource, Row, Version
from app.services import (
    law_changes,
    law_doubts,
    law_history,
    law_views,
    rights,
    rule_words,
    support,
)
from app.services import situation as situations
from app.services.speaking import Speaker
from app.services.views import Words

ENGLISH = catalogues.english_voice()
SPEAKER = Speaker(ENGLISH, ENGLISH)
TODAY = date(2026, 10, 13)


@pytest.fixture
def kites(kitchen_sink: Library) -> Library:
    return kitchen_sink


def _clock(**given: object) -> Clock:
    usual = {"count": 15, "unit": "school_days", "from": "keepers.told_on", "whose": "keepers"}
    return Clock.model_validate({**usual, **given})


@pytest.mark.parametrize(
    ("fact", "written", "label", "part", "answer"),
    [
        ("ban.days_in_term", "more than 5", "Days of ban in this term.", None, "More than 5"),
        ("ban.days_in_term", "5.5 or more", "Days of ban in this term.", None, "5.5 or more"),
        ("ban.days_in_term", "fewer than 5", "Days of ban in this term.", None, "Fewer than 5"),
        ("ban.days_in_term", "5 or fewer", "Days of ban in this term.", None, "5 or fewer"),
        (
            "ban.days_in_term",
            "more than 5 up to 15",
            "Days of ban in this term.",
            None,
            "More than 5, up to 15",
        ),
        ("flyer.band", ["small", "grown"], None, None, "small or grown"),
        ("kite.says.length", "no", None, "How long", "No"),
        ("ban.spoils_festival", "yes", None, None, "Yes"),
        ("keepers.meeting_on", "given", None, None, "This is known"),
        ("keepers.meeting_on", "not known", None, None, "This is not known yet"),
        ("keepers_duty", "may_write", "Must the keepers look at the ban?", None, "You may write"),
        (
            "keepers_duty",
            ["must_look", "may_write"],
            "Must the keepers look at the ban?",
            None,
            "“The keepers must look” or “You may write”",
        ),
        ("keepers_duty", "does_not_arise", None, None, "This question does not come up"),
    ],
)
def test_a_condition_reads_as_words(
    fact: str,
    written: CellSource,
    label: str | None,
    part: str | None,
    answer: str,
    kites: Library,
) -> None:
    (found,) = rule_words.cells(kites, SPEAKER, {fact: written})
    assert found.answer.text == answer
    assert (found.part.text if found.part else None) == part
    assert label in (None, found.label.text)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ["15 school days, counted from this: The day the keepers were told."]),
        ({"count": 1}, ["1 school day, counted from this: The day the keepers were told."]),
        (
            {"count": 6, "unit": "months", "first_day": "same"},
            [
                "6 months, counted from this: The day the keepers were told.",
                "That day is the first day.",
            ],
        ),
        ({"count": 0}, ["On this day: The day the keepers were told."]),
        (
            {"count": 2, "unit": "weeks", "direction": "back"},
            ["2 weeks before this: The day the keepers were told."],
        ),
        (
            {"aim_before": "ban.festival_on", "unit": "working_days"},
            [
                "15 working days, counted from this: The day the keepers were told.",
                "If it can be done, before this: The day of the festival.",
            ],
        ),
        (
            {"from": "keepers_duty.deadline", "unit": "days"},
            ["15 days, counted from this: the last day for “Must the keepers look at the ban?”"],
        ),
        (
            {"count": "ban.length", "from": "today"},
            ["How long the ban is, counted from this: today"],
        ),
    ],
)
def test_a_time_limit_reads_as_sentences(
    given: dict[str, object], said: list[str], kites: Library
) -> None:
    found = rule_words.limit(kites, SPEAKER, _clock(**given), "keepers_duty")
    assert [each.text for each in found.says] == said
    assert found.who.label.text == "The keepers"


def test_an_open_count_says_how_sure_it_is(kites: Library) -> None:
    reading = Reading(id="late", confidence="unconfirmed", says="Others count later.")
    found = rule_words.limit(kites, SPEAKER, _clock(readings=(reading,)), "keepers_duty")
    ((says, caution),) = found.readings
    assert says.text == "Others count later."
    assert caution is not None
    assert "could not confirm" in caution.text


@pytest.mark.parametrize(
    ("provision", "kind", "words"),
    [
        ("keeper-looks-at-bans", "must", "Must: the law"),
        ("keepers-should-be-kind", "should", "Should: official guidance"),
        ("family-may-write", "may", "Can: your right"),
        ("wind-is-free", "open", "Not sure"),
    ],
)
def test_a_provision_says_how_strong_it_is(
    provision: str, kind: str, words: str, kites: Library
) -> None:
    found = law_views.provision(situations.of_nobody(kites, TODAY), SPEAKER, provision)
    assert found is not None
    assert (found.force.kind, found.force.says.text) == (kind, words)
    assert (kind == "open") == (found.caution is not None and "confirm" in found.caution.text)


def test_a_permission_of_somebody_else_is_no_right_of_the_family() -> None:
    assert law_views.force(SPEAKER, "may").says.text == "Can: the law allows it"


def test_a_provision_that_no_source_of_the_day_has_is_left_out(kites: Library) -> None:
    before = situations.of_nobody(kites, date(2011, 1, 1))
    assert law_views.provision(before, SPEAKER, "keeper-looks-at-bans") is None


def test_a_decision_shows_the_version_of_the_day(kites: Library) -> None:
    now = law_views.rule(situations.of_nobody(kites, TODAY), SPEAKER, "keepers_duty")
    first, *_, last = now.rows
    assert first.limit is not None
    assert first.limit.says[0].text.startswith("10 school days")
    assert first.says == ()  # both sentences need a case
    assert first.cells[0].answer.text == "A ban for good"
    assert last.first
    assert now.only_if[0].answer.text == "A ban for some days or A ban for good"
    assert now.since == "25 March 2022"
    assert now.coming == "1 January 2030"
    then = law_views.rule(situations.of_nobody(kites, date(2013, 1, 1)), SPEAKER, "keepers_duty")
    assert then.rows[0].limit is not None
    assert then.rows[0].limit.says[0].text.startswith("15 school days")
    assert then.since is None
    ended = law_views.rule(situations.of_nobody(kites, date(2021, 1, 1)), SPEAKER, "keepers_duty")
    assert ended.rows == ()


def test_what_nobody_confirmed_is_not_said_as_law(kites: Library) -> None:
    decision = kites.decisions["keepers_duty"]
    row = decision.versions[0].rows[0].model_copy(update={"confidence": "unconfirmed"})
    found = law_views.row(situations.of_nobody(kites, TODAY), SPEAKER, decision.id, row)
    assert found is not None
    assert found.is_open
    assert (found.says, found.limit) == ((), None)
    assert found.force is not None
    assert found.force.kind == "open"
    assert found.caution is not None


def test_a_draft_stands_beside_its_english(kites: Library) -> None:
    turned = voices(ENGLISH)["en-XA"]
    draft = Speaker(replace(turned, judge=lambda *_: DRAFT), ENGLISH)
    rule = law_views.rule(situations.of_nobody(kites, TODAY), draft, "keepers_duty")
    row = rule.rows[0]
    assert rule.asks.english == "Must the keepers look at the ban?"
    assert row.title.english == "The keepers must look"
    assert row.limit is not None
    assert row.limit.says[0].english is not None
    assert row.limit.says[0].english.startswith("10 school days, counted from this")
    assert rule.only_if[0].answer.english == "A ban for some days or A ban for good"


def _row(**given: object) -> Row:
    return Row.model_validate({"id": "one", "then": "this", "cite": ["a"], **given})


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ({}, {"cite": ["b"]}, False),
        ({}, {"then": "that"}, True),
        ({}, {"when": {"ban.kind": "long_ban"}}, True),
        ({}, {"confidence": "unconfirmed"}, True),
        ({}, {"confidence": "reported"}, False),
        ({}, {"exception_to": "all"}, True),
        ({}, {"id": "two"}, True),
    ],
)
def test_a_line_differs_where_it_says_something_else(
    old: dict[str, object], new: dict[str, object], differs: bool
) -> None:
    before = Version.model_validate({"from": date(2012, 1, 1), "rows": [_row(**old)]})
    after = Version.model_validate({"from": date(2013, 1, 1), "rows": [_row(**new)]})
    assert bool(law_changes.differences(before, after)) == differs


def test_the_history_tells_each_day_what_changed(kites: Library) -> None:
    found = law_history.turns(kites, SPEAKER, TODAY)
    assert [each.day for each in found][-2:] == ["Friday 25 March 2022", "Monday 1 June 2020"]
    assert found[0].editions
    asked = "Must the keepers look at the ban?"
    duty = [each for turn in found for each in turn.rules if each.asks.text == asked]
    assert [each.ended for each in duty] == [False, True]
    assert [each.key is not None for each in duty] == [True, False]
    assert {each.kind for each in duty[0].changes} == {"new"}


def test_law_to_come_is_apart_from_law(kites: Library) -> None:
    now = {each.day for each in law_history.turns(kites, SPEAKER, TODAY)}
    (coming,) = law_history.to_come(kites, SPEAKER, TODAY)
    assert coming.day not in now
    assert "1 January 2030" in coming.day
    kinds = {each.kind for each in coming.rules[0].changes}
    assert kinds == {"new", "gone"}


def test_nothing_is_called_approved_that_nobody_read(kites: Library) -> None:
    found = law_history.approved(kites, SPEAKER)
    assert found.files == 0
    assert found.by == ()
    assert found.of > 0


def test_what_is_open_is_listed_by_how_open_it_is(kites: Library) -> None:
    found = law_doubts.doubts(kites, SPEAKER, TODAY)
    listed = {heading.text: [each.says.text for each in many] for heading, many in found.groups}
    assert listed["What we could not confirm"] == ["Wind is free."]
    assert listed["Where we read the law our own way"] == [
        "The time starts again when the string is cut."
    ]
    assert listed["What others say, and we have not read ourselves"] == [
        "The keepers should be kind."
    ]


def test_each_kind_of_school_has_its_own_places_and_doubts(kites: Library) -> None:
    found = rights.kinds(kites, SPEAKER, TODAY)
    assert [each.text for each in found.columns] == [
        "A meadow school", "A hill school", "A tent school",
    ]  # fmt: skip
    meadow, hill, tent = found.rows[0].cells
    assert meadow is not None and hill is not None and tent is not None
    assert meadow.where[0].endswith("reg. 1")
    assert hill.where[0].endswith("reg. 2")
    assert tent.where[0].endswith("reg. 3")
    assert (meadow.caution, tent.caution) == (None, None)
    assert hill.caution is not None


def test_without_a_table_of_kinds_there_is_no_such_page(sink_copy: Path) -> None:
    (sink_copy / "guidance/kinds.yaml").unlink()
    with pytest.raises(rights.PageNotFound):
        rights.kinds(load(sink_copy), SPEAKER, TODAY)


def test_helpers_stand_under_their_first_need_and_are_named_under_others(kites: Library) -> None:
    line, friends = kites.help
    line = line.model_copy(update={"needs": ("crime", "sen"), "languages": ("ro",)})
    found = support.by_need((line, friends), SPEAKER, TODAY)
    assert [each.heading.text for each in found] == [
        "For everybody", "Extra help in school, and disability", "If the police are involved",
    ]  # fmt: skip
    assert [each.helper.name for each in found[1].helpers] == ["The Kite Line"]
    assert found[1].helpers[0].languages == ("Română",)
    assert found[2].helpers == ()
    assert [each.href for each in found] == ["/en/help", "/en/help/sen", "/en/help/crime"]
    assert found[2].also == (("The Kite Line", f"/en/help/sen#{found[1].helpers[0].anchor}"),)


def test_it_is_said_plainly_if_nobody_speaks_the_readers_language(kites: Library) -> None:
    slovak = Speaker(replace(ENGLISH, lang="sk", name="Slovenčina"), ENGLISH)
    line = kites.help[0].model_copy(update={"languages": ("sk",)})

    def said(words: Words | None) -> str:
        return words.text if words else ""

    assert support.speaks(kites.help, SPEAKER) is None
    assert said(support.speaks(kites.help, slovak)).startswith("We found no one")
    assert "The Kite Line" in said(support.speaks((line,), slovak))
