"""Letters for a queue of families from a list: the whole request, from the form to the last byte of
a file of some 200 pages. Every run has names of its own, so that nothing is remembered."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf

from bench.client import Answer, Connection, Form, multipart
from bench.client import request as asked
from bench.letters import FROM_THE_RIGHT
from bench.rows import Row, at_most, spread
from bench.serving import Server

PAGES, BUDGET = 200, 5  # seconds
RUNS = 4  # the first makes the languages warm, and is left out
LETTERS = 3  # for each family
MOST = 100  # families
WAY = re.compile(r'href="/en/print/batch/([^"]+)"')
LETTER = re.compile(r'name="letter" value="([^"]+)"')


def rows(product: Server) -> list[Row]:
    """In English alone, and with a copy to keep."""
    languages = {"English": "en", "with a copy from the right": FROM_THE_RIGHT}
    found = [_row(product, what, lang) for what, lang in languages.items()]
    resident = product.resident()
    if resident is None:
        return found
    return [*found, Row("memory after the batches", f"{resident:.0f} MiB")]


def _row(product: Server, what: str, lang: str) -> Row:
    line = Connection(product.port)
    way = WAY.findall(line.ask(asked("/en/print/batch")).text)[1]
    letters = LETTER.findall(line.ask(asked(f"/en/print/batch/{way}")).text)[:LETTERS]
    form: Form = {
        "measure": way,
        "letter": letters,
        "copy": lang,
        "slip": "yes",
        "sheets": "yes",
        "do": "make",
    }
    each = _pages(_made(line, form, "warm", 2)) - _pages(_made(line, form, "warm", 1))
    families = min(MOST, -(-PAGES // each))
    made = [_made(line, form, f"run {run}", families) for run in range(RUNS)]
    line.close()
    measured = spread([each.seconds for each in made[1:]])
    return at_most(
        f"batch of {_pages(made[0])} pages, {what} ({lang})", measured, BUDGET, "s", ".2f"
    )


def _made(line: Connection, form: Form, run: str, families: int) -> Answer:
    listed = "\n".join(
        f"Child {each} of {run}, School {each % 9}, {1 + each % 28} October 2026"
        for each in range(families)
    )
    made = line.ask(multipart("/en/print/batch", {**form, "list": listed}))
    if made.status != 200:
        raise RuntimeError(f"a batch of {families} families answers {made.status}")
    return made


def _pages(made: Answer) -> int:
    with pikepdf.open(BytesIO(made.body)) as file:
        return len(file.pages)
