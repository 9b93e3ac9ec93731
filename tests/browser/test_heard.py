"""Heard, not only read: a voice recorded in the room and played to families; the phone's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from app.i18n.recordings import slot_of
from app.services.reviewing import Line
from app.store.recordings import Sound
from app.web.parts import Parts
from tests.browser.conftest import ARGUMENTS, NAMES
from tests.browser.measures import AXE, RULES, RUN, SMALL
from tests.browser.reader import Reader
from tests.browser.test_staff import WORDS, join, sign_in, to
from tests.fixtures import sounds
from tests.web.family import START

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]

LANG = "sk"
JOURNEY = ("must_stay_away", "suspension")
FAKE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
PLAYS = """() => new Promise(done => {
  const heard = document.querySelector('.hear audio');
  heard.onplaying = () => done(true);
  heard.onerror = () => done(false);
  document.querySelector('.hear button').click();
})"""
# A phone with one voice, which keeps what it was told to say and never ends by itself.
VOICE = """(() => {
  const said = window.said = [];
  const speech = {
    getVoices: () => [{lang: '%s', name: 'Voice', localService: true}],
    speak: one => said.push(one.text),
    cancel: () => said.push('stopped'),
  };
  Object.defineProperty(window, 'speechSynthesis', {value: speech});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})()"""


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One with a microphone that beeps, and that nobody has to allow."""
    found = next((place for place in map(shutil.which, NAMES) if place), None)
    started = playwright.chromium.launch(executable_path=found, args=[*ARGUMENTS, *FAKE])
    yield started
    started.close()


def _line(parts: Parts) -> Line:
    """The first question that a suspension asks."""
    asked = parts.library.journeys[JOURNEY[1]].sections[0].questions[0].asks
    context = f"questions.{asked}.question"
    return next(each for each in parts.room.lines(LANG) if each.key[0] == context)


def _page_of(line: Line) -> str:
    return f"/translate/{LANG}/{line.ident}"


def _wrong(reader: Reader) -> list[str]:
    """What axe finds, small targets, and whether the page runs out at the side."""
    reader.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = reader.page.evaluate(RUN, RULES) + reader.page.evaluate(SMALL)
    for width in (320, 360):
        reader.page.set_viewport_size({"width": width, "height": 640})
        found += [f"sideways at {width}"] if reader.sideways() else []
    return found


def test_two_seconds_recorded_in_the_room_are_played_to_a_family(
    opened: Opened, parts: Parts
) -> None:
    room, family = opened(), opened(LANG)
    page = room.page
    join(room, parts, "eva")
    sign_in(room, "eva")
    to(room, _page_of(_line(parts)))
    page.fill("#note", "I am not done here.")
    page.fill("#dialect", "Slovak Romani, eastern")
    page.click("[data-do=start]")
    page.wait_for_selector("#recorded-for >> text=/^2 of/")
    page.click("[data-do=stop]")
    page.wait_for_selector("#take:not([hidden])")
    page.click("#voice button:text-is('Send')")
    page.wait_for_selector("#voice-wrong li")
    assert "families may hear your voice" in page.inner_text("#voice-wrong")
    assert page.is_visible("#take")
    page.check("#agreed")
    page.click("#voice button:text-is('Send')")
    page.wait_for_selector("text=Families hear this")
    assert page.input_value("#note") == "I am not done here."
    family.begin(*JOURNEY)
    assert "Slovak Romani, eastern" in family.page.inner_text(".hear")
    assert family.page.evaluate(PLAYS)
    assert family.page.is_visible(".hear button.on")
    family.page.click(".hear button")
    assert family.page.evaluate("document.querySelector('.hear audio').paused")
    assert not room.trouble
    assert not family.trouble
    room, family = opened(axe=True), opened(LANG, axe=True)
    sign_in(room, "eva")
    for path in (_page_of(_line(parts)), "/recordings"):
        to(room, path)
        assert not _wrong(room)
    family.begin(*JOURNEY)
    assert not _wrong(family)


def test_without_a_script_the_browsers_own_player_is_there(opened: Opened, parts: Parts) -> None:
    people, store = parts.people, parts.recorded.store
    people.join(people.found_organisation("Quay", START), "Quy", "quy", WORDS, START)
    quy = people.signed_in(people.sign_in("quy", WORDS, "192.0.2.1", START), START)
    store.put(quy, LANG, slot_of(_line(parts).key), Sound("ogg", sounds.OGG), "eastern", START)
    parts.recorded.refresh()
    family = opened(LANG, script=False)
    family.begin(*JOURNEY)
    assert family.page.locator(".hear audio[controls]").is_visible()
    assert not family.page.locator(".hear button").is_visible()
    assert not family.page.locator(".aloud").count()


@pytest.mark.parametrize(
    ("voice", "offered"), [("sk-SK", True), ("cs-CZ", False), ("en-GB", False)]
)
def test_a_phone_reads_only_a_language_that_it_speaks(
    opened: Opened, voice: str, offered: bool
) -> None:
    family = opened(LANG, axe=True)
    family.page.add_init_script(VOICE % voice)
    family.open("/")
    family.press("button[name=choice][value=at_risk]")
    while not family.page.locator("[data-say]").count():
        family.press("main button[type=submit]")
    box = family.page.locator("[data-say]").first
    assert box.is_visible() == offered
    if offered:
        box.locator("button").click()
        assert family.page.evaluate("said") == [box.get_attribute("data-say")]
        box.locator("button").click()
        assert family.page.evaluate("said").pop() == "stopped"
        assert not _wrong(family)


def test_all_of_an_english_page_is_read_and_nothing_in_another_language(opened: Opened) -> None:
    family = opened(axe=True)
    family.page.add_init_script(VOICE % "en-US")
    family.open("/help")
    family.page.click(".aloud summary")
    assert "Some phones send the words" in family.page.inner_text(".aloud")
    family.page.evaluate("""() => document.querySelector('main').insertAdjacentHTML(
      'beforeend', '<p lang="sk">Ahoj</p><p>Last <b>words</b> here.</p>')""")
    family.page.click(".aloud button")
    said = family.page.evaluate("said")
    assert said[0] == family.h1
    assert "Ahoj" not in said
    assert said[-1] == "Last words here."
    assert not _wrong(family)
    family.page.click("footer a")
    family.page.wait_for_url("**/rights")
    assert family.page.evaluate("said").pop() == "stopped"
    assert family.page.locator(".aloud").count() == 1
    assert not family.trouble


def test_without_an_english_voice_nothing_is_offered(opened: Opened) -> None:
    family = opened()
    family.page.add_init_script(VOICE % "sk-SK")
    family.open("/help")
    assert not family.page.locator(".aloud").count()
