"""The list of an adviser's desk: how long 30 and 500 open cases take, worked out for the first time
and once they are known. In one process, with the whole application and a database of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from time import perf_counter

from starlette.testclient import TestClient

from app.content.library import Library
from app.main import create_app
from app.services import deskwork, interview
from app.services.documents import Document
from app.settings import Settings
from app.web.parts import Parts
from bench import cases
from bench.cases import Case
from bench.rows import Row, Spread, at_most, spread
from bench.serving import ROOT

BUDGETS = {30: 200, 500: 1000}  # cases, milliseconds
RUNS = 7
WAITING = "still being worked out"
ORIGIN = "http://127.0.0.1:8000"
WORDS = "seven otters on a wet roof"


def rows(library: Library) -> list[Row]:
    """Whole requests for the list, with everything on one page."""
    found = []
    for many, most in BUDGETS.items():
        first, all_, known, search = _measured(library, many)
        found += [
            at_most(f"desk with {many} cases that were never listed", first, most, "ms", ".0f"),
            Row(f"desk with {many} cases, until all are worked out", f"{all_:.0f} ms"),
            at_most(f"desk with {many} cases", known, most, "ms", ".0f"),
            at_most(f"desk with {many} cases, searched", search, most, "ms", ".0f"),
        ]
    return found


def _measured(library: Library, many: int) -> tuple[float, float, Spread, Spread]:
    with tempfile.TemporaryDirectory() as folder:
        http, parts = _signed_in(library, Path(folder))
        fill(library, parts, http.cookies["desk"], many)
        begun = perf_counter()
        first = _milliseconds(http, "")
        while WAITING in http.get("/desk").text:
            pass
        all_ = (perf_counter() - begun) * 1000
        known = spread([_milliseconds(http, "") for _ in range(RUNS)])
        return first, all_, known, spread([_milliseconds(http, "lane") for _ in range(RUNS)])


def _milliseconds(http: TestClient, words: str) -> float:
    begun = perf_counter()
    if words:
        http.post("/desk/find", data={"words": words})
    else:
        http.get("/desk")
    return (perf_counter() - begun) * 1000


def _signed_in(library: Library, folder: Path) -> tuple[TestClient, Parts]:
    now = datetime.combine(cases.read().on, time(9, 30), tzinfo=UTC)
    app = create_app(
        Settings(
            secret=b"a made-up secret of enough length",
            database_url=f"sqlite:///{folder / 'cases.sqlite'}",
            folder=folder,
            content_root=ROOT,
            insecure_loopback=True,
        ),
        library,
        lambda: now,
    )
    http = TestClient(app, ORIGIN, headers={"origin": ORIGIN})
    parts: Parts = app.app.state.parts  # type: ignore[attr-defined]
    token = parts.people.found_organisation("A charity", now)
    who = {"name": "Lea", "sign_in": "lea", "passphrase": WORDS, "again": WORDS}
    http.post(f"/join/{token}", data=who)
    http.post("/sign-in", data={"name": "lea", "passphrase": WORDS})
    return http, parts


def fill(library: Library, parts: Parts, session: str, many: int) -> None:
    """So many cases for whoever has this session, the families of the bench by turns."""
    now = parts.clock()
    who = parts.people.signed_in(session, now)
    for case, _ in zip(_by_turns(), range(many), strict=False):
        document = answered(library, case, now)
        deskwork.begin(parts.desk, who, document, now)


def _by_turns() -> Iterator[Case]:
    every = cases.read()
    while True:
        yield from (*every.certain, *every.rough)


def answered(library: Library, case: Case, now: datetime) -> Document:
    """A case as its family answered it."""
    document = interview.begin(library, case.journey, "en")
    for fact, value in case.answers.items():
        if interview.is_reachable(library, interview.replay(library, document, now.date()), fact):
            document = interview.answer(library, document, fact, value, now).document
    return document
