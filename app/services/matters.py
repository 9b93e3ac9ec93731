"""The measures of one case: listed, added, shown, removed, and whose day is the nearest.

One measure is one matter with its own clocks. Facts of the whole case are shared, except those
about the school where a measure was at another one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.content.library import Library
from app.i18n.voice import mark
from app.model.errors import PageNotFound
from app.model.facts import School
from app.services import answer_words, days, earlier, entries, interview, result, situation
from app.services import answers as typed_answers
from app.services.documents import Document, Matter
from app.services.life_views import MatterView, NearerView, PlaceView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import EntryView, Words

ELSEWHERE = "elsewhere"
MORE_THAN_THREE = "more_than_three_terms"
SOON = timedelta(days=31)  # a day further away needs no warning beside what is shown
MOST = 40  # matters of one case: years of school, and to spare


def school_facts(library: Library) -> tuple[str, ...]:
    """Facts of the whole case that are about its school, and differ at another one."""
    slots = library.slots
    named = {slots.school, slots.school_kind, slots.closed_days, slots.counted.get(MORE_THAN_THREE)}
    return tuple(
        fact
        for fact, known in library.facts.items()
        if known.scope == interview.CASE_WIDE
        and (fact in named or fact.startswith(f"{slots.school}."))
    )


def places(library: Library, speaker: Speaker, document: Document) -> tuple[PlaceView, ...]:
    """Where another measure can have happened: each school of the case, then another one."""
    found: dict[str, PlaceView] = {}
    for each in document.matters:
        name = _school(library, document.showing(each.number))
        label = speaker.voice.say("Yes. It was at {school}", "service")
        words = Words(label.text.format(school=name), label.lang)
        if name and name not in found:
            found[name] = PlaceView(str(each.number), words)
    if not found:
        same = speaker.voice.say("Yes. It was at the same school", "service")
        number = str(document.matter.number)
        found[""] = PlaceView(number, Words(same.text, same.lang))
    other = speaker.voice.say("Yes, but it was at another school", "service")
    return (*found.values(), PlaceView(ELSEWHERE, Words(other.text, other.lang)))


def _school(library: Library, document: Document) -> str:
    written = document.answers().get(library.slots.school)
    return str(written.get("name") or "") if isinstance(written, dict) else ""


def add(library: Library, document: Document, journey: str, place: str) -> Document:
    """The case with one more matter, which is shown. `place` is the number of a matter at the
    same school, or says that it was elsewhere. Raises PageNotFound."""
    found = library.journeys.get(journey)
    numbers = [each.number for each in document.matters]
    there = next((each for each in document.matters if str(each.number) == place), None)
    fits = found is not None and bool(found.sections) and len(numbers) < MOST
    if not fits or (there is None and place != ELSEWHERE):
        raise PageNotFound
    own = school_facts(library) if there is None else there.own
    facts = (
        {} if there is None else {each: there.facts[each] for each in own if each in there.facts}
    )
    matter = Matter((journey,), facts, own=own, number=max(numbers, default=0) + 1)
    return replace(document, matters=(*document.matters, matter), shown=matter.number)


def show(document: Document, number: int) -> Document:
    """The case with another of its matters shown. Raises PageNotFound."""
    if number not in [each.number for each in document.matters]:
        raise PageNotFound
    return document.showing(number)


def removed(document: Document) -> Document:
    """The case without the matter shown. Raises PageNotFound for its only one."""
    left = tuple(each for each in document.matters if each is not document.matter)
    if not left:
        raise PageNotFound
    return replace(document, matters=left, shown=left[-1].number)


def listed(library: Library, speaker: Speaker, document: Document) -> tuple[MatterView, ...]:
    """Every matter of a case, in the order in which they were told."""
    shown = document.matter
    return tuple(
        _view(library, speaker, document.showing(each.number), each is shown)
        for each in document.matters
    )


def several(found: Situation, speaker: Speaker) -> tuple[MatterView, ...]:
    """The matters of a case that has more than one, so that a page can say which it is about."""
    document = found.interview.document
    return listed(found.library, speaker, document) if len(document.matters) > 1 else ()


def told(library: Library, speaker: Speaker, document: Document) -> tuple[EntryView, ...]:
    """Earlier removals that were put in for the matter shown, one by one."""
    listed = earlier.typed(library, document.matter)
    values = typed_answers.value(library.law, library.slots.history, listed) if listed else ()
    return tuple(entries.entries(speaker, values))


def title(library: Library, speaker: Speaker, document: Document) -> Words:
    """What the school did in the matter shown; the journey's name while that is not known."""
    option = earlier.stage(library, document)
    if option is not None:
        return answer_words.option_label(library, speaker, library.slots.stage, option)
    journey = document.matter.journeys[-1]
    return speaker.words(library.journeys[journey].title, f"journeys.{journey}.title")


def _view(library: Library, speaker: Speaker, document: Document, shown: bool) -> MatterView:
    begun = earlier.begun(library, document)
    day = None
    if begun is not None:
        filler = answer_words.dates(speaker, typed_answers.dates(library.slots.history, begun))
        day = Words(filler.local, speaker.voice.lang)
    return MatterView(
        number=document.matter.number,
        title=title(library, speaker, document),
        begun=day,
        details=tuple(_details(library, speaker, document)),
        shown=shown,
    )


def _details(library: Library, speaker: Speaker, document: Document) -> list[Words]:
    """How long, and at which school, as far as it was put in."""
    found: list[Words] = []
    given = document.answers()
    for fact in (library.slots.counted.get(earlier.DAYS), library.slots.school):
        if fact is not None and given.get(fact) is not None:
            value = typed_answers.value(library.law, fact, given[fact])
            if isinstance(value, School):
                found.append(Words(value.name, ""))
            elif value is not None:
                found.append(answer_words.answer(library, speaker, fact, value))
    return found


def first_day(found: Situation) -> date | None:
    """The nearest safe day of the family that is still to come."""
    return min((day for *_, day in days.running(found)), default=None)


def others(found: Situation) -> tuple[Situation, ...]:
    """The other matters of the case thought through: also those with a question that is open, as
    far as days follow from what is known of them."""
    library, document = found.library, found.interview.document
    made = (
        interview.replay(library, document.showing(each.number), found.on)
        for each in document.matters
        if each is not document.matter
    )
    return tuple(situation.of(library, each, found.on) for each in made)


def nearer(found: Situation, speaker: Speaker) -> NearerView | None:
    """A warning where another matter has an earlier safe day than the one shown, and soon."""
    own = first_day(found)
    dated = [(day, each) for each in others(found) if (day := first_day(each)) is not None]
    if not dated:
        return None
    day, other = min(dated, key=lambda each: each[0])
    if day > found.on + SOON or (own is not None and own <= day):
        return None
    document = other.interview.document
    english = mark("Something else has a nearer day for you: {day}.", "service")
    says = speaker.paired(english, "service", {"day": speaker.day(day)})
    name = title(found.library, speaker, document)
    return NearerView(document.matter.number, says or Words(english), name)


def last_day(found: Situation) -> date | None:
    """The last day of any time limit of any matter: the store keeps the case past it."""
    ends = [result.last_deadline(each) for each in (found, *others(found))]
    return max((each for each in ends if each is not None), default=None)
