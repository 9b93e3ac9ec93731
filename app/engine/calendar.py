"""Which school calendar holds for each day: a school's or council's days, the usual year, or
bare weekdays.

Compiles it for counting; refuses to know what is counted. Working days are weekdays that are no
bank holiday, Christmas Day or Good Friday (SI 2012/1033 reg 2).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from app.model.calendar import (
    Between,
    OwnDays,
    Part,
    Publication,
    SchoolCalendar,
    Stretch,
    UsualYear,
)
from app.model.clocks import CalendarSource
from app.model.facts import ClosedDay

Doubt = tuple[int, int, int]  # first day, last day, how many of its weekdays may be closed

LONGEST_HOLIDAY = 60  # days; a longer gap between terms means that a term was left out
A_DAY = timedelta(days=1)


class Layer(NamedTuple):
    """From one day to another (ordinals, both included) everything comes from one source."""

    first: int
    last: int
    source: CalendarSource
    unplaced: int
    published: Publication | None = None


def compile_calendar(
    own: OwnDays | tuple[OwnDays, ...] | None,
    usual: tuple[UsualYear, ...],
    bank_holidays: frozenset[date],
    closed: tuple[ClosedDay, ...],
    opened: frozenset[date] = frozenset(),
) -> SchoolCalendar:
    """A calendar over the years of `bank_holidays`, from the surest source for each day.

    Of several `own` the first that has a term in a school year gives that whole year. Own days
    win over the usual year, the usual year over bare weekdays (of which nothing is certain). Days
    the family says were closed count nowhere; those it says were `opened` surely count, unless
    closed too. Raises ValueError without bank holidays, since they set the horizon.
    """
    owns = _apart(own if isinstance(own, tuple) else (own,) if own else ())
    weekdays = _weekdays(bank_holidays)
    layers = [layer for each in owns for layer in _own_layers(each, usual)]
    known = _overlaid([*layers, *_usual_layers(owns, usual)], weekdays[0], weekdays[-1])
    shut = {each.on.toordinal(): "closed" for each in closed}
    sure = {each.toordinal() for each in opened} - set(shut)
    sure = sure.intersection(weekdays) if sure else sure
    reasons = _reasons(owns, usual, known) | shut
    for each in sure:
        reasons.pop(each, None)
    off = {o for o, reason in reasons.items() if reason != "maybe"}
    possible = tuple([o for o in weekdays if o not in off])
    doubts = [doubt for year in usual for doubt in _doubts(year, weekdays, reasons)]
    return SchoolCalendar(
        possible,
        _certain(known, possible, reasons, sure),
        weekdays,
        reasons,
        tuple(_stretch(each, possible, doubts) for each in known),
        tuple(term for each in owns for term in each.terms),
        usual,
        bank_holidays,
        tuple(bisect_left(possible, each) for each in sorted(sure)),
    )


def school_year(day: date) -> tuple[date, date]:
    """1 August to 31 July around a day. The school year starts with the first term after July
    (Education Act 1996 s.579), and no school day lies between that term and the cut."""
    year = day.year if day.month >= 8 else day.year - 1
    return date(year, 8, 1), date(year + 1, 7, 31)


@lru_cache(maxsize=16)
def _weekdays(bank_holidays: frozenset[date]) -> tuple[int, ...]:
    years = [each.year for each in bank_holidays]
    days = _days(date(min(years), 1, 1), date(max(years), 12, 31))
    off = {each.toordinal() for each in bank_holidays}
    return tuple(o for o in days if (o - 1) % 7 < 5 and o not in off)


def _days(first: date, last: date) -> range:
    return range(first.toordinal(), last.toordinal() + 1)


def _apart(owns: tuple[OwnDays, ...]) -> tuple[OwnDays, ...]:
    """Those that say something about a school year of which none before them does."""
    found: list[OwnDays] = []
    spoken_for: set[date] = set()
    for own in owns:
        years = {school_year(term.start)[0] for term in own.terms}
        if not years & spoken_for:
            found.append(own)
            spoken_for |= years
    return tuple(found)


def _certain(
    known: list[Layer], possible: tuple[int, ...], reasons: dict[int, str], sure: set[int]
) -> tuple[int, ...]:
    found = [
        o
        for layer in known
        if layer.source != "weekdays"
        for o in possible[bisect_left(possible, layer.first) : bisect_right(possible, layer.last)]
        if o not in reasons
    ]
    return tuple(sorted({*found, *sure}) if sure else found)


def _own_layers(own: OwnDays, usual: tuple[UsualYear, ...]) -> Iterator[Layer]:
    """What a school's own terms say something about: whole school years where they can, each of
    them with the training days that the terms do not name.

    A first term from August on speaks for the summer before it, a last one that ends in July for
    the rest of that month: a school year starts with the first term after July (s.579).
    """
    terms = sorted(own.terms, key=lambda term: term.start)
    breaks = [
        (before.end, after.start)
        for before, after in pairwise(terms)
        if (after.start - before.end).days > LONGEST_HOLIDAY
    ]
    firsts = [term.start for term in terms[:1]] + [start for _, start in breaks]
    lasts = [end for end, _ in breaks] + [term.end for term in terms[-1:]]
    for first, last in zip(firsts, lasts, strict=True):
        first = first.replace(month=8, day=1) if first.month in (8, 9) else first
        last = last.replace(day=31) if last.month == 7 else last
        while first <= last:
            end = min(last, school_year(first)[1])
            unplaced = 0 if own.has_all_training_days else _unplaced((own,), usual, first)
            yield Layer(first.toordinal(), end.toordinal(), own.source, unplaced, own.published)
            first = end + A_DAY


def _usual_layers(owns: tuple[OwnDays, ...], usual: tuple[UsualYear, ...]) -> Iterator[Layer]:
    for year in usual:
        first, last = school_year(year.starts.earliest)
        yield Layer(first.toordinal(), last.toordinal(), "usual", _unplaced(owns, (year,), first))


def _unplaced(owns: tuple[OwnDays, ...], usual: tuple[UsualYear, ...], on: date) -> int:
    """How many training days of a school year have no known day: as many as the usual year of
    then may have (any usual year, where that one is not known), less those already named."""
    first, last = school_year(on)
    of_then = [each for each in usual if first <= each.starts.earliest <= last]
    at_most = max((each.training_days_at_most for each in of_then or usual), default=0)
    placed = sum(first <= day <= last for own in owns if _chooses(own) for day in own.inset)
    return max(0, at_most - placed)


def _chooses(own: OwnDays) -> bool:
    """Whether the training days it names are this very school's. A council's are a proposal."""
    return own.source == "school" or own.has_all_training_days


def _overlaid(layers: list[Layer], first: int, last: int) -> list[Layer]:
    """The horizon cut at every layer's ends; the first layer that holds a part names it."""
    inside = [each for each in layers if each.first <= last and each.last >= first]
    cuts = {first, last + 1}
    cuts |= {max(each.first, first) for each in inside}
    cuts |= {min(each.last, last) + 1 for each in inside}
    known: list[Layer] = []
    for start, after in pairwise(sorted(cuts)):
        found = next((each for each in inside if each.first <= start <= each.last), None)
        found = found or Layer(start, after - 1, "weekdays", 0)
        known.append(found._replace(first=start, last=after - 1))
    return known


def _reasons(
    owns: tuple[OwnDays, ...], usual: tuple[UsualYear, ...], known: list[Layer]
) -> dict[int, str]:
    """Why a day is closed, or only maybe a school day: ordinals to reasons."""
    reasons: dict[int, str] = {}
    for year in usual:
        reasons |= _usual_reasons(year)
    taught = {o for own in owns for term in own.terms for o in _days(term.start, term.end)}
    for layer in known:
        if layer.source in ("school", "council"):
            for ordinal in range(layer.first, layer.last + 1):
                if ordinal in taught:
                    reasons.pop(ordinal, None)
                else:
                    reasons[ordinal] = "holiday"
    for own in owns:
        training = "inset" if _chooses(own) else "maybe"
        reasons |= {o: "half_term" for each in own.half_terms for o in _days(each.start, each.end)}
        reasons |= {each.toordinal(): training for each in own.inset}
        reasons |= {each.toordinal(): "closed" for each in own.closures}
    return reasons


def _doubts(year: UsualYear, weekdays: tuple[int, ...], reasons: dict[int, str]) -> Iterator[Doubt]:
    """Where the school days of a usual year are doubtful, in order. Weekdays that surely belong
    to a holiday count towards its longest; the summer holiday may take all it can reach."""
    first, last = year.starts.earliest.toordinal(), year.starts.latest.toordinal() - 1
    yield first, last, last + 1 - first
    for each in year.holidays:
        first, last = each.first_day.earliest.toordinal(), each.last_day.latest.toordinal()
        days = weekdays[bisect_left(weekdays, first) : bisect_right(weekdays, last)]
        surely = sum(reasons.get(o) in ("holiday", "half_term") for o in days)
        yield first, last, max(0, each.longest - surely)
    first, last = year.ends.earliest.toordinal() + 1, year.ends.latest.toordinal()
    yield first, last, last + 1 - first


def _stretch(layer: Layer, possible: tuple[int, ...], doubts: list[Doubt]) -> Stretch:
    """A layer with its days cut where they are in doubt."""
    low, high = bisect_left(possible, layer.first), bisect_right(possible, layer.last)
    if layer.source == "weekdays":
        return Stretch(*layer[:4], low, high, (Part(low, high, high - low),))
    parts: list[Part] = []
    at = low
    for first, last, closed in doubts if layer.source == "usual" else ():
        begins = bisect_left(possible, first, at, high)
        after = bisect_right(possible, last, begins, high)
        if begins < after:
            parts += [Part(at, begins, 0), Part(begins, after, min(closed, after - begins))]
            at = after
    return Stretch(*layer[:4], low, high, (*parts, Part(at, high, 0)), layer.published)


def _usual_reasons(year: UsualYear) -> dict[int, str]:
    first, last = school_year(year.starts.earliest)
    start, end = Between(earliest=first, latest=first), Between(earliest=last, latest=last)
    before_start = Between(earliest=year.starts.earliest - A_DAY, latest=year.starts.latest - A_DAY)
    after_end = Between(earliest=year.ends.earliest + A_DAY, latest=year.ends.latest + A_DAY)
    reasons = _holiday(start, before_start, "holiday") | _holiday(after_end, end, "holiday")
    for each in (year.christmas, year.easter):
        reasons |= _holiday(each.first_day, each.last_day, "holiday")
    for each in (year.october, year.february, year.may):
        reasons |= _holiday(each.first_day, each.last_day, "half_term")
    return reasons


def _holiday(first: Between, last: Between, reason: str) -> dict[int, str]:
    maybe = dict.fromkeys(_days(first.earliest, last.latest), "maybe")
    return maybe | dict.fromkeys(_days(first.latest, last.earliest), reason)
