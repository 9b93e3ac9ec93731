"""A session in a real browser: by keyboard alone, axe, small screens, and two scripts at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.services import interview
from app.web.parts import Parts
from tests.browser.keys import Keys
from tests.browser.measures import AXE, RULES, RUN, SMALL
from tests.browser.reader import Reader
from tests.browser.test_staff import join, sign_in, to
from tests.web.family import USUAL, usual

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]

KIND, DATED, EXAM = "school.kind", "notice.dated", "exclusion.misses_exam_or_test"
SESSION = "/desk/session"
ENOUGH = 8


class DeskKeys(Keys):
    """The keyboard of an adviser: every step is a page of its own."""

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _put_in(self, name: str, value: str | list[str]) -> None:
        if isinstance(value, str):
            super()._put_in(name, value)
            return
        while self.page.evaluate("document.activeElement.value") not in value:
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")


def _begin(reader: Reader, parts: Parts, name: str, lang: str) -> None:
    join(reader, parts, name)
    sign_in(reader, name)
    to(reader, "/desk/begin")
    reader.page.check("input[value=permanent_exclusion]")
    reader.page.select_option("#language", lang)
    reader.follow("main button[type=submit]")


def _key(fact: str) -> str:
    return interview.key_of(fact)


def _answer(reader: Reader, fact: str) -> None:
    given = usual(reader.library, fact, {})
    assert isinstance(given, dict)
    reader.fill(given)
    reader.follow("button[value=next]")


def _every_kind(reader: Reader, parts: Parts) -> Iterator[str]:
    """Brings one page of every kind up, and says which."""
    page = reader.page
    _begin(reader, parts, "fay", "ur")
    yield "first question"
    _answer(reader, "notice.received")
    yield "date"
    reader.follow("button[value=next]")
    yield "date with a problem"
    for fact in (DATED, KIND, EXAM):
        to(reader, f"{SESSION}/{_key(fact)}")
        _answer(reader, fact)
    to(reader, f"{SESSION}/{_key(KIND)}")
    page.check("input[name=value][value=academy]")
    page.check("input[name=known_from][value=letter]")
    reader.follow("button[value=next]")
    assert page.locator(".split").count()
    for each in page.locator("details").all():
        each.evaluate("at => { at.open = true; }")
    yield "two answers differ, everything open"
    for path in (
        f"{SESSION}/{_key('child.born_on')}/family",
        f"{SESSION}/{_key('school')}/family",
        f"{SESSION}/{_key('school.closed_days')}",
        f"{SESSION}/check",
        "/desk/intake",
        "/desk/what-if",
        f"/desk/what-if/{_key(EXAM)}",
    ):
        to(reader, path)
        yield path
    page.select_option("#b-value", "yes")
    reader.follow("main button[type=submit]")
    yield "two answers side by side"
    to(reader, "/desk/intake")
    page.fill(f"[id='{_key('child.born_on')}-day']", "40")
    reader.follow("main button[type=submit]")
    yield "intake with a problem"


def test_axe_finds_nothing_and_nothing_runs_out_of_a_small_page(
    opened: Opened, parts: Parts
) -> None:
    reader = opened(axe=True)
    script = AXE.read_text(encoding="utf-8")
    found: dict[str, object] = {}
    for kind in _every_kind(reader, parts):
        reader.page.evaluate(script)
        wrong = reader.page.evaluate(RUN, RULES) + reader.page.evaluate(SMALL)
        for width in (320, 360, 1280):
            reader.page.set_viewport_size({"width": width, "height": 640})
            wrong += [f"sideways at {width}"] if reader.sideways() else []
            wrong += reader.page.evaluate(RUN, RULES) if width == 1280 else []
        reader.page.set_viewport_size({"width": 360, "height": 640})
        if wrong:
            found[kind] = wrong
    assert not found, "\n".join(f"{kind}: {each}" for kind, each in found.items())
    assert not reader.trouble


def test_a_whole_session_with_the_keyboard_alone(opened: Opened, parts: Parts) -> None:
    reader = opened(width=1280)
    _begin(reader, parts, "gus", "sk")
    keys, asked = DeskKeys(reader), 0
    while not reader.page.url.endswith("/check"):
        fact = interview.fact_of(reader.library, reader.page.url.rpartition("/")[2])
        given = USUAL.get(fact) or usual(reader.library, fact, {})
        assert isinstance(given, dict)
        keys.answer(given)
        asked += 1
    assert asked > ENOUGH
    keys.tab_to("at.getAttribute('href') === '/en/letters'")
    keys.enter()
    assert reader.page.url.endswith("/en/letters")
    assert not reader.trouble


def test_the_screen_is_turned_answered_and_turned_back_by_keyboard(
    opened: Opened, parts: Parts
) -> None:
    reader = opened(width=1280)
    _begin(reader, parts, "hal", "ur")
    keys = DeskKeys(reader)
    keys.tab_to("at.getAttribute('href')?.endsWith('/family')")
    keys.enter()
    assert reader.page.get_attribute("html", "dir") == "rtl"
    keys.answer({"value": "yes"})
    assert reader.page.get_attribute("html", "lang") == "en"
    assert reader.page.locator(".theirs [lang=ur][dir=rtl]").count() == 1
    english = reader.page.locator("h1").bounding_box()
    assert english
    assert not reader.trouble
