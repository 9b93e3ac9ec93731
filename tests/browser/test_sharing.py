"""Who can see a case, and what a supporter sees: axe, a small screen, both directions; and the
code that an adviser shows, which finds out by itself that it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.web.parts import Parts
from tests.browser.measures import AXE, RULES, RUN, SMALL
from tests.browser.reader import Reader
from tests.browser.test_staff import join, sign_in, to
from tests.web.family import START

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]


def _code(parts: Parts, name: str) -> str:
    """A code of somebody who is a member already."""
    token = parts.people.sign_in(name, "seven otters on a wet roof", "192.0.2.9", START)
    return parts.sharing.make_code(parts.people.signed_in(token, START), START)


def _every_kind(reader: Reader, parts: Parts, name: str) -> Iterator[str]:
    """Brings one page of every kind up, and says which."""
    page = reader.page
    reader.open("/share")
    yield "nobody yet"
    reader.fill({"code": "12"})
    reader.press("button[value=code]")
    yield "no code"
    reader.fill({"code": _code(parts, name)})
    reader.press("button[value=code]")
    yield "whose code"
    reader.press("button[value=give]")
    yield "given"
    reader.press("button[value=view]")
    yield "no name"
    reader.fill({"name": "Teta Šárka", "shows": "letters"})
    reader.press("button[value=view]")
    yield "a number"
    number = "".join(page.locator(".code span").all_inner_texts())
    reader.open("/share")
    yield "two who see it"
    reader.press("button[value=stop] >> nth=1")
    yield "asked before it stops"
    reader.open("/number")
    reader.fill({"number": number})
    reader.press("main button[type=submit]")
    page.wait_for_url("**/view")
    yield "what a supporter sees"


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_axe_finds_nothing_and_nothing_runs_out_of_a_small_page(
    opened: Opened, parts: Parts, lang: str
) -> None:
    adviser, reader = opened(), opened(lang, axe=True)
    name = f"cy{lang}"
    join(adviser, parts, name)
    reader.to_result("cannot_come_back")
    script = AXE.read_text(encoding="utf-8")
    found: dict[str, object] = {}
    for kind in _every_kind(reader, parts, name):
        reader.page.evaluate(script)
        wrong = reader.page.evaluate(RUN, RULES) + reader.page.evaluate(SMALL)
        for width in (320, 360):
            reader.page.set_viewport_size({"width": width, "height": 640})
            wrong += [f"sideways at {width}"] if reader.sideways() else []
        if wrong:
            found[kind] = wrong
    assert reader.page.get_attribute("html", "dir") == ("rtl" if lang == "ur" else "ltr")
    assert not found, found
    assert not reader.trouble


def test_the_page_with_a_code_finds_out_that_it_was_typed(opened: Opened, parts: Parts) -> None:
    adviser, family = opened(width=1280, axe=True), opened()
    join(adviser, parts, "dia")
    sign_in(adviser, "dia")
    to(adviser, "/desk/code")
    adviser.follow("main button[type=submit]")
    code = "".join(adviser.page.locator(".code span").all_inner_texts())
    adviser.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert not adviser.page.evaluate(RUN, RULES)
    family.to_result("sent_home")
    family.open("/share")
    family.fill({"code": code})
    family.press("button[value=code]")
    family.press("button[value=give]")
    adviser.page.wait_for_selector("text=It was typed")
    assert adviser.page.locator(".code span").count() == 2, "the rest of the page stays"
    assert not adviser.trouble
    assert not family.trouble


def test_pages_on_which_a_case_is_handed_on_hold_up(opened: Opened, parts: Parts) -> None:
    reader = opened(width=1280, axe=True)
    join(reader, parts, "eli")
    sign_in(reader, "eli")
    page, script, found = reader.page, AXE.read_text(encoding="utf-8"), {}
    to(reader, "/desk/begin")
    page.check("input[value=permanent_exclusion]")
    page.select_option("#language", "ur")
    reader.follow("main button[type=submit]")
    for path, button in (
        ("/desk/number", "form[action='/desk/number'] button"),
        ("/desk/hand", "button[value=code]"),
        ("/desk/hand", "button[value=back]"),
        ("/desk/feeds", "button[value=make]"),
    ):
        to(reader, path)
        reader.follow(button)
        page.evaluate(script)
        wrong = page.evaluate(RUN, RULES) + page.evaluate(SMALL)
        page.set_viewport_size({"width": 320, "height": 640})
        wrong += ["sideways"] if reader.sideways() else []
        page.set_viewport_size({"width": 1280, "height": 640})
        if wrong:
            found[path, button] = wrong
    assert not found, found
    assert not reader.trouble
