"""Conditions and time limits in everyday words, in the reader's language. Knows no case.

What would be a right, a day or a warning is paired with its English while it is a draft.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.content.library import Library
from app.engine import conditions
from app.engine.conditions import Among, Bounds, Cell
from app.engine.domains import TODAY
from app.engine.law import DEADLINE
from app.i18n.messages import READINGS
from app.i18n.voice import Voice, mark
from app.model.clocks import Clock
from app.model.rules import CellSource, When
from app.services import actors
from app.services.reasons import caution
from app.services.rights_views import CellView, LimitView
from app.services.speaking import Filler, Speaker
from app.services.views import Words

ENDS = ".\u3002\u06d4\u0964"  # full stops


def cells(library: Library, speaker: Speaker, when: When) -> tuple[CellView, ...]:
    """Every condition of a line or a question, in the order written."""
    return tuple(_cell(library, speaker, fact, each) for fact, each in when.items())


def limit(library: Library, speaker: Speaker, clock: Clock, decision: str) -> LimitView:
    """A time limit: how long, counted from what, whose, and other ways to count it."""
    found = [_main(library, speaker, clock)]
    if clock.first_day == "same" and clock.count != 0:
        found.append(said(speaker, mark("That day is the first day.", "service"), "service"))
    if clock.aim_before:
        english = mark("If it can be done, before this: {aim}", "service")
        aim = _what(library, speaker, clock.aim_before)
        found.append(_filled(speaker, english, {"aim": aim}))
    readings = tuple(
        (
            said(speaker, each.says, f"{READINGS}.{decision}.{each.id}"),
            caution(speaker, each.confidence),
        )
        for each in clock.readings
    )
    return LimitView(tuple(found), actors.actor(library, speaker, clock.whose), readings)


def said(speaker: Speaker, english: str, context: str) -> Words:
    """A sentence without placeholders, paired while it is a draft."""
    return speaker.paired(english, context) or Words(english)


def label(library: Library, speaker: Speaker, name: str) -> Words:
    """What a fact or a decision is called in a condition: its question, or what it means."""
    if name in library.questions:
        context = f"questions.{name}.question"
        found = speaker.paired(library.questions[name].question, context)
        if found is not None:
            return found
    if name in library.facts:
        return said(speaker, library.facts[name].means, f"facts.{name}.means")
    context = f"decisions.{name}.asks_whether"
    return said(speaker, library.decisions[name].asks_whether, context)


def conclusion(library: Library, speaker: Speaker, decision: str, then: str) -> Words | None:
    """What a decision concludes, as families read it: the title, else the first sentence that
    needs no case. None where every sentence needs one."""
    found = library.outcome(decision, then)
    if found is None:
        return None
    context = f"outcomes.{decision}.{then}"
    tried = [(found.title, f"{context}.title")]
    tried += [(each, f"{context}.says.{index}") for index, each in enumerate(found.says)]
    return next((each for one in tried if (each := speaker.paired(*one)) is not None), None)


def _cell(library: Library, speaker: Speaker, name: str, written: CellSource) -> CellView:
    whole, part = library.law.part_of.get(name, (name, ""))
    cell = conditions.parse(written, library.law.domains[name], not_known=True)
    return CellView(
        label=label(library, speaker, whole),
        part=_option(library, speaker, whole, part) if part else None,
        answer=_answer(library, speaker, name, cell),
    )


def _answer(library: Library, speaker: Speaker, name: str, cell: Cell) -> Words:
    if isinstance(cell, Among):
        order = [each for each in library.law.domains[name].ids if each in cell.ids]
        many = [_option(library, speaker, name, each) for each in order]
        return _either(speaker, many, quoted=name in library.decisions)
    if isinstance(cell, Bounds):
        return _bounds(speaker, cell)
    if isinstance(cell, conditions.Given):
        return said(speaker, mark("This is known", "service"), "service")
    return said(speaker, mark("This is not known yet", "service"), "service")


def _option(library: Library, speaker: Speaker, name: str, value: str) -> Words:
    """One value of a fact or of a decision."""
    fact = library.facts.get(name)
    if fact is not None and fact.options:
        english = next(each.label for each in fact.options if each.id == value)
        return said(speaker, english, f"facts.{name}.options.{value}.label")
    if value == "yes":
        return said(speaker, mark("Yes", "service"), "service")
    if value == "no":
        return said(speaker, mark("No", "service"), "service")
    found = conclusion(library, speaker, name, value) if name in library.decisions else None
    return found or said(speaker, mark("This question does not come up", "service"), "service")


def _either(speaker: Speaker, many: Sequence[Words], *, quoted: bool) -> Words:
    """Any of several; whole sentences are `quoted`, so that it is clear where each ends."""
    if len(many) == 1:
        return many[0]
    shape = "“{}”" if quoted else "{}"
    local = [shape.format(each.text.rstrip(ENDS)) for each in many]
    english = [shape.format((each.english or each.text).rstrip(ENDS)) for each in many]
    beside = speaker.english.list_or(english) if any(each.english for each in many) else None
    return Words(speaker.voice.list_or(local), many[0].lang, beside)


def _bounds(speaker: Speaker, cell: Bounds) -> Words:
    has_low, has_high = cell.low > -float("inf"), cell.high < float("inf")
    match (has_low, cell.low_open, has_high, cell.high_open):
        case (True, _, True, _):
            english = mark("More than {low}, up to {high}", "service")
        case (True, True, _, _):
            english = mark("More than {low}", "service")
        case (True, False, _, _):
            english = mark("{low} or more", "service")
        case (_, _, _, True):
            english = mark("Fewer than {high}", "service")
        case _:
            english = mark("{high} or fewer", "service")
    ends = {"low": cell.low if has_low else 0, "high": cell.high if has_high else 0}
    fill = {name: speaker.number(each) for name, each in ends.items()}
    return _filled(speaker, english, fill)


def _main(library: Library, speaker: Speaker, clock: Clock) -> Words:
    fill = {
        "start": _what(library, speaker, clock.from_),
        "length": _length(library, speaker, clock),
    }
    if clock.count == 0:
        english = mark("On this day: {start}", "service")
    elif clock.direction == "back":
        english = mark("{length} before this: {start}", "service")
    else:
        english = mark("{length}, counted from this: {start}", "service")
    return _filled(speaker, english, fill)


def _length(library: Library, speaker: Speaker, clock: Clock) -> Filler:
    if isinstance(clock.count, str):
        named = _what(library, speaker, clock.count)
        return Filler(named.local.rstrip(ENDS), named.english.rstrip(ENDS))
    return Filler(_units(speaker.voice, clock), _units(speaker.english, clock))


def _units(voice: Voice, clock: Clock) -> str:
    n = clock.count if isinstance(clock.count, int) else 0
    match clock.unit:
        case "school_days":
            found = voice.plural("{n} school day", "{n} school days", n, "service")
        case "working_days":
            found = voice.plural("{n} working day", "{n} working days", n, "service")
        case "days":
            found = voice.plural("{n} day", "{n} days", n, "service")
        case "weeks":
            found = voice.plural("{n} week", "{n} weeks", n, "service")
        case "months":
            found = voice.plural("{n} month", "{n} months", n, "service")
    return found.text.format(n=voice.number(n))


def _what(library: Library, speaker: Speaker, name: str) -> Filler:
    """A day or a number in a time limit: what the fact means, or the day of another decision."""
    if name == TODAY:
        english, context = mark("today", "service"), "service"
    elif name.endswith(DEADLINE):
        decision = name.removesuffix(DEADLINE)
        english, context = (
            library.decisions[decision].asks_whether,
            f"decisions.{decision}.asks_whether",
        )
        last = mark("the last day for “{what}”", "service")
        inner = speaker.voice.say(english, context).text
        local = speaker.voice.say("the last day for “{what}”", "service").text
        return Filler(local.format(what=inner), last.format(what=english))
    else:
        english, context = library.facts[name].means, f"facts.{name}.means"
    return Filler(speaker.voice.say(english, context).text, english)


def _filled(speaker: Speaker, english: str, fill: dict[str, Filler]) -> Words:
    return speaker.paired(english, "service", fill) or Words(english)
