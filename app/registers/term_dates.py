"""A table of published term dates read and checked, one calendar for each school year.

Knows what a school year looks like, never which family uses it. What it refuses says the line.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.engine.bank_holidays import bank_holidays
from app.engine.calendar import school_year
from app.model.calendar import OwnDays, Period, Publication

COLUMNS = (
    "la_code", "la_name", "academic_year", "event", "date", "source", "source_kind",
)  # fmt: skip
URN = "urn"  # a column that may be left out: the calendar is then of one school
EVENTS = ("term_start", "half_term_start", "half_term_end", "term_end")
INSET = "inset"
TERMS = 3
USUAL_DAYS = 195  # what a council's calendar comes to before training days are taken out
FEWEST, MOST = 185, 195  # days in session; beyond them a date is probably wrong
FIRST_HAND = "council page"
OF_THE_SCHOOL = "school page"
INSET_INCLUDED = "INSET included"
OWN_DATES = "own dates"
YEAR = re.compile(r"(20\d\d)/(\d\d)")


class TableUnusable(Exception):
    """The file is no table of term dates; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """One school year of a council, or of one school (`urn`, else empty).

    `days` are in session: weekdays in term, less half-terms and bank holidays, before INSET.
    `of_one_school`: a council's code, but the dates are one school's and good for no other."""

    la_code: str
    urn: str
    school_year: str
    la_name: str
    source: str
    source_kind: str
    days: int
    of_one_school: bool
    own: OwnDays


@dataclass(frozen=True, slots=True)
class Refused:
    """A school year that was not taken, and why. `odd`: only its number of days is strange."""

    name: str
    faults: tuple[str, ...]
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. `odd` names the calendars taken whose number of days is not usual."""

    calendars: tuple[Calendar, ...]
    refused: tuple[Refused, ...]
    odd: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file; `on` is None where no date could be read."""

    line: int
    event: str
    on: date | None
    written: str
    source: str
    source_kind: str


Key = tuple[str, str, str]  # council, school, school year


def read(path: Path, seen_on: date, *, accept_odd: bool = False) -> Table:
    """The calendars in a CSV file that was taken from its sources on `seen_on`.

    With `accept_odd` also those whose number of days is strange. Raises TableUnusable."""
    names: dict[str, str] = {}
    grouped: dict[Key, list[Row]] = defaultdict(list)
    for key, name, row in _rows(path):
        names.setdefault(key[0], name)
        grouped[key].append(row)
    taken: list[Calendar] = []
    refused: list[Refused] = []
    odd: list[str] = []
    for key, rows in grouped.items():
        name = _name(key, names[key[0]])
        faults = tuple(_faults(key, rows))
        if faults:
            refused.append(Refused(name, faults))
            continue
        found = _calendar(key, names[key[0]], rows, seen_on)
        strange = () if FEWEST <= found.days <= MOST else tuple(_strange(found, rows))
        if strange and not accept_odd:
            refused.append(Refused(name, strange, odd=True))
            continue
        taken.append(found)
        if found.days != USUAL_DAYS:
            odd.append(f"{name}: {found.days} days in session, not {USUAL_DAYS}")
    return Table(tuple(taken), tuple(refused), tuple(odd))


def _rows(path: Path) -> Iterator[tuple[Key, str, Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            missing = [each for each in COLUMNS if each not in (table.fieldnames or ())]
            if missing:
                raise TableUnusable(f"{path}: there is no column {', '.join(missing)}")
            for each in table:
                cell = {name: (each.get(name) or "").strip() for name in (*COLUMNS, URN)}
                key = cell["la_code"], cell[URN], cell["academic_year"]
                on, event = _day(cell["date"]), cell["event"]
                where = cell["source"], cell["source_kind"]
                yield key, cell["la_name"], Row(table.line_num, event, on, cell["date"], *where)
    except OSError as error:
        raise TableUnusable(f"{path}: {error.strerror or 'cannot be read'}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableUnusable(f"{path}: it is not a CSV file in UTF-8") from error


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _name(key: Key, la_name: str) -> str:
    la_code, urn, year = key
    return f"{f'school {urn}, ' if urn else ''}{la_name} ({la_code}) {year}"


# ---- what is wrong


def _faults(key: Key, rows: Sequence[Row]) -> Iterator[str]:
    """What makes a calendar unusable, with the lines to look at."""
    la_code, urn, year = key
    first = rows[0].line
    if not re.fullmatch(r"\d{3}", la_code):
        yield f"line {first}: la_code must be the three digits of the council"
    if urn and not re.fullmatch(r"\d{5,7}", urn):
        yield f"line {first}: urn must be the number of the school"
    found = YEAR.fullmatch(year)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        yield f"line {first}: academic_year must be like 2026/27"
        return
    unreadable = [each for row in rows for each in _row_faults(row, int(found[1]))]
    yield from unreadable
    if not unreadable:
        yield from _order_faults(rows)


def _row_faults(row: Row, year: int) -> Iterator[str]:
    if row.event not in (*EVENTS, INSET):
        yield f'line {row.line}: there is no event "{row.event}"'
    if row.on is None:
        yield f'line {row.line}: "{row.written}" is no date like 2026-09-03'
        return
    if school_year(row.on)[0].year != year:
        yield f"line {row.line}: {row.on} lies outside the school year"
    if row.event == INSET and row.on.weekday() > 4:
        yield f"line {row.line}: {row.on} is at a weekend"


def _order_faults(rows: Sequence[Row]) -> Iterator[str]:
    """Each term must have one of each event, in order."""
    ordered = _in_order(rows)
    for at, row in enumerate(ordered):
        wanted = EVENTS[at % len(EVENTS)]
        if row.event != wanted:
            before = f" after {ordered[at - 1].event} {ordered[at - 1].on}" if at else ""
            yield f"line {row.line}: {row.event} {row.on}, but {wanted} must come{before}"
            return
    whole, over = divmod(len(ordered), len(EVENTS))
    if over:
        last = ordered[-1]
        yield f"line {last.line}: {EVENTS[over]} is missing after {last.event} {last.on}"
    elif whole != TERMS:
        yield f"line {rows[0].line}: it has {whole} terms, not {TERMS}"


def _strange(found: Calendar, rows: Sequence[Row]) -> Iterator[str]:
    """How an odd number of days came about: each term with its lines, and days at its ends on
    which no school is open."""
    yield f"{found.days} days in session; a school year has {FEWEST} to {MOST}"
    ordered = _in_order(rows)
    off = _off(ordered)
    for at, term in enumerate(found.own.terms):
        lines = sorted(row.line for row in ordered[at * len(EVENTS) : (at + 1) * len(EVENTS)])
        days = _in_session((term,), found.own.half_terms[at : at + 1], off)
        yield f"lines {lines[0]} to {lines[-1]}: {days} days from {term.start} to {term.end}"
    for row in ordered:
        at_an_end = row.event in ("term_start", "term_end")
        if at_an_end and row.on and (row.on.weekday() > 4 or row.on in off):
            yield f"line {row.line}: {row.event} {row.on} is a weekend or a bank holiday"


# ---- what a calendar is


def _calendar(key: Key, la_name: str, rows: Sequence[Row], seen_on: date) -> Calendar:
    la_code, urn, year = key
    ordered = _in_order(rows)
    days = [each.on for each in ordered if each.on]
    kinds = list(dict.fromkeys(each.source_kind for each in rows))
    terms = _periods(days[0::4], days[3::4])
    half_terms = _periods(days[1::4], days[2::4])
    first_hand = OF_THE_SCHOOL if urn else FIRST_HAND
    own = OwnDays(
        terms=terms,
        half_terms=half_terms,
        inset=tuple(sorted({each.on for each in rows if each.event == INSET and each.on})),
        source="school" if urn else "council",
        names_training_days=bool(urn) and any(INSET_INCLUDED in each for each in kinds),
        published=Publication(
            name=la_name, seen_on=seen_on, first_hand=all(k.startswith(first_hand) for k in kinds)
        ),
    )
    return Calendar(
        la_code, urn, year, la_name,
        source=" ".join(dict.fromkeys(each.source for each in rows)),
        source_kind=kinds[0],
        days=_in_session(terms, half_terms, _off(ordered)),
        of_one_school=not urn and any(OWN_DATES in each for each in kinds),
        own=own,
    )  # fmt: skip


def _in_order(rows: Sequence[Row]) -> list[Row]:
    dated = [each for each in rows if each.event in EVENTS and each.on]
    return sorted(dated, key=lambda each: (each.on, EVENTS.index(each.event)))


def _periods(starts: Sequence[date], ends: Sequence[date]) -> tuple[Period, ...]:
    return tuple(Period(start=a, end=b) for a, b in zip(starts, ends, strict=True))


def _off(rows: Sequence[Row]) -> frozenset[date]:
    return bank_holidays(each.on.year for each in rows if each.on)


def _in_session(terms: Sequence[Period], half_terms: Sequence[Period], off: frozenset[date]) -> int:
    """Weekdays in the terms, without half-terms and bank holidays."""
    taught = {o for each in terms for o in _ordinals(each)}
    taught -= {o for each in half_terms for o in _ordinals(each)}
    days = map(date.fromordinal, taught)
    return sum(each.weekday() < 5 and each not in off for each in days)


def _ordinals(period: Period) -> range:
    return range(period.start.toordinal(), period.end.toordinal() + 1)
