"""Letters as files, in the request and warm: Word and PDF, alone and with a copy to keep; and the
pack of ten, made in a thread as the service makes it."""

from __future__ import annotations

from app.content.library import Library
from app.i18n import catalogues, pseudo
from bench import cases
from bench.client import Form
from bench.family import LETTER, Family
from bench.rows import Row, Spread, at_most, spread
from bench.serving import ROOT, Server

RUNS = 5
BUDGETS = {"docx": 10, "pdf": 15}  # milliseconds
PACK_OF, PACK_BUDGET = 10, 300  # papers, milliseconds
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
    letters = [
        at_most(
            f"{kind} letter, {what} ({lang})", _spread(library, product, kind, lang), most, "ms"
        )
        for kind, most in BUDGETS.items()
        for what, lang in languages.items()
    ]
    packs = [
        at_most(f"pack of {PACK_OF}, {form}", _pack(library, product, form), PACK_BUDGET, "ms")
        for form in ("pdf", "docx")
    ]
    return letters + packs


def _pack(library: Library, product: Server, form: str) -> Spread:
    """The whole request for a pack of ten papers, fewer where a case offers fewer."""
    measured = []
    for case in cases.read().certain:
        family = Family(library, case, product.port, "en")
        family.to_result()
        shelf = dict.fromkeys(LETTER.findall(family.get("/en/letters").text))
        names = [each.rpartition("/")[2] for each in shelf][: PACK_OF - 1]
        fields: Form = {"letter": names, "paper": "dates", "do": form}
        made = [family.post("/en/pack", fields) for _ in range(RUNS + 1)][1:]
        measured += [each.seconds * 1000 for each in made]
        family.close()
    return spread(measured)


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
