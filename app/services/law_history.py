"""What the law says and since when: every change between versions, new editions, law to come.

All of it follows from dates in content. Knows no case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from app.content.library import Library
from app.model.provisions import Source
from app.model.rules import Decision, Version
from app.services import approvals, interview, law_changes, law_views, rule_words
from app.services import situation as situations
from app.services.law_changes import Difference
from app.services.rights_views import ApprovedView, ChangeView, RuleChangeView, TurnView
from app.services.situation import Situation
from app.services.speaking import Speaker

A_DAY = timedelta(days=1)


class Turn(NamedTuple):
    """One version that takes the place of another (or of none)."""

    decision: Decision
    before: Version | None
    after: Version


def begins(library: Library) -> date:
    """The first day of law that these pages cover."""
    return min(each.versions[0].from_ for each in library.decisions.values())


def turns(library: Library, speaker: Speaker, on: date) -> tuple[TurnView, ...]:
    """Every day up to `on` on which something changed, the newest first. The newest change of a
    decision carries its key, to be linked to."""
    found = [each for each in _turns(library) if each.after.from_ <= on]
    sources = [each for each in _editions(library) if each.from_ <= on]
    named: set[str] = set()
    shown: list[TurnView] = []
    for day in sorted(_days(found, sources), reverse=True):
        view = _day(library, speaker, day, [each for each in found if each.after.from_ == day])
        rules = tuple(_keyed(each, named) for each in view)
        editions = _titles(sources, day)
        if rules or editions:
            shown.append(TurnView(speaker.voice.date(day), editions, rules))
    return tuple(shown)


def to_come(library: Library, speaker: Speaker, on: date) -> tuple[TurnView, ...]:
    """Every later day on which something will change or is expected to, the nearest first."""
    found = [each for each in (*_turns(library), *_expected(library)) if each.after.from_ > on]
    sources = [each for each in _editions(library) if each.from_ > on]
    shown = []
    for day in sorted(_days(found, sources)):
        view = _day(library, speaker, day, [each for each in found if each.after.from_ == day])
        rules = tuple(rule for rule, _ in view)
        shown.append(TurnView(speaker.voice.date(day), _titles(sources, day), rules))
    return tuple(shown)


def approved(library: Library, speaker: Speaker) -> ApprovedView:
    """How much of the content has been approved as it stands, and by whom."""
    states = approvals.states(library)
    held = [each.approval for each in states if each.state == "approved" and each.approval]
    by = (f"{each.by}, {each.role}, {speaker.voice.day_month_year(each.on)}" for each in held)
    return ApprovedView(len(held), len(states), tuple(dict.fromkeys(by)))


def _turns(library: Library) -> Iterator[Turn]:
    first = begins(library)
    for decision in library.decisions.values():
        for before, after in law_changes.steps(decision):
            if after.from_ > first:
                yield Turn(decision, before, after)


def _expected(library: Library) -> Iterator[Turn]:
    for decision in library.decisions.values():
        known = [each for each in decision.versions if not each.expected]
        for version in decision.versions:
            if version.expected:
                yield Turn(decision, known[-1] if known else None, version)


def _editions(library: Library) -> Iterator[Source]:
    """Documents that began, or came in a new edition, after the first day."""
    first = begins(library)
    return (each for each in library.sources.values() if each.from_ > first and not each.used_from)


def _days(found: Sequence[Turn], sources: Sequence[Source]) -> set[date]:
    return {each.after.from_ for each in found} | {each.from_ for each in sources}


def _titles(sources: Sequence[Source], day: date) -> tuple[str, ...]:
    return tuple(
        f"{each.title} ({each.edition})" if each.edition else each.title
        for each in sources
        if each.from_ == day
    )


def _day(
    library: Library, speaker: Speaker, day: date, found: Sequence[Turn]
) -> list[tuple[RuleChangeView, str]]:
    """Every decision that changed on a day, with its id."""
    was, now = situations.of_nobody(library, day - A_DAY), situations.of_nobody(library, day)
    views = ((_rule(was, now, speaker, each), each.decision.id) for each in found)
    return [(view, name) for view, name in views if view.changes or view.ended or view.begins]


def _keyed(found: tuple[RuleChangeView, str], named: set[str]) -> RuleChangeView:
    view, name = found
    if name in named:
        return view
    named.add(name)
    return replace(view, key=interview.key_of(name))


def _rule(was: Situation, now: Situation, speaker: Speaker, turn: Turn) -> RuleChangeView:
    decision, before, after = turn
    is_first = before is None and not after.expected
    differing = () if after.repealed or is_first else law_changes.differences(before, after)
    return RuleChangeView(
        key=None,
        asks=rule_words.label(now.library, speaker, decision.id),
        changes=tuple(_change(was, now, speaker, decision.id, each) for each in differing),
        ended=after.repealed and before is not None,
        begins=is_first,
    )


def _change(
    was: Situation, now: Situation, speaker: Speaker, decision: str, of: Difference
) -> ChangeView:
    old, new = of
    kind = "new" if old is None else "gone" if new is None else "changed"
    return ChangeView(
        kind,
        law_views.row(was, speaker, decision, old) if old else None,
        law_views.row(now, speaker, decision, new) if new else None,
        other_cells=bool(old and new and old.when != new.when),
        other_limit=bool(old and new and old.within != new.within),
    )
