"""A story told to the pages: what a family's own words answer, and what they then must see.

A question that the words do not answer gets "I'm not sure" (or "I would rather not say"). If a
page has neither, the story stops: then the question is wrong, not the family.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from app.content.library import Library
from app.services import interview
from tests.web.family import NOT_SURE, SKIP, Clock, Family
from tests.web.reading import Fields, Form, Page

MOST_QUESTIONS = 40


class Teller:
    """One family, its story, and the day it is on."""

    def __init__(self, family: Family, clock: Clock) -> None:
        self.family = family
        self.library: Library = family.library
        self.clock = clock
        self.number = ""

    def tell(self, part: Mapping[str, Any], first: bool) -> None:
        """One part of a story: the day, what is said, and what must be seen then."""
        on = part["on"]
        self.clock.now = datetime(on.year, on.month, on.day, 10, 0, tzinfo=UTC)
        if not first:
            self._come_back()
        left = self._told(part, first)
        for fact, value in left.items():
            self.family.put(fact, self._given(fact, value))
        for letter in part.get("sends", ()):
            self._sent(letter)
        if expect := part.get("expect"):
            self._see(expect)
        if first and "/result" in self.family.open("/result").path:
            self.number = self._saved()

    def _told(self, part: Mapping[str, Any], first: bool) -> dict[str, Any]:
        """What is said where the pages ask for it. What they do not ask is left."""
        says = part.get("says", {})
        if first or "journey" in part:
            return self._answered(self.family.begin(part["journey"]), says)
        if "adds" in part:
            return self._answered(self._added(part["adds"], part.get("place", "1")), says)
        if "event" in part:
            return self._answered(self._happened(part["event"]), says)
        return dict(says)

    def _saved(self) -> str:
        page = self.family.send(self.family.open("/save"), button="number")
        return "".join(each.text for each in page.tree.xpath("//*[@class='code']/span"))

    def _come_back(self) -> None:
        """Days later, on another phone: the case is opened by its number."""
        self.family = self.family.another()
        page = self.family.send(self.family.open("/number"), {"number": self.number})
        assert page.path.endswith("/result"), page.path

    def _answered(self, page: Page, says: Mapping[str, Any]) -> dict[str, Any]:
        """Answer up to the result. What was said and not asked on the way is left."""
        left = dict(says)
        for _ in range(MOST_QUESTIONS):
            if not page.forms or "/result" in page.path or not _asks(page):
                assert "/result" in page.path or "/next/" in page.path, page.path
                return left
            fact = self.family.fact(page)
            before = page.path
            if fact in left:
                page = self.family.answer(page, self._given(fact, left.pop(fact)))
            else:
                page = self._without(page, fact)
            assert page.status == 200, f"{fact}: {page.problems()}"
            assert page.path != before, f"{fact}: the page came back"
        raise AssertionError("the interview does not end")

    def _without(self, page: Page, fact: str) -> Page:
        for form in page.forms:
            for word in (SKIP, NOT_SURE):
                if form.has_button(word):
                    return self.family.send(page, button=word)
            for name, value in (("value", NOT_SURE), ("what", "unknown"), ("value", SKIP)):
                if form.offers(name, value):
                    return self.family.send(page, {name: value}, _go_on(form))
        raise AssertionError(f"{fact}: somebody who does not know cannot go on")

    def _happened(self, event: str) -> Page:
        offered = self.family.open("/next").links(interview.key_of(event))
        assert offered, f"{event} is not offered"
        return self.family.open(offered[0])

    def _added(self, journey: str, place: str) -> Page:
        """The first question about something else that happened to the same child."""
        page = self.family.send(
            self.family.open("/add"), button=self.library.journeys[journey].found_under[0]
        )
        if "/add/" in page.path:
            page = self.family.send(page, button=journey)
        return self.family.send(page, button=place)

    def _sent(self, letter: str) -> None:
        page = self.family.open(f"/letter/{letter}/sent")
        assert self.family.send(page, button="sent").status == 200

    def _given(self, fact: str, value: Any) -> Fields | list[Fields] | str:
        """An answer as a story writes it, as the fields of its form."""
        if value in (NOT_SURE, SKIP):
            return str(value)
        return FIELDS.get(self.library.facts[fact].is_, _chosen)(value)

    # ---- what must be seen

    def _see(self, expect: Mapping[str, Any]) -> None:
        result, paper = self.family.open("/result"), self.family.open("/result/print")
        known = {
            "stage", "today", "letters", "no_letters", "shows", "hides", "days", "says", "written",
        }  # fmt: skip
        assert set(expect) <= known, f"a story cannot expect {set(expect) - known}"
        if "stage" in expect:
            titles = {each.id: each.title for each in self.library.process.stages}
            here = [_plain(each) for each in result.tree.xpath("//*[@aria-current='step']//h3")]
            assert here == [titles[expect["stage"]]], here
        if "today" in expect:
            (box,) = result.tree.xpath("//*[@id='today']")
            wanted = self.library.actions[expect["today"]].title
            assert _fits(wanted, _plain(box)), f"today says: {_plain(box)}"
        shelf = self.family.open("/letters")
        on_offer = {each.rpartition("/")[2] for each in shelf.links("/letter/")}
        assert set(expect.get("letters", ())) <= on_offer, on_offer
        assert not set(expect.get("no_letters", ())) & on_offer
        text = " ".join(paper.text.split())
        for decision, outcomes in expect.get("shows", {}).items():
            for each in [outcomes] if isinstance(outcomes, str) else outcomes:
                assert _fits(self._title(decision, each), text), f"{decision}: {each} is not shown"
        for decision, each in expect.get("hides", {}).items():
            assert not _fits(self._title(decision, each), text), f"{decision}: {each} is shown"
        for each in expect.get("days", ()):
            assert _written(each) in text, f"{_written(each)} is not shown"
        for each in expect.get("says", ()):
            assert each in text, f"not said: {each}"
        self._read(expect.get("written", {}))

    def _read(self, letters: Mapping[str, list[str]]) -> None:
        """Words that must stand in a letter as its page shows it."""
        for letter, points in letters.items():
            written = " ".join(self.family.open(f"/letter/{letter}").text.split())
            assert not [each for each in points if each not in written], letter

    def _title(self, decision: str, then: str) -> str:
        outcome = self.library.outcome(decision, then)
        assert outcome is not None, f"there is no {decision}: {then}"
        return outcome.title


def _chosen(value: Any) -> Fields:
    return {"value": value}


def _asks(page: Page) -> bool:
    """Whether a page asks a question of the interview or of an event."""
    return any(page.forms[0].action.endswith(each) for each in (page.path,)) and bool(
        {"question", "next"} & set(page.path.split("/"))
    )


def _go_on(form: Form) -> str | None:
    return "next" if form.has_button("next") else None


def _plain(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _fits(title: str, text: str) -> bool:
    """Whether a title stands there, whatever stands in its gaps."""
    pieces, rest = [title], text
    while "{" in pieces[-1]:
        before, _, after = pieces.pop().partition("{")
        pieces += [before, after.partition("}")[2]]
    for each in pieces:
        before, found, rest = rest.partition(" ".join(each.split()))
        if not found and each.strip():
            return False
    return True


def _written(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B %Y}"


def _bare(on: date) -> Fields:
    return {"day": str(on.day), "month": str(on.month), "year": str(on.year)}


def _date(value: Any) -> Fields:
    if isinstance(value, date):
        return {"value": "know", **_bare(value)}
    first, last = value["from"], value["to"]
    span = f"{first.isoformat()}..{last.isoformat()}"
    return {"value": "about", "about": "before", "about_month": span}


def _removal(value: Mapping[str, Any]) -> Fields:
    first = value.get("first_day")
    if first is None:
        day: Fields = {"no_day": "yes"}
    elif isinstance(first, date):
        day = _bare(first)
    else:  # only the month is known
        day = {**_bare(first["from"]), "day": ""}
    return {**day, **_length(value)}


def _length(value: Mapping[str, Any]) -> Fields:
    name = "lunchtimes" if value["what"] == "lunchtimes" else "count"
    count = value.get("count")
    return {"what": value["what"], **({name: f"{count:g}"} if count is not None else {})}


FIELDS: Mapping[str, Callable[[Any], Fields | list[Fields]]] = {
    "choices": lambda value: {"value": list(value) or ["none"]},
    "number": lambda value: {"number": f"{value:g}"},
    "date": _date,
    "days": lambda value: [_bare(each) for each in value],
    "history": lambda value: [_removal(each) for each in value],
    "parts_of_day": _length,
    "school": lambda value: {"school": value["name"], "town": value.get("town", "")},
    "text": lambda value: {"text": value},
    "name": lambda value: {"text": value},
    "address": lambda value: {"text": value},
}
