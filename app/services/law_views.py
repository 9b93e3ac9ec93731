"""Provisions and decisions of one day as everybody may read them: sentence, force, place, doubt.

Knows no case. What nobody could confirm is never said as law.
"""

from __future__ import annotations

from datetime import date

from app.content.library import Library
from app.engine import law as laws
from app.engine import tables
from app.engine.tables import Table
from app.i18n.voice import mark
from app.model.clocks import Confidence
from app.model.outcomes import Outcome
from app.model.rules import Decision, Row, When
from app.services import interview, law_changes, reasons, rule_words
from app.services.rights_views import ForceView, ProvisionView, RowView, RuleView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words

OPEN: Confidence = "unconfirmed"


def provision(situation: Situation, speaker: Speaker, name: str) -> ProvisionView | None:
    """One provision as of the situation's day; None where no source of that day has it."""
    library, on = situation.library, situation.on
    found = library.provisions[name]
    if not laws.found_on(found, library.sources, on):
        return None
    law = reasons.law(situation, speaker, name, on)
    own = found.on == library.slots.family
    return ProvisionView(
        says=law.says,
        force=force(speaker, OPEN if law.confidence == OPEN else found.force, own=own),
        where=reasons.places(situation, (name,), on),
        caution=law.caution,
    )


def force(speaker: Speaker, kind: str, *, own: bool = False) -> ForceView:
    """How strong a sentence is, in plain words. `own`: it is the family that may do it."""
    match kind:
        case "must":
            english = mark("Must: the law", "service")
        case "should":
            english = mark("Should: official guidance", "service")
        case "may" if own:
            english = mark("Can: your right", "service")
        case "may":
            english = mark("Can: the law allows it", "service")
        case _:
            return ForceView(
                "open", rule_words.said(speaker, mark("Not sure", "service"), "service")
            )
    return ForceView(kind, rule_words.said(speaker, english, "service"))


def rule(situation: Situation, speaker: Speaker, decision: str) -> RuleView:
    """One decision as of the situation's day."""
    library, on = situation.library, situation.on
    found = library.decisions[decision]
    table = in_force(library, decision, on)
    changed = law_changes.since(found, on)
    coming = [each.from_ for each in found.versions if each.from_ > on]
    return RuleView(
        key=interview.key_of(decision),
        asks=rule_words.label(library, speaker, decision),
        only_if=rule_words.cells(library, speaker, found.only_if),
        rows=rows(situation, speaker, decision, table) if table else (),
        since=speaker.voice.day_month_year(changed) if changed else None,
        coming=speaker.voice.day_month_year(coming[0]) if coming else None,
    )


def in_force(library: Library, decision: str, on: date) -> Table | None:
    """The table of a decision that holds on a day."""
    found = tables.versions_between(library.law.tables[decision], (on, on))
    return found[-1] if found else None


def rows(
    situation: Situation, speaker: Speaker, decision: str, table: Table
) -> tuple[RowView, ...]:
    """Every line of one version that has words of its own."""
    found = (row(situation, speaker, decision, each) for each in table.version.rows)
    return tuple(each for each in found if each is not None)


def row(situation: Situation, speaker: Speaker, decision: str, of: Row) -> RowView | None:
    """One line as of the situation's day; None where its conclusion cannot be said."""
    library, on = situation.library, situation.on
    then = of.then or of.id
    title = rule_words.conclusion(library, speaker, decision, then)
    outcome = library.outcome(decision, then)
    if title is None or outcome is None:
        return None
    sure = of.confidence or library.law.confidence(of.cite, on)
    is_open = sure == OPEN
    counted = of.within if not is_open else None
    return RowView(
        title=title,
        says=() if is_open else _says(speaker, decision, outcome, title),
        cells=rule_words.cells(library, speaker, _own(of.when, library.decisions[decision])),
        first=bool(of.exception_to),
        limit=rule_words.limit(library, speaker, counted, decision) if counted else None,
        force=_force(library, speaker, outcome, is_open=is_open),
        where=reasons.places(situation, of.cite, on),
        caution=reasons.caution(speaker, sure),
        is_open=is_open,
    )


def _own(when: When, decision: Decision) -> When:
    """The conditions of a line that are not those of the whole decision."""
    return {fact: cell for fact, cell in when.items() if decision.only_if.get(fact) != cell}


def _force(
    library: Library, speaker: Speaker, outcome: Outcome, *, is_open: bool
) -> ForceView | None:
    if is_open:
        return force(speaker, OPEN)
    if outcome.force is None:
        return None
    return force(speaker, outcome.force, own=outcome.who == library.slots.family)


def _says(speaker: Speaker, decision: str, outcome: Outcome, title: Words) -> tuple[Words, ...]:
    """The sentences that need no case."""
    context = f"outcomes.{decision}.{outcome.id}.says"
    found = (speaker.paired(each, f"{context}.{index}") for index, each in enumerate(outcome.says))
    return tuple(each for each in found if each is not None and each.text != title.text)
