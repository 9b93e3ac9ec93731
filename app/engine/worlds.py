"""Rough facts worked out together: each value they may have is a world of its own.

A fact from which two values of one decision follow is split into its single values, so that
they are never mixed into an impossible combination; what the worlds conclude is then united.
Facts too rough to split are left whole, which can only make a conclusion less certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import reduce
from itertools import product
from typing import Any

from app.engine import conclusions, tables
from app.engine import law as laws
from app.engine.law import Law
from app.engine.reasoning import Given, Reasoning
from app.model.assessment import Alternative, Assessment, Conclusion, HangsOn, Lead, Told, Trace
from app.model.calendar import SchoolCalendar
from app.model.clocks import Deadline
from app.model.facts import HistoryEntry
from app.model.values import Dates, Numbers, Options, day, number, option, possible_or

MOST_WORLDS = 64
MOST_VALUES = 31  # a month of days


def shared_facts(law: Law) -> frozenset[str]:
    """Asked facts that reach one decision (or one derived fact) in more than one way."""
    found: set[str] = set()
    lists: list[list[str]] = [
        [each for role in laws.decision_roles(decision) for each in role]
        for decision in law.decisions.values()
    ]
    lists += [list(dict.fromkeys(laws.needs(each))) for each in law.facts.values() if each.derive]
    for needed in lists:
        seen: set[str] = set()
        for each in needed:
            roots = law.roots[each]
            found |= seen & roots
            seen |= roots
    return frozenset(found)


def assess(
    law: Law,
    given: Given,
    calendar: SchoolCalendar,
    on: date,
    *,
    decisions: Iterable[str] | None = None,
    shared: frozenset[str] | None = None,
) -> Assessment:
    """Every conclusion (or those of `decisions`) about one matter on one day.

    `shared` is `shared_facts(law)`, worked out once by whoever calls often."""
    wanted = tuple(law.decisions if decisions is None else decisions)
    splits = _splits(law, given, shared_facts(law) if shared is None else shared)
    worlds = [
        (world, Reasoning(law, {**given, **world}, calendar, on)) for world in _worlds(splits)
    ]
    if len(worlds) == 1:
        whole = worlds[0][1]
        conclusions = {decision: whole.conclusion(decision) for decision in wanted}
    else:
        whole = Reasoning(law, given, calendar, on)
        conclusions = {
            decision: _united(
                decision, [(world, thinking.conclusion(decision)) for world, thinking in worlds]
            )
            for decision in wanted
        }
    values = {fact: whole[fact] for fact in law.facts}
    return Assessment(on, conclusions, values, frozenset(whole.assumed))


def _splits(law: Law, given: Given, shared: frozenset[str]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for fact in shared.intersection(given):
        values = _single_values(law, fact, given[fact])
        if 1 < len(values) <= MOST_VALUES:
            found[fact] = values
    # Dates and numbers first: they are what derived values are made of.
    order = sorted(
        found, key=lambda fact: (isinstance(found[fact][0], Options), len(found[fact]), fact)
    )
    kept: dict[str, tuple[Any, ...]] = {}
    worlds, most = 1, MOST_WORLDS // (1 + _rough_entries(given))
    for fact in order:
        if worlds * len(found[fact]) <= most:
            worlds *= len(found[fact])
            kept[fact] = found[fact]
    return kept


def _rough_entries(given: Given) -> int:
    """How many earlier removals have a rough date: each makes every world dearer, and leaving a
    fact whole is always safe."""
    return sum(
        isinstance(entry, HistoryEntry) and entry.first_day is not None and not entry.first_day.only
        for value in given.values()
        if isinstance(value, tuple)
        for entry in value
    )


def _single_values(law: Law, fact: str, value: Any) -> tuple[Any, ...]:
    if isinstance(value, Dates) and value.only is None:
        days = (value.high - value.low).days + 1
        return _days(value) if days <= MOST_VALUES * 2 else ()
    if isinstance(value, Numbers) and value.only is None:
        return _numbers(value, law.domains[fact].step)
    if isinstance(value, Options) and value.only is None:
        return tuple(option(each) for each in sorted(value.ids))
    return ()


def _days(value: Dates) -> tuple[Dates, ...]:
    return tuple(
        day(low + timedelta(days=each))
        for low, high in value.spans
        for each in range((high - low).days + 1)
    )


def _numbers(value: Numbers, step: float) -> tuple[Numbers, ...]:
    return tuple(
        number(low + each * step)
        for low, high in value.spans
        for each in range(int((high - low) / step) + 1)
    )


def _worlds(splits: Mapping[str, tuple[Any, ...]]) -> Iterable[dict[str, Any]]:
    for values in product(*splits.values()):
        yield dict(zip(splits, values, strict=True))


Worlds = list[tuple[dict[str, Any], Conclusion]]


def _united(decision: str, worlds: Worlds) -> Conclusion:
    first = worlds[0][1]
    if first.collects:
        return _collected(decision, worlds)
    alternatives: dict[tuple[str, str], list[Alternative]] = {}
    for _, each in worlds:
        for alternative in each.alternatives or _nothing(each):
            key = (alternative.then, alternative.trace.row)
            alternatives.setdefault(key, []).append(alternative)
    united = tuple(_one(many) for many in alternatives.values())
    arises = any(each.alternatives for _, each in worlds)
    return Conclusion(
        decision,
        united if arises else (),
        (),
        _hanging(worlds),
        False,
        any(each.outside for _, each in worlds),
    )


def _nothing(conclusion: Conclusion) -> tuple[Alternative, ...]:
    """A world in which the decision does not arise, said aloud; one before all law says nothing."""
    if conclusion.outside:
        return ()
    trace = Trace(conclusion.decision, date.min, "", (), (), "confirmed")
    return (Alternative(tables.DOES_NOT_ARISE, trace),)


def _one(many: list[Alternative]) -> Alternative:
    limits = [each.deadline for each in many if each.deadline is not None]
    limit: Deadline | None = limits[0] if len(limits) == 1 else conclusions.merged(limits)
    return Alternative(many[0].then, _trace([each.trace for each in many]), limit)


def _trace(many: list[Trace]) -> Trace:
    """One row's trace over several worlds: every value it matched, as sure as the least sure."""
    told = tuple(
        _told([each for trace in many for each in trace.told if each.fact == first.fact])
        for first in many[0].told
    )
    least = max((each.confidence for each in many), key=laws.SUREST_FIRST.index)
    return many[0]._replace(told=told, confidence=least)


def _told(many: list[Told]) -> Told:
    assumed = any(each.assumed for each in many)
    values = [each.value for each in many]
    if all(each == values[0] for each in values):
        return Told(many[0].fact, values[0], assumed)
    known = None if None in values else reduce(possible_or, values)
    return Told(many[0].fact, known, assumed)


def _collected(decision: str, worlds: Worlds) -> Conclusion:
    surely = [{each.then for each in world.alternatives} for _, world in worlds]
    everywhere = set.intersection(*surely)
    every = {
        each.then: each for _, world in worlds for each in (*world.alternatives, *world.possible)
    }
    return Conclusion(
        decision,
        tuple(each for then, each in every.items() if then in everywhere),
        tuple(each for then, each in every.items() if then not in everywhere),
        (),
        True,
        any(each.outside for _, each in worlds),
    )


def _hanging(worlds: Worlds) -> tuple[HangsOn, ...]:
    found: dict[str, dict[tuple[Any, ...], frozenset[str]]] = {}
    for _, each in worlds:
        for hanging in each.hangs_on:
            leads = found.setdefault(hanging.fact, {})
            for lead in hanging.leads:
                key = (lead.ids, lead.low, lead.high, lead.over)
                leads[key] = leads.get(key, frozenset()) | lead.then
    for fact in worlds[0][0]:
        by_value: dict[tuple[Any, ...], frozenset[str]] = {}
        for world, each in worlds:
            key = _key(world[fact])
            thens = each.thens or {other.then for other in _nothing(each)}
            by_value[key] = by_value.get(key, frozenset()) | thens
        if len(set(by_value.values())) > 1:
            found.setdefault(fact, by_value)
    return tuple(
        HangsOn(fact, tuple(Lead(then, *key) for key, then in leads.items()))
        for fact, leads in found.items()
    )


def _key(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Options):
        return tuple(sorted(value.ids)), None, None, False
    if isinstance(value, Numbers):
        return (), value.low, value.high, False
    return (value.low.isoformat(),), None, None, False
