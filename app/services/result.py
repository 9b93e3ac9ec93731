"""The result page put together, in its order: is it over, what now, when, where, what rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.content.library import Library
from app.engine.journey import Step
from app.engine.reasoning import Reasoning
from app.i18n.voice import mark
from app.model.clocks import Deadline
from app.model.facts import School
from app.services import (
    answer_words,
    days,
    doubts,
    interview,
    letter_shelf,
    my_say_views,
    points,
    process_map,
    support,
    today,
)
from app.services.interview import Interview
from app.services.result_view import ResultView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, TodayView, Words

CLOSE = timedelta(days=7)  # five school days, or fewer: first the letter, then the telephone


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page about a case needs beside its views."""

    view: ResultView
    last_deadline: date | None


def is_elsewhere(library: Library, asked: Interview, on: date) -> bool:
    """Whether the school is certainly one that these rules are not for."""
    thinking = Reasoning(library.law, asked.walk.given, asked.calendar, on)
    then = thinking.conclusion(library.slots.scope).then
    outcome = library.outcome(library.slots.scope, then or "")
    return outcome is not None and not outcome.silent


def result(situation: Situation, speaker: Speaker, *, on_paper: bool = False) -> Shown:
    """Everything on the result page of a case, in the reader's language. `on_paper`: with what is
    missing in every letter, not only in the few that matter now."""
    if situation.is_elsewhere:
        return _elsewhere(situation, speaker)
    listed = days.days(situation, speaker)
    known = points.points(situation, speaker, points.certain(situation))
    stages = process_map.stages(situation, speaker)
    view = ResultView(
        child_line=child_line(situation),
        lead=(
            *_first(situation, speaker),
            *(words for each in known["lead"] for words in (each.title, *each.says)),
        ),
        today=today.today(situation, speaker, listed),
        days=listed,
        stages=stages,
        nearby=process_map.nearby(stages),
        warnings=known["warning"],
        rights=known["right"],
        duties=(*known["duty"], *known["note"]),
        faults=known["fault"],
        beside=known["beside"],
        unsure=doubts.doubts(situation, speaker),
        letters=letter_shelf.cards(situation, speaker, only_now=not on_paper),
        help=support.for_case(situation, speaker),
        help_first=_letter_first(situation, speaker, listed),
        say_on_phone=_on_phone(situation, speaker),
        law_line=_law_line(situation, speaker),
        child_page=my_say_views.link(situation, speaker),
    )
    return Shown(view, last_deadline(situation))


def _first(situation: Situation, speaker: Speaker) -> Iterator[Words]:
    """The first sentences, steady first and then facts: of the step the family is at, else of its
    journey."""
    way = situation.library.journeys[situation.interview.document.matter.journeys[-1]]
    step = process_map.here(situation)
    if step is not None and step.lead:
        words = speaker.paired(step.lead, f"stages.{step.id}.lead")
    else:
        words = speaker.paired(way.lead, f"journeys.{way.id}.lead")
    if words is not None:
        yield words


def _elsewhere(situation: Situation, speaker: Speaker) -> Shown:
    """For a school under other rules: the few certain facts, and who can help."""
    scope = situation.library.slots.scope
    here = (
        each
        for each in points.certain(situation)
        if each.decision == scope and each.outcome.part == "lead"
    )
    every = points.points(situation, speaker, here)["lead"]
    tab = speaker.voice.say("Today, {day}", "service").text
    title = speaker.voice.say("Ask the school for its rules, in writing.", "service")
    find = speaker.voice.say("Find help", "service")
    view = ResultView(
        child_line=child_line(situation),
        lead=tuple(words for each in every for words in each.says[:1]),
        today=TodayView(
            tab=tab.format(day=speaker.voice.short_date(situation.on)),
            title=Words(title.text, title.lang),
            says=Words(""),
            href=speaker.href("/help"),
            button=Words(find.text, find.lang),
        ),
        days=(),
        stages=(),
        nearby=(),
        warnings=every,
        rights=(),
        duties=(),
        faults=(),
        beside=(),
        unsure=(),
        letters=(),
        help=support.for_case(situation, speaker, own_first=True),
        help_first=None,
        say_on_phone=None,
        law_line=_law_line(situation, speaker),
    )
    return Shown(view, None)


def child_line(situation: Situation) -> str | None:
    """The child's and the school's name as the family wrote them, as far as they are known."""
    slots = situation.library.slots
    child, school = situation.value(slots.child_name), situation.value(slots.school)
    names = [
        child if isinstance(child, str) else "",
        school.name if isinstance(school, School) else "",
    ]
    return " · ".join(each for each in names if each) or None


def last_deadline(situation: Situation) -> date | None:
    """The last day of any time limit of the case: the store keeps the case past it."""
    ends = [
        end
        for limit in _limits(situation)
        for end in (limit.latest, limit.earliest)
        if end is not None
    ]
    return max(ends) if ends else None


def _limits(situation: Situation) -> list[Deadline]:
    found = (situation.deadline(decision) for decision in situation.decisions)
    return [each for each in found if each is not None]


def _letter_first(
    situation: Situation, speaker: Speaker, listed: tuple[DayView, ...]
) -> Words | None:
    close = any(
        each.is_safe_day and situation.on <= each.leaves[0].on <= situation.on + CLOSE
        for each in listed
    )
    if not close:
        return None
    english = mark("Send your letter first, then call.", "service")
    return speaker.paired(english, "service")


def _on_phone(situation: Situation, speaker: Speaker) -> Words:
    """One sentence to say on the telephone, always with its English."""
    way = situation.library.journeys[situation.interview.document.matter.journeys[-1]]
    if way.phone:
        said, english = speaker.voice.say(way.phone, f"journeys.{way.id}.phone"), way.phone
    else:
        english = mark("I need help. It is about a problem with my child's school.", "service")
        said = speaker.voice.say(english, "service")
    return Words(said.text, said.lang, english if said.lang != "en" else None)


def _law_line(situation: Situation, speaker: Speaker) -> Words:
    value = situation.value(situation.library.slots.law_date)
    said = speaker.voice.say(
        "This is the law as it was on {day}. It is information, not legal advice.", "service"
    )
    named = speaker.voice.date(value.high if value is not None else situation.on)
    return Words(said.text.format(day=named), said.lang)


def later(situation: Situation, speaker: Speaker) -> tuple[tuple[Words, str], ...]:
    """Questions that can be answered later ("I have a meeting date"), with their addresses."""
    return tuple(_later(situation, speaker, each) for each in situation.interview.walk.later)


def _later(situation: Situation, speaker: Speaker, step: Step) -> tuple[Words, str]:
    fact = step.asked.asks
    words = answer_words.label(situation.library, speaker, fact)
    return words, speaker.href(f"/question/{interview.key_of(fact)}")
