"""Conclusions as values for other rules: what a decision may be, one point of it, its time limit.

Knows shapes, never what a conclusion stands for.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from app.engine import tables
from app.engine.school_days import SUREST_FIRST
from app.model.assessment import Conclusion
from app.model.clocks import Deadline
from app.model.values import NO, YES, Dates, Options, dates_or, day, option


def value_of(conclusion: Conclusion) -> Options | frozenset[str]:
    """A conclusion as a fact for other decisions and for conditions: what it may be; for a
    decision that collects, the points that certainly hold."""
    if conclusion.collects:
        return conclusion.thens
    found = conclusion.alternatives
    if len(found) < 2:
        return _one(found[0].then if found else tables.DOES_NOT_ARISE)
    return Options(conclusion.thens)


@lru_cache(maxsize=1024)
def _one(then: str) -> Options:
    return option(then)


def point_of(conclusion: Conclusion, point: str) -> Options | None:
    """Whether a point holds: yes, no, or None while it only may."""
    if any(each.then == point for each in conclusion.alternatives):
        return YES
    return None if any(each.then == point for each in conclusion.possible) else NO


def deadline_of(conclusion: Conclusion) -> Deadline | None:
    """The time limit over every alternative that has one; None if none has."""
    limits = [each.deadline for each in conclusion.alternatives if each.deadline is not None]
    return limits[0] if len(limits) == 1 else merged(limits)


def merged(limits: list[Deadline]) -> Deadline | None:
    """One range over several time limits, the first one's clock standing for all.

    `latest` is None while one of them is open; so are the safe days if one has none: those of the
    others may lie after its end."""
    if not limits:
        return None
    first = limits[0]
    if all(each == first for each in limits):
        return first
    latest = [each.latest for each in limits]
    starts = [each.start for each in limits if each.start is not None]
    return Deadline(
        clock=first.clock,
        start=dates_or(*starts) if starts else None,
        earliest=_least([each.earliest for each in limits]),
        latest=None if None in latest else max(each for each in latest if each),
        aim=_least([each.aim for each in limits]),
        hand_in_by=_least([each.hand_in_by for each in limits], safe=True),
        post_by=_least([each.post_by for each in limits], safe=True),
        source=max((each.source for each in limits), key=SUREST_FIRST.index),
        assumed=any(each.assumed for each in limits),
        by_reading=first.by_reading,
    )


def _least(days: list[date | None], *, safe: bool = False) -> date | None:
    known = [each for each in days if each is not None]
    return None if not known or (safe and None in days) else min(known)


def dates_of(limit: Deadline | None) -> Dates | None:
    """The days on which a time limit may end; None where an end is open."""
    if limit is None or limit.earliest is None or limit.latest is None:
        return None
    return day(min(limit.earliest, limit.latest), max(limit.earliest, limit.latest))
