"""A family that wanders at random: it presses whatever a page offers, and looks at every page.

Everything comes from one seed, so that a walk can be taken again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from httpx2 import Response
from starlette.types import ASGIApp

from app.content.library import Library
from tests.web.family import Family
from tests.web.reading import TICKED, Control, Fields, Form, Page

LANGUAGES = ("en", "en", "en", "ur", "sk", "ro", "en-XA", "ar-XB")
TOURS = (  # a place, what a link there must have in it, and how many forms to fill in after it
    ("/result", "/days/", 2), ("/result", "/days/", 2), ("/result", "/result/", 0),
    ("/result/more", "/", 1), ("/result/print", "", 0), ("/result/sheet", "", 0),
    ("/check", "/question/", 1), ("/check", "/question/", 3), ("/result/unsure", "/question/", 1),
    ("/next", "/next/", 6), ("/next", "/next/", 6), ("/next", "/question/", 2), ("/add", "", 9),
    ("/matters", "", 2), ("/what-if", "/what-if/", 1), ("/what-if", "/what-if/", 2),
    ("/result/unsure", "/what-if/", 1), ("/letters", "/letter/", 5), ("/letters", "/letter/", 3),
    ("/letters", "/letter/", 0), ("/chronology", "/", 0), ("/chronology/print", "", 0),
    ("/save", "", 1), ("/days.ics", "", 0), ("/worse", "/", 0),
)  # fmt: skip
LEFT_ALONE = re.compile(r"/(leave|begin|rights|kinds|charts|law|page|about|delete)\b|^/(en)?/?$")
FILLED_BY_HAND = ("text", "tel", "search", "number", "email", "textarea")
LABELS = ("aria-label", "title", "placeholder", "alt")
REFUSED = (200, 409, 422)
GAP = re.compile(r"[{}]")
CODE = re.compile(r"\bNone\b(?!\W+of\b)|\b(True|False|nan|undefined|[a-z]+_[a-z_]+)\b|\[\]")
BETWEEN = re.compile(r"\w+(?:-\w+)*\.\w+(?:[._]\w+)*")
ODD_DAYS = (
    date(2026, 10, 26), date(2026, 12, 25), date(2026, 8, 12), date(2026, 7, 25),
    date(2026, 7, 26), date(2026, 9, 1), date(2025, 12, 31), date(2024, 2, 29),
    date(2023, 9, 1), date(2020, 6, 15), date(2016, 1, 4), date(2013, 5, 6), date(2012, 3, 5),
)  # fmt: skip


class Wanderer:
    """One family, and the chance that decides what it does next."""

    def __init__(self, app: ASGIApp, library: Library, seed: int, today: date) -> None:
        self.chance = Random(seed)  # a walk can be taken again
        self.library = library
        self.today = today
        self.family = Family(app, library, self.chance.choice(LANGUAGES))
        self.way: list[str] = []
        self.ids = frozenset((*library.facts, *library.law.domains, *library.letters))

    def begin(self, journey: str | None = None) -> Page:
        """Begin any journey that asks something."""
        ways = sorted(each.id for each in self.library.journeys.values() if each.sections)
        return self.look(self.family.begin(journey or self.chance.choice(ways)))

    def answer_all(self, page: Page, most: int = 80) -> Page:
        """Answer at random until there is a result, or the family has had enough."""
        for _ in range(most):
            if "/question/" not in page.path:
                break
            page = self.press(page)
        return page

    def go(self, tours: int) -> Page:
        """Some tours through the case, each from a place of its own."""
        page = self.open(f"/{self.family.lang}/result")
        for _ in range(tours):
            if self.chance.random() < 0.15:
                self.family.lang = self.chance.choice(LANGUAGES)
            place, near, most = self.chance.choice(TOURS)
            page = self.open(f"/{self.family.lang}{place}")
            links = [each for each in page.links(near) if self._is_ours(each)]
            if links and near:
                page = self.open(self.chance.choice(links).partition("#")[0])
            for _ in range(self.chance.randrange(most + 1)):
                if not self._forms(page):
                    break
                page = self.press(page)
            page = self.answer_all(page)
            files = page.links("/file.")
            if files:
                page = self.open(self.chance.choice(files))
        return page

    def open(self, address: str) -> Page:
        """Follow a link; whatever a page or a list of places offers is there."""
        self.way.append(address)
        found = self.family.http.get(address)
        assert found.status_code == 200, f"{found.status_code} on {address}"
        return self._read(found)

    def press(self, page: Page) -> Page:
        """Fill in one form of a page and press one of its buttons."""
        form = self.chance.choice(self._forms(page))
        name, value = self.chance.choice(form.buttons)
        fields: Fields = {}
        for each, controls in form.controls.items():
            fields |= self._filled(each, controls)
        sent = form.filled(fields, value if name else None)
        self.way.append(f"{form.action} {sent}")
        if form.method == "get":
            return self.open(form.action)
        return self._read(self.family.http.post(form.action, data=sent))

    def look(self, page: Page) -> Page:
        """What holds on every page."""
        assert page.status in REFUSED, f"{page.status} on {page.path}"
        assert page.h1, f"an empty heading on {page.path}"
        assert page.title.strip(), f"no title on {page.path}"
        main = page.tree.find(".//main")
        ways = main.xpath(".//a[@href] | .//button")
        assert ways or page.links(f"/{page.path.split('/')[1]}/"), f"no way on from {page.path}"
        for said in (*(text for _, text in page.said()), page.title, *_labels(main)):
            assert not GAP.search(said), f"a gap on {page.path}: {said}"
            plain = said.strip(" \n\u202e\u202c")
            if plain != "None" or page.path.startswith("/en-XA/result"):  # no earlier ones: None
                assert not CODE.search(said), f"no words on {page.path}: {said}"
            ids = self.ids & set(BETWEEN.findall(said))
            assert not ids, f"ids on {page.path}: {ids}"
        return page

    # ---- what is put in

    def _filled(self, name: str, controls: list[Control]) -> Fields:
        kinds = {each.kind for each in controls}
        if kinds & {"hidden"}:
            return {}
        if kinds & {*TICKED, "select"}:
            return self._chosen(name, controls, several="checkbox" in kinds)
        return {name: self._typed(name)}

    def _chosen(self, name: str, controls: list[Control], *, several: bool) -> Fields:
        values = [each.value for each in controls]
        if several:
            return {name: [each for each in values if self.chance.random() < 0.4]}
        if "know" in values and self.chance.random() < 0.4:
            return {name: "know"}
        if "not-sure" in values and self.chance.random() < 0.7:
            values.remove("not-sure")  # half of an interview without answers tells us little
        return {name: self.chance.choice(values)}

    def _typed(self, name: str) -> str:
        chance, (before, _, part) = self.chance, name.rpartition("_")
        if part in ("day", "month", "year"):
            if not before or part == "day":
                self._day = self._any_day()
            return str(getattr(self._day, part))
        if name in ("number", "count", "lunchtimes"):
            return chance.choice(("1", "2", "3", "5", "6", "15", "16", "45", "½", "5½", "0", ""))
        return chance.choice(("", "Sam Example", "Something else.\nWritten twice.", "<b>&amp;"))

    def _any_day(self) -> date:
        what = self.chance.random()
        if what < 0.2:
            return self.chance.choice(ODD_DAYS)
        if what < 0.3:
            return self.today
        if what < 0.4:
            return self.today + timedelta(days=self.chance.randrange(120))
        if what < 0.5:
            return date(self.today.year - self.chance.randrange(4, 19), 5, 6)
        return self.today - timedelta(days=self.chance.randrange(60))

    _day = date(2026, 10, 12)

    # ---- what is there

    def _read(self, found: Response) -> Page:
        if not found.headers["content-type"].startswith("text/html"):
            assert found.status_code == 200, f"{found.status_code} on {found.url.path}"
            assert found.content, f"an empty file: {found.url.path}"
            return self.open(f"/{self.family.lang}/check")
        return self.look(Page(found))

    def _forms(self, page: Page) -> list[Form]:
        return [
            each
            for each in page.forms
            if each.buttons
            and each.action
            and not LEFT_ALONE.search(each.action)
            and not each.action.endswith("/number")
        ]

    def _is_ours(self, address: str) -> bool:
        return address.startswith("/") and not LEFT_ALONE.search(address)


def _labels(element: Any) -> Iterable[str]:
    for each in element.iter():
        if isinstance(each.tag, str):
            yield from (each.get(name, "") for name in LABELS)
