"""The letter and its copy have the same blocks under the same numbers."""

from __future__ import annotations

from app.letters.assembly import assemble
from app.letters.edits import NO_EDITS, Edit, Edits
from app.letters.filling import plain
from app.letters.pairing import KEEP, THE_SAME, pair
from app.model.letters import LetterPair
from tests.unit.letters.made_up import EITHER, ENGLISH, MATERIALS, OTHER, Tongue, letter, situation


def paired(edits: Edits = NO_EDITS, tongue: Tongue = OTHER) -> LetterPair:
    known = situation({"cake.is_stale": EITHER})
    english = assemble(letter(), MATERIALS, known, ENGLISH, edits)
    return pair(english, assemble(letter(), MATERIALS, known, tongue, edits), tongue)


def test_both_have_the_same_blocks_and_numbers() -> None:
    found = paired()
    assert found.copy is not None
    assert [(each.id, each.number) for each in found.english.blocks] == [
        (each.id, each.number) for each in found.copy.blocks
    ]
    assert "reasons.stale" not in [each.id for each in found.english.blocks]


def test_a_letter_without_a_copy_stands_alone() -> None:
    found = pair(assemble(letter(), MATERIALS, situation(), ENGLISH))
    assert (found.copy, found.copy_heading, found.draft_line) == (None, (), None)


def test_the_copy_says_that_it_is_to_keep_in_both_languages() -> None:
    heading = paired(tongue=Tongue("yy", known={"service": "Nit!"})).copy_heading
    assert [(run.text, run.lang) for run in heading] == [("Nit!", "yy"), ("", None), (KEEP, "en")]


def test_what_is_said_in_english_only_is_not_said_twice() -> None:
    heading = paired(tongue=Tongue("yy", known={})).copy_heading
    assert [(run.text, run.lang) for run in heading] == [(KEEP, "en")]


def test_only_a_draft_is_called_a_draft() -> None:
    assert paired().draft_line
    assert paired(tongue=Tongue("yy", known={})).draft_line is None


def test_the_copy_says_where_the_english_was_changed() -> None:
    edits = Edits(texts={"ask": Edit(text="Cake!", baseline="A cake for Ada, please.")})
    found = paired(edits)
    assert found.copy is not None
    text = next(plain(each.runs) for each in found.copy.blocks if each.id == "ask")
    assert text == "Ada dorro!\nYou changed the English. This is the old text."


def test_the_familys_own_words_are_the_same_in_both() -> None:
    found = paired()
    assert found.copy is not None
    own = [each for each in found.copy.blocks if each.kind == "own_words"]
    assert [plain(each.runs) for each in own] == ["It was green."]


def test_a_document_is_the_familys_own_in_both_languages() -> None:
    tongue = Tongue("yy", known={})
    english = assemble(letter(), MATERIALS, situation(), ENGLISH)
    copy = assemble(letter(), MATERIALS, situation(), tongue)
    found = pair(english, copy, tongue, is_sent=False)
    assert [run.text for run in found.copy_heading] == [THE_SAME]
    assert not found.is_sent and paired().is_sent
