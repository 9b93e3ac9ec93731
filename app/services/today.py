"""The one thing to do now: of the actions that apply, the one with the earliest safe day."""

from __future__ import annotations

from datetime import date

from app.model.journeys import Action
from app.services.filling import FAMILY, Fill
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, TodayView, Words


def today(situation: Situation, speaker: Speaker, days: tuple[DayView, ...]) -> TodayView:
    """Today's act, or that nothing is due and what comes next."""
    tab = speaker.voice.say("Today, {day}", "service").text.format(
        day=speaker.voice.short_date(situation.on)
    )
    actions = open_actions(situation)
    if not actions:
        return _nothing(speaker, tab, days)
    action = actions[0]
    fill = Fill(situation, speaker, situation.deadline(action.clock) if action.clock else None)
    context = f"actions.{action.id}"
    nothing = Words("")
    return TodayView(
        tab=tab,
        title=speaker.paired(action.title, f"{context}.title", fill) or nothing,
        says=speaker.paired(action.says, f"{context}.says", fill) or nothing,
        href=speaker.href(f"/letter/{action.letter}" if action.letter else f"/{action.leads_to}"),
        button=_button(speaker, action),
        note=_ready(speaker) if action.letter else None,
    )


def open_actions(situation: Situation) -> tuple[Action, ...]:
    """Actions that apply and are not done, the most pressing first."""
    found = [each for each in situation.library.actions.values() if _applies(situation, each)]
    ranked = sorted(found, key=lambda each: (_safe_day(situation, each), _rank(each, found)))
    return tuple(ranked)


def _applies(situation: Situation, action: Action) -> bool:
    if situation.holds(action.when) != "yes":
        return False
    if action.letter and action.letter in situation.interview.document.sent:
        return False
    return not action.done_when or situation.holds(action.done_when) != "yes"


def _safe_day(situation: Situation, action: Action) -> date:
    """The day by which to act; today where no clock runs."""
    limit = situation.deadline(action.clock) if action.clock else None
    if limit is None or limit.earliest is None:
        return situation.on
    safe = limit.hand_in_by if limit.clock.whose == FAMILY else limit.earliest
    return safe or limit.earliest


def _rank(action: Action, among: list[Action]) -> int:
    """How many of the others it is to come after."""
    return sum(action.id in other.before for other in among)


def _button(speaker: Speaker, action: Action) -> Words:
    if action.letter:
        said = speaker.voice.say("See the letter", "service")
    elif action.leads_to == "letters":
        said = speaker.voice.say("See the letters", "service")
    else:
        said = speaker.voice.say("Find help", "service")
    return Words(said.text, said.lang)


def _ready(speaker: Speaker) -> Words:
    said = speaker.voice.say("About 5 minutes. It is ready. You can change it.", "service")
    return Words(said.text, said.lang)


def _nothing(speaker: Speaker, tab: str, days: tuple[DayView, ...]) -> TodayView:
    title = speaker.voice.say("Nothing to do today.", "service")
    note = None
    if days:
        said = speaker.voice.say("Next: {day}", "service")
        note = Words(said.text.format(day=days[0].leaves[0].full), said.lang)
    return TodayView(
        tab=tab,
        title=Words(title.text, title.lang),
        says=note or Words(""),
        href=None,
        button=None,
        nothing_due=True,
    )
