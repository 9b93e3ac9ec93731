"""A family looks for its school in a real browser: the list follows the letters they type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.reader import Reader
from tests.web.family import usual

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]


def at_school(reader: Reader) -> None:
    """Answer up to the page that asks for the school."""
    reader.begin("cannot_come_back")
    while reader.question() and reader.fact() != reader.library.slots.school:
        reader.answer(usual(reader.library, reader.fact(), {}))


def test_suggestions_come_while_typing_and_one_is_chosen(opened: Opened) -> None:
    reader = opened()
    at_school(reader)
    page = reader.page
    page.type("#school", "fern dail", delay=20)
    page.wait_for_selector("#schools input[value='900004']")
    assert page.evaluate("document.activeElement.id") == "school"  # typing goes on
    assert "We found" in page.inner_text("#schools-found")
    assert "fern" not in page.url
    page.fill("#school", "larkhollow")
    page.wait_for_selector("#schools input[value='900001']")
    assert not page.query_selector("#schools input[value='900004']")
    page.check("#schools input[value='900001']")
    assert not reader.sideways()
    reader.press("button[value=next]")
    assert "The list of schools says: A school run with the council" in page.inner_text("#main")
    assert not reader.trouble


def test_without_a_script_there_is_a_button(opened: Opened) -> None:
    reader = opened(script=False)
    at_school(reader)
    reader.page.fill("#school", "fern dail")
    reader.press("button[value=search]")
    reader.page.check("input[value='900004']")
    reader.press("button[value=next]")
    assert reader.question()
    assert reader.fact() != reader.library.slots.school
    assert not reader.trouble
