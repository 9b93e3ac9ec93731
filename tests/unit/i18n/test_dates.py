"""Dates, numbers and lists, letter by letter."""

from __future__ import annotations

from datetime import date

import pytest

from app.i18n import dates, formats, lists
from app.i18n.formats import Formats

MONDAY = date(2026, 10, 12)
FULL = {
    "sk": "pondelok 12. októbra 2026",
    "cs": "pondělí 12. října 2026",
    "ro": "luni, 12 octombrie 2026",
    "pl": "poniedziałek, 12 października 2026",
    "hu": "2026. október 12., hétfő",
    "bg": "понеделник, 12 октомври 2026\u202fг.",
    "it": "lunedì 12 ottobre 2026",
    "ur": "پیر، 12 اکتوبر، 2026",
    "pa": "ਸੋਮਵਾਰ, 12 ਅਕਤੂਬਰ 2026",
    "bn": "সোমবার, 12 অক্টোবর, 2026",
    "ar": "الاثنين، 12 أكتوبر 2026",
    "so": "Isniin 12 Oktoobar 2026",
    "tr": "12 Ekim 2026 Pazartesi",
    "pt-PT": "segunda-feira, 12 de outubro de 2026",
    "uk": "понеділок, 12 жовтня 2026\u202fр.",
}
SHORT = {
    "sk": "pondelok 12. októbra",
    "hu": "október 12., hétfő",
    "bg": "понеделник, 12 октомври",
    "ur": "پیر، 12 اکتوبر",
    "tr": "12 Ekim Pazartesi",
    "pt-PT": "segunda-feira, 12 de outubro",
}


def of(lang: str) -> Formats:
    locale = formats.locale_of(lang)
    assert locale is not None
    return formats.from_locale(locale)


@pytest.mark.parametrize("lang", FULL)
def test_a_date_is_written_as_the_language_writes_it(lang: str) -> None:
    assert of(lang).dates.full(MONDAY) == FULL[lang]


@pytest.mark.parametrize("lang", SHORT)
def test_a_date_without_its_year(lang: str) -> None:
    assert of(lang).dates.short(MONDAY) == SHORT[lang]


WITHOUT_WEEKDAY = {
    "sk": "12. októbra 2026",
    "hu": "2026. október 12.",
    "bg": "12 октомври 2026\u202fг.",
    "ur": "12 اکتوبر، 2026",
    "tr": "12 Ekim 2026",
    "pt-PT": "12 de outubro de 2026",
}


@pytest.mark.parametrize("lang", WITHOUT_WEEKDAY)
def test_a_date_without_its_weekday(lang: str) -> None:
    assert of(lang).dates.without_weekday(MONDAY) == WITHOUT_WEEKDAY[lang]


def test_a_pattern_that_has_no_weekday_stays() -> None:
    assert dates.without_weekday("{day} {month} {year}") == "{day} {month} {year}"


def test_english_has_no_comma_and_no_american_order() -> None:
    english = formats.english().dates
    assert english.full(MONDAY) == "Monday 12 October 2026"
    assert english.short(MONDAY) == "Monday 12 October"


def test_months_alone_are_not_in_the_case_they_take_after_a_day() -> None:
    words = of("sk").dates
    assert (words.months[9], words.months_alone[9]) == ("októbra", "október")


@pytest.mark.parametrize("before", ["he", "zh", "ur"])
def test_names_do_not_leak_from_another_language(before: str) -> None:
    of(before)
    assert of("es").dates.months_short[9] == "oct"
    assert of("fr").dates.months_alone[9] == "octobre"
    assert of("sk").dates.months_short[9] == "okt"


def test_a_language_cldr_does_not_know_brings_its_own_names() -> None:
    headers = {
        "X-Weekdays": "po, ut, st, št, pi, so, ne",
        "X-Months": "m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12",
        "X-Date": "{weekday} {day}. {month} {year}",
        "X-And": "the",
    }
    made = formats.from_headers(headers, of("sk"))
    assert made.dates.full(MONDAY) == "po 12. m10 2026"
    assert made.dates.short(MONDAY) == "po 12. m10"
    assert made.all_of.joined(["a", "b", "c"]) == "a, b the c"
    assert made.any_of.joined(["a", "b"]) == "a alebo b"


@pytest.mark.parametrize(
    ("name", "value"), [("X-Months", "one, two"), ("X-Weekdays", "a,b,c,d,e,f,"), ("X-Date", "{d}")]
)
def test_wrong_headers_are_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        dates.from_headers({name: value}, formats.english().dates)


@pytest.mark.parametrize(
    ("pattern", "ours"),
    [
        ("EEEE, MMMM d, y", dates.PLAIN),
        ("d MMMM", dates.PLAIN),
        ("EEEE, d 'de' MMMM 'de' y", "{weekday}, {day} de {month} de {year}"),
        ("y年M月d日EEEE", "{year}年{number}月{day}日{weekday}"),
    ],
)
def test_patterns_that_mislead_are_replaced(pattern: str, ours: str) -> None:
    assert dates.from_cldr(pattern) == ours


def test_a_pattern_without_a_year_stays() -> None:
    assert dates.without_year("{day} {month}") == "{day} {month}"


@pytest.mark.parametrize(
    ("lang", "value", "written"),
    [
        ("sk", 5.5, "5,5"),
        ("sk", 5.0, "5"),
        ("ro", 1234, "1.234"),
        ("ar", 5.5, "5.5"),
        ("bn", 15, "15"),
        ("ur", 0.5, "0.5"),
    ],
)
def test_numbers_have_western_digits_and_the_right_sign(
    lang: str, value: float, written: str
) -> None:
    assert of(lang).numbers.written(value) == written


@pytest.mark.parametrize(
    ("parts", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a a\u00a0b"), (["a", "b", "c", "d"], "a, b, c a d")],
)
def test_lists_join(parts: list[str], joined: str) -> None:
    assert of("sk").all_of.joined(parts) == joined


def test_text_with_braces_survives_a_list() -> None:
    assert lists.from_word("and").joined(["{a}", "{0}", "{b}"]) == "{a}, {0} and {b}"
