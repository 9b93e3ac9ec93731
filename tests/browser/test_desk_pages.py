"""Every page of the desk, found in the application itself: axe, fingers, and the width of a small
phone, of a wide screen and of letters twice as large. A new page is measured as soon as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from starlette.types import ASGIApp

from app.services import interview
from app.web.parts import Parts
from tests.browser.at_desk import Desk
from tests.browser.measures import AXE, RULES, RUN, SMALL, WIDE
from tests.browser.reader import Reader
from tests.web.addresses import addresses
from tests.web.desks import WORDS
from tests.web.family import START, Plan, day, usual

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]

INSIDE = re.compile(r"/(desk|people|me|sign-in|recordings)(/|$)")
BESIDE = ("/en/print", "/en/print/batch", "/en/kiosk", "/en/patterns", "/en/share")
# The last two are a small phone and a wide screen with letters twice as large.
SIZES = ((320, "100%"), (360, "100%"), (1280, "100%"), (180, "100%"), (1280, "200%"))
RESIZE = "size => { document.documentElement.style.fontSize = size; }"
OPEN = "() => document.querySelectorAll('details').forEach(each => { each.open = true; })"
# Words that run into each other where a line of a template ends.
GLUED = re.compile(r".{0,15}(?:\w·|·\w|[a-z][.?!)][A-Z]|[a-z][A-Z][a-z]).{0,15}")
KIND, EXAM = "school.kind", "exclusion.misses_exam_or_test"
PLAN: Plan = {
    "school": {"school": "Example School", "town": "Exampletown"},
    "notice.dated": day(7, 9),
    "exclusion.started_on": day(7, 9),
    EXAM: {"value": "yes"},
    "family.needs_interpreter": {"value": "yes"},
}


def _begin(desk: Desk, parts: Parts) -> None:
    """A case in a language read from the right, of a school with days of its own: every question
    answered, one of them twice, days gone by, tasks, a note, and a colleague who waits."""
    token = parts.people.found_organisation("Harbour Advice", START)
    desk.joins(f"/join/{token}")
    desk.signs_in()
    parts.people.join(
        desk.asks_in().rpartition("/")[2], "Somebody New", f"{desk.name}-too", WORDS, START
    )
    desk.goes("/desk/begin")
    desk.page.check("input[value=permanent_exclusion]")
    desk.page.select_option("#language", "ur")
    desk.press("main button[type=submit]")
    desk.reader.open("/result")
    while desk.reader.question():
        desk.reader.answer(usual(desk.reader.library, desk.reader.fact(), PLAN))
    desk.at(KIND)
    desk.answers({"value": "academy"}, known_from="letter")
    desk.goes("/desk/case")
    for field, typed in (
        ("name", "A nickname of some length by the canal"),
        ("note", "A note of several lines.\n" * 3),
        ("text", "Ask the clerk for the papers of the meeting"),
        ("text", "Call"),
    ):
        desk.keeps(field, typed)


def _with_days_of_the_school(desk: Desk) -> str:
    """Where the days of the school are put in, after some were."""
    desk.goes("/desk/schools")
    desk.press("main table a")
    desk.page.fill("#first-new", "2026-09-10")
    desk.page.fill("#last-new", "2026-09-11")
    desk.page.fill("#reason-new", "The boiler was broken and the kitchen was under water")
    desk.press("button[value=add]")
    return desk.path.removesuffix("/affected").rpartition("/")[2]


def _asked(desk: Desk) -> Iterator[str]:
    """A question of every type."""
    facts = desk.reader.library.facts
    kinds = {known.is_: fact for fact, known in reversed(facts.items())}
    for fact in (KIND, *kinds.values()):
        yield interview.key_of(fact)


def _pages(app: ASGIApp, desk: Desk) -> Iterator[str]:
    """The address of every page, with something in it."""
    school = _with_days_of_the_school(desk)
    found = [
        path
        for method, path in addresses(app)
        if method == "GET" and INSIDE.match(path) and not path.endswith(".csv")
    ]
    assert len(found) > 25
    for path in (*found, *BESIDE):
        given = (school,) if "/schools/" in path else tuple(dict.fromkeys(_asked(desk)))
        yield from (path.replace("{key}", each) for each in given if "{key}" in path)
        if "{" not in path:
            yield path


def _wrong(reader: Reader) -> list[str]:
    """What is wrong with the page as it is."""
    page = reader.page
    page.evaluate(OPEN)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(SMALL)
    found += [f"glued: {each}" for each in GLUED.findall(page.inner_text("body"))]
    for width, letters in SIZES:
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate(RESIZE, letters)
        found += [f"wide at {width}, letters {letters}: {each}" for each in page.evaluate(WIDE)]
        if (width, letters) in ((360, "100%"), (1280, "100%")):
            found += page.evaluate(RUN, RULES)
    return found


def test_axe_finds_nothing_and_every_page_fits(
    opened: Opened, parts: Parts, served: tuple[str, ASGIApp]
) -> None:
    desk = Desk(opened(axe=True), "ivy")
    _begin(desk, parts)
    found = {}
    for path in _pages(served[1], desk):
        desk.goes(path)
        wrong = _wrong(desk.reader)
        if wrong:
            found[path, desk.path] = wrong
    assert not found, "\n".join(f"{path}: {each}" for path, each in found.items())
    assert not desk.reader.trouble
