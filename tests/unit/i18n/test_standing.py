"""How far one translation, and a page of them, has come; who has to check what carries law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polib
import pytest

from app.content.library import Library
from app.i18n import catalogues, review
from app.i18n.standing import DRAFT, Standing, together
from app.i18n.voice import Voice

Write = Callable[..., Path]
Check = Callable[..., Voice]
TEXTS = {"School": "Škola", "Letter": "List", "Day": "Deň"}
COUNTED = polib.POEntry(
    msgid="{n} day",
    msgid_plural="{n} days",
    msgstr_plural={0: "{n} deň", 1: "{n} dni", 2: "{n} dní"},
)


@pytest.fixture
def checked(library: Library, locales: Path, write: Write) -> Check:
    """A voice whose messages these people checked: (who, what, on which day, which)."""

    def voice(*sittings: tuple[str, str, date, tuple[str, ...]]) -> Voice:
        write("sk", (*(polib.POEntry(msgid=k, msgstr=v) for k, v in TEXTS.items()), COUNTED))
        marks = {line.english: line.mark for line in review.sheet(locales, "sk")}
        text = "".join(
            f"- {{organisation: Example Roma Association, reviewer: {who}, role: teacher, "
            f"checked: {level}, on: {on}, messages: [{', '.join(marks[one] for one in what)}]}}\n"
            for who, level, on, what in sittings
        )
        (locales / "sk" / "review.yaml").write_text(text, encoding="utf-8")
        return catalogues.load(locales, library).voice("sk")

    return voice


FIRST, SECOND = date(2027, 1, 15), date(2027, 2, 20)


def test_a_message_has_its_highest_level_and_the_day_it_came_to_it(checked: Check) -> None:
    voice = checked(
        ("A. B.", "speaker", FIRST, ("School", "Letter")), ("C. D.", "law", SECOND, ("School",))
    )
    assert voice.standing("", "School") == Standing("law", SECOND, 2)
    assert voice.standing("", "Letter") == Standing("speaker", FIRST, 1)
    assert voice.standing("", "Day") == DRAFT
    assert voice.standing("", "No such message") is None


def test_english_stands_beside_the_law_until_a_second_named_person_has_checked(
    checked: Check,
) -> None:
    once = checked(("A. B.", "speaker", FIRST, ("School",)))
    assert once.standing("", "School") == Standing("speaker", FIRST, 1)
    assert once.needs_english("", "School")
    twice = checked(
        ("A. B.", "speaker", FIRST, ("School",)), ("C. D.", "speaker", FIRST, ("School",))
    )
    assert not twice.needs_english("", "School")


def test_one_person_who_checks_twice_is_one_person(checked: Check) -> None:
    voice = checked(
        ("A. B.", "speaker", FIRST, ("School",)), ("a.  b.", "law", SECOND, ("School",))
    )
    assert voice.needs_english("", "School")


def test_what_is_said_in_english_needs_none_beside_it(checked: Check) -> None:
    assert not checked().needs_english("", "No such message")


def test_a_counted_message_is_checked_with_all_its_forms(checked: Check) -> None:
    voice = checked(("A. B.", "community", FIRST, ("{n} day",)))
    assert voice.standing("", "{n} day") == Standing("community", FIRST, 1)


def test_a_page_has_the_lowest_level_of_what_was_said_on_it(checked: Check) -> None:
    voice = checked(
        ("A. B.", "community", FIRST, ("School", "Letter")), ("C. D.", "law", SECOND, ("School",))
    )
    page = voice.listening()
    page.say("School")
    status = page.status()
    assert status is not None
    assert (status.level, status.since) == ("law", SECOND)
    page.say("Letter")
    status = page.status()
    assert status is not None
    assert (status.level, status.since, status.is_partly_checked) == ("community", SECOND, False)
    page.plural("{n} day", "{n} days", 3)
    status = page.status()
    assert status is not None
    assert (status.level, status.since, status.is_partly_checked) == ("draft", None, True)


def test_pages_do_not_hear_each_other_unless_they_are_told(checked: Check) -> None:
    voice = checked()
    one, other = voice.listening(), voice.listening()
    one.say("School")
    assert other.status() is None
    assert voice.status() is None
    other.overhear(one)
    assert other.status() == one.status() != None  # noqa: E711 - both, and not nothing


def test_a_page_of_english_has_no_status(checked: Check) -> None:
    page = checked().listening()
    page.say("Nobody has translated this")
    assert page.status() is None
    assert together(()) is None


def test_a_letter_is_a_draft_until_two_people_have_checked_each_of_its_words(
    checked: Check,
) -> None:
    both = ("School", "Letter")
    voice = checked(("A. B.", "speaker", FIRST, both), ("C. D.", "speaker", SECOND, ("School",)))
    letter = voice.listening()
    letter.say("School")
    assert not letter.judged().is_draft
    letter.say("Letter")
    assert letter.judged().is_draft
