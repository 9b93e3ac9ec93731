"""A letter sent, and taken back: the day, the way, and the answers that follow from it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.content.library import Library
from app.model.errors import LetterNotAvailable
from app.model.letters import Block, Letter, LetterPair, Run
from app.services import documents, interview, sending
from app.services.documents import Document, Matter
from app.services.issued import RECORDS, Issued
from app.services.sending import Dispatch

NOW = datetime(2026, 10, 13, 9, tzinfo=UTC)
ON = date(2026, 10, 12)
BEGUN = Document("en", matters=(Matter(("long_ban",)),))
STORY = "sender.story"


@pytest.fixture
def library(kitchen_sink: Library) -> Library:
    """A letter after which something is known, and the day of sending is noted."""
    letter = kitchen_sink.letters["views_to_keepers"]
    sets = {STORY: "Told.", "sender.language": "today"}
    letters = {**kitchen_sink.letters, letter.id: letter.model_copy(update={"sets": sets})}
    return replace(kitchen_sink, letters=letters)


def sent(library: Library, document: Document, **more: Any) -> Document:
    return sending.sent(library, document, "views_to_keepers", Dispatch(ON, **more), NOW)


def test_the_day_the_way_and_what_follows_are_kept(library: Library) -> None:
    found = sent(library, BEGUN, how="post")
    assert found.sent == {"views_to_keepers": "2026-10-12"}
    assert found.matter.ways == {"views_to_keepers": "post"}
    assert found.answers() == {STORY: "Told.", "sender.language": "2026-10-12"}
    assert documents.read(documents.write(found)) == found


def test_a_letter_that_there_is_not_cannot_be_sent(library: Library) -> None:
    with pytest.raises(LetterNotAvailable):
        sending.sent(library, BEGUN, "no_letter", Dispatch(ON), NOW)


def test_sent_again_the_first_day_stays(library: Library) -> None:
    first = sent(library, BEGUN)
    later = Dispatch(date(2026, 10, 13), "hand")
    assert sending.sent(library, first, "views_to_keepers", later, NOW) == first


def test_taken_back_everything_is_as_it_was(library: Library) -> None:
    told = interview.keep_text(library, BEGUN, STORY, "It was windy.", NOW)
    for before in (BEGUN, told):
        after = sending.not_sent(sent(library, before, how="hand"), "views_to_keepers")
        assert after == before


def test_what_the_family_changed_since_is_theirs(library: Library) -> None:
    changed = interview.keep_text(library, sent(library, BEGUN), STORY, "Another day.", NOW)
    after = sending.not_sent(changed, "views_to_keepers")
    assert after.answers() == {STORY: "Another day."}


def test_a_way_that_is_none_of_ours_is_not_kept() -> None:
    assert [sending.how_of(each) for each in ("hand", "pigeon", "")] == ["hand", None, None]


def test_a_frozen_letter_is_read_again_as_it_was() -> None:
    runs = (Run("Dear "), Run("Ada", "value", "sk"), Run("", "line"), Run("The day", "gap"))
    blocks = (Block("a", "point", runs, 1, cite=("b",)), Block("o", "own_words", runs, lang="sk"))
    english = Letter("l", "A title", blocks, "en", "ltr")
    pair = LetterPair(english, replace(english, lang="ur", direction="rtl"), runs, "Draft.")
    copy = Issued("l", 2, ON, None, "hash", pair)
    assert RECORDS.validate_json(RECORDS.dump_json(copy)) == copy
    newer = {**json.loads(RECORDS.dump_json(copy)), "added_later": 1}
    assert RECORDS.validate_python(newer, strict=False) == copy
