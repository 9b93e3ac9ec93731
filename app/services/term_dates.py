"""Published term dates put in by an operator: what was taken or refused, and what there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.content.library import Library
from app.registers import term_dates
from app.registers.calendar_file import CalendarFile
from app.registers.term_dates import Calendar


@dataclass(frozen=True, slots=True)
class Done:
    """What an import says, line by line: of calendars refused, and of those taken."""

    refused: tuple[str, ...]
    taken: tuple[str, ...]


def beside(library: Library, file: Path) -> Library:
    """The content with the term dates of an installation, which are looked up as they are then."""
    return replace(library, term_dates=CalendarFile(file))


def put_in(file: Path, table: Path, seen_on: date, *, accept_odd: bool) -> Done:
    """Import a table. Raises TableUnusable, and then nothing has changed."""
    found = term_dates.read(table, seen_on, accept_odd=accept_odd)
    if found.calendars:
        CalendarFile(file).put(found.calendars)
    taken = (*(f"Look again: {each}." for each in found.odd), *_total(found.calendars))
    return Done(tuple(_refusals(found)), taken)


def status(file: Path) -> Iterator[str]:
    """Each calendar there is, one a line, and how close to its source it is."""
    listed = CalendarFile(file).listed()
    for each in listed:
        who = f"school {each.urn} in {each.la_name}" if each.urn else each.la_name
        yield f"{each.la_code}  {who}  {each.school_year}  {each.days} days  {_sure(each)}"
    yield f"{len(listed)} calendars."


def _refusals(found: term_dates.Table) -> Iterator[str]:
    for each in found.refused:
        yield f"Refused: {each.name}."
        yield from (f"  {fault}" for fault in each.faults)
    if any(each.odd for each in found.refused):
        yield "If the number of days is right all the same, say --accept-odd."


def _total(calendars: tuple[Calendar, ...]) -> Iterator[str]:
    alone = [each for each in calendars if each.of_one_school]
    if alone:
        names = ", ".join(f"{each.la_name} {each.school_year}" for each in alone)
        yield f"One school's own dates under a council's code, used for no other school: {names}."
    yield f"{len(calendars)} calendars put in."


def _sure(each: Calendar) -> str:
    found = each.own.published
    dated = f", as of {found.seen_on}" if found else ""
    if each.of_one_school:
        return f"one school's, not used for others ({each.source_kind}){dated}"
    first = found is not None and found.first_hand
    return f"{'first-hand' if first else 'not first-hand'} ({each.source_kind}){dated}"
