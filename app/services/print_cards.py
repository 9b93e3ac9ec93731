"""The school days of a term to count on, from the usual year and the bank holidays; the table of
school kinds; the poster. Knows no school."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from app.content.library import Library
from app.engine import school_days
from app.i18n.voice import mark
from app.model.calendar import SchoolCalendar, UsualYear
from app.render.print_shapes import Card, Cell, Poster, Table, Text, Texts
from app.services import calendars, counting, print_leaflets, print_words, rights
from app.services import situation as situations
from app.services.print_words import said, text, texts
from app.services.rights_views import KindRowView
from app.services.speaking import Speaker
from app.services.views import Words

WEEK, SCHOOL_WEEK = timedelta(days=7), 5
BEFORE, AFTER = timedelta(weeks=3), timedelta(weeks=9)  # shown in any case, where the term allows
UNKNOWN = timedelta(weeks=13)  # about a term, in a year of which we know nothing

USUAL = mark(
    "These are the usual holidays of schools in England. Your school can have other days. "
    "Ask it for its list.",
    "service",
)
COUNTED = "Counted with the usual holidays of councils in England, as of {day}."
NOT_KNOWN = "Counted on weekdays without bank holidays. We do not know the school holidays."
HOW = mark(
    "Find the day you count from. Write 1 into the box of the next school day, 2 into the one "
    "after that, and so on.",
    "service",
)
KEY = mark(
    "Thick edge: a school day. Dashed edge: perhaps a school day, so ask. Crossed out: no school.",
    "service",
)
AFAR = mark("Did the school send your child away? See what to do, and by when.", "service")


def card(library: Library, speaker: Speaker, topics: Iterable[str], on: date) -> Card:
    """The weekdays of the term, and what the family of these topics counts to."""
    nobody = situations.of_nobody(library, on)
    pages = [library.rights[name] for name in topics]
    of_each = [
        (said(speaker, each.title, f"rights.{each.id}.title"), found)
        for each in pages
        if each.leaflet and (found := print_leaflets.days(nobody, speaker, each.leaflet))
    ]
    first, last, is_known = span(library.usual_years, on)
    return Card(
        title=said(speaker, print_leaflets.COUNT),
        how=print_words.told(speaker, HOW),
        days=tuple(of_each),
        term=_from_to(speaker, first, last),
        weekdays=tuple(
            Text(speaker.voice.weekday_short(first + timedelta(days=each)), speaker.voice.lang)
            for each in range(SCHOOL_WEEK)
        ),
        weeks=tuple(_weeks(speaker, calendars.for_case(library), first, last)),
        key=print_words.told(speaker, KEY),
        notes=_notes(library, speaker, is_known=is_known),
    )


def span(years: tuple[UsualYear, ...], on: date) -> tuple[date, date, bool]:
    """The Monday and the Friday of what is shown: the term, from some weeks ago; and whether we
    know anything about the holidays of that time."""
    found = next(
        ((first, last) for first, last in _terms(years) if last >= on and first <= on + UNKNOWN),
        None,
    )
    first, last = found or (on, on + UNKNOWN)
    first, last = max(first, on - BEFORE), max(last, on + AFTER)
    friday = last + timedelta(days=(4 - last.weekday()) % 7)
    return first - timedelta(days=first.weekday()), friday, found is not None


def _terms(years: tuple[UsualYear, ...]) -> Iterator[tuple[date, date]]:
    """Each term at its longest, in order."""
    for year in sorted(years, key=lambda each: each.starts.earliest):
        christmas, easter = year.christmas, year.easter
        yield year.starts.earliest, christmas.first_day.latest
        yield christmas.last_day.earliest, easter.first_day.latest
        yield easter.last_day.earliest, year.ends.latest


def _from_to(speaker: Speaker, first: date, last: date) -> Text:
    fill = {"first": speaker.day(first), "last": speaker.full_day(last)}
    found = speaker.filled("{first} to {last}", "service", fill)
    return text(found or Words(""))


def _weeks(
    speaker: Speaker, calendar: SchoolCalendar, first: date, last: date
) -> Iterator[tuple[Cell, ...]]:
    monday = first
    while monday <= last:
        days = (monday + timedelta(days=each) for each in range(SCHOOL_WEEK))
        yield tuple(_cell(speaker, calendar, each) for each in days)
        monday += WEEK


def _cell(speaker: Speaker, calendar: SchoolCalendar, day: date) -> Cell:
    kind, why = school_days.day_kind(calendar, day)
    month = speaker.voice.month_short(day)
    if kind == "closed":
        reason = Text(counting.reason(speaker.voice, why), speaker.voice.lang)
        return Cell(str(day.day), month, "closed", reason)
    return Cell(str(day.day), month, "open" if kind == "school" else "maybe")


def _notes(library: Library, speaker: Speaker, *, is_known: bool) -> Texts:
    if not is_known:
        return texts([speaker.paired(NOT_KNOWN, "service")])
    fill = {"day": speaker.full_day(library.usual_worked_out_on)}
    return texts([speaker.paired(USUAL, "service"), speaker.paired(COUNTED, "service", fill)])


def kinds(library: Library, speaker: Speaker, on: date) -> Table:
    """The kinds of school side by side. Raises PageNotFound where content has none."""
    found = rights.kinds(library, speaker, on)
    return Table(
        title=text(found.title),
        lead=texts(found.lead),
        columns=texts(found.columns),
        rows=tuple((text(row.step), text(row.same), _cells(row)) for row in found.rows),
    )


def _cells(row: KindRowView) -> tuple[tuple[Text, Texts], ...]:
    """What is the same everywhere is said once."""
    known = [each for each in row.cells if each is not None]
    shown = row.cells
    if len(known) == len(row.cells) and len({each.says.text for each in known}) == 1:
        shown = row.cells[:1]
    return tuple(
        (text(each.says), texts([each.caution])) if each else (Text(""), ()) for each in shown
    )


def poster(speaker: Speaker) -> Poster:
    """To be put on a wall."""
    promises = ("It is free.", "No name and no sign-in needed.", "It is for England.")
    return Poster(
        name="Exclusion Rights",
        title=said(speaker, AFAR),
        says=tuple(said(speaker, each, "") for each in promises),
    )
