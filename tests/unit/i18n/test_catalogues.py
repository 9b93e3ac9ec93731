"""Voices from translators' files: what is said, in which language, and what is offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polib
import pytest

from app.content.library import Library
from app.i18n import catalogues, messages, review
from app.i18n.voice import Said, Voice
from app.model.errors import ContentInvalid

Write = Callable[..., Path]
Entries = tuple[polib.POEntry, ...]

LANGUAGES = {
    "sk": ("Slovenčina", "ltr"),
    "ro": ("Română", "ltr"),
    "ur": ("اردو", "rtl"),
    "hu": ("Magyar", "ltr"),
    "pl": ("Polski", "ltr"),
    "ar": ("العربية", "rtl"),
    "so": ("Soomaali", "ltr"),
    "pt-PT": ("Português", "ltr"),
}
RMC = {
    "X-Fallback": "sk, en",
    "X-Name": "Romaňi čhib",
    "X-Weekdays": "pondzelkos, utorkos, streda, štvartkos, parašťovin, sombat, kurko",
    "X-Months": "Januaris, Februaris, Marcos, Apriľis, Majos, Junos, Julos, Augustos, "
    "Septembros, Oktobros, Novembros, Decembros",
}
DAYS = ("{n} school day", "{n} school days")


def level(voice: Voice, english: str) -> str | None:
    """How far the translation that is said has come; None where English is said."""
    standing = voice.standing("", english)
    return standing and standing.level


def entry(english: str, said: str = "", context: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgctxt=context or None, msgid=english, msgstr=said, **more)


def days(*forms: str) -> polib.POEntry:
    counted = dict(enumerate(forms))
    return polib.POEntry(msgid=DAYS[0], msgid_plural=DAYS[1], msgstr_plural=counted)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_name_and_direction_come_from_cldr(
    lang: str, library: Library, locales: Path, write: Write
) -> None:
    write(lang)
    voice = catalogues.load(locales, library).voice(lang)
    assert (voice.name, voice.direction) == LANGUAGES[lang]


def test_a_message_is_found_by_context_and_english(
    library: Library, locales: Path, write: Write
) -> None:
    write("sk", (entry("Back", "Späť", "web"), entry("Back", "Chrbát", "body")))
    voice = catalogues.load(locales, library).voice("sk")
    assert voice.say("Back", "web") == Said("Späť", "sk")
    assert voice.say("Back", "body") == Said("Chrbát", "sk")
    assert voice.say("Back") == Said("Back", "en")


def test_a_stale_translation_is_not_shown(library: Library, locales: Path, write: Write) -> None:
    write("sk", (entry("New rule", "Staré pravidlo", flags=["fuzzy"]),))
    assert catalogues.load(locales, library).voice("sk").say("New rule") == Said("New rule", "en")


def test_an_obsolete_translation_is_not_shown(
    library: Library, locales: Path, write: Write
) -> None:
    write("sk", (entry("Old rule", "Staré pravidlo", obsolete=True),))
    assert catalogues.load(locales, library).voice("sk").say("Old rule").lang == "en"


def test_the_fallback_says_in_which_language_it_speaks(
    library: Library, locales: Path, write: Write
) -> None:
    write("rmc", (entry("School", "Škola"),), RMC)
    write("sk", (entry("School", "škola sk"), entry("Letter", "List")))
    voice = catalogues.load(locales, library).voice("rmc")
    assert voice.say("School") == Said("Škola", "rmc")
    assert voice.say("Letter") == Said("List", "sk")
    assert voice.say("Day") == Said("Day", "en")


def test_romani_has_its_own_days_and_months(library: Library, locales: Path, write: Write) -> None:
    write("rmc", (), RMC)
    voice = catalogues.load(locales, library).voice("rmc")
    monday = date(2026, 10, 12)
    assert voice.date(monday) == "pondzelkos 12 Oktobros 2026"
    assert voice.short_date(monday) == "pondzelkos 12 Oktobros"
    assert (voice.weekday(monday), voice.weekday_short(monday)) == ("pondzelkos", "pondzelkos")
    assert (voice.month(4), voice.month_short(monday)) == ("Apriľis", "Oktobros")
    assert (voice.name, voice.direction) == ("Romaňi čhib", "ltr")


def test_counted_words_take_the_form_of_the_language_they_are_in(
    library: Library, locales: Path, write: Write
) -> None:
    write("sk", (days("{n} deň", "{n} dni", "{n} dní"),))
    write("rmc", (), RMC)
    loaded = catalogues.load(locales, library)
    said = [loaded.voice("rmc").plural(*DAYS, n) for n in (1, 3, 21)]
    assert [each.text for each in said] == ["{n} deň", "{n} dni", "{n} dní"]
    assert {each.lang for each in said} == {"sk"}
    assert loaded.voice("en").plural(*DAYS, 1) == Said(DAYS[0], "en")
    assert loaded.voice("en").plural(*DAYS, 0.5) == Said(DAYS[1], "en")


def test_a_counted_message_with_a_form_missing_is_not_shown(
    library: Library, locales: Path, write: Write
) -> None:
    write("sk", (days("{n} deň", "", "{n} dní"),))
    assert catalogues.load(locales, library).voice("sk").plural(*DAYS, 1).lang == "en"


def test_everything_is_a_draft_until_an_organisation_has_checked_it(
    library: Library, locales: Path, write: Write
) -> None:
    write("sk", (entry("School", "Škola"), entry("Letter", "List")))
    mark = review.mark_of(("", "School"), ("Škola",))
    (locales / "sk" / "review.yaml").write_text(
        "- organisation: Example Roma Association\n  reviewer: A. B.\n  checked: speaker\n"
        f"  on: 2026-11-20\n  messages: [{mark}]\n"
    )
    voice = catalogues.load(locales, library).voice("sk")
    assert voice.is_draft
    assert level(voice, "School") != "draft"
    assert level(voice, "Letter") == "draft"
    assert level(voice, "Not translated") is None


def test_a_check_ends_when_the_translation_changes(
    library: Library, locales: Path, write: Write
) -> None:
    mark = review.mark_of(("", "School"), ("Škola",))
    write("sk", (entry("School", "Školy"),))
    (locales / "sk" / "review.yaml").write_text(
        "- organisation: Example Roma Association\n  reviewer: A. B.\n  checked: speaker\n"
        f"  on: 2026-11-20\n  messages: [{mark}]\n"
    )
    assert level(catalogues.load(locales, library).voice("sk"), "School") == "draft"


def test_a_fallback_is_as_much_a_draft_as_its_own_file_says(
    library: Library, locales: Path, write: Write
) -> None:
    write("sk", (entry("School", "škola"), entry("Letter", "List")))
    write("rmc", (entry("School", "Škola"),), RMC)
    mark = review.mark_of(("", "Letter"), ("List",))
    (locales / "sk" / "review.yaml").write_text(
        "- organisation: Example Roma Association\n  reviewer: A. B.\n  checked: law\n"
        f"  on: 2026-11-20\n  messages: [{mark}]\n"
    )
    voice = catalogues.load(locales, library).voice("rmc")
    assert level(voice, "School") == "draft"
    assert level(voice, "Letter") != "draft"


def test_english_is_never_a_draft_and_always_first(
    library: Library, locales: Path, write: Write, all_of: Entries
) -> None:
    write("sk", all_of)
    loaded = catalogues.load(locales, library)
    assert [each.code for each in loaded.languages] == ["en", "sk"]
    assert [each.is_draft for each in loaded.languages] == [False, True]


def test_a_language_is_offered_when_it_says_enough(
    library: Library, locales: Path, write: Write, all_of: Entries
) -> None:
    less_than_a_sentence = tuple(
        each for each in all_of if not each.msgctxt.startswith(("letters.claim.send", "help."))
    )
    write("sk", less_than_a_sentence)
    assert catalogues.load(locales, library).offers("sk")


def test_one_title_missing_is_too_many(
    library: Library, locales: Path, write: Write, all_of: Entries
) -> None:
    write("sk", tuple(each for each in all_of if each.msgctxt != "letters.claim.title"))
    loaded = catalogues.load(locales, library)
    assert not loaded.offers("sk")
    assert loaded.coverage["sk"].missing == (("letters.claim.title", "Claim the boat"),)
    assert loaded.voice("sk").say("The crew pays", "outcomes.who_pays.crew.title").lang == "sk"


def test_an_interview_below_the_threshold_is_not_offered(
    library: Library, locales: Path, write: Write, all_of: Entries
) -> None:
    write("sk", tuple(each for each in all_of if each.msgctxt != "questions.boat.kind.hint"))
    assert not catalogues.load(locales, library).offers("sk")


def test_words_around_the_interview_count(
    library: Library, locales: Path, write: Write, all_of: Entries
) -> None:
    buttons = tuple(entry(f"Button {number}") for number in range(5))
    write("sk", (*all_of, *buttons))
    assert not catalogues.load(locales, library).offers("sk")


def test_a_fallback_may_fill_in_but_one_interview_must_be_its_own(
    library: Library, locales: Path, write: Write, all_of: Entries
) -> None:
    write("sk", all_of)
    write("rmc", (entry("School", "Škola"),), RMC)
    assert not catalogues.load(locales, library).offers("rmc")
    core = ("journeys.", "questions.", "facts.boat.kind")
    write("rmc", tuple(each for each in all_of if each.msgctxt.startswith(core)), RMC)
    assert catalogues.load(locales, library).offers("rmc")


def test_a_file_that_cannot_be_used_is_named(library: Library, locales: Path, write: Write) -> None:
    write("sk", (), {"Plural-Forms": "two or three"})
    write("ro", (), {"X-Months": "one"})
    with pytest.raises(ContentInvalid) as caught:
        catalogues.load(locales, library)
    assert [each.file for each in caught.value.findings] == [  # type: ignore[attr-defined]
        "locales/ro/LC_MESSAGES/messages.po",
        "locales/sk/LC_MESSAGES/messages.po",
    ]


def test_a_review_file_that_cannot_be_used_is_named(
    library: Library, locales: Path, write: Write
) -> None:
    write("sk")
    (locales / "sk" / "review.yaml").write_text("- organisation: ''\n")
    with pytest.raises(ContentInvalid, match="sk"):
        catalogues.load(locales, library)


def test_pseudo_languages_speak_and_are_never_offered(library: Library, locales: Path) -> None:
    loaded = catalogues.load(locales, library, pseudo_languages=True)
    accented, mirrored = loaded.voice("en-XA"), loaded.voice("ar-XB")
    said = accented.say("Pay by {deadline}.", "anything")
    assert said.lang == "en-XA"
    assert "{deadline}" in said.text
    assert "Pay" not in said.text
    assert len(said.text) > 1.3 * len("Pay by {deadline}.")
    assert mirrored.direction == "rtl"
    assert mirrored.say("Pay <b>now</b>").text == "\u202ePay\u202c <b>\u202enow\u202c</b>"
    assert accented.date(date(2026, 10, 12)) != "Monday 12 October 2026"
    assert [each.code for each in loaded.languages] == ["en"]
    assert "en-XA" not in catalogues.load(locales, library).voices


def test_lists_and_numbers_speak_the_language(
    library: Library, locales: Path, write: Write
) -> None:
    write("pl")
    voice = catalogues.load(locales, library).voice("pl")
    assert voice.list_and(["a", "b"]) == "a i b"
    assert voice.list_or(["a", "b"]) == "a lub b"
    assert voice.number(5.5) == "5,5"


def test_contexts_of_content_are_no_words_around_it(library: Library) -> None:
    first_steps = {each.context.partition(".")[0] for each in messages.of_content(library)}
    assert first_steps == messages.first_steps()
