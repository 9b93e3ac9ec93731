"""Pages of people who help families: axe, small screens, and the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyotp
import pytest

from app.web.parts import Parts
from tests.browser.measures import AXE, RULES, RUN, SMALL
from tests.browser.reader import Reader
from tests.web.desks import WORDS
from tests.web.family import START

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]

OTHER = "nine herons under the bridge"
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
    reader.follow("button[type=submit]")
    parts.people.grant(name, LANG)


def sign_in(reader: Reader, name: str) -> None:
    to(reader, "/sign-in")
    reader.page.fill("#name", name)
    reader.page.fill("#passphrase", WORDS)
    reader.follow("main button[type=submit]")


def code(secret: str, later: int = 0) -> str:
    """What the phone of somebody shows; the clock of these tests stands still."""
    return pyotp.TOTP(secret).at(START, counter_offset=later)


def secret_on(reader: Reader) -> str:
    """The secret in letters, on the page that shows it."""
    return "".join(reader.page.locator("code.big").all_inner_texts())


def put_in(reader: Reader, words: str) -> None:
    """Type into the field that has the focus, and press Enter."""
    reader.page.keyboard.type(words)
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")


def tab_to(reader: Reader, what: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(60):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"no way to {what} by the keyboard")


def _own_pages(reader: Reader, name: str) -> Iterator[str]:
    """Brings up one page of each kind of one's own sign-in, and says which."""
    page = reader.page
    to(reader, "/me")
    yield "own sign-in"
    reader.follow("button[value=passphrase]")
    yield "own sign-in with a problem"
    page.fill("#step_present", WORDS)
    reader.follow("button[value=prepare]")
    secret = secret_on(reader)
    yield "second step, set up"
    reader.follow("main button[type=submit]")
    yield "second step, set up with a problem"
    page.fill("#code", code(secret))
    reader.follow("main button[type=submit]")
    yield "recovery codes"
    reader.follow("main a.btn")
    yield "own sign-in with a second step"
    page.context.clear_cookies()
    sign_in(reader, name)
    yield "a code asked for"
    reader.follow("main button[type=submit]")
    yield "a code asked for with a problem"
    page.fill("#code", code(secret, 1))
    reader.follow("main button[type=submit]")


def _every_kind(reader: Reader, parts: Parts, name: str) -> Iterator[str]:
    """Brings one page of every kind up, and says which."""
    page = reader.page
    to(reader, "/sign-in")
    yield "sign in"
    reader.follow("main button[type=submit]")
    yield "sign in refused"
    to(reader, "/join/nothing")
    yield "a link that has ended"
    to(reader, _invited(parts, "Nowhere"))
    yield "join"
    reader.follow("main button[type=submit]")
    yield "join with problems"
    join(reader, parts, name)
    yield "joined"
    sign_in(reader, name)
    yield "desk"
    to(reader, "/people")
    page.check("label[for=new-adviser] input")
    reader.follow("button[value=invite]")
    yield "people with a link"
    token = page.inner_text("main code").rpartition("/")[2]
    parts.people.join(token, f"{name} too", f"{name}-too", WORDS, START)
    to(reader, "/people")
    yield "people with somebody who waits"
    reader.follow("button[value=confirm]")
    page.click("summary")
    yield "people with what can be changed"
    reader.follow("button[value=ask_remove]")
    yield "before somebody is put out"
    yield from _own_pages(reader, name)
    for path in ("/translate", f"/translate/{LANG}", f"/translate/{LANG}/take"):
        to(reader, path)
        yield path
    to(reader, f"/translate/{LANG}/next")
    yield "a message"
    reader.follow("button[value=asked]")
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


def test_the_second_step_is_set_up_and_used_with_the_keyboard_alone(
    opened: Opened, parts: Parts
) -> None:
    reader = opened(script=False)
    join(reader, parts, "cleo")
    sign_in(reader, "cleo")
    to(reader, "/me")
    tab_to(reader, "#step_present")
    put_in(reader, WORDS)
    secret = secret_on(reader)
    tab_to(reader, "#code")
    put_in(reader, "123456")
    assert reader.page.evaluate("document.activeElement.className") == "errbox"
    tab_to(reader, "a[href='#code']")
    reader.page.keyboard.press("Enter")
    put_in(reader, code(secret))
    first = reader.page.locator("code.big").first.inner_text()
    tab_to(reader, "main a.btn")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    assert reader.h1 == "Your sign-in"
    reader.page.context.clear_cookies()
    sign_in(reader, "cleo")
    tab_to(reader, "#code")
    put_in(reader, first)
    assert reader.page.url.endswith("/desk")
    assert not reader.trouble


def test_the_passphrase_is_changed_with_the_keyboard_alone(opened: Opened, parts: Parts) -> None:
    reader = opened()
    join(reader, parts, "dora")
    sign_in(reader, "dora")
    to(reader, "/me")
    tab_to(reader, "#present")
    reader.page.keyboard.type(WORDS)
    for field in ("#passphrase", "#again"):
        tab_to(reader, field)
        reader.page.keyboard.type(OTHER)
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    assert "Your passphrase is changed" in reader.page.inner_text("[role=status]")
    assert not reader.trouble
