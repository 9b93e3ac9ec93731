"""Advisers at their desk, each in an organisation of a test's own, and cases made for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.types import ASGIApp

from app.content.library import Library
from app.services import deskwork, documents, interview
from app.services.casework import Held
from app.services.deskwork import Pointer
from app.services.documents import Document
from app.store.signed_in import SignedIn
from tests.web import desks
from tests.web.family import Clock, Family


def finished(app: ASGIApp, content: Library, journey: str = "permanent_exclusion") -> Document:
    """The case of a family that answered everything."""
    family = Family(app, content)
    family.to_result(journey)
    parts = desks.parts_of(app)
    token = family.http.cookies["case"]
    _, stored = parts.store.open_and_read(token, "case", parts.clock())
    assert stored is not None
    return documents.read(stored[0])


class Adviser:
    """The first lead of an organisation, signed in at a browser of their own."""

    def __init__(self, app: ASGIApp, content: Library, clock: Clock) -> None:
        self.parts = desks.parts_of(app)
        self.content, self.clock = content, clock
        self.http = desks.browser(app)
        desks.found(self.http, self.parts, "Harbour Advice", desks.named("Lea"))

    @property
    def who(self) -> SignedIn:
        return desks.signed_in(self.http, self.parts)

    def takes(self, document: Document, **answers: Any) -> Pointer:
        """A new case of the organisation, with some answers of the family's own."""
        for fact, value in answers.items():
            record = {
                "value": value,
                "known_from": "parent",
                "by": "parent",
                "at": self.clock.now.isoformat(timespec="seconds"),
            }
            name = fact.replace("__", ".")
            document = interview.with_record(self.content, document, name, record)
        _, pointer = deskwork.begin(self.parts.desk, self.who, document, self.clock.now)
        return pointer

    def held(self, pointer: Pointer) -> Held:
        return deskwork.hold(self.parts.desk, self.who, pointer, self.clock.now)

    def document(self, pointer: Pointer) -> Document:
        return self.held(pointer).document

    def keeps(self, pointer: Pointer, **more: Any) -> None:
        """Something that the organisation keeps of a case."""
        case_id = self.held(pointer).open_case.case_id
        deskwork.change(self.parts.desk, self.who, case_id, lambda was: replace(was, **more))

    def acts(self) -> list[tuple[int | None, str]]:
        """The audit list, newest first."""
        return [(each.number, each.act) for each in self.parts.desk.audit(self.who, self.clock.now)]

    def opens(self, pointer: Pointer) -> str:
        return self.http.post("/desk/open", data={"case": pointer.holder_id.hex()}).text

    def page(self, path: str) -> str:
        found = self.http.get(path)
        assert found.status_code == 200, f"{found.status_code} on {path}"
        return found.text

    def posts(self, path: str, status: int = 200, **form: Any) -> Any:
        found = self.http.post(path, data=form)
        assert found.status_code == status, f"{found.status_code} on {path}"
        return found


def text_of(page: str) -> str:
    """What a page says, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def days_of(document: Document, fact: str) -> Mapping[str, str]:
    """The days of a list, each with who put it in."""
    record = document.records().get(fact) or {"value": []}
    return {each["on"]: each.get("by", record.get("by", "")) for each in record["value"]}
