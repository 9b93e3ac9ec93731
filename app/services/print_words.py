"""Words for paper: in the reader's language, with the English beside them where they must have it.

Knows the sentences that printed sheets share, and no law.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.i18n.voice import mark
from app.render.print_shapes import Item, Text, Texts
from app.services import rule_words
from app.services.rights_views import CellView
from app.services.speaking import Speaker
from app.services.views import Words

DRAFT = mark("Draft. No speaker has checked this text yet.", "service")
ASKS = "?\u061f"


def text(words: Words) -> Text:
    """Words as a sheet holds them."""
    return Text(words.text, words.lang, words.english)


def texts(many: Iterable[Words | None]) -> Texts:
    """Several; what cannot be said is left out."""
    return tuple(text(each) for each in many if each is not None)


def said(speaker: Speaker, english: str, context: str = "service") -> Text:
    """A heading or a label, which needs no English beside it."""
    return text(speaker.words(english, context))


def told(speaker: Speaker, english: str, context: str = "service") -> Texts:
    """A right, a day or a warning without placeholders."""
    return texts([speaker.paired(english, context)])


def condition(cell: CellView) -> Text:
    """One condition: what it is about, and what has to be so."""
    pieces = [each for each in (cell.label, cell.part, cell.answer) if each]
    english = [each.english or each.text for each in pieces]
    beside = any(each.english for each in pieces)
    return Text(
        _row(each.text for each in pieces), cell.label.lang, _row(english) if beside else None
    )


def foot(speaker: Speaker, on: date) -> Texts:
    """What every printed page ends with."""
    english = (
        "This is the law in England on {date}, as far as we could find out. "
        "It is information, not legal advice."
    )
    return texts([speaker.paired(english, "", {"date": speaker.full_day(on)})])


def draft(speaker: Speaker) -> Texts:
    """Said over a sheet that nobody has checked, to its reader and to whoever hands it out."""
    own = said(speaker, DRAFT)
    return (own,) if own.lang == "en" else (own, Text(DRAFT))


def item(words: Words, says: Texts = (), doubt: int = 0) -> Item:
    """A line with more under it."""
    return Item(text(words), says, doubt)


def _row(pieces: Iterable[str]) -> str:
    """A question with its answer; anything else with a dash."""
    first, *rest = pieces
    after = " \u2013 ".join(rest)
    if first[-1:] in ASKS:
        return f"{first} {after}"
    return f"{first.rstrip(rule_words.ENDS)} \u2013 {after}"
