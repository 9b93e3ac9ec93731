"""Letters as files, in the request and warm: Word and PDF, alone and with a copy to keep."""

from __future__ import annotations

from app.content.library import Library
from app.i18n import catalogues, pseudo
from bench import cases
from bench.family import Family
from bench.rows import Row, Spread, at_most, spread
from bench.serving import ROOT, Server

RUNS = 5
BUDGETS = {"docx": 10, "pdf": 15}  # milliseconds
LATIN, FROM_THE_RIGHT = "sk", "ur"


def rows(library: Library, product: Server) -> list[Row]:
    """Medians over every letter that the result of a case offers."""
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


def _spread(library: Library, product: Server, kind: str, lang: str) -> Spread:
    """The first request of a letter makes it warm and is left out."""
    measured = []
    for case in cases.read().certain:
        family = Family(library, case, product.port, lang)
        family.to_result()
        for letter in family.letters():
            path = f"{letter}/file.{kind}"
            measured += [family.get(path).seconds * 1000 for _ in range(RUNS + 1)][1:]
        family.close()
    return spread(measured)
