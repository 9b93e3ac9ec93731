"""One interview as a flow chart: its questions in order, when each is asked, what is worked out.

Derived from content alone; where it is drawn, and how, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.content.library import Library
from app.i18n.voice import mark
from app.model.errors import PageNotFound
from app.model.journeys import Asked, Journey, Stage
from app.model.rules import When
from app.services import actors, interview, rights, rule_words
from app.services import situation as situations
from app.services.rights_views import ChartView, StepView
from app.services.speaking import Speaker
from app.services.views import StageView, Words

Place = tuple[Asked, list[When]]


def chart(library: Library, speaker: Speaker, name: str, on: date) -> ChartView:
    """The chart of a journey. Raises PageNotFound for one without questions."""
    found = library.journeys.get(name)
    if found is None or not found.sections:
        raise PageNotFound
    context = f"journeys.{name}"
    lead = speaker.paired(found.lead, f"{context}.lead")
    return ChartView(
        title=speaker.words(found.title, f"{context}.title"),
        lead=(lead,) if lead else (),
        parts=tuple(_parts(library, speaker, found)),
        stages=stages(library, speaker, found, on),
        way=rights.way(speaker, found),
    )


def stages(library: Library, speaker: Speaker, journey: Journey, on: date) -> tuple[StageView, ...]:
    """The whole way of the measure, as it stands before anything is known: nobody is anywhere on
    it yet, and sentences that need a case are left out."""
    document = interview.begin(library, journey.id, speaker.voice.lang)
    begun = interview.replay(library, document, on)
    situation = situations.of(library, begun, on)
    found = [each for each in library.process.stages if situation.holds(each.when) == "yes"]
    return tuple(_stage(library, speaker, each) for each in found)


def _stage(library: Library, speaker: Speaker, stage: Stage) -> StageView:
    context = f"stages.{stage.id}"
    says = (
        speaker.paired(each, f"{context}.says.{index}") for index, each in enumerate(stage.says)
    )
    return StageView(
        title=rule_words.said(speaker, stage.title, f"{context}.title"),
        status="later",
        who=actors.actor(library, speaker, stage.who),
        says=tuple(each for each in says if each is not None),
    )


def _parts(
    library: Library, speaker: Speaker, journey: Journey
) -> Iterator[tuple[Words, tuple[StepView, ...]]]:
    """The sections with what they ask, what can be told later, and what is worked out."""
    places = [(section, _places(section.questions)) for section in journey.sections]
    for section, asked in places:
        steps = tuple(_asked(library, speaker, each) for each in asked if not each[0].later)
        if steps:
            title = f"journeys.{journey.id}.sections.{section.id}.title"
            yield speaker.words(section.title, title), steps
    later = tuple(
        _asked(library, speaker, each) for _, asked in places for each in asked if each[0].later
    )
    if later:
        yield speaker.words(mark("What you can tell us later", "service"), "service"), later
    worked = tuple(
        StepView("work", rule_words.label(library, speaker, each)) for each in journey.works_out
    )
    if worked:
        yield speaker.words(mark("What we work out", "service"), "service"), worked


def _places(questions: tuple[Asked, ...]) -> list[Place]:
    """Each question once, in the order of its first place, with every condition under which it
    is asked; an empty one among them means always."""
    found: dict[tuple[str, bool], Place] = {}
    for each in questions:
        _, conditions = found.setdefault((each.asks, each.later), (each, []))
        conditions.append(each.only_if)
    return list(found.values())


def _asked(library: Library, speaker: Speaker, place: Place) -> StepView:
    asked, conditions = place
    always = any(not each for each in conditions)
    return StepView(
        kind="later" if asked.later else "ask",
        says=rule_words.label(library, speaker, asked.asks),
        only_if=()
        if always
        else tuple(rule_words.cells(library, speaker, each) for each in conditions),
    )
