"""Days to remember: each certain conclusion with a time limit, as leaves of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.engine import clocks
from app.i18n.voice import mark
from app.model.clocks import Deadline, State
from app.model.outcomes import Outcome
from app.model.values import Dates
from app.services import actors, interview
from app.services.filling import FAMILY, Fill
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, Words


def limits(situation: Situation) -> Iterator[tuple[str, Outcome, Deadline]]:
    """Decision, outcome and time limit of everything certain that has a day to show."""
    for decision in situation.decisions:
        conclusion = situation.conclusion(decision)
        limit = situation.deadline(decision)
        outcome = situation.library.outcome(decision, conclusion.then or "")
        if outcome is None or limit is None or not outcome.day:
            continue
        if situation.holds(outcome.when) == "yes":
            yield decision, outcome, limit


def days(situation: Situation, speaker: Speaker) -> tuple[DayView, ...]:
    """The days, the soonest first; what is over and needs no act is left out."""
    found: list[tuple[date, DayView]] = []
    for decision, outcome, limit in limits(situation):
        view = _day(situation, speaker, decision, outcome, limit)
        if view is not None:
            found.append((view.leaves[0].on, view))
    return tuple(view for _, view in sorted(found, key=lambda each: each[0]))


def state(situation: Situation, limit: Deadline) -> State:
    """Where a time limit stands today."""
    done = situation.value(limit.clock.done_when) if limit.clock.done_when else None
    return clocks.state(limit, situation.on, done if isinstance(done, Dates) else None)


def _day(
    situation: Situation, speaker: Speaker, decision: str, outcome: Outcome, limit: Deadline
) -> DayView | None:
    shown = _shown(limit)
    stands = state(situation, limit)
    context = f"outcomes.{decision}.{outcome.id}"
    fill = Fill(situation, speaker, limit)
    title = speaker.paired(outcome.day or "", f"{context}.day", fill)
    if not shown or title is None or stands == "met":
        return None
    notes = [_by_post(speaker, limit)]
    if stands.startswith("late"):
        over = outcome.passed if limit.clock.whose == FAMILY else outcome.late
        if over is None:
            return None
        part = "passed" if limit.clock.whose == FAMILY else "late"
        notes = [speaker.paired(over, f"{context}.{part}", fill)]
    return DayView(
        leaves=tuple(speaker.leaf(each) for each in shown),
        who=actors.who(situation, speaker, outcome.who),
        title=title,
        notes=tuple(each for each in (*notes, *_last_day(speaker, limit)) if each),
        is_safe_day=limit.clock.whose == FAMILY,
        unsure=_unsure(speaker, limit, len(shown)),
        state=stands,
        count=speaker.href(f"/days/{interview.key_of(decision)}"),
        letter=speaker.href(f"/letter/{outcome.letters[0]}") if outcome.letters else None,
    )


def _shown(limit: Deadline) -> tuple[date, ...]:
    """The family's safe day alone; for others the first and the last possible day."""
    if limit.clock.whose == FAMILY:
        first = limit.hand_in_by or limit.earliest
        return (first,) if first else ()
    if limit.earliest is None:
        return ()
    if limit.latest is None or limit.latest == limit.earliest:
        return (limit.earliest,)
    return limit.earliest, limit.latest


def _by_post(speaker: Speaker, limit: Deadline) -> Words | None:
    if limit.clock.whose != FAMILY or limit.post_by is None:
        return None
    return speaker.paired(
        mark("By post: send it first class by {day}.", "service"),
        "service",
        {"day": speaker.day(limit.post_by)},
    )


def _last_day(speaker: Speaker, limit: Deadline) -> Iterator[Words | None]:
    """For the family: the last day the law allows, once it is certain."""
    last = limit.earliest if limit.earliest == limit.latest else None
    if limit.clock.whose == FAMILY and limit.hand_in_by and last and last != limit.hand_in_by:
        yield speaker.paired(
            mark("The last day in law is {day}. Do not wait for it.", "service"),
            "service",
            {"day": speaker.day(last)},
        )


def _unsure(speaker: Speaker, limit: Deadline, leaves: int) -> Words | None:
    if limit.latest is None and limit.clock.whose != FAMILY:
        english = mark("It may be later. We do not know this school's holidays.", "service")
        return speaker.paired(english, "service")
    if leaves > 1:
        return speaker.paired(
            mark("We are not sure of this day. It lies between these two.", "service"),
            "service",
            {},
        )
    if limit.earliest != limit.latest:
        return speaker.paired(
            mark("We are not sure of this day. Act by the first one.", "service"), "service", {}
        )
    return None
