"""School days of removal: laid out on the calendar, and their totals over a term or a year.

All amounts are school days in half-day steps. A measure of `whole_days` takes its school days
one after the other from its first day, the half day last; each of its `lunchtimes` (or half
days) is half a school day on a day of its own (SI 2012/1033 reg 2(2)). A measure that runs into
another term is split, each term having its own days. Refuses to know what a total leads to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil
from typing import NamedTuple

from app.engine import calendar as calendars
from app.engine import school_days, terms
from app.engine.terms import Cuts
from app.model.calendar import SchoolCalendar, Window
from app.model.facts import HistoryEntry
from app.model.values import Dates, Numbers, Options, number, numbers_or

HALF = 0.5
A_HOLIDAY = 28  # days; the longest holiday within a school year, and to spare
MOST_TRIED = 32  # first days tried for one rough date, evenly spread
PER_COUNT = {"whole_days": (1.0, 1.0), "half_day": (HALF, HALF), "lunchtimes": (HALF, HALF)}

History = tuple[HistoryEntry, ...] | None


class Amount(NamedTuple):
    """School days between `low` and `high` (None: no telling), each on a day worth `unit`."""

    low: float
    high: float | None
    unit: float


def school_days_in_term(
    history: History,
    start: Dates | None,
    days: Numbers | None,
    more_than_three_terms: Options | None,
    calendar: SchoolCalendar,
) -> Numbers | None:
    """The highest total over the terms that a measure touches: its own days there and earlier
    removals in that term (SI 2012/1033 regs 6, 15, 24; procedure sections 5.1 and 8).

    `history` None means that nobody knows; () that there was nothing. Later removals are left
    out. None while the measure's own start or length is not known.
    """
    if start is None or days is None:
        return None
    spans = _spans(history, start, days)
    ways = terms.term_cuts(calendar, more_than_three_terms, spans)
    return _highest(history, start, days, ways, calendar)


def school_days_in_year(
    history: History, start: Dates | None, days: Numbers | None, calendar: SchoolCalendar
) -> Numbers | None:
    """As `school_days_in_term`, over the school year, whichever school removed the pupil."""
    if start is None or days is None:
        return None
    first, _ = calendars.school_year(start.low)
    cuts = tuple(date(first.year + each, 8, 1).toordinal() for each in range(-1, 4))
    return _highest(history, start, days, (cuts,), calendar)


def amount_of(entry: HistoryEntry) -> Amount:
    """What an entry comes to: `count` days, half days or lunchtimes; at least one half day."""
    least, most = PER_COUNT.get(entry.what, (HALF, 1.0))
    if entry.count is None:
        return Amount(least, HALF if entry.what == "half_day" else None, most)
    return Amount(max(HALF, entry.count.low * least), max(HALF, entry.count.high * most), most)


def days_tried(dates: Dates) -> Iterator[int]:
    """The ordinals of dates; of a span longer than two months, evenly spread ones and its end."""
    for low, high in dates.spans:
        first, last = low.toordinal(), high.toordinal()
        yield from range(first, last, max(1, (last - first) // MOST_TRIED))
        yield last


def _spans(history: History, start: Dates, days: Numbers) -> tuple[Window, ...]:
    """From the first to about the last day of the measure and of every removal that year."""
    year, _ = calendars.school_year(start.low)
    own = (start.low.toordinal(), start.high.toordinal() + 2 * ceil(days.high) + A_HOLIDAY)
    dated = [(each.first_day, amount_of(each).high or 0) for each in history or ()]
    return own, *(
        (max(first.low, year).toordinal(), first.high.toordinal() + 2 * ceil(high) + A_HOLIDAY)
        for first, high in dated
        if first is not None and first.high >= year
    )


def _highest(
    history: History, start: Dates, days: Numbers, ways: tuple[Cuts, ...], calendar: SchoolCalendar
) -> Numbers:
    found: list[Numbers] = []
    for cuts in ways:
        for first in days_tried(start):
            earlier = _Earlier(history, first, cuts, calendar)
            for low, high in days.spans:
                totals = [
                    [earlier.totals(each) for each in _splits(calendar, cuts, first, amount, 1.0)]
                    for amount in {low, high}
                ]
                if low == high:
                    found += [number(*each) for each in totals[0]]
                else:
                    flat = [each for some in totals for each in some]
                    found.append(number(min(flat)[0], max(each[1] for each in flat)))
    return numbers_or(*found)


class _Earlier(NamedTuple):
    """Removals before the ordinal `until`, with one way of cutting terms."""

    history: History
    until: int
    cuts: Cuts
    calendar: SchoolCalendar

    def totals(self, own: Mapping[int, float]) -> tuple[float, float]:
        """The highest total of a term that is certain, and the highest that is possible."""
        ranges = [(amount, *self.in_term(term)) for term, amount in own.items()]
        return max(own + low for own, low, _ in ranges), max(own + high for own, _, high in ranges)

    def in_term(self, term: int) -> tuple[float, float]:
        """The fewest and the most school days removed in a term (its index in `cuts`)."""
        if self.history is None:
            return 0.0, self._room(self.cuts[term])
        ranges = [self._entry_in(term, entry) for entry in self.history]
        return sum(low for low, _ in ranges), sum(high for _, high in ranges)

    def _entry_in(self, term: int, entry: HistoryEntry) -> tuple[float, float]:
        low, high, unit = amount_of(entry)
        if entry.first_day is None:
            return 0.0, self._room(self.cuts[term]) if high is None else high
        tried = tuple(days_tried(entry.first_day))
        days = [each for each in tried if each <= self.until]
        if not days:
            return 0.0, 0.0
        if high is None:
            high = max(low, self._room(max(self.cuts[term], days[0])))
        least = [min(self._shares(term, each, low, unit)) for each in days]
        most = [max(self._shares(term, each, high, unit)) for each in days]
        return (min(least) if len(days) == len(tried) else 0.0), max(most)

    def _shares(self, term: int, first: int, amount: float, unit: float) -> list[float]:
        splits = _splits(self.calendar, self.cuts, first, amount, unit)
        return [each.get(term, 0.0) for each in splits]

    def _room(self, first: int) -> float:
        return float(school_days.school_days(self.calendar, first, self.until)[1])


def _splits(
    calendar: SchoolCalendar, cuts: Cuts, first: int, amount: float, unit: float
) -> tuple[Mapping[int, float], ...]:
    """Every way in which a measure may fall on its first term and the next: amounts by term.

    The first day is taken for a school day, whatever the calendar says.
    """
    term = bisect_right(cuts, first) - 1
    if term + 1 >= len(cuts):
        return ({term: amount},)
    cut, days = cuts[term + 1], ceil(amount / unit)
    fewest, most = school_days.school_days(calendar, first, cut)
    if fewest >= days:
        return ({term: amount},)
    if school_days.source_at(calendar, first) == "weekdays":
        fewest = most  # the cuts themselves are tried over the whole holiday then
    lows, highs = min(days, max(1, fewest)), min(days, max(1, most))
    befores = [min(amount, each * unit) for each in range(lows, highs + 1)]
    return tuple(
        {term: before, term + 1: amount - before} if before < amount else {term: amount}
        for before in befores
    )
