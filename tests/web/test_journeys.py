"""Every journey of the real content, walked to its end in every language that is offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.content.load import load
from app.i18n import catalogues
from tests.web import turned
from tests.web.family import NOT_SURE, Family
from tests.web.reading import Page

ROOT = Path(__file__).parents[2]
CONTENT = load(ROOT)
SPOKEN = catalogues.load(ROOT / "locales", CONTENT)
LANGUAGES = (*(each.code for each in SPOKEN.languages), *turned.LANGUAGES)
JOURNEYS = tuple(CONTENT.journeys)
RIGHT_TO_LEFT = ("ur", "ar-XB", "ar")
PUBLIC = ("/", "/help", "/words", "/about", "/worse", "/number", "/no-such-page")
OWN = (
    "/check", "/letters", "/save", "/delete", "/result/print", "/result/sheet", "/help",
    "/next", "/add", "/matters", "/what-if", "/chronology", "/chronology/print",
)  # fmt: skip


def _check(page: Page, lang: str) -> None:
    tag = lang if lang in turned.LANGUAGES else SPOKEN.voice(lang).html_lang
    assert page.lang == tag
    assert page.direction == ("rtl" if lang in RIGHT_TO_LEFT else "ltr")
    assert page.h1
    assert page.title.endswith(" · Exclusion Rights")
    if lang in turned.LANGUAGES:
        assert not turned.plain_words(page, CONTENT), page.path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_journey_leads_to_its_end(
    journey: str, lang: str, family_in: Callable[[str], Family]
) -> None:
    family = family_in(lang)
    seen = family.go_through(family.begin(journey))
    for page in seen:
        _check(page, lang)
    if not CONTENT.journeys[journey].sections:
        assert len(seen) == 1
        return
    assert seen[-1].path == f"/{lang}/result"
    for path in OWN:
        _check(family.open(path), lang)
    shelf = family.open("/letters")
    letters = sorted(set(shelf.links(f"/{lang}/letter/")))
    assert letters
    for path in (*letters, *sorted(set(seen[-1].links("/days/")))):
        _check(family.open(path), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_for_everybody_speak_one_language(
    lang: str, family_in: Callable[[str], Family]
) -> None:
    family = family_in(lang)
    for path in PUBLIC:
        _check(family.open(path, 404 if path == "/no-such-page" else 200), lang)


@pytest.mark.parametrize("journey", [each for each in JOURNEYS if CONTENT.journeys[each].sections])
def test_somebody_who_is_sure_of_nothing_still_gets_a_letter(journey: str, family: Family) -> None:
    result = family.to_result(journey, {"*": NOT_SURE})
    assert family.open("/letters").links("/letter/")
    assert "today" in result.html


@pytest.mark.parametrize("journey", JOURNEYS)
def test_every_question_asked_later_can_be_answered(journey: str, family: Family) -> None:
    if not CONTENT.journeys[journey].sections:
        assert "/page/" in family.begin(journey).path
        return
    result = family.to_result(journey)
    for address in dict.fromkeys(family.open("/next").links("/question/")):
        page = family.open(address)
        following = family.answer(page, family.usual(family.fact(page), {}))
        assert following.status == 200, (page.h1, following.problems())
    assert family.open("/result").h1 == result.h1
