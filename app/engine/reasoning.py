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

from app.engine import clocks, conclusions, conditions, derive, tables
from app.engine.domains import TODAY
from app.engine.law import DEADLINE, LITERAL_ARGS, Law, Sureness
from app.engine.tables import Table
from app.model.assessment import Alternative, Conclusion, HangsOn, Told, Trace
from app.model.calendar import SchoolCalendar
from app.model.clocks import Clock, Deadline
from app.model.facts import Derive, Fact
from app.model.rules import When
from app.model.values import NO, YES, Numbers, day

Given = Mapping[str, Any]


_made = tuple.__new__  # named tuples made by the hundred: quicker than calling their class


class Reasoning(dict[str, Any]):
    """The values and conclusions of one matter on one day. Ask for what is needed.

    As a dictionary: the values by name, each worked out when it is first asked for. `given` maps
    fact ids to possible values or structured answers, None for "not sure"; a derived fact that is
    given is taken as given."""

    __slots__ = ("_conclusions", "_found", "_tolds", "assumed", "calendar", "given", "law", "on")

    def __init__(self, law: Law, given: Given, calendar: SchoolCalendar, on: date) -> None:
        super().__init__(law.asked_unknown)
        self.update([each for each in given.items() if each[1] is not None])
        self[TODAY] = day(on)
        self.law = law
        self.given = given
        self.calendar = calendar
        self.on = on
        self.assumed: set[str] = set()
        self._found: set[str] = set()  # every name that was worked out
        self._conclusions: dict[str, Conclusion] = {}
        self._tolds: dict[str, Told] = {}

    def value(self, name: str) -> Any:
        """The possible values of a fact, of one option of it, of a decision (its conclusions),
        or of `<decision>.deadline`; None for "not known"."""
        return self[name]

    def __missing__(self, name: str) -> Any:
        found = self[name] = self._work_out(name)
        self._found.add(name)
        return found

    def holds(self, when: When) -> conditions.Verdict:
        """Whether a condition of content outside rules holds."""
        return self.law.holds(when, self.__getitem__)

    def forget(self, fact: str) -> None:
        """Work out anew whatever rests on an asked fact: `given` says something else about it."""
        follows = self.law.follows[fact]  # often longer than all that was worked out
        self.pop(fact, None)
        for name in self._found & follows:
            self.pop(name, None)
            self._found.remove(name)
        for worked_out in (self._conclusions, self._tolds):
            for name in [each for each in worked_out if each in follows]:
                del worked_out[name]
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
            return conclusions.dates_of(
                conclusions.deadline_of(self.conclusion(name.removesuffix(DEADLINE)))
            )
        return conclusions.value_of(self.conclusion(name))

    def _not_given(self, fact: Fact) -> Any:
        found = self._derived(fact.derive) if fact.derive else None
        return self._assumed(fact) if found is None and fact.assumed_from else found

    def _part(self, whole: str, part: str) -> Any:
        """Yes or no: whether an option was ticked, or a point holds."""
        if whole in self.law.decisions:
            return conclusions.point_of(self.conclusion(whole), part)
        ticked = self[whole]
        return None if ticked is None else (YES if part in ticked else NO)

    def _assumed(self, fact: Fact) -> Any:
        found = self[fact.assumed_from or ""]
        if found is not None and fact.assumed_from != TODAY:
            self.assumed.add(fact.id)
        return found

    def _derived(self, how: Derive) -> Any:
        args: dict[str, Any] = {}
        for name, arg in how.args.items():
            if name in LITERAL_ARGS:
                args[name] = arg
            elif not isinstance(arg, str):
                args[name] = tuple(map(self.__getitem__, arg))
            elif name == "deadline":
                args[name] = conclusions.deadline_of(self.conclusion(arg))
            else:
                args[name] = self[arg]
        context = derive.VerbContext(self.calendar, self.on, how.limits)
        return derive.VERBS[how.verb](args, context)

    # ---- decisions

    def _conclude(self, decision: str) -> Conclusion:
        law_as_at, first_day, only_if, collects = self.law.rulings[decision]
        law_date = self[law_as_at]
        low, high = (self.on, self.on) if law_date is None else (law_date.low, law_date.high)
        outside = low < first_day and law_date is not None
        arises = self._arises(only_if)
        if arises == "no":
            return _made(Conclusion, (decision, (), (), (), collects, outside))
        chosen = self.law.in_force(decision, low, high)
        sure = self.law.sureness(high)
        if collects:
            certain, possible = self._collected(decision, chosen, sure, arises == "yes")
            return _made(Conclusion, (decision, certain, possible, (), True, outside))
        alternatives, hanging = self._decided(decision, chosen, sure, arises == "yes")
        return _made(Conclusion, (decision, alternatives, (), hanging, False, outside))

    def _arises(self, only_if: tuple[tuple[str, conditions.Cell], ...]) -> conditions.Verdict:
        found: conditions.Verdict = "yes"
        for fact, cell in only_if:
            verdict = cell.verdict(self[fact])
            if verdict == "no":
                return "no"
            if verdict == "maybe":
                found = "maybe"
        return found

    def _decided(
        self, decision: str, chosen: tuple[Table, ...], sure: Sureness, arises: bool
    ) -> tuple[tuple[Alternative, ...], tuple[HangsOn, ...]]:
        alternatives: list[Alternative] = []
        or_not = False
        for table in chosen:
            for index in tables.rows_possible(table, self.__getitem__, arises=arises):
                if index is None or index < 0:
                    or_not = True
                else:
                    alternatives.append(self._alternative(decision, table, index, sure))
        if len(alternatives) + or_not < 2:
            return tuple(alternatives), ()
        if or_not:
            trace = Trace(decision, chosen[0].from_, "", (), (), "confirmed")
            alternatives.append(Alternative(tables.DOES_NOT_ARISE, trace))
        return tuple(alternatives), tables.hangs_on(chosen[-1], self.__getitem__)

    def _collected(
        self, decision: str, chosen: tuple[Table, ...], sure: Sureness, arises: bool
    ) -> tuple[tuple[Alternative, ...], tuple[Alternative, ...]]:
        if len(chosen) == 1 and arises:
            certain, possible = tables.points(chosen[0], self.__getitem__)
            return (
                tuple([self._alternative(decision, chosen[0], each, sure) for each in certain]),
                tuple([self._alternative(decision, chosen[0], each, sure) for each in possible]),
            )
        found: dict[str, Alternative] = {}
        sure_in: dict[str, int] = {}  # a point is certain if it is so in every version
        for table in chosen:
            certain, possible = tables.points(table, self.__getitem__)
            for index in sorted((*certain, *possible)):
                each = self._alternative(decision, table, index, sure)
                found[each.then] = each
                sure_in[each.then] = sure_in.get(each.then, 0) + (index in certain)
        surely = {
            then: each for then, each in found.items() if arises and sure_in[then] == len(chosen)
        }
        maybe = [each for then, each in found.items() if then not in surely]
        return tuple(surely.values()), tuple(maybe)

    def _alternative(self, decision: str, table: Table, index: int, sure: Sureness) -> Alternative:
        then, clock, row, told_by, cite, confidence = table.lines[index]
        limit = self.deadline(clock) if clock else None
        known = self._tolds
        told = tuple([known.get(fact) or self._told(fact) for fact in told_by])
        trace = (decision, table.from_, row, told, cite, confidence or sure[cite])
        return _made(Alternative, (then, _made(Trace, trace), limit))

    def _told(self, fact: str) -> Told:
        """One fact of a trace, the same in every trace of this matter."""
        found = _made(Told, (fact, self[fact], self.rests_on_assumption(fact)))
        self._tolds[fact] = found
        return found

    # ---- clocks

    def deadline(self, clock: Clock) -> Deadline | None:
        """A clock's time limit for this matter; None if its count is not known."""
        if not isinstance(clock.count, str):
            return self._limit(clock)
        number = self[clock.count]
        if not isinstance(number, Numbers):
            return None
        counts = {ceil(number.low), ceil(number.high)}
        limits = [self._limit(_with_count(clock, each)) for each in sorted(counts)]
        return limits[0] if len(limits) == 1 else conclusions.merged(limits)

    def _limit(self, clock: Clock) -> Deadline:
        starts = {each.from_: self[each.from_] for each in clock.readings if each.from_}
        return clocks.deadline(
            clock,
            self[clock.from_],
            self.calendar,
            aim=self[clock.aim_before] if clock.aim_before else None,
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
