"""Mistakes in translators' files are found; good translations pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from app.i18n import faults
from app.i18n.lexicon import NO_TERMS, Terms
from app.model.provisions import Term

Write = Callable[..., Path]

SUSPENSION = Term(id="suspension", term="suspension", plain="a few days", keep_english=True)
DAYS = ("1 school day", "{n} school days")


@pytest.mark.parametrize(
    ("lang", "english", "said", "code"),
    [
        ("sk", "Send it by {deadline}.", "Pošlite to.", "C802"),
        ("sk", "Send it.", "Pošlite to do {deadline}.", "C802"),
        ("sk", "By {deadline}.", "Do {dedline}.", "C802"),
        ("sk", "Send it.", "Pošlite to. ", "C803"),
        ("sk", "Send it.", "Pošlite  to.", "C803"),
        ("ur", "School", "اسكول", "C804"),
        ("ur", "Name", "نامي", "C804"),
        ("ro", "Decision", "Hotărâre şi", "C804"),
        ("sk", "No", "Не", "C804"),
        ("sk", "School", "Шkola", "C804"),
        ("bg", "School", "учiлище", "C804"),
        ("rmc", "Day", "dyves", "C804"),
        ("bg", "Help", "помощь ы", "C804"),
        ("uk", "Help", "объект", "C804"),
        ("ar", "School", "مدرسۃ ہ", "C804"),
        ("pl", "School", "szkoła مدرسة", "C804"),
        ("bn", "School", "স্কूল", "C804"),
        ("pa", "School", "ਸਕूਲ", "C804"),
        ("ur", "Plan", "EHCپلان", "C804"),
        ("hu", "No", "Νem", "C804"),
        ("sk", "Read five pages.", "Prečítajte 6 strán.", "C805"),
        ("sk", "Within 15 days.", "Do 10 dní.", "C805"),
        ("bn", "Within 15 days.", "১৫ দিনের মধ্যে।", "C805"),
        ("sk", "Read <strong>this</strong>.", "Čítajte <b>toto</b>.", "C806"),
        ("sk", "See www.example.org.", "Pozri www.example.com.", "C806"),
        ("sk", "Send it.", "Pošlite\u200e to.", "C807"),
        ("sk", "Letter", "List c\u030c", "C807"),
    ],
)
def test_a_mistake_is_found(
    locales: Path, write: Write, lang: str, english: str, said: str, code: str
) -> None:
    write(lang, (polib.POEntry(msgctxt="web", msgid=english, msgstr=said),))
    found = [each for each in faults.of_language(locales, lang) if each.code != "C808"]
    assert [each.code for each in found] == [code]
    assert found[0].file == f"locales/{lang}/LC_MESSAGES/messages.po"
    assert found[0].line > 1


@pytest.mark.parametrize(
    ("lang", "english", "said"),
    [
        ("sk", "Send it by {deadline}.", "Posledný deň je {deadline}."),
        ("sk", "5.5 days", "5,5 dňa"),
        ("ur", "School", "اسکول"),
        ("fa", "You can go.", "می\u200cتوانید بروید."),
        ("ro", "Decision", "Hotărâre și"),
        ("bg", "Permanent exclusion", "Окончателно изключване (permanent exclusion)"),
        ("rmc", "Friday", "parašťovin (Friday)"),
        ("bn", "Help", "সহায়তা"),
        ("sk", "Read five pages.", "Prečítajte 5 strán."),
        ("ur", "Plan", "EHC پلان"),
        ("ar", "Plan (EHC)", "خطة (EHC)"),
        ("pa", "Help.", "ਮਦਦ।"),
        ("tr", "Help", "Yardım"),
    ],
)
def test_a_good_translation_passes(
    locales: Path, write: Write, lang: str, english: str, said: str
) -> None:
    write(lang, (polib.POEntry(msgid=english, msgstr=said),))
    assert [each for each in faults.of_language(locales, lang) if each.code != "C808"] == []


def counted(*forms: str) -> polib.POEntry:
    return polib.POEntry(msgid=DAYS[0], msgid_plural=DAYS[1], msgstr_plural=dict(enumerate(forms)))


def test_a_form_for_one_number_may_spell_it_out(locales: Path, write: Write) -> None:
    write("sk", (counted("1 deň", "{n} dni", "{n} dní"),))
    assert faults.of_language(locales, "sk") == ()


def test_a_form_for_many_numbers_may_not(locales: Path, write: Write) -> None:
    write("uk", (counted("1 день", "{n} дні", "{n} днів"),))
    assert {each.code for each in faults.of_language(locales, "uk")} == {"C802", "C805"}


def test_what_is_not_shown_is_not_checked(locales: Path, write: Write) -> None:
    stale = polib.POEntry(msgid="By {deadline}.", msgstr="Do.", flags=["fuzzy"])
    write("sk", (stale, polib.POEntry(msgid="Within 15 days.")))
    assert faults.of_language(locales, "sk") == ()


def test_headers_are_checked(locales: Path, write: Write) -> None:
    write("rmc", (), {"Language": "rom", "X-Fallback": "sk, en"})
    messages = [each.message for each in faults.of_language(locales, "rmc")]
    assert messages == [
        "Language is not rmc",
        "X-Fallback names sk, which is not here",
        "X-Name is empty",
        "X-Weekdays is empty",
        "X-Months is empty",
    ]


def test_a_file_that_cannot_be_used_is_one_finding(locales: Path, write: Write) -> None:
    write("sk").write_text("this is no catalogue")
    assert [each.code for each in faults.of_language(locales, "sk")] == ["C801"]


@pytest.mark.parametrize(
    ("english", "said", "code"),
    [
        ("Ask about the suspension.", "Opýtajte sa na vylúčenie.", "C821"),
        ("The governors must meet.", "The governors must meet.", "C822"),
        ("The governors must look at it within days.", "Áno.", "C823"),
    ],
)
def test_what_is_often_wrong_is_listed(
    locales: Path, write: Write, english: str, said: str, code: str
) -> None:
    write("sk", (polib.POEntry(msgid=english, msgstr=said),))
    found = faults.worth_a_look(locales, "sk", Terms((SUSPENSION,)))
    assert [each.code for each in found] == [code]
    assert faults.of_language(locales, "sk") == ()


@pytest.mark.parametrize("said", ["Správna rada (governors)", "Rada (governing board)"])
def test_a_term_with_two_names_needs_one(locales: Path, write: Write, said: str) -> None:
    term = Term(id="g", term="the governors (governing board)", plain="-", keep_english=True)
    english = "The governors (the governing board)"
    write("sk", (polib.POEntry(msgid=english, msgstr=said),))
    assert faults.worth_a_look(locales, "sk", Terms((term,))) == ()
    write("sk", (polib.POEntry(msgid=english, msgstr="Rada školy, dobrovoľníci"),))
    assert [each.code for each in faults.worth_a_look(locales, "sk", Terms((term,)))] == ["C821"]


def test_a_term_with_its_english_is_fine(locales: Path, write: Write) -> None:
    said = "Dočasné vylúčenie (suspension) sa skončilo."
    write("sk", (polib.POEntry(msgid="The suspension has ended.", msgstr=said),))
    assert faults.worth_a_look(locales, "sk", Terms((SUSPENSION,))) == ()


HEADER = {"Plural-Forms": "nplurals=2; plural=(n != 1);"}
WORDS = "never: [cigán]\ntoo_familiar: [ty, máš]\nterms:\n  suspension: [doča]\n"


def with_words(locales: Path, lang: str = "sk") -> None:
    (locales / "words.yaml").write_text("keep: [SENCO, Equality Act 2010]\n", encoding="utf-8")
    (locales / lang).mkdir(exist_ok=True)
    (locales / lang / "words.yaml").write_text(WORDS, encoding="utf-8")


@pytest.mark.parametrize(
    ("english", "said", "code"),
    [
        ("Gypsy families", "cigánske rodiny", "C809"),
        ("Ask the SENCO.", "Opýtajte sa senco.", "C810"),
        ("Under the Equality Act 2010.", "Podľa zákona o rovnosti 2010.", "C810"),
    ],
)
def test_words_that_hurt_and_names_that_are_gone(
    locales: Path, write: Write, english: str, said: str, code: str
) -> None:
    with_words(locales)
    write("sk", (polib.POEntry(msgid=english, msgstr=said),))
    assert [each.code for each in faults.of_language(locales, "sk")] == [code]


def test_a_rule_of_counting_that_is_not_the_languages_own(locales: Path, write: Write) -> None:
    write("sk", (), HEADER)
    assert [each.code for each in faults.of_language(locales, "sk")] == ["C808"]
    write("rmc", (), HEADER | {"X-Name": "R", "X-Weekdays": "a,b,c,d,e,f,g", "X-Months": MONTHS})
    assert faults.of_language(locales, "rmc") == ()


MONTHS = "a, b, c, d, e, f, g, h, i, j, k, l"


@pytest.mark.parametrize("forms", [("1 deň", "", "{n} dní"), ("1 deň", "{n} dní")])
def test_every_form_is_filled_in_or_none(
    locales: Path, write: Write, forms: tuple[str, ...]
) -> None:
    write("sk", (counted(*forms),))
    assert "C814" in {each.code for each in faults.of_language(locales, "sk")}
    write("sk", (counted("", "", ""),))
    assert faults.of_language(locales, "sk") == ()


def test_what_a_file_does_not_know_of_the_english(locales: Path, write: Write) -> None:
    write("sk", (polib.POEntry(msgid="A", msgstr="a"), polib.POEntry(msgid="B", msgstr="b")))
    assert list(faults.stale(locales, "sk", frozenset({("", "A"), ("", "B")}))) == []
    found = list(faults.stale(locales, "sk", frozenset({("", "A"), ("", "C")})))
    assert [each.message for each in found] == ["1 messages are new, 1 are gone"]


def look(locales: Path, write: Write, english: str, said: str, **more: object) -> set[str]:
    with_words(locales)
    write("sk", (polib.POEntry(msgid=english, msgstr=said, **more),))
    found = faults.worth_a_look(locales, "sk", Terms((SUSPENSION,)), {"Go", "Yes"}.__contains__)
    return {each.code for each in found}


@pytest.mark.parametrize(
    ("english", "said", "code"),
    [
        ("A suspension", "Dočasné vylúčenie", "C821"),
        ("Talk to us", "Talk to us", "C822"),
        ("Go", "Teraz môžete pokračovať na ďalšiu otázku alebo späť", "C824"),
        ("A suspension", "Vylúčenie (suspension)", "C825"),
        ("Do you have a letter?", "Máš list?", "C826"),
        ("Stop. Read it. Go on.", "Čítajte.", "C827"),
        ("Send it.", "Pošlite to", "C827"),
        ("Send the letter.", "Pošlite list list.", "C828"),
    ],
)
def test_what_is_worth_a_look(
    locales: Path, write: Write, english: str, said: str, code: str
) -> None:
    assert look(locales, write, english, said) == {code}


def test_what_is_as_it_should_be_is_not_worth_a_look(locales: Path, write: Write) -> None:
    assert not look(locales, write, "A suspension", "Dočasné vylúčenie (suspension)")
    assert not look(locales, write, "Leeds Gate", "Leeds Gate")
    assert not look(locales, write, "Go on.", "Pokračujte 12. októbra.")


def test_a_child_is_spoken_to_as_a_friend(locales: Path, write: Write) -> None:
    where = [("app/web/templates/pages/my_say.html", "")]
    assert not look(locales, write, "Do you have it?", "Máš to?", occurrences=where)
    assert not look(locales, write, "Do you have it?", "Máš to?", msgctxt="my_say.steps.a.title")


def test_a_check_that_fits_nothing_any_more_is_named(locales: Path, write: Write) -> None:
    write("sk", (polib.POEntry(msgid="A", msgstr="a"),))
    (locales / "sk/review.yaml").write_text(
        "- {organisation: X, reviewer: A. B., checked: speaker, on: 2027-01-15, messages: [m1]}\n"
    )
    assert [each.code for each in faults.worth_a_look(locales, "sk", NO_TERMS)] == ["C829"]
