"""Days to remember: each certain conclusion with a time limit, as leaves of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.engine import clocks
from app.engine.conclusions import merged
from app.i18n.voice import mark
from app.model import values
from app.model.clocks import Deadline, State
from app.model.outcomes import Outcome
from app.services import actors, assessing, calendar_words, interview
from app.services.filling import FAMILY, Fill
from app.services.life_views import PastView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, Words


def limits(situation: Situation) -> Iterator[tuple[str, Outcome, Deadline]]:
    """Decision, outcome and time limit of everything that has a day to show.

    While a decision is open, its days are shown only if every way out of it has one; where these
    rules are not for the school, none is."""
    for decision in () if situation.is_elsewhere else situation.decisions:
        conclusion = situation.conclusion(decision)
        if conclusion.collects:
            continue
        found = [_of(situation, decision, each) for each in sorted(conclusion.thens)]
        if None not in found:
            yield from (each for each in found if each is not None)


def running(situation: Situation) -> Iterator[tuple[str, Outcome, Deadline, date]]:
    """The family's own days that are still to come, with the day to act: the safe one, or today
    where that has gone by and the last day may not have."""
    for decision, outcome, limit in limits(situation):
        safe = limit.hand_in_by or limit.earliest
        if limit.clock.whose != FAMILY or safe is None:
            continue
        if state(situation, limit, decision) == "running":
            yield decision, outcome, limit, max(safe, situation.on)


def _of(situation: Situation, decision: str, then: str) -> tuple[str, Outcome, Deadline] | None:
    outcome = situation.library.outcome(decision, then)
    alternatives = [
        each for each in situation.conclusion(decision).alternatives if each.then == then
    ]
    limit = merged([each.deadline for each in alternatives if each.deadline is not None])
    if outcome is None or limit is None or not outcome.day:
        return None
    return (decision, outcome, limit) if situation.holds(outcome.when) == "yes" else None


def days(situation: Situation, speaker: Speaker) -> tuple[DayView, ...]:
    """The days, the soonest first; what is over and needs no act is left out."""
    found = (view for *_, view in distinct(situation, speaker))
    return tuple(sorted(found, key=lambda each: each.leaves[0].on))


def distinct(situation: Situation, speaker: Speaker) -> Iterator[tuple[str, Deadline, DayView]]:
    """The days to show in the order of decisions, what says the same about the same day once."""
    told: list[DayView] = []
    for decision, limit, view in with_limits(situation, speaker):
        if not any(_same(view, other) for other in told):
            told.append(view)
            yield decision, limit, view


def by_decision(situation: Situation, speaker: Speaker) -> Iterator[tuple[str, DayView]]:
    """The days to show, each with the decision it follows from, in the order of decisions."""
    yield from ((decision, view) for decision, _, view in with_limits(situation, speaker))


def with_limits(situation: Situation, speaker: Speaker) -> Iterator[tuple[str, Deadline, DayView]]:
    """The same, each with its time limit."""
    for decision, outcome, limit in limits(situation):
        view = _day(situation, speaker, decision, outcome, limit)
        if view is not None:
            yield decision, limit, view


def _same(one: DayView, other: DayView) -> bool:
    """Two ways out of one decision that say the same about the same day."""
    return (one.leaves, one.title) == (other.leaves, other.title)


def state(situation: Situation, limit: Deadline, decision: str) -> State:
    """Where a time limit stands today. An act of the family is also done by sending its letter."""
    stands = assessing.state(situation.assessment, limit)
    sent = _sent_on(situation, decision) if limit.clock.whose == FAMILY else None
    if sent is None or stands == "met":
        return stands
    return clocks.state(limit, situation.on, values.day(sent))


def _sent_on(situation: Situation, decision: str) -> date | None:
    """The first day on which a letter was sent that does what a decision gives a day for."""
    sent = situation.interview.document.sent
    letters = situation.library.letters
    done = [sent[each] for each in sent if each in letters and decision in letters[each].meets]
    return min((date.fromisoformat(each) for each in done), default=None)


def past(situation: Situation, speaker: Speaker) -> tuple[PastView, ...]:
    """Days that are over and need no act: met, or gone by with nothing more to say."""
    found: list[PastView] = []
    for decision, outcome, limit in limits(situation):
        stands = state(situation, limit, decision)
        last = limit.latest or limit.earliest
        if last is None or not (stands == "met" or _is_silent(outcome, limit, stands)):
            continue
        fill = Fill(situation, speaker, limit)
        title = speaker.paired(outcome.day or "", f"outcomes.{decision}.{outcome.id}.day", fill)
        if title is not None:
            who = actors.who(situation, speaker, outcome.who)
            found.append(PastView(speaker.leaf(last), who, title, stands))
    return tuple(sorted(found, key=lambda each: each.leaf.on))


def _is_silent(outcome: Outcome, limit: Deadline, stands: State) -> bool:
    """Whether a day that has gone by leaves nothing to say."""
    return stands.startswith("late") and _over(outcome, limit) is None


def _over(outcome: Outcome, limit: Deadline) -> str | None:
    """What to say once the day is over."""
    return outcome.passed if limit.clock.whose == FAMILY else outcome.late


def _day(
    situation: Situation, speaker: Speaker, decision: str, outcome: Outcome, limit: Deadline
) -> DayView | None:
    stands = state(situation, limit, decision)
    shown = _shown(situation, limit, stands)
    context = f"outcomes.{decision}.{outcome.id}"
    fill = Fill(situation, speaker, limit)
    title = speaker.paired(outcome.day or "", f"{context}.day", fill)
    if not shown or title is None or stands == "met":
        return None
    notes = [_by_post(situation, speaker, limit)]
    if stands.startswith("late"):
        over = _over(outcome, limit)
        if over is None:
            return None
        part = "passed" if limit.clock.whose == FAMILY else "late"
        notes = [speaker.paired(over, f"{context}.{part}", fill)]
    return DayView(
        leaves=tuple(speaker.leaf(each) for each in shown),
        who=actors.who(situation, speaker, outcome.who),
        title=title,
        notes=tuple(each for each in (*notes, *_last_day(speaker, limit)) if each),
        counted_with=_calendar(situation, speaker, limit),
        is_safe_day=limit.clock.whose == FAMILY,
        unsure=_if_assumed(speaker, limit, stands)
        or _hangs(situation, speaker, decision)
        or _unsure(speaker, limit, len(shown)),
        state=stands,
        count=_count(situation, speaker, decision, limit),
        **(_letter(situation, speaker, outcome) if stands.startswith("late") else {}),
    )


def _shown(situation: Situation, limit: Deadline, stands: State) -> tuple[date, ...]:
    """The family's safe day alone (today, if it is over and the last day may not be); for others
    the first and the last possible day."""
    if limit.clock.whose == FAMILY:
        first = limit.hand_in_by or limit.earliest
        if first is None:
            return ()
        return (first if stands.startswith("late") else max(first, situation.on),)
    if limit.earliest is None:
        return ()
    if limit.latest is None or limit.latest == limit.earliest:
        return (limit.earliest,)
    return limit.earliest, limit.latest


def _by_post(situation: Situation, speaker: Speaker, limit: Deadline) -> Words | None:
    """The last day to post a letter, while there still is one."""
    if limit.clock.whose != FAMILY or limit.post_by is None or limit.post_by < situation.on:
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


def _calendar(situation: Situation, speaker: Speaker, limit: Deadline) -> Words | None:
    """Which calendar the day was counted on."""
    used = calendar_words.used(situation, limit)
    return calendar_words.note(speaker, used) if used else None


def _if_assumed(speaker: Speaker, limit: Deadline, stands: State) -> Words | None:
    """Late only if the day we counted from is right: a question to ask, not a finding."""
    if stands != "late_if_assumed" or limit.start is None:
        return None
    english = mark(
        "We counted from {day}, but nobody has told us that day for sure. Ask them: is it right?",
        "service",
    )
    return speaker.paired(english, "service", {"day": speaker.day(limit.start.low)})


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


def _hangs(situation: Situation, speaker: Speaker, decision: str) -> Words | None:
    if situation.conclusion(decision).then is not None:
        return None
    english = mark("Who must act depends on something we do not know yet. See below.", "service")
    return speaker.paired(english, "service")


def _count(situation: Situation, speaker: Speaker, decision: str, limit: Deadline) -> str | None:
    """Where the count is shown, if there is one day by day."""
    shown = clocks.working(limit, situation.interview.calendar)
    return speaker.href(f"/days/{interview.key_of(decision)}") if shown else None


def _letter(situation: Situation, speaker: Speaker, outcome: Outcome) -> dict[str, Any]:
    """The first letter of an outcome that the facts call for."""
    for name in outcome.letters:
        source = situation.library.letters[name]
        if situation.holds(source.available_when) == "yes":
            return {
                "letter": speaker.href(f"/letter/{name}"),
                "letter_title": speaker.words(source.title, f"letters.{name}.title"),
            }
    return {}
