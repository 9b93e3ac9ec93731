"""Recorded voices: who records them, what is refused, where families hear them, taking them out.

The application is this file's own: recordings change pages for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.i18n import recordings
from app.i18n.recordings import slot_of
from app.main import create_app
from app.render.sound import LARGEST
from app.services.reviewing import LATER, Line
from app.web.parts import Parts
from tests.fixtures import sounds
from tests.web.conftest import settings
from tests.web.family import ORIGIN, Clock, Family
from tests.web.test_people import LINK, Person

LANG = "sk"
DIALECT = "Slovak Romani, eastern"
SAID = {"dialect": DIALECT, "agreed": "yes"}
AUDIO = re.compile(r'<audio[^>]* src="([^"]+)"')
TICKED = re.compile(r'name="agreed"\s+value="yes"\s+checked')


@pytest.fixture(scope="module")
def app(content: Library, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    return create_app(settings(tmp_path_factory.mktemp("heard")), content, Clock())


@pytest.fixture(scope="module")
def parts(app: ASGIApp) -> Parts:
    found: Parts = app.app.state.parts  # type: ignore[attr-defined]
    return found


def _lead(app: ASGIApp, parts: Parts, name: str) -> Person:
    lead = Person(app)
    lead.joins(parts.people.found_organisation(f"Voices of {name}", Clock().now), name)
    lead.signs_in(name.lower())
    return lead


@pytest.fixture(scope="module")
def lead(app: ASGIApp, parts: Parts) -> Person:
    return _lead(app, parts, "Lea")


@pytest.fixture(scope="module")
def eva(app: ASGIApp, parts: Parts, lead: Person) -> Person:
    """A reviewer of the language, in Lea's organisation."""
    person = Person(app)
    token = LINK.search(lead.does("invite", role="reviewer"))[1]  # type: ignore[index]
    person.joins(token, "Eva")
    lead.does("confirm", person=lead.id_of("Eva"))
    parts.people.grant("eva", LANG)
    person.signs_in("eva")
    return person


@pytest.fixture
def line(parts: Parts) -> Callable[[str], Line]:
    """The message of a context."""
    return lambda context: next(each for each in parts.room.lines(LANG) if each.key[0] == context)


@pytest.fixture
def question(parts: Parts, line: Callable[[str], Line]) -> Line:
    """The first question that a suspension asks."""
    walk = parts.library.journeys["suspension"].sections[0]
    return line(f"questions.{walk.questions[0].asks}.question")


def _at(found: Line) -> str:
    return f"/translate/{LANG}/{found.ident}"


def _record(
    person: Person, found: Line, sound: bytes = sounds.WEBM, **said: str
) -> tuple[int, str]:
    answer = person.http.post(
        f"{_at(found)}/recording",
        data=said or SAID,
        files={"file": ("voice", sound)} if sound else {"other": ("", b"")},
    )
    return answer.status_code, answer.text


def _played(parts: Parts, found: Line) -> bool:
    return parts.recorded.at(LANG, slot_of(found.key)) is not None


def test_only_a_reviewer_of_the_language_records(
    app: ASGIApp, parts: Parts, lead: Person, eva: Person, question: Line
) -> None:
    assert _record(lead, question)[0] == 404
    elsewhere = eva.http.post(f"/translate/ro/{question.ident}/recording", data=SAID)
    assert elsewhere.status_code == 404
    stranger = Person(app).http.post(f"{_at(question)}/recording", data=SAID)
    assert stranger.url.path == "/sign-in"
    assert not parts.recorded.heard(LANG)


@pytest.mark.parametrize(
    ("sound", "said", "sentence"),
    [
        (b"<html>hello</html>", SAID, "This is no sound that we can play"),
        (sounds.FILM, SAID, "This is no sound that we can play"),
        (sounds.WEBM + bytes(LARGEST), SAID, "This file is too large"),
        (b"", SAID, "There is no recording yet"),
        (sounds.WEBM, {"dialect": DIALECT}, "Please say that families may hear your voice"),
        (sounds.WEBM, {"agreed": "yes", "dialect": " "}, "Please name the dialect"),
    ],
    ids=["a page", "a film", "too large", "nothing", "not agreed", "no dialect"],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    eva: Person, parts: Parts, question: Line, sound: bytes, said: dict[str, str], sentence: str
) -> None:
    status, page = _record(eva, question, sound, **said)
    assert status == 422
    assert sentence in page
    assert f'value="{said["dialect"].strip()}"' in page
    assert bool(TICKED.search(page)) == ("agreed" in said)
    assert not _played(parts, question)


def test_the_microphone_is_for_the_page_of_a_message_alone(
    eva: Person, app: ASGIApp, question: Line
) -> None:
    page = eva.http.get(_at(question)).headers
    assert "microphone=(self)" in page["permissions-policy"]
    assert "media-src 'self' blob:;" in page["content-security-policy"]
    refused = eva.http.post(f"{_at(question)}/recording", data={}, files={"file": ("", b"x")})
    assert "microphone=(self)" in refused.headers["permissions-policy"]
    family = TestClient(app, ORIGIN)
    others = ("/translate", f"/translate/{LANG}", "/recordings", "/desk", "/people")
    for found in (*map(eva.http.get, others), family.get(f"/{LANG}/"), family.get("/en/")):
        assert found.status_code == 200
        assert "microphone=()" in found.headers["permissions-policy"]
        assert "media-src 'self';" in found.headers["content-security-policy"]
        assert "camera=()" in found.headers["permissions-policy"]


@pytest.mark.parametrize("kind", sounds.EVERY)
def test_a_recorded_question_is_played_to_families(
    eva: Person, app: ASGIApp, content: Library, question: Line, kind: str
) -> None:
    status, page = _record(eva, question, sounds.EVERY[kind])
    assert status == 200
    assert "Families hear this" in page
    family = Family(app, content, LANG)
    asked = family.begin("suspension")
    text = asked.response.text
    assert DIALECT in text
    (address,) = AUDIO.findall(text)
    sound = TestClient(app, ORIGIN).get(address)
    assert sound.headers["content-type"] == recordings.TYPES[kind]
    assert sounds.NOISE in sound.content
    assert "set-cookie" not in sound.headers
    assert "immutable" in sound.headers["cache-control"]
    assert AUDIO.findall(Family(app, content, "en").begin("suspension").response.text) == []


def test_a_part_of_a_recording_can_be_asked_for(
    eva: Person, app: ASGIApp, parts: Parts, question: Line
) -> None:
    _record(eva, question)
    found = parts.recorded.at(LANG, slot_of(question.key))
    assert found is not None
    size, http = len(sounds.WEBM), TestClient(app, ORIGIN)
    for asked, span, status in (
        ("bytes=0-1", slice(0, 2), 206),
        ("bytes=4-", slice(4, None), 206),
        ("bytes=-3", slice(-3, None), 206),
        ("bytes=0-99999", slice(None), 206),
        ("bytes=0-1,4-5", slice(None), 200),
        ("lines=1-2", slice(None), 200),
    ):
        answer = http.get(found.address, headers={"range": asked})
        assert (answer.status_code, answer.content) == (status, sounds.WEBM[span]), asked
    assert http.get(found.address, headers={"range": f"bytes={size}-"}).status_code == 416
    for wrong in (f"/{LANG}/audio/{found.slot}x", f"/{LANG}/audio/t1", f"/ro/audio/{found.slot}"):
        assert http.get(wrong).status_code == 404


def _on(page: str, lines: tuple[Line, ...], kind: str) -> Line:
    """A message of one kind (the first and last word of its context) that stands on a page."""
    first, _, last = kind.partition(" ")
    return next(
        each
        for each in lines
        if each.key[0].startswith(f"{first}.")
        and each.key[0].endswith(last)
        and each.settled.shown[0] in page
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/result", "actions"),
        ("/result", "journeys lead"),
        ("/result", "outcomes day"),
        ("/result", "outcomes title"),
        ("/letter", "letters title"),
        ("/letter", "letters does"),
    ],
)
def test_recorded_results_and_letters_are_played(
    eva: Person, app: ASGIApp, content: Library, parts: Parts, path: str, kind: str
) -> None:
    family = Family(app, content, LANG)
    page = family.to_result("permanent_exclusion")
    if path == "/letter":
        page = family.open(family.open("/letters").links("/letter/")[0])
    before = len(AUDIO.findall(page.response.text))
    found = _on(page.response.text, parts.room.lines(LANG), kind)
    _record(eva, found, sounds.OGG)
    after = AUDIO.findall(family.open(page.path).response.text)
    assert len(after) == before + 1, found.key[0]
    address = next(each for each in after if str(slot_of(found.key)) in each)
    assert TestClient(app, ORIGIN).get(address).content == sounds.OGG


@pytest.mark.parametrize("who", ["the reviewer", "who no longer reviews", "a lead"])
def test_a_recording_is_taken_out_at_once(
    eva: Person, lead: Person, app: ASGIApp, parts: Parts, question: Line, who: str
) -> None:
    _record(eva, question)
    found = parts.recorded.at(LANG, slot_of(question.key))
    assert found is not None
    form = {"lang": LANG, "slot": str(found.slot)}
    for stranger in (Person(app), _lead(app, parts, f"Other{who[-4:]}")):
        assert form["slot"] not in stranger.http.get("/recordings").text
        stranger.http.post("/recordings", data=form)
        assert _played(parts, question)
    person = lead if who == "a lead" else eva
    parts.people.grant("eva", LANG, given=who != "who no longer reviews")
    assert form["slot"] in person.http.get("/recordings").text
    person.http.post("/recordings", data=form)
    parts.people.grant("eva", LANG)
    assert not _played(parts, question)
    assert TestClient(app, ORIGIN).get(found.address).status_code == 404


def test_the_dialect_is_remembered_for_the_next_message(
    eva: Person, question: Line, line: Callable[[str], Line]
) -> None:
    _record(eva, question, dialect="Slovak Romani, western", agreed="yes")
    other = line("choices.must_stay_away.label")
    page = eva.http.get(_at(other)).text
    assert 'value="Slovak Romani, western"' in page
    assert 'value="yes" checked' not in page


def test_words_of_the_pages_and_counted_messages_are_not_recorded(
    eva: Person, parts: Parts
) -> None:
    lines = parts.room.lines(LANG)
    for each in (
        next(each for each in lines if each.place == LATER),
        next(each for each in lines if len(each.filed) > 1),
    ):
        assert "Say it aloud" not in eva.http.get(_at(each)).text


def test_wording_put_right_after_it_was_recorded_asks_to_listen_again(
    eva: Person, parts: Parts, question: Line
) -> None:
    _record(eva, question)
    assert "please listen again" not in eva.http.get(_at(question)).text
    clock = parts.clock
    assert isinstance(clock, Clock)
    clock.move(days=1)
    eva.signs_in("eva")
    seen = re.search(r'name="seen" value="(\d+)"', eva.http.get(_at(question)).text)
    assert seen
    form = {"do": "corrected", "seen": seen[1], "level": "speaker"}
    eva.http.post(_at(question), data={**form, "form-0": f"{question.filed[0]}?"})
    assert "please listen again" in eva.http.get(_at(question)).text
