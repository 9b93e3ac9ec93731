"""The reviewers' room: who gets in, what accepting and correcting do, what families then read.

The application is this file's own: what reviewers put right changes pages for everybody.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.i18n import catalogues, review
from app.i18n.recordings import Recording, slot_of
from app.main import create_app
from app.services import exchange
from app.services.reviewing import Line, Room
from tests.web.conftest import settings
from tests.web.family import ORIGIN, START, Clock
from tests.web.test_people import LINK, Person

ROOT = Path(__file__).parents[2]
LANG = "sk"
QUESTION = "questions.police.involved.question"


@pytest.fixture(scope="module")
def app(content: Library, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    return create_app(settings(tmp_path_factory.mktemp("room")), content, Clock())


@pytest.fixture(scope="module")
def room(app: ASGIApp) -> Room:
    found: Room = app.app.state.parts.room  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="module")
def lead(app: ASGIApp) -> Person:
    people = app.app.state.parts.people  # type: ignore[attr-defined]
    lead = Person(app)
    lead.joins(people.found_organisation("Roma Voice", Clock().now), "Lea")
    lead.signs_in("lea")
    return lead


def _reviewer(app: ASGIApp, lead: Person, name: str) -> Person:
    people = app.app.state.parts.people  # type: ignore[attr-defined]
    person = Person(app)
    token = LINK.search(lead.does("invite", role="reviewer"))[1]  # type: ignore[index]
    person.joins(token, name)
    lead.does("confirm", person=lead.id_of(name))
    people.grant(name.lower(), LANG)
    person.signs_in(name.lower())
    return person


@pytest.fixture(scope="module")
def eva(app: ASGIApp, lead: Person) -> Person:
    return _reviewer(app, lead, "Eva")


@pytest.fixture(scope="module")
def jan(app: ASGIApp, lead: Person) -> Person:
    return _reviewer(app, lead, "Jan")


@pytest.fixture
def reader(app: ASGIApp) -> Iterator[TestClient]:
    yield TestClient(app, ORIGIN, headers={"origin": ORIGIN})


def _line(room: Room, context: str) -> Line:
    return next(each for each in room.lines(LANG) if each.key[0] == context)


def _says(person: Person, line: Line, do: str, *forms: str, **more: str) -> str:
    seen = re.search(r'name="seen" value="(\d+)"', person.http.get(_at(line)).text)
    assert seen
    typed = {f"form-{at}": each for at, each in enumerate(forms or line.settled.wanted)}
    form = {"do": do, "seen": seen[1], "level": "speaker", **typed, **more}
    return person.http.post(_at(line), data=form).text


def _at(line: Line) -> str:
    return f"/translate/{LANG}/{line.ident}"


def test_only_a_reviewer_of_the_language_gets_in(app: ASGIApp, lead: Person, eva: Person) -> None:
    assert "You do not review a language yet" in lead.http.get("/translate").text
    assert lead.http.get(f"/translate/{LANG}").status_code == 404
    assert eva.http.get("/translate/ro").status_code == 404
    assert Person(app).http.get(f"/translate/{LANG}").url.path == "/sign-in"
    assert "Slovenčina" in eva.http.get("/translate").text


def test_the_work_begins_with_the_questions_of_the_first_journeys(eva: Person, room: Room) -> None:
    page = eva.http.get(f"/translate/{LANG}/next")
    first = room.lines(LANG)[0]
    assert page.url.path == _at(first)
    assert first.place == 0
    listed = eva.http.get(f"/translate/{LANG}?part=0&show=draft").text
    assert first.ident in listed


def test_a_question_put_right_by_one_person_is_what_families_read(
    eva: Person, room: Room, reader: TestClient
) -> None:
    line = _line(room, "choices.must_stay_away.label")
    assert line.settled.wanted[0] in reader.get(f"/{LANG}/").text
    _says(eva, line, "corrected", "Dieťa musí byť pár dní doma")
    assert "Dieťa musí byť pár dní doma" in reader.get(f"/{LANG}/").text
    assert _line(room, line.key[0]).state_for(b"") == "done"


def test_a_right_changes_only_when_a_second_person_agrees(
    eva: Person, jan: Person, room: Room, reader: TestClient
) -> None:
    line = next(
        each
        for each in room.lines(LANG)
        if each.key[0].startswith("pages.") and each.key[0].endswith("lead") and each.critical
    )
    better = f"{line.filed[0]} Naozaj."
    _says(eva, line, "corrected", better)
    waiting = _line(room, line.key[0])
    assert waiting.settled.waits
    assert waiting.settled.shown == line.filed
    assert "Families still read" in jan.http.get(_at(line)).text
    _says(eva, waiting, "accepted")
    assert _line(room, line.key[0]).settled.waits
    _says(jan, waiting, "accepted")
    assert _line(room, line.key[0]).settled.shown == (better,)
    assert "Before anybody changed it" in jan.http.get(_at(line)).text


def test_a_wording_that_breaks_a_placeholder_or_a_number_is_not_taken(
    eva: Person, room: Room
) -> None:
    line = next(each for each in room.lines(LANG) if "{deadline}" in each.key[1] and each.critical)
    page = _says(eva, line, "corrected", "Do zajtra.")
    assert "Please look at this again" in page
    assert "Do zajtra." in page
    assert not _line(room, line.key[0]).remarks


def test_two_people_never_overwrite_each_other(eva: Person, jan: Person, room: Room) -> None:
    line = _line(room, "choices.must_stay_away.hint")
    old = jan.http.get(_at(line)).text
    seen = re.search(r'name="seen" value="(\d+)"', old)
    assert seen
    _says(eva, line, "corrected", "Škola možno povie „suspended“")
    form = {"do": "corrected", "seen": seen[1], "level": "speaker", "form-0": "Iné „suspended“"}
    answer = jan.http.post(_at(line), data=form)
    assert answer.status_code == 409
    assert "Somebody else has said something meanwhile" in answer.text
    assert "Škola možno povie" in answer.text
    assert "Iné „suspended“" in answer.text
    assert _line(room, line.key[0]).settled.wanted == ("Škola možno povie „suspended“",)


def test_a_question_needs_words_and_is_shown_to_the_others(
    eva: Person, jan: Person, room: Room
) -> None:
    line = _line(room, QUESTION)
    assert "Please write what you want to ask" in _says(eva, line, "asked")
    _says(eva, line, "asked", note="Is this the police or the court?")
    assert "Is this the police or the court?" in jan.http.get(_at(line)).text
    assert _line(room, QUESTION).state_for(b"") == "asked"
    assert line.ident in jan.http.get(f"/translate/{LANG}?show=asked").text


@pytest.mark.parametrize(
    "context",
    [
        "choices.must_stay_away.label",
        QUESTION,
        "questions.exclusion.started_on.question",
        "help.child_law_advice.does",
        "glossary.head.plain",
    ],
)
def test_a_message_is_shown_lit_up_on_the_page_of_a_made_up_family(
    eva: Person, room: Room, context: str
) -> None:
    page = eva.http.get(f"{_at(_line(room, context))}/page")
    assert page.status_code == 200
    assert re.search(r"<mark class='lit'>[^<]{3,}</mark>", page.text)


def test_a_page_says_how_far_its_words_have_come(
    eva: Person, jan: Person, room: Room, reader: TestClient
) -> None:
    before = reader.get(f"/{LANG}/words").text
    for line in room.lines(LANG):
        if line.key[0] == "glossary.head.plain":
            _says(eva, line, "accepted", level="law")
            _says(jan, line, "accepted", level="community")
    assert reader.get(f"/{LANG}/words").text != before


def _po(eva: Person) -> polib.POFile:
    return polib.pofile(eva.http.get(f"/translate/{LANG}/messages.po").text)


def _sent(person: Person, content: bytes) -> str:
    return person.http.post(f"/translate/{LANG}/take", files={"file": ("sk.po", content)}).text


def _entry(file: polib.POFile, context: str) -> polib.POEntry:
    return next(each for each in file if each.msgctxt == context)


def test_a_gettext_file_goes_out_and_comes_back_with_corrections(
    eva: Person, room: Room, reader: TestClient
) -> None:
    file = _po(eva)
    _entry(file, "choices.cannot_come_back.label").msgstr = "Dieťa sa nesmie vrátiť do školy"
    _entry(file, "choices.cannot_come_back.hint").msgstr = "Bez anglických slov {x}"
    page = _sent(eva, str(file).encode())
    assert "1 corrections taken in" in page
    assert "please look at these again" in page
    assert "Dieťa sa nesmie vrátiť do školy" in reader.get(f"/{LANG}/").text
    assert not _line(room, "choices.cannot_come_back.hint").remarks


def test_a_file_never_speaks_over_what_was_said_after_it_was_made(
    eva: Person, jan: Person, room: Room
) -> None:
    file = _po(jan)
    line = _line(room, "choices.sent_home.label")
    _says(eva, line, "corrected", "Škola pošle dieťa domov bez listu")
    _entry(file, line.key[0]).msgstr = "Niečo iné bez listu"
    page = _sent(jan, str(file).encode())
    assert "0 corrections taken in" in page
    assert "after your file was made" in page
    assert _line(room, line.key[0]).settled.wanted == ("Škola pošle dieťa domov bez listu",)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"\xff\xfe", "not a gettext file"),
        (b'msgid ""\nmsgstr "Language: ro\\n"\n', "not for this language"),
        (b'msgid ""\nmsgstr "Language: sk\\n"\n', "begin from a file taken from here"),
    ],
    ids=["no-text", "other-language", "made-elsewhere"],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(
    eva: Person, sent: bytes, said: str
) -> None:
    assert said in _sent(eva, sent)


def test_what_reviewers_said_is_exported_into_a_checkout(
    eva: Person, jan: Person, room: Room, content: Library, tmp_path: Path
) -> None:
    line = _line(room, "glossary.clerk.plain")
    _says(eva, line, "accepted", level="community")
    locales = tmp_path / "locales"
    shutil.copytree(ROOT / "locales" / LANG, locales / LANG)
    spoken = catalogues.load(locales, content)
    apart = Room(content, spoken, locales, room.store, room.samples)
    apart.refresh()
    exchange.exported(apart, LANG)
    standing = {each.context: each for each in review.sheet(locales, LANG)}[line.key[0]].standing
    assert (standing.level, standing.people) == ("community", 1)
    again = catalogues.load(locales, content).voice(LANG)
    assert again.say(*reversed(_line(room, "choices.must_stay_away.label").key)).text == (
        "Dieťa musí byť pár dní doma"
    )


SPOKEN, WRITTEN = "rmy", "ro"


def test_a_language_of_recordings_shows_the_text_of_another_and_is_only_recorded(
    app: ASGIApp, eva: Person, room: Room
) -> None:
    app.app.state.parts.people.grant("eva", SPOKEN)  # type: ignore[attr-defined]
    line = room.lines(SPOKEN)[0]
    assert line.settled.shown == room.line(WRITTEN, line.ident).settled.shown  # type: ignore[union-attr]
    at = f"/translate/{SPOKEN}/{line.ident}"
    page = eva.http.get(at).text
    assert 'value="accepted"' not in page
    form = {"do": "accepted", "seen": "0", "level": "speaker", "form-0": line.settled.wanted[0]}
    assert eva.http.post(at, data=form).status_code == 404


def test_a_language_of_recordings_is_offered_when_its_questions_can_be_heard(
    content: Library,
) -> None:
    spoken = catalogues.load(ROOT / "locales", content)
    assert not spoken.offers(SPOKEN)
    said = {
        slot_of(key): Recording(SPOKEN, slot_of(key), "mp3", "Gurbet", START.date())
        for key in spoken.core
    }
    spoken.put_recordings({SPOKEN: said})
    assert spoken.offers(SPOKEN)
    spoken.put_recordings({})
    assert not spoken.offers(SPOKEN)
