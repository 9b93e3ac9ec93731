"""Letters as files, in the request and warm: Word and PDF, alone and with a copy to keep."""

from __future__ import annotations

from app.content.library import Library
from app.i18n import catalogues, pseudo
from app.letters import selection
from app.services import interview, situation
from app.services.documents import Document, Matter
from bench import cases
from bench.family import Family
from bench.rows import Row, Spread, at_most, spread
from bench.serving import ROOT, Server

RUNS = 5
BUDGETS = {"docx": 10, "pdf": 15}  # milliseconds
LATIN, FROM_THE_RIGHT = "sk", "ur"


def rows(library: Library, product: Server) -> list[Row]:
    """Medians over every letter that fits some case."""
    offered = catalogues.load(ROOT / "locales", library).voices
    languages = {
        "English": "en",
        "with a copy": LATIN if LATIN in offered else pseudo.ACCENTED,
        "with a copy from the right": FROM_THE_RIGHT
        if FROM_THE_RIGHT in offered
        else pseudo.MIRRORED,
    }
    return [
        at_most(
            f"{kind} letter, {what} ({lang})", _spread(library, product, kind, lang), most, "ms"
        )
        for kind, most in BUDGETS.items()
        for what, lang in languages.items()
    ]


def fitting(library: Library, case: cases.Case) -> list[str]:
    """The letters that certainly fit a case."""
    on = cases.read().on
    answers = {fact: {"value": value} for fact, value in case.answers.items()}
    document = Document("en", matters=(Matter((case.journey,), answers),))
    found = situation.of(library, interview.replay(library, document, on), on)
    offers = selection.offers(library.letters.values(), found.holds)
    return [each.letter.id for each in offers if each.certain]


def _spread(library: Library, product: Server, kind: str, lang: str) -> Spread:
    """The first request of a letter makes it warm and is left out."""
    measured = []
    for case in cases.read().certain:
        family = Family(library, case, product.port, lang)
        family.to_result()
        for letter in fitting(library, case):
            path = f"/{lang}/letter/{letter}/file.{kind}"
            measured += [family.get(path).seconds * 1000 for _ in range(RUNS + 1)][1:]
        family.close()
    return spread(measured)
