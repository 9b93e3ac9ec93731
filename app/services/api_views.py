"""What follows from facts, as data for other programs: ids, values, days, reasons. In English."""

from __future__ import annotations

from collections.abc import Iterable

from app.engine import conditions
from app.engine import law as laws
from app.model.assessment import Alternative, Conclusion, HangsOn, Lead, Trace
from app.model.clocks import Deadline, Reading, ReadingEnd
from app.model.outcomes import Outcome
from app.model.values import Dates
from app.services import api_facts, assessing, calendar_words, open_days, points, reasons
from app.services.api_shapes import (
    AssessmentShape,
    BecauseShape,
    CalendarShape,
    ConclusionShape,
    DeadlineShape,
    HangsOnShape,
    LawShape,
    LeadShape,
    Origin,
    PlaceShape,
    PointsShape,
    ProvisionShape,
    ReadingShape,
    Standing,
    ToldShape,
    UsedShape,
)
from app.services.points import Certain
from app.services.situation import Situation
from app.services.speaking import Speaker

UNSAID = frozenset({"text", "name", "address"})  # no rule reads them: not said back


def assessed(
    situation: Situation, speaker: Speaker, decisions: Iterable[str] | None = None
) -> AssessmentShape:
    """Every conclusion (or those of `decisions`) with its reasons. `speaker` speaks English."""
    wanted = situation.assessment.conclusions if decisions is None else dict.fromkeys(decisions)
    found = {each: conclusion(situation, speaker, each) for each in wanted}
    return AssessmentShape(
        on=situation.on,
        content_hash=situation.library.content_hash,
        law=_law(situation),
        facts=_used(situation),
        conclusions=found,
        undecided=tuple(name for name, each in found.items() if each.state == "open"),
    )


def conclusion(situation: Situation, speaker: Speaker, decision: str) -> ConclusionShape:
    """What one decision comes to."""
    found = situation.conclusion(decision)
    limit = situation.deadline(decision)
    settled = found.collects or found.then is not None
    because = [_because(situation, speaker, each, certain=settled) for each in found.alternatives]
    because += [_because(situation, speaker, each, certain=False) for each in found.possible]
    return ConclusionShape(
        asks_whether=situation.library.decisions[decision].asks_whether,
        state=_state(situation, found),
        then=found.then,
        possible=() if found.collects else tuple(sorted(found.thens)),
        points=_points(found) if found.collects else None,
        deadline=_deadline(situation, speaker, limit) if limit and not found.collects else None,
        hangs_on=tuple(_hanging(situation, each) for each in found.hangs_on),
        because=tuple(each for each in because if each is not None),
    )


def _state(situation: Situation, found: Conclusion) -> Standing:
    some = found.alternatives or found.possible
    if found.outside and not some:
        return "outside"
    if found.collects:
        only_if = situation.library.decisions[found.decision].only_if
        arises = some or situation.holds(only_if) != "no"
        return ("open" if found.possible else "certain") if arises else "does_not_arise"
    if not some:
        return "does_not_arise"
    return "open" if found.then is None else "certain"


def _points(found: Conclusion) -> PointsShape:
    surely = dict.fromkeys(each.then for each in found.alternatives)
    maybe = dict.fromkeys(each.then for each in found.possible)
    return PointsShape(certain=tuple(surely), possible=tuple(maybe))


def _because(
    situation: Situation, speaker: Speaker, each: Alternative, *, certain: bool
) -> BecauseShape | None:
    if not each.trace.row:
        return None  # that the decision may not arise follows from no row
    outcome = situation.library.outcome(each.trace.decision, each.then)
    title, *says = _words(situation, speaker, each, outcome) or (None,)
    limit = each.deadline
    return BecauseShape(
        then=each.then,
        certain=certain,
        title=title,
        says=tuple(says),
        row=each.trace.row,
        version=each.trace.version,
        confidence=each.trace.confidence,
        deadline=_deadline(situation, speaker, limit) if limit else None,
        told=tuple(
            ToldShape(fact=told.fact, value=api_facts.plain(told.value), assumed=told.assumed)
            for told in each.trace.told
        ),
        provisions=_provisions(situation, each.trace, outcome),
    )


def _words(
    situation: Situation, speaker: Speaker, each: Alternative, outcome: Outcome | None
) -> tuple[str, ...]:
    """What families read, where they read anything about it now."""
    if outcome is None or outcome.silent or situation.holds(outcome.when) == "no":
        return ()
    found = points.sentences(situation, speaker, Certain(each.trace.decision, outcome, each))
    return tuple(words.text for words in found)


def _provisions(
    situation: Situation, trace: Trace, outcome: Outcome | None
) -> tuple[ProvisionShape, ...]:
    library = situation.library
    value = situation.value(library.decisions[trace.decision].law_as_at)
    on = value.high if isinstance(value, Dates) else situation.on
    cited = dict.fromkeys((*trace.cite, *(outcome.cite if outcome else ())))
    return tuple(
        ProvisionShape(
            id=name,
            says=library.provisions[name].says,
            force=library.provisions[name].force,
            where=tuple(
                PlaceShape(place=reasons.where(situation, each), confidence=each.confidence)
                for each in laws.found_on(library.provisions[name], library.sources, on)
            ),
            confidence=library.law.confidence((name,), on),
        )
        for name in cited
    )


def _deadline(situation: Situation, speaker: Speaker, limit: Deadline) -> DeadlineShape:
    readings = {each.id: each for each in limit.clock.readings}
    return DeadlineShape(
        earliest=limit.earliest,
        latest=limit.latest,
        hand_in_by=limit.hand_in_by,
        post_by=limit.post_by,
        aim=limit.aim,
        state=assessing.state(situation.assessment, limit),
        whose=limit.clock.whose,
        runs_from=limit.clock.from_,
        source=limit.source,
        calendar=_calendar(situation, speaker, limit),
        assumed=limit.assumed,
        readings=tuple(_reading(readings[each.reading], each) for each in limit.by_reading),
    )


def _calendar(situation: Situation, speaker: Speaker, limit: Deadline) -> CalendarShape | None:
    used = calendar_words.used(situation, limit)
    if used is None:
        return None
    return CalendarShape(
        name=used.name,
        dated=used.dated,
        first_hand=used.first_hand,
        sure=used.level,
        open_question=open_days.in_doubt(situation, limit),
        says=tuple(each.text for each in calendar_words.sure(speaker, used)),
    )


def _hanging(situation: Situation, hanging: HangsOn) -> HangsOnShape:
    return HangsOnShape(
        fact=hanging.fact,
        ask=tuple(sorted(_open_roots(situation, hanging.fact))),
        leads=tuple(_lead(each) for each in hanging.leads),
    )


def _open_roots(situation: Situation, name: str) -> set[str]:
    """What can be told to settle a fact; for a decision, what its own conclusion hangs on."""
    if name in situation.assessment.conclusions:
        further = situation.conclusion(name).hangs_on
        return {root for each in further for root in _open_roots(situation, each.fact)}
    roots = situation.library.law.roots[name]
    return {each for each in roots if not conditions.settled(situation.value(each))}


def _lead(lead: Lead) -> LeadShape:
    return LeadShape(
        then=tuple(sorted(lead.then)),
        one_of=lead.ids or None,
        from_=lead.low,
        to=lead.high,
        more_than=lead.over,
    )


def _law(situation: Situation) -> LawShape:
    slots = situation.library.slots
    value = situation.value(slots.law_date)
    dates = value if isinstance(value, Dates) else None
    return LawShape(
        fact=slots.law_date,
        earliest=dates.low if dates else situation.on,
        latest=dates.high if dates else situation.on,
        known=dates is not None,
        scope=slots.scope,
    )


def _used(situation: Situation) -> dict[str, UsedShape]:
    given = situation.thinking.given
    found: dict[str, UsedShape] = {}
    for name, fact in situation.library.facts.items():
        value = situation.assessment.values.get(name)
        if value is None or fact.is_ in UNSAID:
            continue
        how: Origin = "worked_out" if fact.derive else "assumed"
        if given.get(name) is not None:
            how = "told"
        found[name] = UsedShape(value=api_facts.plain(value), how=how)
    return found


def _reading(known: Reading, end: ReadingEnd) -> ReadingShape:
    return ReadingShape(
        id=known.id,
        says=known.says,
        confidence=known.confidence,
        earliest=end.earliest,
        latest=end.latest,
    )
