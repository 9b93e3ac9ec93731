"""Plural forms follow the header of each language's file."""

from __future__ import annotations

import pytest

from app.i18n import formats, plurals

NUMBERS = (0, 1, 2, 3, 5, 11, 20, 21, 22, 101)
FORMS = {
    "en": (1, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    "sk": (2, 0, 1, 1, 2, 2, 2, 2, 2, 2),
    "cs": (2, 0, 1, 1, 2, 2, 2, 2, 2, 2),
    "ro": (1, 0, 1, 1, 1, 1, 2, 2, 2, 1),
    "pl": (2, 0, 1, 1, 2, 2, 2, 2, 1, 2),
    "uk": (2, 0, 1, 1, 2, 2, 2, 0, 1, 0),
    "ur": (1, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    "pa": (1, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    "bn": (1, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    "so": (1, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    "bg": (1, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    "rmc": (1, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    "hu": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "tr": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "ar": (0, 1, 2, 3, 3, 5, 5, 5, 5, 4),
}


@pytest.mark.parametrize("lang", FORMS)
def test_each_number_has_its_form(lang: str) -> None:
    locale = formats.locale_of(lang)
    rule = plurals.from_header(plurals.default_header(locale), locale)
    assert tuple(rule.form(number) for number in NUMBERS) == FORMS[lang]


def test_the_header_wins_over_what_is_usual() -> None:
    rule = plurals.from_header("nplurals=2; plural=(n != 1);", formats.locale_of("hu"))
    assert [rule.form(n) for n in (0, 1, 2)] == [1, 0, 1]


@pytest.mark.parametrize(
    ("lang", "form"), [("en", 1), ("ro", 1), ("sk", 2), ("pl", 2), ("ar", 4), ("rmc", 1)]
)
def test_half_days_take_a_form_that_reads_well(lang: str, form: int) -> None:
    locale = formats.locale_of(lang)
    rule = plurals.from_header(plurals.default_header(locale), locale)
    assert rule.form(5.5) == form


@pytest.mark.parametrize(
    "header", ["", "nplurals=2", "nplurals=1; plural=(n != 1);", "nplurals=2; plural=__import__"]
)
def test_a_header_that_cannot_be_used_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        plurals.from_header(header)
