"""The form of a batch: what was typed, each row with what is wrong in it, and what to make.

It is read anew from every post and kept nowhere. Knows no letter and no law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import zip_longest
from typing import get_args

from app.i18n.voice import Voice, mark
from app.render import glyphs
from app.services.print_batch import FamilyLine
from app.services.views import Problem, Words
from app.web import batch_dates, batch_list, form_dates, typed
from app.web.batch_dates import First, Readings
from app.web.batch_list import OTHER, Letters, Line, Table
from app.web.form_dates import Limits
from app.web.uploads import Most, Upload

MOST_FAMILIES = 100
BLANK_ROWS = 3
AHEAD = timedelta(days=366)  # nobody queues for a letter about a day after that
EMPTY = Line()
MOST = Most(form=400_000, fields=3 * (MOST_FAMILIES + 20) + 80, field=200_000)
Names = tuple[Mapping[str, int], frozenset[str]]
"""What months are called, and days of the week."""
MISSING = {
    "name": mark("Put in the child's name.", "forms"),
    "school": mark("Put in the name of the school.", "forms"),
    "date": mark("Put in the date.", "forms"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `day` and `said`, the same in words, once it is clear; `ways` where it
    can be several days: what comes first in it then, and the day in words."""

    number: int
    line: Line
    day: date | None = None
    said: str = ""
    ways: Mapping[First, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was posted. `rest`: what went beyond the number of families. `first`: day,
    month or year, once said; `letters` and `left_out` as in `Table`."""

    rows: tuple[Row, ...] = ()
    rest: str = ""
    first: str = ""
    letters: Letters | None = None
    left_out: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def families(self) -> tuple[FamilyLine, ...]:
        """The families of all rows in which nothing is wrong."""
        return tuple(
            FamilyLine(each.line.name, each.line.school, each.day)
            for each in self.rows
            if each.day and not each.problems
        )

    @property
    def ways(self) -> tuple[tuple[First, str], ...]:
        """What may come first in the dates of the list, each with a day that would be meant."""
        found = {first: said for row in reversed(self.rows) for first, said in row.ways.items()}
        return tuple((each, found[each]) for each in get_args(First) if each in found)


@dataclass(frozen=True, slots=True)
class Reader:
    """How to read a list: the worker's voice, the families' and English, and the days there may
    be."""

    voice: Voice
    voices: tuple[Voice, ...]
    limits: Limits


def filled(sent: Upload, reader: Reader) -> Filled:
    """What was posted: the rows, then the lines typed, then those of the file."""
    posted = sent.fields
    names = batch_dates.month_names(reader.voices), batch_dates.weekday_names(reader.voices)
    tables = tuple(_tables(sent, reader, names))
    lines = [line for each in tables for line in each.lines if any(line)]
    letters = next((each.letters for each in tables if each.letters), None)
    if letters and "letters" in posted.get("do", ()):
        lines, letters = list(batch_list.other_letters(lines, letters)), OTHER[letters]
    first = typed.first(posted, "first")
    kept = lines[:MOST_FAMILIES]
    rows = tuple(_row(at, line, first, names, reader) for at, line in enumerate(kept, 1))
    return Filled(
        rows=rows,
        rest=batch_list.written(lines[MOST_FAMILIES:]),
        first=first,
        letters=letters,
        left_out=sum(each.left_out for each in tables),
        problems=tuple(_whole(reader.voice, lines)),
    )


def _tables(sent: Upload, reader: Reader, names: Names) -> Iterator[Table]:
    posted = sent.fields

    def is_date(cell: str) -> bool:
        return bool(batch_dates.readings(cell, *names))

    cells = (posted.get(name, ()) for name in Line._fields)
    rows = zip_longest(*cells, fillvalue="")
    read_with = typed.first(posted, "read_with")
    yield Table(
        tuple(Line(*(typed.line(each, batch_list.LONGEST_CELL) for each in row)) for row in rows),
        next((each for each in get_args(Letters) if each == read_with), None),
    )
    heads = _heads(reader.voice)
    yield batch_list.table("\n".join(posted.get("list", ())), heads, is_date)
    if isinstance(sent.content, bytes):
        text, letters = batch_list.decoded(sent.content, batch_list.usual_letters(reader.voices))
        found = batch_list.table(text, heads, is_date)
        yield Table(found.lines, letters, found.left_out)


def _heads(voice: Voice) -> Mapping[str, str]:
    """What the reader's language calls the three columns."""
    said = {"name": "Child's name", "school": "School", "date": "Date"}
    return {voice.say(english, "").text.casefold(): name for name, english in said.items()}


def _whole(voice: Voice, lines: Sequence[Line]) -> Iterator[Problem]:
    """What is wrong with the list as a whole."""
    if not lines:
        yield _problem(voice, "list", mark("Put in at least one family.", "forms"))
    elif len(lines) > MOST_FAMILIES:
        most = mark(
            "We can make letters for {n} families at a time. The others are in the box.", "forms"
        )
        yield _problem(voice, "list", most, n=voice.number(MOST_FAMILIES))


def _row(number: int, line: Line, first: str, names: Names, reader: Reader) -> Row:
    voice = reader.voice
    wrong = [
        _problem(voice, f"{name}-{number}", MISSING[name])
        for name, cell in line._asdict().items()
        if not cell
    ]
    wrong += _undrawable(voice, number, line)
    if not line.date:
        return Row(number, line, problems=tuple(wrong))
    found = _possible(batch_dates.readings(line.date, *names), reader)
    ways = _in_words(found, voice)
    reading = batch_dates.settled(found, first)
    if reading is None:
        wrong.append(_unclear(voice, number, tuple(ways.values())))
        return Row(number, line, ways=ways, problems=tuple(wrong))
    read = form_dates.one_day(reading.posted, reader.limits, voice)
    wrong += [Problem(f"date-{number}", each.message) for each in read.problems]
    day = date.fromisoformat(read.value) if isinstance(read.value, str) else None
    return Row(number, line, day, voice.date(day) if day else "", ways, tuple(wrong))


def _possible(found: Readings, reader: Reader) -> Readings:
    """Two figures in front are a year only where the day can be in this list: else every "5/10/26"
    would be asked about. Beside that one, only days that there are."""
    year_first = found.get("year")
    if year_first is None or len(found) == 1:
        return found
    wrong = form_dates.one_day(year_first.posted, reader.limits, reader.voice).problems
    if wrong or (year_first.on or date.max) > reader.limits.today + AHEAD:
        return {first: each for first, each in found.items() if first != "year"}
    return {first: each for first, each in found.items() if each.on}


def _in_words(found: Readings, voice: Voice) -> dict[First, str]:
    """The days that one date can be. Without the year, which is not there yet to be wrong, unless
    it is in doubt as well."""
    if len(found) < 2:
        return {}
    if "year" in found:
        return {first: voice.day_month_year(each.on) for first, each in found.items() if each.on}
    return {
        first: f"{int(each.day)} {voice.month(int(each.month))}" for first, each in found.items()
    }


def _unclear(voice: Voice, number: int, days: Sequence[str]) -> Problem:
    field = f"date-{number}"
    if not days:
        like = mark("We cannot read this date. Write it like {date}.", "forms")
        return _problem(voice, field, like, date=voice.day_month_year(date(2026, 4, 3)))
    asked = mark("This can be {one} or {other}. Say which comes first in your dates.", "forms")
    return _problem(voice, field, asked, one=voice.list_or(days[:-1]), other=days[-1])


def _undrawable(voice: Voice, number: int, line: Line) -> Iterator[Problem]:
    for name in ("name", "school"):
        cell = getattr(line, name)
        if not all(can for _, can in glyphs.can_be_drawn(cell)):
            said = mark("We cannot print some of these signs. Write it in other letters.", "forms")
            yield _problem(voice, f"{name}-{number}", said)


def _problem(voice: Voice, field: str, english: str, **values: str) -> Problem:
    said = voice.say(english, "forms")
    return Problem(field, Words(said.text.format(**values), said.lang))
