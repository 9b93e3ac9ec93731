"""Which calendar a time limit was counted on, of which day it is, and how sure that makes us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.engine import school_days
from app.i18n.voice import mark
from app.model.clocks import CalendarSource, Deadline
from app.services import open_days
from app.services.situation import Situation
from app.services.speaking import Filler, Speaker, plain
from app.services.views import Words

Level = Literal["sure", "fairly", "not"]
SCHOOL_DAYS = "school_days"


@dataclass(frozen=True, slots=True)
class Used:
    """The calendar behind one time limit: its least sure part. `name` is a council's, `dated` the
    day from which the list of days is. `doubtful`: a day that was counted may be no school day.
    `told`: the family said of some that school was open."""

    source: CalendarSource
    name: str | None
    dated: date | None
    first_hand: bool
    doubtful: bool
    told: bool

    @property
    def level(self) -> Level:
        """How sure: of a school's own days, of others' days, or of days as they usually are."""
        if self.source == "school" and not self.doubtful:
            return "sure"
        if self.source in ("school", "council") or not self.doubtful:
            return "fairly"
        return "not"


def used(situation: Situation, limit: Deadline) -> Used | None:
    """The calendar of a time limit; None if it has no days, or no school days to count."""
    counts = {limit.clock.unit, *(each.unit for each in limit.clock.readings)}
    last = limit.latest or limit.earliest
    if SCHOOL_DAYS not in counts or limit.start is None or last is None:
        return None
    calendar = situation.interview.calendar
    found = school_days.published_between(calendar, limit.start.low, last)
    dated = found.seen_on if found else None
    told = bool(open_days.told(situation, limit))
    guessed = limit.source in ("usual", "weekdays") and not told
    if limit.source == "usual":
        dated = situation.library.usual_worked_out_on
    return Used(
        limit.source,
        found.name if found and limit.source == "council" else None,
        dated,
        found is not None and found.first_hand,
        guessed or bool(open_days.in_doubt(situation, limit)),
        told,
    )


def sure(speaker: Speaker, found: Used) -> tuple[Words, ...]:
    """How sure we are of a count, and why, in whole sentences."""
    fill = _fill(speaker, found)
    said = (speaker.paired(each, "service", fill) for each in _sure(found))
    return tuple(each for each in said if each)


def note(speaker: Speaker, found: Used) -> Words | None:
    """The same in one line."""
    return speaker.paired(_note(found), "service", _fill(speaker, found))


def _fill(speaker: Speaker, found: Used) -> dict[str, Filler]:
    fill = {"council": plain(found.name)} if found.name else {}
    return fill | ({"day": speaker.full_day(found.dated)} if found.dated else {})


def _sure(found: Used) -> Iterator[str]:
    match found.source:
        case "school":
            yield from _of_school(found)
        case "council":
            yield from _of_council(found)
        case "usual" if found.doubtful:
            yield mark(
                "Not sure. We used the usual holidays of councils in England, as of {day}. So we "
                "show a first day and a last day.",
                "service",
            )
        case "usual":
            yield mark(
                "Fairly sure. We used the usual holidays of councils in England, as of {day}, and "
                "what you told us about these days.",
                "service",
            )
        case _ if found.doubtful:
            yield mark(
                "Not sure. We do not know the school holidays of that year. We counted weekdays "
                "without bank holidays, so the real day can only be later.",
                "service",
            )
        case _:
            yield mark(
                "Fairly sure. We do not know the school holidays of that year. We used what you "
                "told us about these days.",
                "service",
            )


def _of_school(found: Used) -> Iterator[str]:
    if found.doubtful:
        yield mark(
            "Fairly sure. We used this school's own days. They do not name every staff training "
            "day.",
            "service",
        )
    else:
        yield mark("Sure. We used the school's own days.", "service")
    if found.dated:
        yield mark("The list of days is from {day}.", "service")


def _of_council(found: Used) -> Iterator[str]:
    if found.name is None:
        yield mark("Fairly sure. We used the council's term dates.", "service")
    else:
        yield mark("Fairly sure. We used the term dates of {council}, as of {day}.", "service")
        if not found.first_hand:
            yield mark("We did not get these dates from the council itself.", "service")
    if found.doubtful:
        yield mark(
            "Each school picks its own staff training days, and some schools have other term "
            "dates. So we show a first day and a last day.",
            "service",
        )
    elif found.told:
        yield mark("You told us that the school was open on the days we counted.", "service")


def _note(found: Used) -> str:
    match found.source:
        case "school" if found.dated:
            return mark("Counted with the school's own days, as of {day}.", "service")
        case "school":
            return mark("Counted with the school's own days.", "service")
        case "council" if found.name:
            return mark("Counted with the term dates of {council}, as of {day}.", "service")
        case "council":
            return mark("Counted with the council's term dates.", "service")
        case "usual":
            return mark(
                "Counted with the usual holidays of councils in England, as of {day}.", "service"
            )
        case _:
            return mark(
                "Counted on weekdays without bank holidays. We do not know the school holidays.",
                "service",
            )
