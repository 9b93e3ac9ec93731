"""A family at its browser: how each kind of answer is put into a form, and an interview walked
through by HTTP, one page after the other. Knows forms, never what a question is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.content.library import Library
from app.services import interview
from bench.cases import Case
from bench.client import Answer, Connection, Form, request

GZIP = "accept-encoding: gzip\r\n"
LONGEST_WALK = 60  # pages; twice what any interview has
QUESTION = "/question/"


@dataclass(frozen=True, slots=True)
class Step:
    """One question answered: the form sent and where it led, then that page."""

    form: Form
    posted: Answer
    page: Answer


class Family:
    """One browser with its cookie, answering as its case says. `lang` is the language read."""

    def __init__(self, library: Library, case: Case, port: int, lang: str = "en") -> None:
        self.library = library
        self.case = case
        self.lang = lang
        self.cookie = ""
        self.at = ""
        self._line = Connection(port)
        self._facts = {interview.key_of(fact): fact for fact in library.questions}

    def get(self, path: str) -> Answer:
        """A page or a file, by its whole path."""
        return self._asked(request(path, headers=GZIP, cookie=self.cookie))

    def post(self, path: str, form: Form) -> Answer:
        """A posted form; the browser keeps the cookie that comes, and where it is sent."""
        found = self._asked(request(path, form, GZIP, self.cookie))
        self.cookie = found.header("set-cookie").partition(";")[0] or self.cookie
        self.at = found.header("location") or path
        return found

    def begin(self) -> Answer:
        """The choice of the first page."""
        return self.post(f"/{self.lang}/begin", {"journey": self.case.journey})

    def steps(self) -> Iterator[Step]:
        """Every question on the way, answered; ends on the page that asks nothing more."""
        self.get(self.at)
        for _ in range(LONGEST_WALK):
            if QUESTION not in self.at:
                return
            for form in self.forms(self.at):
                posted = self.post(self.at, form)
                yield Step(form, posted, self.get(self.at))
        raise RuntimeError(f"the interview of {self.case.name} does not end")

    def forms(self, path: str) -> list[Form]:
        """The form that answers the question at a path; several for a list of entries."""
        fact = self._facts[path.rpartition("/")[2]]
        value = self.case.answers.get(fact)
        if value is None:
            return [{"value": "not-sure", "do": "not-sure"}]
        return _forms(self.library.facts[fact].is_, value)

    def close(self) -> None:
        """Close the browser."""
        self._line.close()

    def _asked(self, sent: bytes) -> Answer:
        found = self._line.ask(sent)
        if found.status not in (200, 303):
            raise RuntimeError(f"{self.case.name}: {found.status} at {self.at}")
        return found


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
                {"do": "add", **_first_day(each["first_day"]), **_length(each)} for each in value
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
    return {"value": "know", **_first_day(value)}


def _first_day(value: Any) -> dict[str, str]:
    """A day in three fields; a whole month has its day left empty."""
    rough = isinstance(value, dict)
    year, month, day = (value["from"] if rough else value).split("-")
    return {"year": year, "month": month, "day": "" if rough else day}


def _length(value: Any) -> dict[str, str]:
    field = "lunchtimes" if value["what"] == "lunchtimes" else "count"
    return {"what": value["what"], field: str(value["count"])}
