"""Mistakes in translators' files are found; good translations pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from app.i18n import faults
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
    found = faults.worth_a_look(locales, "sk", (SUSPENSION,))
    assert [each.code for each in found] == [code]
    assert faults.of_language(locales, "sk") == ()


@pytest.mark.parametrize("said", ["Správna rada (governors)", "Rada (governing board)"])
def test_a_term_with_two_names_needs_one(locales: Path, write: Write, said: str) -> None:
    term = Term(id="g", term="the governors (governing board)", plain="-", keep_english=True)
    english = "The governors (the governing board)"
    write("sk", (polib.POEntry(msgid=english, msgstr=said),))
    assert faults.worth_a_look(locales, "sk", (term,)) == ()
    write("sk", (polib.POEntry(msgid=english, msgstr="Rada školy, dobrovoľníci"),))
    assert [each.code for each in faults.worth_a_look(locales, "sk", (term,))] == ["C821"]


def test_a_term_with_its_english_is_fine(locales: Path, write: Write) -> None:
    said = "Dočasné vylúčenie (suspension) sa skončilo."
    write("sk", (polib.POEntry(msgid="The suspension has ended.", msgstr=said),))
    assert faults.worth_a_look(locales, "sk", (SUSPENSION,)) == ()
