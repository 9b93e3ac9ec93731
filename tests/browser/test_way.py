"""The whole way in a real browser: with script and without, by keyboard, right to left."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from tests.browser.keys import Keys
from tests.browser.reader import Reader
from tests.web.family import day, usual

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_first_page_to_a_letter_in_hand(script: bool, opened: Opened) -> None:
    reader = opened(script=script)
    reader.to_result("cannot_come_back")
    assert reader.h1 == "What to do now"
    reader.press(".today a")
    reader.page.wait_for_url("**/letter/*")
    shown = reader.page.locator(".lines").all_inner_texts()
    name, word = reader.download("a[href$='file.docx']")
    assert name == "letter.docx"
    written = " ".join(each.text for each in Document(BytesIO(word)).paragraphs)
    assert any(each.split(".")[0][:40] in written for each in shown if len(each) > 60)
    name, pdf = reader.download("a[href$='file.pdf']")
    assert name == "letter.pdf"
    assert PdfReader(BytesIO(pdf)).pages
    name, text = reader.download("a[href$='file.txt']")
    assert name == "letter.txt"
    assert "Example School" in text.decode()
    assert not reader.trouble


def test_a_form_names_its_origin_to_browsers_without_fetch_metadata(opened: Opened) -> None:
    reader = opened(script=False)
    reader.open("/")
    with reader.page.expect_request(lambda each: each.method == "POST") as waiting:
        reader.page.click("button[value=cannot_come_back]")
    assert waiting.value.header_value("origin") == reader.address


@pytest.mark.parametrize("lang", ["ar-XB", "ur"])
def test_from_right_to_left_nothing_runs_out_of_the_page(lang: str, opened: Opened) -> None:
    reader = opened(lang)
    reader.begin("cannot_come_back")
    while reader.question():
        assert reader.page.get_attribute("html", "dir") == "rtl"
        assert reader.sideways() == 0, reader.h1
        brand = reader.page.locator("a.brand").bounding_box()
        leave = reader.page.locator("a.leave").bounding_box()
        assert brand and leave and leave["x"] < brand["x"]
        reader.answer(usual(reader.library, reader.fact(), {}))
    letter = "/letter/ask_for_papers"
    of_it = (f"{letter}/more", f"{letter}/order", f"{letter}/sent")
    for path in ("/result", letter, *of_it, "/check", "/result/print", "/help"):
        reader.open(path)
        assert reader.sideways() == 0, path
    assert not reader.trouble


def test_by_keyboard_alone(opened: Opened) -> None:
    reader = opened()
    keys = Keys(reader)
    reader.open("/")
    keys.tab_to("at.className === 'skip'")
    reader.page.keyboard.press("Enter")
    keys.tab_to("at.value === 'sent_home'")
    keys.enter()
    asked = 0
    while reader.question():
        asked += 1
        reader.focus_is_on("h1")
        keys.answer(usual(reader.library, reader.fact(), {}))
    assert asked > 4
    reader.page.wait_for_url("**/result")
    keys.tab_to("at.closest('.today') !== null")
    keys.enter()
    reader.page.wait_for_url("**/letter/*")
    assert not reader.trouble


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_answer_is_changed_from_the_list_of_answers(script: bool, opened: Opened) -> None:
    reader = opened(script=script)
    reader.to_result("sent_home")
    reader.open("/check")
    assert reader.page.locator("dd", has_text="Behaviour").count()
    row = reader.page.locator("dl.sum > div", has=reader.page.locator("dd", has_text="Behaviour"))
    href = row.locator("a").get_attribute("href")
    reader.press(f"a[href='{href}']")
    reader.fill({"value": "ill"})
    reader.press("button[value=next]")
    assert reader.page.locator("dd", has_text="ill or hurt").count()
    assert not reader.trouble


def test_after_each_step_the_focus_is_where_reading_begins(opened: Opened) -> None:
    reader = opened()
    reader.begin("cannot_come_back")
    reader.focus_is_on("h1")
    reader.press("button[value=next]")
    reader.focus_is_on("errbox")
    assert reader.page.title().startswith("Error: ")
    reader.page.click(".errbox a")
    assert reader.page.evaluate("document.activeElement.name") == "value"
    reader.answer({"value": "yes"})
    reader.focus_is_on("h1")
    assert not reader.page.title().startswith("Error")
    first = reader.page.evaluate("window.scrollY")
    assert first < 200
    assert not reader.trouble


def test_back_and_forward_and_reload_keep_every_answer(opened: Opened) -> None:
    reader = opened()
    page = reader.page
    reader.begin("cannot_come_back")
    reader.answer({"value": "yes"})
    reader.question()
    page.go_back()
    page.wait_for_function("() => document.querySelector('input[value=yes]')?.checked")
    page.go_forward()
    page.wait_for_function("() => !!document.querySelector('input[value=know]')")
    reader.answer(day(12, 10))
    reader.question()
    h1 = reader.h1
    page.reload()
    assert reader.h1 == h1
    assert "12 October 2026" in page.inner_text("main")
    assert not reader.trouble


def test_a_second_phone_goes_on_with_the_number(opened: Opened) -> None:
    first, second = opened(), opened(script=False)
    first.to_result("sent_home")
    first.open("/save")
    first.press("button[value=number]")
    number = " ".join(first.page.locator(".code span").all_inner_texts())
    second.open("/result")
    assert second.h1 == "This case is locked."
    second.press("a[href$='/number']")
    second.fill({"number": number})
    second.press("main button")
    assert second.h1 == "What to do now"
    second.open("/delete")
    second.press("button[value=delete]")
    assert second.h1 == "Everything is deleted."
    first.open("/result")
    assert first.h1 == "This case is locked."


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_leave_shows_the_weather_and_back_shows_nothing(script: bool, opened: Opened) -> None:
    reader = opened(script=script)
    reader.to_result("sent_home")
    reader.follow("a.leave")
    assert reader.h1 == "Weather"
    assert "xclu" not in reader.page.title()
    reader.page.go_back()
    reader.page.wait_for_selector("h1")
    assert reader.h1 == "This case is locked."
    assert not reader.page.context.cookies()
