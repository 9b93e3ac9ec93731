"""A list of families as a file or as typed lines, to rows of three cells. Everything in memory.

Knows how tables are written, never what is right in a cell: nothing is dropped or put right here.
"""

from __future__ import annotations

import codecs
import csv
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Literal, NamedTuple

from app.i18n.voice import Voice
from app.web import typed

Letters = Literal["cp1252", "cp1250"]
OTHER: Mapping[str, Letters] = {"cp1252": "cp1250", "cp1250": "cp1252"}
DELIMITERS = ("\t", ";", ",")
LONGEST_CELL = 200
BYTE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# As spreadsheets and school programs head their columns; the reader's own words come beside them.
HEADS: Mapping[str, str] = {
    "name": "name", "full name": "name", "child": "name", "child name": "name",
    "child's name": "name", "pupil": "name", "pupil name": "name", "student": "name",
    "forename": "forename", "first name": "forename", "given name": "forename",
    "surname": "surname", "last name": "surname", "family name": "surname",
    "school": "school", "school name": "school", "name of school": "school",
    "date": "date", "day": "date", "start date": "date", "first day": "date",
}  # fmt: skip


class Line(NamedTuple):
    """One family as it was typed."""

    name: str = ""
    school: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a list held. `letters`: the older table of characters it was read with, where the file
    does not say. `left_out`: columns that belong to none of the three cells."""

    lines: tuple[Line, ...] = ()
    letters: Letters | None = None
    left_out: int = 0


def decoded(content: bytes, usual: Letters) -> tuple[str, Letters | None]:
    """The text of a file: by its mark, else as UTF-8 if it is that throughout, else in whichever
    of two older tables gives letters where the other gives signs, or in the `usual` one. The
    reader sees which, and may change it."""
    for mark, encoding in BYTE_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), None
    if b"\0" in content:
        little = content[1::2].count(0) >= content[::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace"), None
    try:
        return content.decode(), None
    except UnicodeDecodeError:
        read = {each: content.decode(each, "replace") for each in (usual, OTHER[usual])}
        letters = min(read, key=lambda each: _signs(read[each]))
        return read[letters], letters


def usual_letters(voices: Iterable[Voice]) -> Letters:
    """The table of characters that older programs use where these languages are written."""
    for voice in voices:
        days = voice.formats.dates
        said = "".join((voice.name, *days.months, *days.weekdays))
        if not _fits(said, "cp1252") and _fits(said, "cp1250"):
            return "cp1250"
    return "cp1252"


def _fits(text: str, encoding: Letters) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _signs(text: str) -> int:
    """How many characters beyond ASCII are no letters."""
    return sum(not each.isascii() and unicodedata.category(each)[0] != "L" for each in text)


def other_letters(lines: Iterable[Line], letters: Letters) -> tuple[Line, ...]:
    """The same bytes read with the other table; a cell that cannot be turned stays."""
    return tuple(Line(*(_turned(each, letters) for each in line)) for line in lines)


def _turned(cell: str, letters: Letters) -> str:
    try:
        return cell.encode(letters).decode(OTHER[letters])
    except UnicodeError:
        return cell


def table(text: str, heads: Mapping[str, str], is_date: Callable[[str], bool]) -> Table:
    """The lines of a table with commas, semicolons or tabs, with or without a first line that says
    what stands where. `heads`: more words for that, in the reader's language."""
    rows = max((_rows(text, each) for each in DELIMITERS), key=_width)
    if not rows:
        return Table()
    known = {**heads, **HEADS}
    named = [known.get(each.casefold().strip(" :*"), "") for each in rows[0]]
    if any(named) and not any(is_date(each) for each in rows[0]):
        return _placed(rows[1:], named)
    return _placed(rows, _guessed(rows, is_date))


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows with something in them. What csv cannot read stays one cell for each line."""
    try:
        found = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        found = [[each] for each in text.splitlines()]
    cells = ([typed.line(each, LONGEST_CELL) for each in row] for row in found)
    return [row for row in cells if any(row)]


def _width(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How well a delimiter fits: the rows of three cells and more, then the cells."""
    return sum(len(row) >= len(Line._fields) for row in rows), sum(map(len, rows))


def _guessed(rows: Sequence[Sequence[str]], is_date: Callable[[str], bool]) -> list[str]:
    """Without a first line that says so: the date is where most dates stand; of the others the
    first is the name and the next the school."""
    width = max(map(len, rows))
    dates = [sum(len(row) > at and is_date(row[at]) for row in rows) for at in range(width)]
    day = dates.index(max(dates)) if any(dates) else 2
    others = iter(("name", "school"))
    return ["date" if at == day else next(others, "") for at in range(width)]


def _placed(rows: Iterable[Sequence[str]], named: Sequence[str]) -> Table:
    """Every row with its cells where their columns say."""
    lines, left_out = [], set()
    for row in rows:
        left_out |= {at for at, cell in enumerate(row) if cell and not any(named[at : at + 1])}
        cells: dict[str, str] = {}
        for head, cell in zip(named, row, strict=False):
            cells[head] = f"{cells.get(head, '')} {cell}".strip()
        whole = " ".join(filter(None, (cells.get("forename", ""), cells.get("surname", ""))))
        lines.append(
            Line(cells.get("name") or whole, cells.get("school", ""), cells.get("date", ""))
        )
    return Table(tuple(lines), left_out=len(left_out))


def written(lines: Iterable[Line]) -> str:
    """Lines as somebody could have typed them."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()
