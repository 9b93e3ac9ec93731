"""Rights, duties, faults and warnings: certain conclusions in plain words, each with its why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from app.model.assessment import Alternative
from app.model.outcomes import Outcome, Part
from app.services import actors, reasons
from app.services.filling import Fill
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import PointView, Words


@dataclass(frozen=True, slots=True)
class Certain:
    """One thing that certainly follows."""

    decision: str
    outcome: Outcome
    alternative: Alternative


def certain(situation: Situation) -> Iterator[Certain]:
    """Everything that certainly follows and has words, in the order of content."""
    for decision in situation.decisions:
        conclusion = situation.conclusion(decision)
        if conclusion.then is None and not conclusion.collects:
            continue
        shown: set[str] = set()
        for each in conclusion.alternatives:
            outcome = situation.library.outcome(decision, each.then)
            if outcome is None or outcome.silent or outcome.id in shown:
                continue
            if situation.holds(outcome.when) == "yes":
                shown.add(outcome.id)
                yield Certain(decision, outcome, each)


def points(
    situation: Situation, speaker: Speaker, known: Iterable[Certain]
) -> Mapping[Part, tuple[PointView, ...]]:
    """What is `known` as the points of every part of the page, by their order."""
    found: dict[Part, list[PointView]] = {each: [] for each in get_args(Part)}
    for each in sorted(known, key=lambda each: each.outcome.order):
        view = _view(situation, speaker, each)
        if view is not None:
            found[each.outcome.part].append(view)
    return {part: tuple(views) for part, views in found.items()}


def sentences(situation: Situation, speaker: Speaker, each: Certain) -> tuple[Words, ...]:
    """The title and sentences of one point; a sentence with an unknown day is left out."""
    limit = situation.deadline(each.decision)
    fill = Fill(situation, speaker, limit)
    context = f"outcomes.{each.decision}.{each.outcome.id}"
    said = [speaker.paired(each.outcome.title, f"{context}.title", fill)]
    said += [
        speaker.paired(text, f"{context}.says.{index}", fill)
        for index, text in enumerate(each.outcome.says)
    ]
    return tuple(words for words in said if words is not None)


def _view(situation: Situation, speaker: Speaker, each: Certain) -> PointView | None:
    said = sentences(situation, speaker, each)
    if not said:
        return None
    confidence = each.alternative.trace.confidence
    caution = reasons.caution(speaker, confidence) if confidence == "unconfirmed" else None
    return PointView(
        title=said[0],
        says=(caution, *said[1:]) if caution else said[1:],
        pictogram=each.outcome.pictogram,
        who=actors.who(situation, speaker, each.outcome.who),
        force=None if caution else each.outcome.force,
        why=reasons.why(situation, speaker, each.alternative.trace, each.outcome.cite),
    )
