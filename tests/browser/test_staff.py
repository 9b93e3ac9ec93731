"""Pages of people who help families: axe, small screens, and the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.web.visit import Parts
from tests.browser.measures import AXE, RULES, RUN, SMALL
from tests.browser.reader import Reader
from tests.web.family import START

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]

WORDS = "seven otters on a wet roof"
LANG = "sk"


def _invited(parts: Parts, name: str) -> str:
    return f"/join/{parts.people.found_organisation(name, START)}"


def to(reader: Reader, path: str) -> None:
    reader.page.goto(f"{reader.address}{path}")


def join(reader: Reader, parts: Parts, name: str) -> None:
    to(reader, _invited(parts, f"House of {name}"))
    reader.page.fill("#name", name)
    reader.page.fill("#sign_in", name)
    for each in ("#passphrase", "#again"):
        reader.page.fill(each, WORDS)
    reader.page.click("button[type=submit]")
    parts.people.grant(name, LANG)


def sign_in(reader: Reader, name: str) -> None:
    to(reader, "/sign-in")
    reader.page.fill("#name", name)
    reader.page.fill("#passphrase", WORDS)
    with reader.page.expect_navigation():
        reader.page.click("main button[type=submit]")


def _every_kind(reader: Reader, parts: Parts, name: str) -> Iterator[str]:
    """Brings one page of every kind up, and says which."""
    page = reader.page
    to(reader, "/sign-in")
    yield "sign in"
    page.click("main button[type=submit]")
    yield "sign in refused"
    to(reader, "/join/nothing")
    yield "a link that has ended"
    to(reader, _invited(parts, "Nowhere"))
    yield "join"
    page.click("main button[type=submit]")
    yield "join with problems"
    join(reader, parts, name)
    yield "joined"
    sign_in(reader, name)
    yield "desk"
    to(reader, "/people")
    page.check("label[for=new-adviser] input")
    page.click("button[value=invite]")
    yield "people with a link"
    for path in ("/translate", f"/translate/{LANG}", f"/translate/{LANG}/take"):
        to(reader, path)
        yield path
    to(reader, f"/translate/{LANG}/next")
    yield "a message"
    page.click("button[value=asked]")
    yield "a message with a problem"


def test_axe_finds_nothing_and_nothing_runs_out_of_a_small_page(
    opened: Opened, parts: Parts
) -> None:
    reader = opened(axe=True)
    script = AXE.read_text(encoding="utf-8")
    found: dict[str, object] = {}
    for kind in _every_kind(reader, parts, "ada"):
        reader.page.evaluate(script)
        wrong = reader.page.evaluate(RUN, RULES) + reader.page.evaluate(SMALL)
        for width in (320, 360):
            reader.page.set_viewport_size({"width": width, "height": 640})
            wrong += [f"sideways at {width}"] if reader.sideways() else []
        if wrong:
            found[kind] = wrong
    assert not found, found
    assert not reader.trouble


def test_a_message_is_put_right_with_the_keyboard_alone(opened: Opened, parts: Parts) -> None:
    reader = opened()
    join(reader, parts, "bea")
    sign_in(reader, "bea")
    to(reader, f"/translate/{LANG}/next")
    first = reader.page.url
    reader.page.focus("#form-0")
    reader.page.keyboard.press("Control+End")
    reader.page.keyboard.type("!")
    while not reader.page.evaluate("document.activeElement.value === 'corrected'"):
        reader.page.keyboard.press("Tab")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    assert reader.page.url != first
    reader.page.goto(first)
    assert reader.page.input_value("#form-0").endswith("!")
