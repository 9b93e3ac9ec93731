"""Every letter there is, for one case: those that fit, those that may, and why others do not."""

from __future__ import annotations

from app.model.letters import LetterSource
from app.services import rule_words
from app.services.letter_views import ListedView
from app.services.situation import Situation
from app.services.speaking import Speaker


def listed(situation: Situation, speaker: Speaker) -> tuple[ListedView, ...]:
    """The whole shelf in its order. A letter that the facts contradict has no address."""
    letters = situation.library.letters.values()
    ordered = sorted(letters, key=lambda each: (each.order, each.id))
    return tuple(_listed(situation, speaker, each) for each in ordered)


def _listed(situation: Situation, speaker: Speaker, source: LetterSource) -> ListedView:
    fits = situation.holds(source.available_when)
    wrong = {
        name: cell
        for name, cell in source.available_when.items()
        if fits == "no" and situation.holds({name: cell}) == "no"
    }
    return ListedView(
        title=speaker.words(source.title, f"letters.{source.id}.title"),
        does=speaker.words(source.does, f"letters.{source.id}.does"),
        href=None if fits == "no" else speaker.href(f"/letter/{source.id}"),
        fits=fits,
        only_if=rule_words.cells(situation.library, speaker, wrong),
    )
