"""The law compiled: domains of facts, tables of decisions, and what rests on what.

Built once from content. Raises ValueError where content cannot be compiled; the loader turns
that into a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from app.engine import conditions, tables
from app.engine.conditions import Cell, Domain
from app.engine.domains import TODAY, domains_of, thens_of
from app.engine.tables import Table, Value
from app.model.clocks import Clock, Confidence
from app.model.facts import Fact
from app.model.provisions import Found, Provision, Source
from app.model.rules import CellSource, Decision, When

DEADLINE = ".deadline"
LITERAL_ARGS = {"hand", "first_class"}
MOST_REMEMBERED = 10_000  # versions in force by decision and span of days; places of provisions
MOST_DAYS = 400  # days as at which law is remembered; each has some hundreds of citations
SUREST_FIRST: tuple[Confidence, ...] = ("confirmed", "reported", "our_reading", "unconfirmed")


class Sureness(dict[tuple[str, ...], Confidence]):
    """Provisions cited together, to how sure the least sure of them is on one day."""

    __slots__ = ("on", "provisions", "sources")

    def __init__(
        self, provisions: Mapping[str, Provision], sources: Mapping[str, Source], on: date
    ) -> None:
        super().__init__()
        self.provisions = provisions
        self.sources = sources
        self.on = on

    def __missing__(self, cite: tuple[str, ...]) -> Confidence:
        each = [self._of(self.provisions[provision]) for provision in cite]
        found = self[cite] = max(each, key=SUREST_FIRST.index, default="unconfirmed")
        return found

    def _of(self, provision: Provision) -> Confidence:
        sure = [each.confidence for each in found_on(provision, self.sources, self.on)]
        return min(sure, key=SUREST_FIRST.index, default="unconfirmed")


class Ruling(NamedTuple):
    """One decision as it is looked up: the fact whose date picks the version, the day of its
    first version, and the cells that must hold for it to arise at all."""

    law_as_at: str
    first_day: date
    only_if: tuple[tuple[str, Cell], ...]
    collects: bool


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """Everything the engine reasons with. `part_of` maps `<choices fact>.<option>` to its fact
    and `<decision that collects>.<point>` to its decision;
    `needed` maps every fact and decision to what it is worked out from, `roots` to the asked
    facts it rests on in the end, `assumable` to those that may be assumed from another;
    `follows` maps every asked fact to all that follows from it, time limits by their names;
    in `asked_unknown` every fact is not known that is neither derived nor assumed from another."""

    facts: Mapping[str, Fact]
    decisions: Mapping[str, Decision]
    domains: Mapping[str, Domain]
    tables: Mapping[str, tuple[Table, ...]]
    rulings: Mapping[str, Ruling]
    provisions: Mapping[str, Provision]
    sources: Mapping[str, Source]
    part_of: Mapping[str, tuple[str, str]]
    needed: Mapping[str, tuple[str, ...]]
    roots: Mapping[str, frozenset[str]]
    assumable: Mapping[str, frozenset[str]]
    follows: Mapping[str, frozenset[str]]
    asked_unknown: Mapping[str, None]
    _in_force: dict[tuple[str, date, date], tuple[Table, ...]] = field(default_factory=dict)
    _sureness: dict[date, Sureness] = field(default_factory=dict)
    _parsed: dict[tuple[str, object], Cell] = field(default_factory=dict)
    _found: dict[tuple[str, date], tuple[Found, ...]] = field(default_factory=dict)

    def in_force(self, decision: str, low: date, high: date) -> tuple[Table, ...]:
        """The versions of a decision in force on some day of a span, oldest first."""
        key = (decision, low, high)
        found = self._in_force.get(key)
        if found is None:
            if len(self._in_force) > MOST_REMEMBERED:
                self._in_force.clear()
            found = tables.versions_between(self.tables[decision], (low, high))
            self._in_force[key] = found
        return found

    def found(self, provision: str, on: date) -> tuple[Found, ...]:
        """Where a provision is found in the editions in force on a day, in the order written."""
        key = (provision, on)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > MOST_REMEMBERED:
                self._found.clear()
            found = self._found[key] = found_on(self.provisions[provision], self.sources, on)
        return found

    def confidence(self, cite: tuple[str, ...], on: date) -> Confidence:
        """How sure the least sure of the cited provisions is, for law as at a day."""
        return self.sureness(on)[cite]

    def sureness(self, on: date) -> Sureness:
        """How sure provisions cited together are, for law as at a day."""
        found = self._sureness.get(on)
        if found is None:
            if len(self._sureness) > MOST_DAYS:
                self._sureness.clear()
            found = self._sureness[on] = Sureness(self.provisions, self.sources, on)
        return found

    def holds(self, when: When, value: Value) -> conditions.Verdict:
        """Whether a condition of content outside rules holds; `not known` is allowed there."""
        return conditions.all_hold(
            self._cell(fact, cell).verdict(value(fact)) for fact, cell in when.items()
        )

    def _cell(self, fact: str, cell: CellSource) -> Cell:
        key = (fact, tuple(cell) if isinstance(cell, list) else cell)
        found = self._parsed.get(key)
        if found is None:
            found = conditions.parse(cell, self.domains[fact], not_known=True)
            self._parsed[key] = found
        return found


def found_on(provision: Provision, sources: Mapping[str, Source], on: date) -> tuple[Found, ...]:
    """Where a provision is found in the editions in force on a day, in the order written."""
    return tuple(each for each in provision.found if _in_force(each, sources, on))


def _in_force(found: Found, sources: Mapping[str, Source], on: date) -> bool:
    source = sources[found.source]
    start = max(found.from_ or source.from_, source.from_)
    ends = [found.until or date.max]
    if source.edition_of:
        later = [
            each.from_
            for each in sources.values()
            if each.edition_of == source.edition_of and each.from_ > source.from_
        ]
        ends.append(min(later, default=date.max))
        return start <= on <= ends[0] and on < ends[1]
    return start <= on <= ends[0]


def compile_law(
    facts: Mapping[str, Fact],
    decisions: Mapping[str, Decision],
    provisions: Mapping[str, Provision],
    sources: Mapping[str, Source],
) -> Law:
    """Every table compiled, and the order of reasoning proved free of cycles.

    Raises ValueError naming the decision or fact."""
    domains = domains_of(facts, decisions)
    compiled: dict[str, tuple[Table, ...]] = {}
    for decision in decisions.values():
        compiled[decision.id] = tuple(
            tables.compile_version(decision, version, domains) for version in decision.versions
        )
    part_of = {
        f"{fact.id}.{option.id}": (fact.id, option.id)
        for fact in facts.values()
        if fact.is_ == "choices"
        for option in fact.options
    } | {
        f"{each.id}.{then}": (each.id, then)
        for each in decisions.values()
        if each.collects
        for then in thens_of(each)
    }
    needed = _needed(facts, decisions, part_of)
    roots = _resting_on(needed, {each.id for each in facts.values() if not each.derive})
    return Law(
        facts=facts,
        decisions=decisions,
        domains=domains,
        tables=compiled,
        rulings={each.id: _ruling(each, domains) for each in decisions.values()},
        provisions=provisions,
        sources=sources,
        part_of=part_of,
        needed=needed,
        roots=roots,
        assumable=_also_by_deadline(
            _resting_on(needed, {each.id for each in facts.values() if each.assumed_from}),
            decisions,
        ),
        follows=_follows(roots),
        asked_unknown=dict.fromkeys(
            each.id for each in facts.values() if not each.derive and not each.assumed_from
        ),
    )


def _ruling(decision: Decision, domains: Mapping[str, Domain]) -> Ruling:
    cells = [
        (fact, conditions.parse(cell, domains[fact])) for fact, cell in decision.only_if.items()
    ]
    first = decision.versions[0].from_
    return Ruling(decision.law_as_at, first, tuple(cells), decision.collects)


def needs(fact: Fact) -> tuple[str, ...]:
    """What a fact is worked out from: facts, decisions, or `today`."""
    found = [fact.assumed_from.removesuffix(DEADLINE)] if fact.assumed_from else []
    for name, arg in (fact.derive.args if fact.derive else {}).items():
        if name not in LITERAL_ARGS:
            found += [arg] if isinstance(arg, str) else arg
    return tuple(found)


def clock_needs(clock: Clock) -> tuple[str, ...]:
    """The facts and decisions that a clock is worked out from."""
    named = [clock.from_, clock.aim_before, *(each.from_ for each in clock.readings)]
    if isinstance(clock.count, str):
        named.append(clock.count)
    return tuple(each.removesuffix(DEADLINE) for each in named if each)


def decision_needs(decision: Decision) -> tuple[str, ...]:
    """The facts and decisions that a decision rests on, its clocks included."""
    return tuple(dict.fromkeys(each for role in decision_roles(decision) for each in role))


def decision_roles(decision: Decision) -> tuple[tuple[str, ...], ...]:
    """What a decision rests on, by use: for its date, in its conditions, in its clocks."""
    rows = [row for version in decision.versions for row in version.rows]
    cells = dict.fromkeys((*decision.only_if, *(fact for row in rows for fact in row.when)))
    counted = dict.fromkeys(each for row in rows if row.within for each in clock_needs(row.within))
    return (decision.law_as_at,), tuple(cells), tuple(counted)


def _needed(
    facts: Mapping[str, Fact],
    decisions: Mapping[str, Decision],
    part_of: Mapping[str, tuple[str, str]],
) -> dict[str, tuple[str, ...]]:
    needed: dict[str, tuple[str, ...]] = {TODAY: ()}
    needed |= {part: (fact,) for part, (fact, _) in part_of.items()}
    needed |= {each.id: needs(each) for each in facts.values()}
    return needed | {each.id: decision_needs(each) for each in decisions.values()}


def _resting_on(
    needed: Mapping[str, tuple[str, ...]], facts: Set[str]
) -> dict[str, frozenset[str]]:
    """For every fact and decision those of `facts` that it is, or rests on.

    Raises ValueError for a circle."""
    found: dict[str, frozenset[str]] = {}
    for name in _in_order(needed):
        found[name] = frozenset({name} & facts).union(*(found[each] for each in needed[name]))
    return found


def _also_by_deadline(
    found: Mapping[str, frozenset[str]], decisions: Iterable[str]
) -> dict[str, frozenset[str]]:
    """The same for the time limits of decisions, by their names."""
    return {**found, **{each + DEADLINE: found[each] for each in decisions}}


def _follows(roots: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, asked in roots.items():
        for fact in asked:
            found.setdefault(fact, set()).update((name, name + DEADLINE))
    return {fact: frozenset(names) for fact, names in found.items()}


def _in_order(needed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Every name after the names it needs. Raises ValueError for a cycle or an unknown name."""
    for name, needs_ in needed.items():
        unknown = [each for each in needs_ if each not in needed]
        if unknown:
            raise ValueError(f'{name}: there is no fact or decision "{unknown[0]}"')
    try:
        return tuple(TopologicalSorter(needed).static_order())
    except CycleError as error:
        raise ValueError(f"a circle: {' > '.join(error.args[1])}") from error
