"""A family at its phone: one browser that opens pages, fills in forms and goes on to the result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.services import interview
from tests.web.reading import Fields, Page

ORIGIN = "http://127.0.0.1:8000"
START = datetime(2026, 10, 13, 9, 30, tzinfo=UTC)  # a Tuesday
NOT_SURE = "not-sure"
SKIP = "skip"
MOST_QUESTIONS = 60

HOMES = count(1)

Given = Fields | list[Fields] | str
Plan = Mapping[str, Given]


def day(number: int, month: int, year: int = 2026) -> Fields:
    """A date as three fields, where the way to say it has to be chosen first."""
    return {"value": "know", "day": str(number), "month": str(month), "year": str(year)}


def bare(number: int, month: int, year: int = 2026) -> Fields:
    """A date as three fields and nothing else."""
    return {"day": str(number), "month": str(month), "year": str(year)}


# What a family answers where a test does not care, by the type of the answer.
BY_KIND: Plan = {
    "yes_no": {"value": "no"},
    "choices": {"value": ["none"]},
    "number": {"number": "3"},
    "date": day(12, 10),
    "days": [bare(12, 10)],
    "history": [],
    "parts_of_day": {"what": "whole_days", "count": "6"},
    "school": {"school": "Example School", "town": "Exampletown"},
    "text": {"text": "Something written."},
    "name": {"text": "Sam Example"},
    "address": {"text": "1 Example Street\\nExampletown"},
}
USUAL: Plan = {
    "notice.received": {"value": "yes"},
    "exclusion.kind": {"value": "permanent_exclusion"},
    "school.kind": {"value": "maintained"},
    "child.born_on": day(5, 3, 2012),
    "notice.says": {"value": ["length"]},
    "exclusion.first_exam_on": day(16, 11),
    "board.decision": {"value": "declined"},
    "board.notice_how": {"value": "by_hand"},
}


class Clock:
    """The time, as a test sets it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Let time go by."""
        self.now += timedelta(**by)


def usual(library: Library, fact: str, plan: Plan) -> Given:
    """What a family answers to a question: by `plan`, else as most families here would."""
    known = library.facts[fact]
    if fact in plan or "*" in plan:
        return plan.get(fact, plan.get("*", {}))
    if fact in USUAL:
        return USUAL[fact]
    if known.is_ == "choice":
        return {"value": known.options[0].id}
    return BY_KIND[known.is_]


class Family:
    """One browser. Opens pages in `lang`; the app sees what a browser would send."""

    def __init__(
        self, app: ASGIApp, library: Library, lang: str = "en", origin: str = ORIGIN
    ) -> None:
        self.app = app
        self.library = library
        self.lang = lang
        self.origin = origin
        address = f"10.0.{next(HOMES)}.1"  # wrong numbers are counted by home
        self.http = TestClient(
            app, base_url=origin, headers={"origin": origin}, client=(address, 50_000)
        )

    def another(self) -> Family:
        """The same people at another phone: nothing is open there."""
        return Family(self.app, self.library, self.lang, self.origin)

    def another_tab(self, token: str) -> Family:
        """The same case in one more tab."""
        other = self.another()
        other.http.cookies.set("case", token, domain="127.0.0.1", path="/")
        return other

    def open(self, path: str, status: int = 200) -> Page:
        """A page in this family's language, or at a whole address."""
        address = path if path.startswith(f"/{self.lang}/") else f"/{self.lang}{path}"
        page = Page(self.http.get(address))
        assert page.status == status, f"{page.status} on {address}"
        return page

    def file(self, path: str) -> Any:
        """Something to download."""
        found = self.http.get(f"/{self.lang}{path}")
        assert found.status_code == 200, f"{found.status_code} on {path}"
        return found

    def send(self, page: Page, fields: Fields | None = None, button: str | None = None) -> Page:
        """Fill in a form of the page and press a button."""
        form = page.form(fields or {}, button)
        return self.post(form.action, form.filled(fields or {}, button))

    def post(self, address: str, sent: Mapping[str, Any]) -> Page:
        """Send a form as it is, whatever a page offers."""
        return Page(self.http.post(address, data=dict(sent)))

    def begin(self, journey: str) -> Page:
        """The first question of a journey, by the way of the first page."""
        found = self.library.journeys[journey]
        page = self.send(self.open("/"), button=found.found_under[0])
        if any(form.has_button(journey) for form in page.forms):
            page = self.send(page, button=journey)
        return page

    def fact(self, page: Page) -> str:
        """The fact that a question page asks for."""
        return interview.fact_of(self.library, page.path.rpartition("/")[2])

    def question(self, fact: str) -> str:
        """The address of a question."""
        return f"/question/{interview.key_of(fact)}"

    def put(self, fact: str, given: Given) -> Page:
        """Open a question, answer it, and see where that leads."""
        return self.answer(self.open(self.question(fact)), given)

    def answer(self, page: Page, given: Given) -> Page:
        """Answer the question of a page."""
        if isinstance(given, str):
            return self._without(page, given)
        if isinstance(given, dict):
            return self.send(page, given, "next")
        if not given and page.form({}, None).offers("value", "none"):
            return self.send(page, {"value": "none"}, "next")
        if page.forms[0].offers("value", "some"):
            page = self.send(page, {"value": "some"}, "next")
        for entry in given:
            page = self.send(page, entry, "add")
        return self.send(page, button="next" if given else "none")

    def _without(self, page: Page, word: str) -> Page:
        """Not sure, or would rather not say; where a page has no such answer, the usual one."""
        for form in page.forms:
            if form.has_button(word):
                return self.send(page, button=word)
            for name, value in (("value", word), ("what", "unknown")):
                if word == NOT_SURE and form.offers(name, value):
                    return self.send(page, {name: value}, "next")
        return self.answer(page, self.usual(self.fact(page), {}))

    def usual(self, fact: str, plan: Plan) -> Given:
        """What this family answers to a question."""
        return usual(self.library, fact, plan)

    def go_through(self, page: Page, plan: Plan | None = None) -> list[Page]:
        """Answer question after question up to the result. Every page on the way, in order."""
        seen = [page]
        while "/question/" in page.path:
            page = self.answer(page, self.usual(self.fact(page), plan or {}))
            assert page.status == 200, f"{page.status}: {page.problems()} after {seen[-1].h1}"
            seen.append(page)
            assert len(seen) < MOST_QUESTIONS, "the interview does not end"
        return seen

    def to_result(self, journey: str, plan: Plan | None = None) -> Page:
        """The result of a journey."""
        page = self.go_through(self.begin(journey), plan)[-1]
        assert page.path.endswith("/result"), page.path
        return page
