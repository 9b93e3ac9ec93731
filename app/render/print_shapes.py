"""What a printed sheet holds: words in their languages, and how they hang together.

Knows no law and no paper size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.model.letters import Letter, LetterPair


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the language they are in. `english`: the English to print beside them."""

    text: str
    lang: str = "en"
    english: str | None = None


Texts = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line with more under it. `doubt`: the number of a footnote, 0 for none."""

    title: Text
    says: Texts = ()
    doubt: int = 0


@dataclass(frozen=True, slots=True)
class DayBox:
    """A day to find out. `box`: the one of the counted boxes that it is in, if it is in one;
    `label` names it. `only_if`: what must be so."""

    label: Text | None
    title: Text
    counted: Texts
    only_if: Texts = ()
    box: int | None = None
    doubt: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Items or sentences under a heading."""

    heading: Text
    items: tuple[Item, ...]
    notes: Texts = ()


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One printed side about one thing. `boxes`: how many to count in, 0 for none; `place`: what
    stands over the place for a stamp; `day`: what stands before a day to write in."""

    title: Text
    lead: Texts
    do: Part
    steps: Part
    day: Text
    count: Part
    boxes: int
    days: tuple[DayBox, ...]
    rights: Part
    careful: Part
    place: Text
    doubts: Texts = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One weekday of a term. `why` is said of a closed one."""

    number: str
    month: str
    kind: Literal["open", "maybe", "closed"]
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """The days of a term to count on, and what to count to."""

    title: Text
    how: Texts
    days: tuple[tuple[Text, tuple[DayBox, ...]], ...]
    term: Text
    weekdays: Texts
    weeks: tuple[tuple[Cell, ...], ...]
    key: Texts
    notes: Texts


@dataclass(frozen=True, slots=True)
class Table:
    """Columns side by side. A row whose cells are all the same has one."""

    title: Text
    lead: Texts
    columns: Texts
    rows: tuple[tuple[Text, Text, tuple[tuple[Text, Texts], ...]], ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """A sentence and an address, to be read from afar."""

    name: str
    title: Text
    says: Texts


@dataclass(frozen=True, slots=True)
class Blank:
    """A letter or a paper to fill in. `is_copy`: the page to keep, in the reader's language."""

    pair: LetterPair
    letter: Letter
    is_copy: bool = False


Body = Leaflet | Card | Table | Poster | Blank


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing to print. `address` is of the same page on the screen, `short` as it is typed;
    `foot` what every page ends with; `draft` says, in both languages, that nobody has checked
    it; `group` whose it is: the language of the reader, who gets English letters too."""

    lang: str
    body: Body
    address: str
    short: str
    foot: Texts
    draft: Texts = ()
    group: str = "en"
