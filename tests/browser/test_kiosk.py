"""A shared computer in a real browser: it asks, it waits for whoever is there, and it clears."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from app.web.kiosk import CLEAR_AFTER, NAME, WARN_AFTER
from tests.browser.measures import AXE, RULES, RUN, SMALL
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]

SECOND = 1000  # milliseconds
IS_OPEN = "document.querySelector('#kiosk-ask').open"
FOCUS = "document.activeElement.closest('dialog') !== null"
LANGUAGES = [("en", 360), ("en", 320), ("ar-XB", 320)]


def shared(reader: Reader) -> Reader:
    """The same reader, at a computer that is marked as shared, with a clock for the test to set."""
    reader.page.clock.install()
    reader.open("/kiosk")
    reader.follow("button[value=on]")
    return reader


def asked(reader: Reader) -> bool:
    return bool(reader.page.evaluate(IS_OPEN))


def idle(page: Page, seconds: float) -> None:
    """Let time go by without a hand on the computer."""
    page.clock.run_for(seconds * SECOND)


def test_it_asks_and_stays_for_whoever_answers(opened: Opened) -> None:
    reader = shared(opened())
    page = reader.page
    reader.begin("cannot_come_back")
    idle(page, WARN_AFTER - 2)
    assert not asked(reader)
    page.keyboard.press("ArrowDown")
    idle(page, WARN_AFTER - 2)
    assert not asked(reader), "a key counts"
    page.mouse.move(100, 300)
    idle(page, WARN_AFTER + 1)
    assert asked(reader)
    assert page.evaluate(FOCUS), "whoever uses the keyboard is in it"
    assert page.get_by_role("alertdialog", name="Are you still there?").is_visible()
    page.keyboard.press("Enter")
    assert not asked(reader)
    idle(page, WARN_AFTER - 2)
    assert not asked(reader)
    assert reader.question(), "the page is still there"
    idle(page, 3)
    page.keyboard.press("Escape")
    assert not asked(reader), "Escape is an answer too"
    assert not reader.trouble


def test_it_clears_itself_for_the_next_person(opened: Opened) -> None:
    reader = shared(opened())
    page = reader.page
    reader.begin("cannot_come_back")
    before = page.context.cookies()
    with page.expect_navigation(url=f"{reader.address}/en/"):
        idle(page, CLEAR_AFTER + 1)
    assert page.title() == NAME
    assert "case" in [each["name"] for each in before]
    assert [each["name"] for each in page.context.cookies()] == ["kiosk"]
    page.go_back()
    page.wait_for_load_state()
    assert not reader.question(), "nothing comes back"
    assert not reader.trouble


def test_a_step_of_htmx_keeps_bar_and_title(opened: Opened) -> None:
    reader = shared(opened())
    reader.begin("cannot_come_back")
    reader.answer({"value": "yes"})
    assert reader.page.title() == NAME
    assert reader.page.locator("#kiosk").count() == 1
    assert reader.page.locator("form:not([autocomplete=off])").count() == 0
    assert not reader.trouble


def test_who_works_in_one_window_is_there_in_the_other(opened: Opened) -> None:
    reader = shared(opened())
    other = reader.page.context.new_page()
    other.clock.install()
    other.goto(f"{reader.address}/en/help")
    idle(other, WARN_AFTER - 2)
    idle(reader.page, WARN_AFTER - 2)
    reader.page.mouse.move(50, 50)
    other.wait_for_function("() => true")
    idle(other, 20)
    assert not other.evaluate(IS_OPEN)
    with other.expect_navigation(url=f"{reader.address}/en/"):
        reader.page.click("#kiosk form button")


@pytest.mark.parametrize("script", [True, False])
def test_finished_is_one_press_away(script: bool, opened: Opened) -> None:
    reader = opened(script=script)
    reader.open("/kiosk")
    reader.follow("button[value=on]")
    reader.begin("cannot_come_back")
    with reader.page.expect_navigation(url=f"{reader.address}/en/"):
        reader.page.click("#kiosk form button")
    assert [each["name"] for each in reader.page.context.cookies()] == ["kiosk"]


@pytest.mark.parametrize(("lang", "width"), LANGUAGES)
def test_bar_and_question_can_be_used_by_everybody(lang: str, width: int, opened: Opened) -> None:
    reader = shared(opened(lang, width, axe=True))
    page = reader.page
    page.add_script_tag(path=AXE)
    for path in ("/kiosk", "/print/batch", "/help"):
        reader.open(path)
        page.add_script_tag(path=AXE)
        assert page.evaluate(RUN, RULES) == [], path
        assert page.evaluate(SMALL) == [], path
        assert reader.sideways() == 0, path
    idle(page, WARN_AFTER + 1)
    assert asked(reader)
    assert page.evaluate(RUN, RULES) == []
    assert reader.sideways() == 0
    box = page.locator("#kiosk-ask").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


@pytest.mark.parametrize(("lang", "width"), LANGUAGES)
def test_the_list_of_a_batch_can_be_used_by_everybody(
    lang: str, width: int, opened: Opened
) -> None:
    reader = opened(lang, width, axe=True)
    page = reader.page
    reader.open("/print/batch")
    reader.press("main a.pick")
    page.check("input[name=letter] >> nth=0")
    page.fill("#typed", "Sam,,5/10/2026\nAda,A School,someday")
    reader.follow("button[value=look]")
    reader.focus_is_on("errbox")
    page.add_script_tag(path=AXE)
    assert page.evaluate(RUN, RULES) == []
    assert page.evaluate(SMALL) == []
    assert reader.sideways() == 0
    page.fill("#school-1", "A School")
    page.fill("#date-2", "2026-10-05")
    page.check("input[name=first][value=day]")
    reader.follow("button[value=look]")
    name, made = reader.download("button[value=make]")
    assert name == "letters.pdf"
    assert made.startswith(b"%PDF")
