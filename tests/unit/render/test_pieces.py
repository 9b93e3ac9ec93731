"""What of a letter is printed, line by line, and which way it runs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.letters import LetterPair, Run
from app.render import pieces
from app.render.pieces import Span
from tests.unit.render.made_up import (
    LINE,
    WITH_SLOVAK,
    WITH_URDU,
    block,
    english,
    gap,
    letter,
    text,
    value,
)


def words(paragraphs: tuple[pieces.Paragraph, ...]) -> list[list[str]]:
    return [["".join(run.text for run in line) for line in part] for part in paragraphs]


def test_lines_end_at_line_runs_and_where_somebody_pressed_enter() -> None:
    found = pieces.paragraphs([text("one\r\ntwo"), LINE, value("three\u2028four")])
    assert words(found) == [["one", "two", "three", "four"]]


def test_empty_lines_part_paragraphs_and_none_stand_at_the_ends() -> None:
    assert words(pieces.paragraphs([text("\n\none\n \n\ntwo\n\n")])) == [["one"], ["two"]]


def test_a_gap_without_a_label_is_still_a_line_to_write_on() -> None:
    assert pieces.paragraphs([gap("")]) == (((Run("", "gap"),),),)
    assert pieces.paragraphs([text(" ")]) == ()


def test_points_left_out_or_only_offered_are_not_printed() -> None:
    said = letter(
        block("paragraph", text("stays")),
        block("point", text("left out"), left_out=True, id="a"),
        block("point", text("offered"), offered=True, id="b"),
        block("point", text(""), id="c"),
    )
    assert [piece.block.kind for piece in pieces.pieces(said)] == ["paragraph"]


def test_of_two_addresses_the_first_is_the_senders() -> None:
    both = [piece.is_sender for piece in pieces.pieces(english()) if piece.block.kind == "address"]
    assert both == [True, False]
    alone = pieces.pieces(letter(block("address", text("The clerk"))))
    assert not alone[0].is_sender


@pytest.mark.parametrize(
    ("kinds", "levels"),
    [
        (["heading", "heading"], [1, 1]),
        (["reference", "heading", "paragraph", "heading"], [1, 2, 0, 2]),
    ],
)
def test_no_heading_level_is_skipped(kinds: list[str], levels: list[int]) -> None:
    said = letter(*(block(kind, text("x"), id=str(n)) for n, kind in enumerate(kinds)))  # type: ignore[arg-type]
    assert [piece.level for piece in pieces.pieces(said)] == levels


def test_a_list_ends_where_the_numbers_jump() -> None:
    numbers = [1, 2, None, 3, 7, 8]
    said = letter(*(block("point", text("x"), id=str(i), number=n) for i, n in enumerate(numbers)))
    groups = [
        (start, [piece.number for piece in group])
        for start, group in pieces.grouped(pieces.pieces(said))
    ]
    assert groups == [(1, [1, 2]), (None, [None]), (3, [3]), (7, [7, 8])]


@given(st.lists(st.none() | st.integers(1, 9), max_size=12))
def test_grouping_loses_no_piece_and_counts_up_in_ones(numbers: list[int | None]) -> None:
    said = letter(*(block("point", text("x"), id=str(i), number=n) for i, n in enumerate(numbers)))
    groups = [group for _, group in pieces.grouped(pieces.pieces(said))]
    assert [piece.number for group in groups for piece in group] == numbers
    for group in groups:
        for before, after in pairwise(group):
            assert (before.number is None) == (after.number is None)
            assert before.number is None or after.number == before.number + 1


@given(st.text())
def test_clean_text_holds_nothing_that_reorders_hides_or_breaks_xml(typed: str) -> None:
    cleaned = pieces.clean(typed)
    assert cleaned == pieces.clean(cleaned)
    assert all(char == "\n" or ord(char) >= 32 for char in cleaned)
    assert not set(cleaned) & set("\x7f\u202a\u202d\u202e\u2066\u2068\u2069\u200b\ufeff\ufffe")
    cleaned.encode("utf-8")


def test_clean_text_keeps_what_writing_needs() -> None:
    for kept in ("می\u200cخواهم", "ক্\u200dষ", "Žofia O’Neill-SSmith", "e\u0301", "a\u200fb"):
        assert pieces.clean(kept) == kept
    assert pieces.clean("a\tb\u00a0c\r\nd") == "a b c\nd"


@pytest.mark.parametrize(
    ("lang", "way"),
    [("ur", "rtl"), ("ckb", "rtl"), ("pa", "ltr"), ("pa-Arab", "rtl"), ("en-GB", "ltr")],
)
def test_languages_run_their_own_way(lang: str, way: str) -> None:
    assert pieces.direction_of(lang) == way


def test_a_value_runs_its_own_way_and_a_number_left_to_right() -> None:
    line = (value("Alex"), value("علی"), value("020 7946 0000"), text("میں"), text("x", "en"))
    ways = [span.direction for span in pieces.spans(line, "ur", "rtl")]
    assert ways == ["ltr", "rtl", "ltr", "rtl", "ltr"]


@pytest.mark.parametrize(
    ("said", "way", "around", "marked"),
    [
        ("Alex", "ltr", "ltr", "Alex"),
        ("علی", "rtl", "rtl", "علی"),
        ("علی", "rtl", "ltr", "\u200e\u200fعلی\u200f\u200e"),
        ("Ali علی", "ltr", "ltr", "\u200e\u200eAli علی\u200e\u200e"),
        ("020 79", "ltr", "rtl", "\u200f\u200e020 79\u200e\u200f"),
    ],
)
def test_marks_stand_where_text_could_be_disturbed(
    said: str, way: pieces.Direction, around: pieces.Direction, marked: str
) -> None:
    assert pieces.isolated(Span(said, "en", way, "value"), around) == marked


def test_own_words_that_run_the_other_way_are_in_no_language_we_know() -> None:
    said = letter(block("own_words", text("ہم چاہتے ہیں کہ Alex واپس آئے")))
    assert [(p.lang, p.direction) for p in pieces.pieces(said)] == [("und", "rtl")]
    said = letter(block("own_words", text("Chceme Alex späť"), lang="sk"))
    assert [(p.lang, p.direction) for p in pieces.pieces(said)] == [("sk", "ltr")]


def test_the_box_over_the_copy_speaks_both_languages() -> None:
    for pair in (WITH_SLOVAK, WITH_URDU):
        heading, draft = words(pieces.keep_box(pair))
        assert heading[1] == pieces.KEEP and draft == [pair.draft_line, pieces.DRAFT]


def test_the_english_of_the_box_is_not_said_twice() -> None:
    heading = (text("Nechať si."), LINE, text("For you to keep.", "en"))
    pair = LetterPair(english(), letter(lang="sk"), heading)
    assert words(pieces.keep_box(pair)) == [["Nechať si.", "For you to keep."]]
    assert pieces.keep_box(LetterPair(english())) == ()


def test_closing_words_are_parted_from_the_name() -> None:
    said = letter(block("signature", text("Yours,"), LINE, value("Sam"), LINE, LINE, text("Tel.")))
    closing, names = pieces.closing(pieces.pieces(said)[0])
    assert words((closing, names)) == [["Yours,"], ["Sam", "Tel."]]
