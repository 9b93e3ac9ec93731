"""Where one school term ends and the next begins, as alternatives while nobody can be sure.

With at most three terms a year a term is an actual one (half-terms do not split it); with more,
terms are the blocks between 31 December, Easter Monday and 31 July (SI 2012/1033 reg 2).
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

from app.engine.calendar import school_year
from app.model.calendar import SchoolCalendar, Starts, UsualHoliday, UsualYear, Window
from app.model.values import Options

Cuts = tuple[int, ...]  # the first day of each term, as sorted ordinals

# Where no calendar is known: wider than any holiday in `guidance/usual_year.yaml`.
BREAK_BEFORE_JANUARY = 14  # days before 1 January
BREAK_AROUND_EASTER = (-21, 14)  # days from Easter Monday
AUTUMN_STARTS, SPRING_STARTS = ((8, 24), (9, 8)), ((1, 2), (1, 9))
SUMMER_STARTS = (-7, 15)  # days from Easter Monday


def term_cuts(
    calendar: SchoolCalendar, more_than_three_terms: Options | None, spans: tuple[Window, ...]
) -> tuple[Cuts, ...]:
    """Every way in which terms may be cut, as far as it matters to `spans` of days (ordinals)."""
    first = school_year(date.fromordinal(min(low for low, _ in spans)))[0].year
    last = school_year(date.fromordinal(max(high for _, high in spans)))[0].year
    kinds = more_than_three_terms.ids if more_than_three_terms else {"yes", "no"}
    found: set[Cuts] = set()
    for kind in kinds:
        windows = [
            _narrowed(window, spans)
            for year in range(first, last + 2)
            for window in _remembered(calendar, year, blocks=kind == "yes")
        ]
        wide = sum(low < high for low, high in windows)
        if not wide:
            found.add(tuple(low for low, _ in windows))
            continue
        found |= set(product(*(_tried(window, ends_only=wide > 1) for window in windows)))
    return tuple(sorted(found))


def term_starts(calendar: SchoolCalendar, year: int) -> Starts:
    """The earliest and latest first day of each actual term of the school year from `year`."""
    if year not in calendar.starts:
        calendar.starts[year] = _starts(calendar, year)
    return calendar.starts[year]


def _starts(calendar: SchoolCalendar, year: int) -> Starts:
    own = _own_starts(calendar, year)
    if own:
        return tuple((each, each) for each in own)
    usual = _usual(calendar, year)
    day = timedelta(days=1)
    if usual:
        after = (usual.christmas.last_day, usual.easter.last_day)
        return (
            (usual.starts.earliest, usual.starts.latest),
            *((each.earliest + day, each.latest + day) for each in after),
        )
    easter = easter_monday(calendar, year + 1)
    autumn, autumn_end = (date(year, *each) for each in AUTUMN_STARTS)
    spring, spring_end = (date(year + 1, *each) for each in SPRING_STARTS)
    summer, summer_end = (easter + timedelta(days=each) for each in SUMMER_STARTS)
    return (autumn, autumn_end), (spring, spring_end), (summer, summer_end)


def easter_monday(calendar: SchoolCalendar, year: int) -> date:
    """Easter Monday, the only Monday bank holiday in spring three days after another one.

    Beyond the years of the calendar's bank holidays the middle of its range, 9 April.
    """
    off = calendar.bank_holidays
    first = date(year, 3, 23)
    mondays = (first + timedelta(days=each) for each in range(-first.weekday() % 7, 35, 7))
    found = (each for each in mondays if each in off and each - timedelta(days=3) in off)
    return next(found, date(year, 4, 9))


def _remembered(calendar: SchoolCalendar, year: int, *, blocks: bool) -> tuple[Window, ...]:
    if (year, blocks) not in calendar.cuts:
        calendar.cuts[year, blocks] = _windows(calendar, year, blocks=blocks)
    return calendar.cuts[year, blocks]


def _windows(calendar: SchoolCalendar, year: int, *, blocks: bool) -> tuple[Window, ...]:
    """When each term of a school year may begin: in autumn, after Christmas, after Easter."""
    autumn = date(year, 8, 1).toordinal()
    january = date(year + 1, 1, 1).toordinal()
    easter = easter_monday(calendar, year + 1).toordinal()
    starts, usual = _own_starts(calendar, year), _usual(calendar, year)
    if blocks and (starts or usual):
        return (autumn, autumn), (january, january), (easter + 1, easter + 1)
    if starts:
        later = [each.toordinal() for each in starts[1:]]
        return (autumn, autumn), *((each, each) for each in later)
    if usual:
        return (autumn, autumn), _cut_in(usual.christmas), _cut_in(usual.easter)
    low, high = (easter + each for each in BREAK_AROUND_EASTER)
    spring = (january - BREAK_BEFORE_JANUARY, january)
    return (autumn, autumn), spring, (low, easter + 1 if blocks else high)


def _cut_in(holiday: UsualHoliday) -> Window:
    """A day that lies in (or right after) the holiday however it falls, or as many as it takes."""
    last_first = holiday.first_day.latest.toordinal()
    return min(last_first, holiday.last_day.earliest.toordinal() + 1), last_first


def _tried(window: Window, *, ends_only: bool) -> tuple[int, ...]:
    """The days tried for a cut: all of them, or its ends where several cuts are unsure."""
    low, high = window
    return tuple(sorted({low, high})) if ends_only else tuple(range(low, high + 1))


def _narrowed(window: Window, spans: tuple[Window, ...]) -> Window:
    """One day is enough where no span comes near the window."""
    low, high = window
    return window if any(a <= high and low <= b for a, b in spans) else (low, low)


def _own_starts(calendar: SchoolCalendar, year: int) -> tuple[date, ...]:
    """First days of the school's actual terms, if its own days cover the whole school year.

    More than three periods are half-term blocks: the terms begin after Christmas and after the
    longest break that ends in spring.
    """
    first, last = date(year, 8, 1), date(year + 1, 7, 31)
    terms = sorted(
        (each for each in calendar.terms if first <= each.start <= last),
        key=lambda term: term.start,
    )
    if not terms or terms[0].start > date(year, 9, 30) or terms[-1].end < date(year + 1, 6, 1):
        return ()
    if len(terms) <= 3:
        return tuple(each.start for each in terms)
    after_christmas = [each.start for each in terms if each.start.year > year]
    gaps = [
        (later.start - earlier.end, later.start)
        for earlier, later in pairwise(terms)
        if date(year + 1, 3, 20) <= later.start <= date(year + 1, 5, 10)
    ]
    return (terms[0].start, *after_christmas[:1], *(start for _, start in sorted(gaps)[-1:]))


def _usual(calendar: SchoolCalendar, year: int) -> UsualYear | None:
    first, last = date(year, 8, 1), date(year + 1, 7, 31)
    found = (each for each in calendar.usual if first <= each.starts.latest <= last)
    return next(found, None)
