"""The catalogues hold every sentence there is now, and no language on offer leaves one out."""

from __future__ import annotations

import shutil
from pathlib import Path

import polib
import pytest

from app.content.library import Library
from app.i18n import catalogue, catalogues, extraction, faults, translators_file
from tests.fixtures.content import ROOT

LOCALES = ROOT / "locales"
LANGUAGES = catalogues.languages_in(LOCALES)


def keys(path: Path) -> set[tuple[str, str]]:
    return {(each.msgctxt or "", each.msgid) for each in polib.pofile(str(path))}


def test_the_languages_of_this_release_are_there() -> None:
    whole = "sk ro cs pl hu bg it ur pa bn ar so tr pt uk"
    assert set(LANGUAGES) >= {*whole.split(), "rmc", "rmy", "en-easy"}


def test_the_template_for_translators_is_what_the_sources_say_now(
    content: Library, tmp_path: Path
) -> None:
    for folder in ("app", "locales"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("fonts"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    report = extraction.extract(content, tmp_path)
    assert not report.findings
    assert keys(tmp_path / "locales/messages.pot") == keys(LOCALES / "messages.pot")


SMALL = {
    each: scope
    for each in LANGUAGES
    if (scope := catalogue.read(LOCALES, each).front.headers.get(catalogue.SCOPE))
}
"""Languages that say less than everything, and what they say: see locales/README.md."""


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each not in SMALL])
def test_no_message_of_a_language_is_left_untranslated_or_stale(language: str) -> None:
    assert translators_file.untranslated(LOCALES, language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_language_fails_a_check(language: str) -> None:
    assert not faults.of_language(LOCALES, language)


@pytest.mark.parametrize(
    "language", [each for each, scope in SMALL.items() if scope == catalogue.CORE]
)
def test_a_small_language_asks_every_question_of_the_core_journeys_in_its_own_words(
    language: str, content: Library
) -> None:
    spoken = catalogues.load(LOCALES, content)
    assert spoken.coverage[language].core == 1
    assert spoken.offers(language)


@pytest.mark.parametrize(
    "language", [each for each in LANGUAGES if SMALL.get(each) != catalogue.SPEECH]
)
def test_every_language_is_offered_as_a_draft_until_a_reviewer_is_named(
    language: str, content: Library
) -> None:
    voice = catalogues.load(LOCALES, content).voice(language)
    reviewed = (LOCALES / language / "review.yaml").exists()
    assert voice.is_draft or reviewed
