"""What we are not sure about: what it changes, each possibility, and how to find out."""

from __future__ import annotations

from collections.abc import Iterator

from app.engine import conditions
from app.engine.law import DEADLINE, clock_needs
from app.engine.tables import DOES_NOT_ARISE
from app.i18n.voice import mark
from app.model.assessment import HangsOn, Lead
from app.services import answer_words, interview
from app.services.filling import Fill
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import UnsureView, Words


def doubts(situation: Situation, speaker: Speaker) -> tuple[UnsureView, ...]:
    """One entry for each fact that is open and matters, and one for each assumption used."""
    hanging = _by_root(situation)
    found = [_doubt(situation, speaker, root, each) for root, each in hanging.items()]
    used = [root for root in _assumptions(situation) if root not in hanging]
    found += [_assumption(situation, speaker, root) for root in used]
    return tuple(found)


def _by_root(situation: Situation) -> dict[str, list[tuple[str, HangsOn]]]:
    """Open facts that can be asked, each with the decisions that hang on it."""
    found: dict[str, list[tuple[str, HangsOn]]] = {}
    for decision in situation.decisions:
        conclusion = situation.conclusion(decision)
        if conclusion.then is not None or conclusion.collects:
            continue
        for hanging in conclusion.hangs_on:
            for root in _open_roots(situation, hanging.fact):
                found.setdefault(root, []).append((decision, hanging))
    return found


def _open_roots(situation: Situation, fact: str) -> Iterator[str]:
    for root in sorted(situation.library.law.roots[fact]):
        asked = situation.interview.walk.step(root) is not None
        if asked and not conditions.settled(situation.value(root)):
            yield root


def _assumptions(situation: Situation) -> Iterator[str]:
    """Assumed facts that a day shown to the family was counted from."""
    seen: set[str] = set()
    for decision in situation.decisions:
        limit = situation.deadline(decision)
        if limit is None or not limit.assumed or situation.conclusion(decision).then is None:
            continue
        for name in clock_needs(limit.clock):
            roots = situation.library.law.roots[name.removesuffix(DEADLINE)]
            for root in sorted(roots & situation.assessment.assumed - seen):
                seen.add(root)
                yield root


def _doubt(
    situation: Situation, speaker: Speaker, root: str, hanging: list[tuple[str, HangsOn]]
) -> UnsureView:
    library = situation.library
    says = [_unsure(situation, speaker, decision) for decision, _ in hanging]
    direct = [(decision, each) for decision, each in hanging if each.fact == root]
    leads: dict[Words, tuple[Words, ...]] = {}
    for decision, each in direct:
        for lead in each.leads:
            value = _values(situation, speaker, root, lead)
            titles = _titles(situation, speaker, decision, lead)
            leads[value] = (*leads.get(value, ()), *titles)
    return UnsureView(
        title=answer_words.label(library, speaker, root),
        says=tuple(dict.fromkeys(each for each in says if each is not None)),
        leads=tuple((value, titles) for value, titles in leads.items() if titles),
        find_out=_find_out(situation, speaker, root),
        href=speaker.href(f"/question/{interview.key_of(root)}"),
        what_if=speaker.href(f"/what-if/{interview.key_of(root)}"),
    )


def _unsure(situation: Situation, speaker: Speaker, decision: str) -> Words | None:
    outcomes = situation.library.outcomes.get(decision)
    if outcomes is None or outcomes.unsure is None:
        return None
    context = f"outcomes.{decision}.unsure"
    return speaker.paired(outcomes.unsure, context, Fill(situation, speaker))


def _values(situation: Situation, speaker: Speaker, fact: str, lead: Lead) -> Words:
    library = situation.library
    if lead.ids and library.facts[fact].is_ == "yes_no":
        said = speaker.voice.say("If yes", "service")
        if lead.ids == ("no",):
            said = speaker.voice.say("If no", "service")
        return Words(said.text, said.lang)
    labels = [answer_words.option_label(library, speaker, fact, each) for each in lead.ids]
    return Words(
        speaker.voice.list_or([each.text for each in labels]),
        labels[0].lang if labels else speaker.voice.lang,
    )


def _titles(situation: Situation, speaker: Speaker, decision: str, lead: Lead) -> tuple[Words, ...]:
    found: list[Words] = []
    for then in sorted(lead.then - {DOES_NOT_ARISE}):
        outcome = situation.library.outcome(decision, then)
        if outcome is None or outcome.silent:
            continue
        fill = Fill(situation, speaker, situation.deadline(decision))
        words = speaker.paired(outcome.title, f"outcomes.{decision}.{then}.title", fill)
        if words is not None:
            found.append(words)
    return tuple(found)


def _find_out(situation: Situation, speaker: Speaker, fact: str) -> Words | None:
    english = situation.library.facts[fact].find_out
    return speaker.words(english, f"facts.{fact}.find_out") if english else None


def _assumption(situation: Situation, speaker: Speaker, root: str) -> UnsureView:
    value = situation.value(root)
    used = speaker.paired(
        mark("We used {day}. If that is not right, other days change too.", "service"),
        "service",
        {"day": answer_words.dates(speaker, value)},
    )
    asked = situation.interview.walk.step(root)
    return UnsureView(
        title=answer_words.label(situation.library, speaker, root),
        says=(used,) if used else (),
        leads=(),
        find_out=_find_out(situation, speaker, root),
        href=speaker.href(f"/question/{interview.key_of(root)}") if asked else None,
        what_if=speaker.href(f"/what-if/{interview.key_of(root)}") if asked else None,
    )
