"""An assessment as plain text: conclusions in words, with their reasons and sources. English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from app.services import api_views, law_words
from app.services.api_shapes import (
    AssessmentShape,
    BecauseShape,
    ConclusionShape,
    DeadlineShape,
    HangsOnShape,
    LeadShape,
)
from app.services.situation import Situation
from app.services.speaking import Speaker

WIDTH = 88
STATES = {
    "running": "still running",
    "met": "done in time",
    "late": "over, and not done in time",
    "late_if_assumed": "over, if the assumed start is right",
    "unknown": "not settled whether it is over",
}
CALENDARS = {
    "school": "the school's own days",
    "council": "the council's term dates",
    "usual": "the usual school year",
    "weekdays": "weekdays and bank holidays only",
}
SURE = {
    "confirmed": "confirmed",
    "reported": "reported by others, not read by us",
    "our_reading": "our reading",
    "unconfirmed": "not confirmed",
}


def assessment(
    situation: Situation, speaker: Speaker, decisions: Iterable[str] | None = None
) -> str:
    """What is certain with all its reasons, and what each open conclusion hangs on. For
    `decisions` all there is to say. Lines of at most 88 characters."""
    found = api_views.assessed(situation, speaker, decisions)
    lines = [*_opening(found)]
    for state, title in (("certain", "WHAT FOLLOWS"), ("open", "WHAT IS STILL OPEN")):
        shown = {name: each for name, each in found.conclusions.items() if each.state == state}
        lines += ["", title] if shown else []
        for name, each in shown.items():
            lines += ["", *_conclusion(name, each, whole=decisions is not None)]
    for state, title in (("does_not_arise", "DOES NOT ARISE"), ("outside", "BEFORE OUR LAW")):
        names = [name for name, each in found.conclusions.items() if each.state == state]
        lines += ["", title, *_line(", ".join(names))] if names else []
    lines += ["", "This is information, not legal advice. England only."]
    return "\n".join(lines) + "\n"


def _opening(found: AssessmentShape) -> Iterator[str]:
    law = law_words.days(found.law.earliest, found.law.latest)
    known = "" if found.law.known else f" ({found.law.fact} is not known)"
    yield f"On {law_words.day(found.on)}, by the law as at {law}{known}."
    yield f"Content {found.content_hash}."
    assumed = [name for name, each in found.facts.items() if each.how == "assumed"]
    if assumed:
        yield from _line(f"Assumed, because nobody told: {', '.join(assumed)}.", "")


def _conclusion(name: str, found: ConclusionShape, *, whole: bool) -> Iterator[str]:
    if found.points is not None:
        yield f"{name}: {', '.join(found.points.certain) or 'nothing'}"
        if found.points.possible:
            yield from _line(f"Perhaps: {', '.join(found.points.possible)}")
    else:
        yield f"{name}: {found.then or ' or '.join(found.possible)}"
    yield from _line(found.asks_whether)
    for each in found.hangs_on:
        yield from _hanging(each)
    shown = [each for each in found.because if each.certain or whole]
    if found.deadline is not None and not shown:
        yield from _deadline(found.deadline)
    for reason in shown:
        yield from _because(reason, alone=len(found.because) == 1)


def _because(reason: BecauseShape, *, alone: bool) -> Iterator[str]:
    yield ""
    if not alone:
        yield f"  {'' if reason.certain else 'If so: '}{reason.then}"
    for said in (reason.title, *reason.says):
        if said:
            yield from _line(said, "  > ")
    if reason.deadline is not None:
        yield from _deadline(reason.deadline)
    told = "; ".join(
        f"{each.fact} = {_value(each.value)}{' (assumed)' if each.assumed else ''}"
        for each in reason.told
    )
    row = f"row {reason.row}, in force from {law_words.day(reason.version)}"
    yield from _line(f"Because: {told or 'always'} ({row}; {SURE[reason.confidence]}).")
    for law in reason.provisions:
        yield from _line(f"Law: {law.says}")
        for place in law.where:
            yield from _line(f"{place.place} ({SURE[place.confidence]})", "    - ")


def _deadline(limit: DeadlineShape) -> Iterator[str]:
    if limit.earliest is None and limit.latest is None:
        yield from _line(f"Time: no day can be worked out yet; it runs from {limit.runs_from}.")
        return
    days = law_words.days(limit.earliest, limit.latest)
    yield from _line(f"Time: {days}; {STATES[limit.state]}.")
    if limit.hand_in_by and limit.post_by:
        hand, post = law_words.day(limit.hand_in_by), law_words.day(limit.post_by)
        yield from _line(f"To be safe: hand it in by {hand}, or post it first class by {post}.")
    if limit.aim:
        yield from _line(f"Where practicable before {law_words.day(limit.aim)}.")
    assumed = ", which is assumed" if limit.assumed else ""
    yield from _line(f"Counted from {limit.runs_from}{assumed}, over {CALENDARS[limit.source]}.")
    if limit.calendar:
        yield from _line(" ".join(limit.calendar.says))
    for each in limit.readings:
        end = law_words.days(each.earliest, each.latest)
        yield from _line(f"Others count otherwise: {each.says} Then: {end}.")


def _hanging(each: HangsOnShape) -> Iterator[str]:
    ask = ", ".join(each.ask)
    find_out = f" (find out: {ask})" if ask not in ("", each.fact) else ""
    yield from _line(f"Hangs on {each.fact}{find_out}:")
    for lead in each.leads:
        yield from _line(f"{_values(lead)}: {' or '.join(lead.then) or 'nothing'}", "    - ")


def _values(lead: LeadShape) -> str:
    if lead.one_of:
        return " or ".join(lead.one_of)
    if lead.from_ is not None and lead.from_ == lead.to:
        return f"{lead.from_:g}"
    low = f"{'more than' if lead.more_than else 'from'} {lead.from_ or 0:g}"
    return f"{low} up to {lead.to:g}" if lead.to is not None else low


def _value(value: object) -> str:
    match value:
        case None:
            return "not known"
        case {"one_of": list(ids)}:
            return " or ".join(map(str, ids))
        case {"from": low, "to": high}:
            return f"{low} to {high}"
        case list():
            return f"{len(value)} entries" if value else "none"
        case _:
            return str(value)


def _line(text: str, mark: str = "  ") -> list[str]:
    return fill(
        text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False
    ).split("\n")
