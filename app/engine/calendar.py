"""Which school calendar holds for each day: own days, the usual year, or bare weekdays.

Compiles it for counting; refuses to know what is counted. Working days are weekdays that are no
bank holiday, Christmas Day or Good Friday (SI 2012/1033 reg 2).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from app.model.calendar import Between, OwnDays, Part, SchoolCalendar, Stretch, UsualYear
from app.model.clocks import CalendarSource
from app.model.facts import ClosedDay

Layer = tuple[int, int, CalendarSource, int]  # first day, last day, source, unplaced training days
Doubt = tuple[int, int, int]  # first day, last day, how many of its weekdays may be closed

LONGEST_HOLIDAY = 60  # days; a longer gap between terms means that a term was left out
A_DAY = timedelta(days=1)


def compile_calendar(
    own: OwnDays | None,
    usual: tuple[UsualYear, ...],
    bank_holidays: frozenset[date],
    closed: tuple[ClosedDay, ...],
) -> SchoolCalendar:
    """A calendar over the years of `bank_holidays`, from the surest source for each day.

    The school's or council's own days win over the usual year, the usual year over bare weekdays
    (of which nothing is certain). Days the family says were closed count nowhere.
    Raises ValueError without bank holidays, since they set the horizon.
    """
    own = own or OwnDays()
    weekdays = _weekdays(bank_holidays)
    layers = [*_own_layers(own), *_usual_layers(own, usual)]
    known = _overlaid(layers, weekdays[0], weekdays[-1])
    reasons = _reasons(own, usual, known) | {each.on.toordinal(): "closed" for each in closed}
    off = {o for o, reason in reasons.items() if reason != "maybe"}
    possible = tuple([o for o in weekdays if o not in off])
    certain = tuple(
        o
        for first, last, source, _ in known
        if source != "weekdays"
        for o in possible[bisect_left(possible, first) : bisect_right(possible, last)]
        if o not in reasons
    )
    doubts = [doubt for year in usual for doubt in _doubts(year, weekdays, reasons)]
    stretches = tuple(_stretch(each, possible, doubts) for each in known)
    return SchoolCalendar(
        possible, certain, weekdays, reasons, stretches, own.terms, usual, bank_holidays
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


def _own_layers(own: OwnDays) -> Iterator[Layer]:
    """What a school's own terms say something about: whole school years where they can.

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
        yield first.toordinal(), last.toordinal(), own.source, 0


def _usual_layers(own: OwnDays, usual: tuple[UsualYear, ...]) -> Iterator[Layer]:
    for year in usual:
        first, last = school_year(year.starts.earliest)
        placed = sum(first <= each <= last for each in own.inset)
        unplaced = max(0, year.training_days_at_most - placed)
        yield first.toordinal(), last.toordinal(), "usual", unplaced


def _overlaid(layers: list[Layer], first: int, last: int) -> list[Layer]:
    """The horizon cut at every layer's ends; the first layer that holds a part names it."""
    inside = [each for each in layers if each[0] <= last and each[1] >= first]
    cuts = {first, last + 1}
    cuts |= {max(each[0], first) for each in inside} | {min(each[1], last) + 1 for each in inside}
    known: list[Layer] = []
    for start, after in pairwise(sorted(cuts)):
        found = next((each for each in inside if each[0] <= start <= each[1]), None)
        source, unplaced = (found[2], found[3]) if found else ("weekdays", 0)
        known.append((start, after - 1, source, unplaced))
    return known


def _reasons(own: OwnDays, usual: tuple[UsualYear, ...], known: list[Layer]) -> dict[int, str]:
    """Why a day is closed, or only maybe a school day: ordinals to reasons."""
    reasons: dict[int, str] = {}
    for year in usual:
        reasons |= _usual_reasons(year)
    taught = {o for term in own.terms for o in _days(term.start, term.end)}
    for first, last, source, _ in known:
        if source == own.source:
            for ordinal in range(first, last + 1):
                if ordinal in taught:
                    reasons.pop(ordinal, None)
                else:
                    reasons[ordinal] = "holiday"
    reasons |= {o: "half_term" for each in own.half_terms for o in _days(each.start, each.end)}
    reasons |= {each.toordinal(): "inset" for each in own.inset}
    return reasons | {each.toordinal(): "closed" for each in own.closures}


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
    low, high = bisect_left(possible, layer[0]), bisect_right(possible, layer[1])
    if layer[2] == "weekdays":
        return Stretch(*layer, low, high, (Part(low, high, high - low),))
    parts: list[Part] = []
    at = low
    for first, last, closed in doubts if layer[2] == "usual" else ():
        begins = bisect_left(possible, first, at, high)
        after = bisect_right(possible, last, begins, high)
        if begins < after:
            parts += [Part(at, begins, 0), Part(begins, after, min(closed, after - begins))]
            at = after
    return Stretch(*layer, low, high, (*parts, Part(at, high, 0)))


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
