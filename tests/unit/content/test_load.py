"""Folders to a library: one of everything is read, and every fault is found with its place."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from app.content.library import Library
from app.content.load import load
from app.model.errors import ContentInvalid
from app.model.facts import FactType
from app.model.letters import BlockType
from tests.fixtures.content import add, change, line_of, refused

FACTS = "flows/facts.yaml"
DUTY = "flows/rules/keepers_duty.yaml"
SHORT = "flows/journeys/short_ban.yaml"


def test_the_kitchen_sink_has_one_of_everything(kitchen_sink: Library) -> None:
    assert {each.is_ for each in kitchen_sink.facts.values()} == set(get_args(FactType))
    blocks = [
        block
        for source in (*kitchen_sink.letters.values(), *kitchen_sink.parts.values())
        for block in source.blocks
    ]
    assert {getattr(each, "is_", "use") for each in blocks} == {*get_args(BlockType), "use"}


def test_what_is_read_is_found_by_id(kitchen_sink: Library) -> None:
    assert kitchen_sink.facts["kite.colour"].id == "kite.colour"
    assert kitchen_sink.decisions["keepers_duty"].versions[1].repealed
    assert list(kitchen_sink.process.actors) == ["family", "head", "keepers"]
    assert "recipients" not in kitchen_sink.letters
    outcome = kitchen_sink.outcome("keepers_duty", "may_write")
    assert outcome is not None and outcome.title == "You may write"
    assert kitchen_sink.outcome("keepers_duty", "nothing") is None
    assert kitchen_sink.outcome("nothing", "nothing") is None


def test_the_hash_names_the_content(kitchen_sink: Library, sink_copy: Path) -> None:
    assert load(sink_copy).content_hash == kitchen_sink.content_hash
    change(sink_copy, FACTS, "The colour of the kite.", "The colour of a kite.")
    assert load(sink_copy).content_hash != kitchen_sink.content_hash


@pytest.mark.parametrize(
    ("code", "file", "old", "new", "at", "says"),
    [
        (
            "C101",
            FACTS,
            "ban.noticed: {",
            "ban.dated: {",
            "ban.dated: {means: The d",
            "is written twice",
        ),
        ("C101", FACTS, "ban.cancelled: {", "ban.cancelled: !x {", "ban.cancelled", "tags like"),
        ("C102", FACTS, "is: history", "is: novel", "is: novel", "is: Input should be"),
        ("C102", DUTY, "repealed: yes", "repaeled: yes", "repaeled", "Extra inputs"),
        ("C102", SHORT, "lead: The ban ends.", "", "title:", "lead: Field required"),
        ("C102", "flows/first_page.yaml", "pictogram: gov", "x: gov", "x: gov", "pictogram: Field"),
        (
            "C103",
            "guidance/sources.yaml",
            "{id: kite-regulations",
            "{id: kite-act",
            "Kite Regulations",
            '"kite-act" is there twice',
        ),
        (
            "C201",
            DUTY,
            "cite: [keeper-looks-at-bans, keepers-should-be-kind]",
            "cite: [keepers-should-be-cruel]",
            "keepers-should-be-cruel",
            'no provision "keepers-should-be-cruel"',
        ),
        (
            "C202",
            "guidance/provisions/kites.yaml",
            '{source: kite-act, at: "s. 1"',
            '{source: kite-law, at: "s. 1"',
            "kite-law",
            'no source "kite-law"',
        ),
        (
            "C203",
            "flows/rules/kite_tax.yaml",
            "exception_to: [long_red, long_other]",
            "exception_to: [long_red, long_pink]",
            "late_flyer",
            'no row "long_pink"',
        ),
        (
            "C204",
            SHORT,
            "only_if: {ban.spoils_festival: yes}",
            "only_if: {ban.spoils_feast: yes}",
            "ban.spoils_feast",
            'no fact or decision "ban.spoils_feast"',
        ),
        (
            "C205",
            "flows/rules/kite_tax.yaml",
            "kite.colour: red}",
            "kite.colour: pink}",
            "pink",
            'no option "pink"',
        ),
        (
            "C205",
            "flows/rules/kite_tax.yaml",
            "kite.colour: red}",
            "kite.colour: not known}",
            "not known",
            "cannot stand in a rule",
        ),
        (
            "C205",
            SHORT,
            "otherwise: 5",
            "otherwise: 5000",
            "5000",
            'kite.metres cannot be "5000.0"',
        ),
        ("C205", SHORT, "otherwise: waiting", "otherwise: gone", "gone", 'cannot be "gone"'),
        (
            "C205",
            SHORT,
            "assumes: {ban.kind: short_ban}",
            "assumes: {ban.kind: no_ban}",
            "no_ban",
            'ban.kind cannot be "no_ban"',
        ),
        ("C206", SHORT, "- asks: kite.colour", "- asks: kite.color", "kite.color", '"kite.color"'),
        (
            "C206",
            SHORT,
            "assumes: {ban.kind: short_ban}",
            "assumes: {ban.type: short_ban}",
            "ban.type",
            '"ban.type" among the values',
        ),
        ("C206", SHORT, "leads_to: [answer]", "leads_to: [reply]", "reply", '"reply"'),
        ("C206", "flows/slots.yaml", "law_date: ban.decided_on", "law_date: ban.x", "law", "ban.x"),
        ("C206", "flows/slots.yaml", "in_year: ban.days_in_year", "in_year: b.y", "b.y", "b.y"),
        (
            "C205",
            "flows/slots.yaml",
            "counts_in_history: [short_ban]",
            "counts_in_history: [no_ban]",
            "counts_in_history",
            'ban.kind cannot be "no_ban"',
        ),
        ("C206", "flows/slots.yaml", "family: family", "family: clan", "clan", '"clan"'),
        (
            "C206",
            "flows/process.yaml",
            "    who: keepers",
            "    who: janitors",
            "janitors",
            '"janitors" among the actors',
        ),
        (
            "C206",
            "flows/rules/keepers_papers.yaml",
            "whose: keepers",
            "whose: janitors",
            "janitors",
            '"janitors" among the actors',
        ),
        (
            "C206",
            "flows/outcomes/keepers_papers.yaml",
            "who: keepers",
            "who: janitors",
            "janitors",
            '"janitors" among the actors',
        ),
        ("C206", "letters/ask_for_review.yaml", "by: review_right", "by: luck", "luck", '"luck"'),
        (
            "C206",
            "letters/views_to_keepers.yaml",
            "asks: sender.story",
            "asks: sender.tale",
            "sender.tale",
            '"sender.tale"',
        ),
        (
            "C206",
            "letters/views_to_keepers.yaml",
            "from: today, whose",
            "from: some_day, whose",
            "some_day",
            '"some_day"',
        ),
        (
            "C207",
            "flows/outcomes/keepers_duty.yaml",
            "- id: may_write",
            "- id: may_read",
            "may_read",
            "no row of keepers_duty concludes may_read",
        ),
        (
            "C209",
            "flows/rules/yearly_sky.yaml",
            "then: beyond_the_year",
            "then: beyond_the_sky",
            "beyond_the_sky",
            "nothing says what beyond_the_sky means",
        ),
        (
            "C302",
            DUTY,
            "- from: 2022-03-25",
            "- from: 2020-06-01",
            "asks_whether",
            "not in order of date",
        ),
        (
            "C303",
            "flows/rules/yearly_sky.yaml",
            "{id: beyond,",
            "{id: inside,",
            "{id: inside, when: {ban.days_in_year: 45 or fewer}",
            "two rows are called inside",
        ),
        (
            "C501",
            "flows/rules/yearly_sky.yaml",
            "then: inside_the_year, cite: [kites-need-string]}",
            "then: inside_the_year}",
            "{id: inside",
            "the row inside cites nothing",
        ),
    ],
)
def test_each_fault_is_found_at_its_line(
    sink_copy: Path, code: str, file: str, old: str, new: str, at: str, says: str
) -> None:
    change(sink_copy, file, old, new)
    found = {each.code: each for each in reversed(refused(sink_copy))}
    assert code in found
    assert says in found[code].message
    assert found[code].file == file
    assert found[code].line == line_of(sink_copy, file, at)


def test_all_findings_come_together(sink_copy: Path) -> None:
    """A broken file, a wrong value and an id that is there twice are told at once, in order."""
    change(sink_copy, FACTS, "is: history", "is: novel")
    change(sink_copy, DUTY, "repealed: yes", "repealed: yes\n    repealed: no")
    add(sink_copy, "flows/first_page.yaml", "- {id: unsure, label: Again, pictogram: ask}\n")
    add(sink_copy, "flows/questions/more.yaml", "- question: Whose is it?\n- just words\n")
    found = refused(sink_copy)
    assert [(each.code, each.file) for each in found] == [
        ("C102", FACTS),
        ("C103", "flows/first_page.yaml"),
        ("C102", "flows/questions/more.yaml"),
        ("C102", "flows/questions/more.yaml"),
        ("C101", DUTY),
    ]
    with pytest.raises(ContentInvalid) as invalid:
        load(sink_copy)
    assert len(str(invalid.value).splitlines()) >= len(found)
    assert str(found[0]).startswith(f"{FACTS}:{found[0].line}  C102 is: ")
    assert "\n  " in str(found[1])
