"""One matter reasoned through: facts to values, decisions to conclusions, each worked out once.

Knows possible values, never what they stand for. Values derived from one rough fact are kept
together by `app.engine.worlds`, which calls this once for each of its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from math import ceil
from typing import Any

from app.engine import clocks, conditions, derive, tables
from app.engine.law import DEADLINE, LITERAL_ARGS, TODAY, Law
from app.engine.school_days import SUREST_FIRST
from app.engine.tables import Table
from app.model.assessment import Alternative, Conclusion, HangsOn, Told, Trace
from app.model.calendar import SchoolCalendar
from app.model.clocks import Clock, Confidence, Deadline
from app.model.facts import Derive, Fact
from app.model.rules import Row, When
from app.model.values import NO, YES, Dates, Numbers, Options, dates_or, day

Given = Mapping[str, Any]

NOT_YET = object()  # None is a value: "not known"


class Reasoning:
    """The values and conclusions of one matter on one day. Ask for what is needed.

    `given` maps fact ids to possible values or structured answers, None for "not sure"; a
    derived fact that is given is taken as given."""

    __slots__ = ("_conclusions", "_tolds", "_values", "assumed", "calendar", "given", "law", "on")

    def __init__(self, law: Law, given: Given, calendar: SchoolCalendar, on: date) -> None:
        self.law = law
        self.given = given
        self.calendar = calendar
        self.on = on
        self.assumed: set[str] = set()
        self._values: dict[str, Any] = {TODAY: day(on)}
        self._conclusions: dict[str, Conclusion] = {}
        self._tolds: dict[str, Told] = {}

    def value(self, name: str) -> Any:
        """The possible values of a fact, of one option of it, of a decision (its conclusions),
        or of `<decision>.deadline`; None for "not known"."""
        found = self._values.get(name, NOT_YET)
        if found is NOT_YET:
            self._values[name] = found = self._work_out(name)
        return found

    def holds(self, when: When) -> conditions.Verdict:
        """Whether a condition of content outside rules holds."""
        return self.law.holds(when, self.value)

    def forget(self, fact: str) -> None:
        """Work out anew whatever rests on an asked fact: `given` says something else about it."""
        follows = self.law.follows[fact]
        for name in follows.intersection(self._values):
            del self._values[name]
        for decision in follows.intersection(self._conclusions):
            del self._conclusions[decision]
        for name in follows.intersection(self._tolds):
            del self._tolds[name]
        self.assumed = self.assumed - follows

    def rests_on_assumption(self, name: str) -> bool:
        """Whether a value rests on a labelled assumption; what was given rests on none."""
        if self.assumed.isdisjoint(self.law.assumable[name]):
            return False
        base = name.removesuffix(DEADLINE)
        if base in self.assumed:
            return True
        known = self.law.facts.get(base)
        if self.given.get(base) is not None or (known is not None and known.derive is None):
            return False
        return any(self.rests_on_assumption(each) for each in self.law.needed[base])

    def conclusion(self, decision: str) -> Conclusion:
        """What a decision concludes for this matter."""
        if decision not in self._conclusions:
            self._conclusions[decision] = self._conclude(decision)
        return self._conclusions[decision]

    # ---- facts

    def _work_out(self, name: str) -> Any:
        given = self.given.get(name)
        fact = self.law.facts.get(name)
        if fact is not None:
            return self._not_given(fact) if given is None else given
        if name in self.law.part_of:
            return self._part(*self.law.part_of[name]) if given is None else given
        if name.endswith(DEADLINE):
            return _as_dates(deadline_of(self.conclusion(name.removesuffix(DEADLINE))))
        return value_of(self.conclusion(name))

    def _not_given(self, fact: Fact) -> Any:
        found = self._derived(fact.derive) if fact.derive else None
        return self._assumed(fact) if found is None and fact.assumed_from else found

    def _part(self, whole: str, part: str) -> Any:
        """Yes or no: whether an option was ticked, or a point holds."""
        if whole in self.law.decisions:
            return point_of(self.conclusion(whole), part)
        ticked = self.value(whole)
        return None if ticked is None else (YES if part in ticked else NO)

    def _assumed(self, fact: Fact) -> Any:
        found = self.value(fact.assumed_from or "")
        if found is not None and fact.assumed_from != TODAY:
            self.assumed.add(fact.id)
        return found

    def _derived(self, how: Derive) -> Any:
        args = {
            name: arg if name in LITERAL_ARGS else self._argument(name, arg)
            for name, arg in how.args.items()
        }
        context = derive.VerbContext(self.calendar, self.on, how.limits)
        return derive.VERBS[how.verb](args, context)

    def _argument(self, name: str, arg: str | list[str]) -> Any:
        if not isinstance(arg, str):
            return tuple(self.value(each) for each in arg)
        return deadline_of(self.conclusion(arg)) if name == "deadline" else self.value(arg)

    # ---- decisions

    def _conclude(self, decision: str) -> Conclusion:
        known = self.law.decisions[decision]
        law_date = self.value(known.law_as_at)
        outside = law_date is not None and law_date.low < self.law.first_day[decision]
        if self._arises(decision) == "no":
            return Conclusion(decision, (), (), (), known.collects, outside)
        low, high = (self.on, self.on) if law_date is None else (law_date.low, law_date.high)
        chosen = self.law.in_force(decision, low, high)
        if known.collects:
            return self._collect(decision, chosen, outside)
        return self._decide(decision, chosen, outside)

    def _arises(self, decision: str) -> conditions.Verdict:
        cells = self.law.only_if[decision].items()
        return conditions.all_hold([conditions.verdict(cell, self.value(f)) for f, cell in cells])

    def _decide(self, decision: str, chosen: tuple[Table, ...], outside: bool) -> Conclusion:
        alternatives: list[Alternative] = []
        arises = False
        for table in chosen:
            for index in tables.rows_possible(table, self.value):
                if index is None or index < 0:
                    arises = True
                else:
                    alternatives.append(self._alternative(decision, table, index))
        if arises and alternatives:
            trace = Trace(decision, chosen[0].version.from_, "", (), (), "confirmed")
            alternatives.append(Alternative(tables.DOES_NOT_ARISE, trace))
        hanging: tuple[HangsOn, ...] = ()
        if len(alternatives) > 1:
            hanging = tables.hangs_on(chosen[-1], self.value)
        return Conclusion(decision, tuple(alternatives), (), hanging, outside=outside)

    def _collect(self, decision: str, chosen: tuple[Table, ...], outside: bool) -> Conclusion:
        arises = self._arises(decision)
        found: dict[str, Alternative] = {}
        sure_in: dict[str, int] = {}  # a point is certain if it is so in every version
        for table in chosen:
            certain, possible = tables.points(table, self.value)
            for index in sorted((*certain, *possible)):
                each = self._alternative(decision, table, index)
                found[each.then] = each
                sure_in[each.then] = sure_in.get(each.then, 0) + (index in certain)
        surely = {
            then: each
            for then, each in found.items()
            if arises == "yes" and sure_in[then] == len(chosen)
        }
        maybe = tuple(each for then, each in found.items() if then not in surely)
        return Conclusion(decision, tuple(surely.values()), maybe, (), True, outside)

    def _alternative(self, decision: str, table: Table, index: int) -> Alternative:
        row = table.version.rows[index]
        limit = self.deadline(row.within) if row.within else None
        known = self._tolds
        told = tuple([known.get(fact) or self._told(fact) for fact in table.told[index]])
        confidence = row.confidence or self._confidence(decision, row)
        trace = Trace(decision, table.version.from_, row.id, told, row.cite, confidence)
        return Alternative(table.ends[index][0], trace, limit)

    def _told(self, fact: str) -> Told:
        """One fact of a trace, the same in every trace of this matter."""
        found = Told(fact, self.value(fact), self.rests_on_assumption(fact))
        self._tolds[fact] = found
        return found

    def _confidence(self, decision: str, row: Row) -> Confidence:
        law_date = self.value(self.law.decisions[decision].law_as_at)
        return self.law.confidence(row.cite, law_date.high if law_date else self.on)

    # ---- clocks

    def deadline(self, clock: Clock) -> Deadline | None:
        """A clock's time limit for this matter; None if its count is not known."""
        if not isinstance(clock.count, str):
            return self._limit(clock)
        number = self.value(clock.count)
        if not isinstance(number, Numbers):
            return None
        counts = {ceil(number.low), ceil(number.high)}
        limits = [self._limit(_with_count(clock, each)) for each in sorted(counts)]
        return limits[0] if len(limits) == 1 else merged(limits)

    def _limit(self, clock: Clock) -> Deadline:
        starts = {each.from_: self.value(each.from_) for each in clock.readings if each.from_}
        return clocks.deadline(
            clock,
            self.value(clock.from_),
            self.calendar,
            aim=self.value(clock.aim_before) if clock.aim_before else None,
            assumed=self.rests_on_assumption(clock.from_),
            reading_starts=starts,
            counted=self._counted(clock.from_),
        )

    def _counted(self, name: str) -> tuple[Deadline, ...]:
        """The time limits whose range a date is, because it is one or is assumed from one."""
        if name in self.assumed:
            name = self.law.facts[name].assumed_from or ""
        if not name.endswith(DEADLINE) or self.given.get(name) is not None:
            return ()
        found = self.conclusion(name.removesuffix(DEADLINE)).alternatives
        return tuple([each.deadline for each in found if each.deadline is not None])


@lru_cache(maxsize=512)
def _with_count(clock: Clock, count: int) -> Clock:
    return clock.model_copy(update={"count": count})


def value_of(conclusion: Conclusion) -> Options | frozenset[str]:
    """A conclusion as a fact for other decisions and for conditions: what it may be; for a
    decision that collects, the points that certainly hold."""
    if conclusion.collects:
        return conclusion.thens
    return Options(conclusion.thens or frozenset({tables.DOES_NOT_ARISE}))


def point_of(conclusion: Conclusion, point: str) -> Options | None:
    """Whether a point holds: yes, no, or None while it only may."""
    if point in conclusion.thens:
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


def _as_dates(limit: Deadline | None) -> Dates | None:
    if limit is None or limit.earliest is None or limit.latest is None:
        return None
    return day(min(limit.earliest, limit.latest), max(limit.earliest, limit.latest))
