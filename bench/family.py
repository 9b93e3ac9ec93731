"""A family at its browser: how each kind of answer is put into a form, and an interview walked
through page by page. Knows forms, never what a question is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.content.library import Library
from app.services import interview
from bench.cases import Case
from bench.client import Answer, Connection, Form, request

LONGEST_WALK = 60  # pages; twice what any interview has
QUESTION = "/question/"
SEE_OTHER = 303
LETTER = re.compile(r'href="(/[^/"]+/letter/[^/"#?]+)"')

Asked = tuple[str, Form | None]
"""A path, and the form posted to it, if one was."""


@dataclass(frozen=True, slots=True)
class Step:
    """One form sent, and the page it led to (its own answer, where a list goes on). `asks_on`:
    that page is a question."""

    posted: Answer
    page: Answer
    asks_on: bool


class Family:
    """One browser with its cookie, answering as its case says, in the language `lang`.

    `script` is everything it asked for, to be asked again by others."""

    def __init__(self, library: Library, case: Case, port: int, lang: str = "en") -> None:
        self.library = library
        self.case = case
        self.lang = lang
        self.cookie = ""
        self.at = ""
        self.script: list[Asked] = []
        self._line = Connection(port)
        self._facts = {interview.key_of(fact): fact for fact in library.questions}

    def get(self, path: str) -> Answer:
        """A page or a file."""
        return self._asked(path, None)

    def post(self, path: str, form: Form) -> Answer:
        """A form; the browser keeps the cookie that comes, and where it is sent."""
        found = self._asked(path, form)
        self.cookie = found.header("set-cookie").partition(";")[0] or self.cookie
        self.at = found.header("location") or path
        return found

    def begin(self) -> Answer:
        """The choice of the first page, and the first question."""
        self.post(f"/{self.lang}/begin", {"journey": self.case.journey})
        return self.get(self.at)

    def steps(self) -> Iterator[Step]:
        """Every question on the way, answered, until none comes."""
        for _ in range(LONGEST_WALK):
            if QUESTION not in self.at:
                return
            for form in self._forms():
                posted = self.post(self.at, form)
                page = self.get(self.at) if posted.status == SEE_OTHER else posted
                yield Step(posted, page, QUESTION in self.at)
        raise RuntimeError(f"the interview of {self.case.name} does not end")

    def to_result(self) -> Answer:
        """The whole interview, and its result."""
        self.begin()
        for _ in self.steps():
            pass
        return self.get(f"/{self.lang}/result")

    def letters(self) -> list[str]:
        """The addresses of the letters that the result offers."""
        found = LETTER.findall(self.get(f"/{self.lang}/result").text)
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """Close the browser."""
        self._line.close()

    def _asked(self, path: str, form: Form | None) -> Answer:
        found = self._line.ask(request(path, form, self.cookie))
        if found.status not in (200, SEE_OTHER):
            raise RuntimeError(f"{self.case.name}: {path} answers {found.status}")
        self.script.append((path, form))
        return found

    def _forms(self) -> list[Form]:
        """The form that answers the question; several for a list of entries."""
        fact = self._facts[self.at.rpartition("/")[2]]
        value = self.case.answers.get(fact)
        if value is None:
            return [{"value": "not-sure", "do": "not-sure"}]
        return _forms(self.library.facts[fact].is_, value)


def _forms(kind: str, value: Any) -> list[Form]:
    match kind:
        case "choices":
            return [{"value": value or ["none"]}]
        case "date":
            return [_date(value)]
        case "parts_of_day":
            return [_length(value)]
        case "history":
            added: list[Form] = [
                {"do": "add", **_day(each["first_day"]), **_length(each)} for each in value
            ]
            return [*added, {"do": "next"}] if added else [{"value": "none"}]
        case "school":
            return [{"school": value["name"], "town": value["town"] or ""}]
        case "text" | "name" | "address":
            return [{"text": value}]
        case _:
            return [{"value": str(value)}]


def _date(value: Any) -> Form:
    if isinstance(value, dict):
        return {"value": "about", "about": f"{value['from']}..{value['to']}"}
    return {"value": "know", **_day(value)}


def _day(value: Any) -> dict[str, str]:
    """A day in three fields; of a rough one the month, with the day left empty."""
    rough = isinstance(value, dict)
    year, month, day = (value["from"] if rough else value).split("-")
    return {"year": year, "month": month, "day": "" if rough else day}


def _length(value: Any) -> dict[str, str]:
    field = "lunchtimes" if value["what"] == "lunchtimes" else "count"
    return {"what": value["what"], field: str(value["count"])}
