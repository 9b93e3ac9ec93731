"""Days, rights and duties of one measure as blocks to print: how sure, whose, and where written."""

from __future__ import annotations

from app.model.assessment import Conclusion
from app.model.letters import Block
from app.model.outcomes import Part
from app.services import days as counted
from app.services import points, reasons
from app.services.paper_blocks import Blocks, heading, lines, titled
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, PointView, ToldView, WhyView

STATES = {
    "running": "Still to come.",
    "late": "Over, and not done in time as far as we know.",
    "late_if_assumed": "Over, if the day we counted from is right.",
    "unknown": "Nobody knows yet whether it is over.",
}
PARTS: tuple[tuple[Part, str], ...] = (
    ("warning", "Look out"),
    ("right", "What the family can do"),
    ("duty", "What others have to do"),
    ("fault", "What the school may have done wrong"),
    ("note", "Also"),
    ("beside", "Other ways beside this"),
)
FORCE = {"must": "must: the law", "should": "should: official guidance", "may": "can"}


def days(found: Situation, speaker: Speaker) -> Blocks:
    """Each day to come or gone by, with its law."""
    listed = sorted(counted.by_decision(found, speaker), key=lambda each: each[1].leaves[0].on)
    for decision, each in listed:
        yield _day(found, speaker, decision, each)
    for past in counted.past(found, speaker):
        state = "Done in time." if past.state == "met" else "Gone by."
        yield titled(past.leaf.full, f"{past.title.text} ({past.who.label.text})", state)
    if not listed:
        yield lines("No day is known yet.")
    used = {each.counted_with.text for _, each in listed if each.counted_with}
    yield from (lines(each) for each in sorted(used))


def law(found: Situation, speaker: Speaker) -> Blocks:
    """What certainly follows, by what it is."""
    nothing = True
    known = points.points(found, speaker, points.certain(found))
    for part, title in PARTS:
        shown = known[part]
        if shown:
            nothing = False
            yield heading(title)
            for each in shown:
                yield _point(each)
    if nothing:
        yield lines("Nothing follows for certain yet.")


def _day(found: Situation, speaker: Speaker, decision: str, each: DayView) -> Block:
    ends = " to ".join(leaf.full for leaf in each.leaves)
    sure = each.unsure.text if each.unsure else "Sure, if the answers are right."
    why = _why(found, speaker, decision, found.conclusion(decision))
    return titled(
        ends,
        f"{each.title.text} ({each.who.label.text})",
        *(note.text for note in each.notes),
        sure,
        STATES.get(each.state, ""),
        *(_written(why) if why else ()),
    )


def _why(
    found: Situation, speaker: Speaker, decision: str, conclusion: Conclusion
) -> WhyView | None:
    for each in conclusion.alternatives:
        outcome = found.library.outcome(decision, each.then)
        if outcome is not None:
            return reasons.why(found, speaker, each.trace, outcome.cite)
    return None


def _point(each: PointView) -> Block:
    force = FORCE.get(each.force or "", "")
    who = " · ".join(filter(None, (each.who.label.text, force)))
    told = "; ".join(_told(one) for one in each.why.told)
    return titled(
        each.title.text,
        who,
        *(said.text for said in each.says),
        f"Because: {told}" if told else "",
        *_written(each.why),
    )


def _told(one: ToldView) -> str:
    """A question ends with its own mark; what a fact means does not."""
    label = one.label.text.rstrip(".")
    return f"{label}{'' if label.endswith('?') else ':'} {one.answer.text}"


def _written(why: WhyView) -> list[str]:
    cautions = dict.fromkeys(each.caution.text for each in why.law if each.caution)
    where = f"The law as it was on {why.law_date}: {'; '.join(why.places)}." if why.places else ""
    return [where or f"The law as it was on {why.law_date}.", *cautions]
