"""Bytes: what crosses the wire on a first visit and at each next step, and what a case takes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from app.content.library import Library
from app.services import casework, documents, interview
from app.store.cases import open_store
from bench import cases, serving
from bench.client import Connection, request
from bench.family import Family
from bench.rows import Row, at_most
from bench.serving import Server

ASSET = re.compile(r'(?:href|src)="(/static/[^"#]+)')  # a drawing is a place in its file
TEN = 10  # answers
KB = 1000


def rows(library: Library, product: Server) -> list[Row]:
    """Sizes with their headers, compressed where the server does."""
    return [*_first_visit(product), *_next_steps(library, product), *_stored(library)]


def _first_visit(product: Server) -> list[Row]:
    line = Connection(product.port)
    page = line.ask(request("/en/"))
    files = dict.fromkeys(ASSET.findall(page.text), 0)
    for path in files:
        files[path] = line.ask(request(path)).size
    line.close()
    css = sum(size for path, size in files.items() if ".css" in path)
    what = " + ".join(Path(path.partition("?")[0]).name for path in files)
    return [
        at_most(f"first visit: page + {what}", (page.size + sum(files.values())) / KB, 30, "kB"),
        at_most("first visit: HTML + CSS alone", (page.size + css) / KB, 14, "kB"),
    ]


PAGES = ("result", "check", "letters", "help", "save", "words")
PARTS = ("steps", "warnings", "rights", "others", "notice", "unsure", "more")  # of the result
OF_A_LETTER = ("more", "order", "sent")


def _next_steps(library: Library, product: Server) -> list[Row]:
    largest: dict[str, int] = {}
    for case in (*cases.read().certain, *cases.read().rough):
        family = Family(library, case, product.port)
        for kind, size in _seen(family):
            largest[kind] = max(largest.get(kind, 0), size)
        family.close()
    return [
        at_most(f"next step, the largest: {kind}", size / KB, 6, "kB")
        for kind, size in largest.items()
    ]


def _seen(family: Family) -> Iterator[tuple[str, int]]:
    """Every kind of page on the way of one family, and how large it is."""
    yield "question", family.begin().size
    for step in family.steps():
        if step.asks_on:
            yield "question", step.page.size
    for page in PAGES:
        yield page, family.get(f"/{family.lang}/{page}").size
    for part in PARTS:
        yield "a part of the result", family.get(f"/{family.lang}/result/{part}").size
    for letter in family.letters():
        yield "letter", family.get(letter).size
        for page in OF_A_LETTER:
            yield f"letter, {page}", family.get(f"{letter}/{page}").size


def _stored(library: Library) -> list[Row]:
    """A case of ten answers: its words as they are sealed, and all that the database holds."""
    case = cases.read().certain[0]
    now = datetime.combine(cases.read().on, time(12), UTC)
    with serving.folder() as folder:
        store = open_store(f"sqlite:///{folder / 'cases.sqlite'}", bytes(32))
        held = casework.create(store, interview.begin(library, case.journey, "en"), now)
        for _ in range(TEN):
            following = interview.replay(library, held.document, now.date()).walk.next
            assert following is not None
            fact = following.asked.asks
            held, _ = casework.answer(library, store, held, fact, case.answers.get(fact), now)
        written = len(documents.write(held.document))
        store.close()
        whole = _columns(folder / "cases.sqlite")
    return [
        at_most("stored for ten answers, before padding", written / KB, 2, "kB", ".2f"),
        Row("  with keys and padding, all its rows", f"{whole / KB:.2f} kB"),
    ]


def _columns(path: Path) -> int:
    """The lengths of all columns of the tables that hold a case."""
    database = sqlite3.connect(path)
    total = 0
    for name in ("cases", "holders", "records"):
        rows = database.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - our own names
        total += sum(
            len(cell) if isinstance(cell, bytes | str) else 8 for row in rows for cell in row
        )
    database.close()
    return total
