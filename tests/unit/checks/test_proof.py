"""Each proof finds the fault it is for: one thing is broken in a copy of the kitchen sink."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.checks import proof
from app.checks.tables import in_words
from app.content.library import Library
from app.engine.conditions import Bounds
from app.engine.regions import Atom
from app.model.findings import Finding
from tests.fixtures.content import KITCHEN_SINK, add, change, line_of

DUTY = "flows/rules/keepers_duty.yaml"
SKY = "flows/rules/yearly_sky.yaml"
TAX = "flows/rules/kite_tax.yaml"
SHORT = "flows/journeys/short_ban.yaml"
LONG = "flows/journeys/long_ban.yaml"
PROVISIONS = "guidance/provisions/kites.yaml"


def found(root: Path, code: str) -> tuple[Finding, ...]:
    """The findings of one code, if there is no other."""
    every = proof.findings(root)
    assert {each.code for each in every} == {code}, "\n".join(map(str, every))
    return every


def test_the_kitchen_sink_holds_together() -> None:
    assert proof.findings(KITCHEN_SINK) == ()


def test_what_cannot_be_loaded_is_told_as_it_is(sink_copy: Path) -> None:
    change(sink_copy, SKY, "then: inside_the_year", "then: 7")
    assert [each.code for each in proof.findings(sink_copy)] == ["C102"]


# ---- tables


def test_a_gap_between_rows_is_told_in_words(sink_copy: Path) -> None:
    change(sink_copy, SKY, "more than 45", "46 or more")
    (gap,) = found(sink_copy, "C301")
    assert gap.file == SKY
    assert "ban.days_in_year: more than 45, below 46" in gap.remedy
    assert "ban.kind: short_ban" in gap.remedy


def test_not_more_than_three_gaps_are_told(sink_copy: Path) -> None:
    change(sink_copy, TAX, "kite.colour: [green, blue]", "kite.colour: [green]")
    change(sink_copy, TAX, "kite.metres: fewer than 10", "kite.metres: fewer than 5")
    change(sink_copy, TAX, "flyer.age: 18 or more}", "flyer.age: 18 or more, kite.colour: red}")
    assert len(found(sink_copy, "C301")) == 3


def test_rows_that_overlap_are_named(sink_copy: Path) -> None:
    change(sink_copy, SKY, "more than 45", "45 or more")
    (overlap,) = found(sink_copy, "C306")
    assert "inside, beyond" in overlap.message
    assert "ban.days_in_year: 45" in overlap.remedy
    assert overlap.line == line_of(sink_copy, SKY, "id: inside")


def test_two_exceptions_to_one_row_may_not_overlap(sink_copy: Path) -> None:
    row = "      - {id: blue_feast, exception_to: [long_other], when: {kite.metres: 10 or more, "
    rest = "kite.colour: blue}, then: a_penny, cite: [wind-is-free]}\n"
    add(sink_copy, TAX, row + rest)
    assert all("blue_feast" in each.message for each in found(sink_copy, "C306"))


def test_a_row_that_never_applies_is_found(sink_copy: Path) -> None:
    change(
        sink_copy,
        SKY,
        "- {id: beyond,",
        "- {id: never, when: {ban.days_in_year: more than 45, ban.kind: long_ban}, "
        "then: beyond_the_year, cite: [kites-need-string]}\n      - {id: beyond,",
    )
    (never,) = found(sink_copy, "C305")
    assert "the row never never applies" in never.message
    assert never.line == line_of(sink_copy, SKY, "id: never")


def test_a_point_that_never_holds_is_found(sink_copy: Path) -> None:
    file = "flows/rules/notice_faults.yaml"
    change(sink_copy, file, "kite.says.length: no}", "kite.says.length: no, ban.kind: told_off}")
    never, unreached = sorted(proof.findings(sink_copy), key=lambda each: each.code)
    assert (never.code, unreached.code) == ("C305", "C407")
    assert "no_length" in never.message and never.line == line_of(sink_copy, file, "no_length")


def test_a_table_that_outgrows_its_reader_is_found(sink_copy: Path) -> None:
    rows = "".join(
        f"      - {{id: day_{n}, when: {{ban.days_in_year: more than {45 + n} up to {46 + n}}}, "
        "then: beyond_the_year, cite: [kites-need-string]}\n"
        for n in range(12)
    )
    change(sink_copy, SKY, "more than 45}", "more than 57}")
    add(sink_copy, SKY, rows)
    (big,) = found(sink_copy, "C304")
    assert "14 rows and 2 facts" in big.message


@pytest.mark.parametrize(
    ("atom", "words"),
    [
        (Atom(0, ids=("red", "blue")), "red or blue"),
        (Atom(0, bounds=Bounds(5, False, 5)), "5"),
        (Atom(0, bounds=Bounds(5, True, 6, True)), "more than 5, below 6"),
        (Atom(0, bounds=Bounds(5, False, 6.5)), "5 or more, up to 6.5"),
    ],
)
def test_cases_are_told_as_an_author_would_write_them(atom: Atom, words: str) -> None:
    assert in_words(atom) == words


# ---- journeys


def test_a_question_that_changes_nothing_is_found(sink_copy: Path) -> None:
    add(sink_copy, "flows/facts.yaml", "kite.smell: {means: The smell., is: text}\n")
    add(sink_copy, "flows/questions/kites.yaml", "- {fact: kite.smell, question: How?}\n")
    change(sink_copy, LONG, "      - asks: school.kind\n", "      - asks: kite.smell\n")
    (useless,) = found(sink_copy, "C403")
    assert "kite.smell" in useless.message
    assert useless.line == line_of(sink_copy, LONG, "kite.smell")


def test_a_day_on_which_an_act_was_done_changes_something(kitchen_sink: Library) -> None:
    """`review.asked_on` is used for nothing but to end a clock."""
    asked = kitchen_sink.journeys["answer"].sections[0].questions
    assert "review.asked_on" in {each.asks for each in asked}


def test_a_question_that_is_missing_is_found(sink_copy: Path) -> None:
    change(sink_copy, LONG, "      - asks: ban.spoils_festival\n", "")
    change(
        sink_copy,
        LONG,
        "      - {asks: ban.festival_on, only_if: {ban.spoils_festival: yes}}\n",
        "",
    )
    messages = [each.message for each in found(sink_copy, "C402")]
    assert any(each.startswith("ban.spoils_festival can change") for each in messages)


def test_a_question_that_hangs_on_a_later_one_is_found(sink_copy: Path) -> None:
    change(sink_copy, SHORT, "      - asks: ban.noticed\n", "")
    change(
        sink_copy,
        SHORT,
        "      - asks: flyer.born_on\n",
        "      - asks: flyer.born_on\n      - asks: ban.noticed\n",
    )
    early = found(sink_copy, "C401")
    assert {"ban.dated is asked only if ban.noticed, which rests on ban.noticed"} == {
        each.message for each in early
    }
    assert early[0].line == line_of(sink_copy, SHORT, "asks: ban.dated")


# ---- dead ends


def test_a_choice_that_leads_nowhere_is_found(sink_copy: Path) -> None:
    file = "flows/first_page.yaml"
    add(sink_copy, file, "- {id: has_balloon, label: I have a balloon, pictogram: ask}\n")
    (nowhere,) = found(sink_copy, "C404")
    assert nowhere.message == "no journey is found under has_balloon"
    assert (nowhere.file, nowhere.line) == (file, line_of(sink_copy, file, "has_balloon"))


def test_an_event_whose_question_no_journey_asks_is_found(sink_copy: Path) -> None:
    add(sink_copy, "flows/facts.yaml", "kite.smell: {means: The smell., is: text}\n")
    add(sink_copy, "flows/questions/kites.yaml", "- {fact: kite.smell, question: How?}\n")
    file = "flows/events/keepers_met.yaml"
    change(sink_copy, file, "keepers.meeting_on]", "keepers.meeting_on, kite.smell]")
    (mute,) = found(sink_copy, "C405")
    assert mute.message == "keepers_met asks kite.smell, which no journey asks"
    assert mute.file == file


def test_a_decision_that_nobody_needs_is_found(sink_copy: Path) -> None:
    change(sink_copy, SHORT, ", keep_off_the_hill", "")
    (idle,) = found(sink_copy, "C406")
    assert "keep_off_the_hill" in idle.message
    assert idle.file == "flows/rules/keep_off_the_hill.yaml"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("flows/actions/get_advice.yaml", "when: {keep_off_the_hill: given}\n"),
        ("flows/events/keepers_met.yaml", "when: {keep_off_the_hill: given}\n"),
    ],
)
def test_a_decision_that_only_a_condition_names_is_needed(
    sink_copy: Path, file: str, text: str
) -> None:
    change(sink_copy, SHORT, ", keep_off_the_hill", "")
    add(sink_copy, file, text)
    assert "C406" not in {each.code for each in proof.findings(sink_copy)}


def test_a_conclusion_that_no_journey_can_come_to_is_found(sink_copy: Path) -> None:
    change(sink_copy, LONG, "keepers_papers, review_right, kite_lessons", "keepers_papers")
    change(
        sink_copy, "flows/journeys/answer.yaml", "[review_right, fresh_string]", "[fresh_string]"
    )
    unreached = {each.message for each in proof.findings(sink_copy) if each.code == "C407"}
    assert unreached == {
        f"no journey can come to {each}"
        for each in ("wait", "not_needed", "may_ask", "keepers_teach")
    }


def test_a_conclusion_of_an_older_version_can_still_be_come_to(sink_copy: Path) -> None:
    """Families ask about earlier days too."""
    change(
        sink_copy,
        "flows/rules/keepers_duty.yaml",
        "ban.days_in_term: more than 15}\n        then: must_look\n",
        "ban.days_in_term: more than 15}\n        then: looked_once\n",
    )
    outcome = (
        "  - {id: looked_once, title: They looked, part: right, who: keepers, force: must, "
        "letters: [views_to_keepers]}\n"
    )
    add(sink_copy, "flows/outcomes/keepers_duty.yaml", outcome)
    assert proof.findings(sink_copy) == ()


# ---- citations


def test_a_rule_older_than_its_source_is_found(sink_copy: Path) -> None:
    change(sink_copy, SKY, "- from: 2012-01-01", "- from: 2011-01-01")
    nowhere = found(sink_copy, "C502")
    assert "kites-need-string is found nowhere on 2011-01-01 (inside)" in {
        each.message for each in nowhere
    }


def test_a_pinpoint_that_ends_under_a_rule_is_found(sink_copy: Path) -> None:
    change(sink_copy, PROVISIONS, ", from: 2020-01-01,", ", from: 2020-03-01,")
    (nowhere,) = found(sink_copy, "C502")
    assert "string-starts-again is found nowhere on 2020-01-01" in nowhere.message


def test_an_edition_that_says_nothing_is_found(sink_copy: Path) -> None:
    change(
        sink_copy,
        PROVISIONS,
        '    - {source: kite-guide-two, at: "para 8", confidence: unconfirmed}\n',
        "",
    )
    assert {"2024-09-01" in each.message for each in found(sink_copy, "C502")} == {True}


def test_a_provision_nobody_cites_is_found(sink_copy: Path) -> None:
    text = (
        "- id: clouds-are-white\n  says: Clouds are white.\n  force: may\n  on: head\n  found:\n"
        "    - {source: kite-act, at: s. 9, confidence: confirmed}\n"
    )
    add(sink_copy, PROVISIONS, text)
    (orphan,) = found(sink_copy, "C503")
    assert orphan.message == "nothing cites clouds-are-white"
    assert orphan.line == line_of(sink_copy, PROVISIONS, "clouds-are-white")


def test_words_stronger_than_their_law_are_found(sink_copy: Path) -> None:
    change(sink_copy, "flows/outcomes/keepers_papers.yaml", "force: should", "force: must")
    (strong,) = found(sink_copy, "C504")
    assert strong.message == "by says must, and cites nothing as strong"


# ---- letters


def test_a_conclusion_without_a_letter_is_found(sink_copy: Path) -> None:
    file = "flows/outcomes/kite_lessons.yaml"
    change(sink_copy, file, "    letters: [views_to_keepers]\n", "")
    (alone,) = found(sink_copy, "C701")
    assert alone.message == "keepers_teach names no letter"
    assert alone.line == line_of(sink_copy, file, "id: keepers_teach")


def test_a_letter_that_is_not_on_offer_there_is_found(sink_copy: Path) -> None:
    change(sink_copy, "letters/ask_for_review.yaml", "[may_ask]", "[wait]")
    unfit = {each.message for each in found(sink_copy, "C702")}
    assert unfit == {"no letter of may_ask is on offer where it applies"}


def test_a_letter_that_its_row_contradicts_is_found(sink_copy: Path) -> None:
    file = "flows/outcomes/yearly_sky.yaml"
    add(
        sink_copy,
        "letters/ask_for_notice.yaml",
        "available_when: {ban.days_in_year: 45 or fewer}\n",
    )
    (unfit,) = (each for each in found(sink_copy, "C702") if each.file == file)
    assert "beyond_the_year" in unfit.message


# ---- words


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("flows/outcomes/keepers_duty.yaml", "You may write", "You may write about the grounding"),
        (SHORT, "lead: The ban ends.", "lead: The Grounding ends."),
        ("flows/process.yaml", "title: The head decided", "title: The no-fly order"),
        ("flows/first_page.yaml", "I have an answer", "I have a grounding"),
        ("guidance/help.yaml", "does: It listens.", "does: It listens to a grounding."),
        ("letters/recipients.yaml", "note: Hills have names.", "note: A grounding."),
        ("letters/hints.yaml", "says: This word pulls.", "says: This word is a grounding."),
        ("letters/hints.yaml", "says: The wind may", "says: The grounding may"),
        ("flows/facts.yaml", "Ask the head.\nban.noticed", "Ask about the grounding.\nban.noticed"),
    ],
)
def test_a_word_we_do_not_use_is_found(sink_copy: Path, file: str, old: str, new: str) -> None:
    change(sink_copy, file, old, new)
    (word,) = found(sink_copy, "C601")
    assert word.file == file
    assert word.remedy == 'Say "ban".'


def test_words_that_a_hint_looks_for_are_the_familys_own(sink_copy: Path) -> None:
    change(sink_copy, "letters/hints.yaml", "words: [tangled]", "words: [grounding]")
    assert proof.findings(sink_copy) == ()


def test_part_of_another_word_is_not_that_word(sink_copy: Path) -> None:
    change(sink_copy, SHORT, "lead: The ban ends.", "lead: The groundings end.")
    assert proof.findings(sink_copy) == ()


def test_a_placeholder_that_leads_nowhere_is_found(sink_copy: Path) -> None:
    change(sink_copy, "letters/ask_for_notice.yaml", "{ban.started_on}", "{ban.statred_on}")
    (empty,) = found(sink_copy, "C602")
    assert "{ban.statred_on}" in empty.message
    assert empty.file == "letters/ask_for_notice.yaml"
