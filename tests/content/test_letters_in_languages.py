"""Every letter and document, with the copy a family reads, in every language there is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app.content.library import Library
from app.i18n import catalogues
from app.i18n.catalogues import Catalogues
from app.model.errors import LetterNotAvailable
from app.services import letter_files, letter_shelf, situation
from app.services.situation import Situation
from app.services.speaking import Speaker
from tests.fixtures.families import FAMILIES, thought

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = catalogues.languages_in(LOCALES)
GAP = re.compile(r"\{[a-z_.]+\}")


@pytest.fixture(scope="module")
def cases(content: Library) -> tuple[Situation, ...]:
    """Somebody of whom nothing is known, for whom nearly every letter may fit; somebody whose
    letter from the school gives no reason; and the families of the proof."""
    nobody = situation.of_nobody(content, date(2026, 11, 20))
    unsaid = thought(content, next(iter(FAMILIES)), notice__gives_reasons="no")
    return (nobody, unsaid, *(thought(content, each) for each in FAMILIES))


@pytest.fixture(scope="module")
def spoken(content: Library) -> Catalogues:
    return catalogues.load(LOCALES, content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_made_with_nothing_left_open_in_the_text(
    language: str, spoken: Catalogues, content: Library, cases: tuple[Situation, ...]
) -> None:
    speaker = Speaker(spoken.voice(language), spoken.voice("en"))
    made: set[str] = set()
    for name in content.letters:
        for case in cases:
            try:
                drafted = letter_shelf.drafted(case, speaker, name)
            except LetterNotAvailable:
                continue
            text = letter_files.rendered(letter_shelf.pair(drafted), "txt").decode()
            assert text.strip() and not GAP.search(text), (name, GAP.findall(text))
            made.add(name)
    assert made == content.letters.keys()


def test_the_few_letters_for_now_are_the_same_whether_the_others_are_looked_into_or_not(
    cases: tuple[Situation, ...], spoken: Catalogues
) -> None:
    speaker = Speaker(spoken.voice("en"), spoken.voice("en"))
    for case in cases[1:]:
        every, few = (letter_shelf.cards(case, speaker, only_now=each) for each in (False, True))
        assert [each.id for each in few] == [each.id for each in every]
        assert [each for each in few if each.now] == [each for each in every if each.now]
        assert any(each.now for each in few)
