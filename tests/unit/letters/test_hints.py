"""Hints on a family's own words: what is found, and that our kind of sentence passes."""

from __future__ import annotations

from app.letters import hints
from app.letters.assembly import assemble, sent
from app.letters.edits import Edit, Edits
from app.model.hints import Hints
from tests.unit.letters.made_up import ENGLISH, MATERIALS, letter, situation

HINTS = Hints.model_validate(
    {
        "sentence": {"more_than": 6, "says": "Long."},
        "block": {"more_than": 12, "says": "Much."},
        "blank": "Blank.",
        "reading": [
            {"up_to": 4, "says": "Easy."},
            {"up_to": 8, "says": "Fine."},
            {"says": "Hard."},
        ],
        "words": [{"words": ["burnt", "or else"], "says": "Hot."}],
    }
)
SHORT = "A cake, please."
LONG = "One two three four five six seven."


def said(text: str) -> list[tuple[str, str]]:
    return [(each.says, each.about) for each in hints.of_text(HINTS, text)]


def test_short_sentences_need_no_hint() -> None:
    assert said(f"{SHORT} {SHORT}\n{SHORT}") == []
    assert said("") == []


def test_a_long_sentence_is_quoted_once() -> None:
    assert said(f"{SHORT} {LONG}") == [("Long.", "One two three four five")]
    assert said(f"{LONG}\nAnd {LONG}")[0] == ("Long.", "One two three four five")
    assert [each for each, _ in said(f"{LONG}\nAnd {LONG}")] == ["Long.", "Much."]


def test_sentences_end_in_other_scripts_too() -> None:
    assert hints.sentences("ایک۔ دو؟ تین۔") == ("ایک۔", "دو؟", "تین۔")


def test_much_text_is_a_hint_of_its_own() -> None:
    assert said(" ".join([SHORT] * 5)) == [("Much.", "")]


def test_words_are_found_whole_and_in_any_case() -> None:
    assert said("It is BURNT.") == [("Hot.", "BURNT")]
    assert said("Pay, or else!") == [("Hot.", "or else")]
    assert said("The sunburnt baker.") == []


def test_a_line_left_empty_is_said() -> None:
    assert said("For ________.") == [("Blank.", "")]


def test_a_letter_reads_as_long_as_its_sentences() -> None:
    def ease(text: str) -> str | None:
        edits = Edits(texts={each: Edit(text=text, baseline="x") for each in BLOCKS})
        made = sent(assemble(letter(), MATERIALS, situation(), ENGLISH, edits))
        found = hints.reading(HINTS, made)
        return found.says if found else None

    plain = sent(assemble(letter(), MATERIALS, situation(), ENGLISH))
    BLOCKS = [each.id for each in plain.blocks if each.kind in hints.TOLD]  # noqa: N806
    assert ease("Cake.") == "Easy."
    assert ease(f"{LONG} {LONG}") in ("Fine.", "Hard.")
    assert ease(" ".join(["cake"] * 40)) == "Hard."


def test_a_letter_without_sentences_has_no_ease() -> None:
    nothing = sent(assemble(letter(blocks=[]), MATERIALS, situation(), ENGLISH))
    assert hints.reading(HINTS, nothing) is None
