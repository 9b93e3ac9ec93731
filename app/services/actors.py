"""Who acts, in the reader's language, with a pictogram."""

from __future__ import annotations

from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import WhoView


def who(situation: Situation, speaker: Speaker, actor: str) -> WhoView:
    """One actor as a page shows it; an unknown id shows as the family."""
    actors = situation.library.process.actors
    found = actors.get(actor) or actors[situation.library.slots.family]
    return WhoView(
        found.id,
        speaker.words(found.label, f"actors.{found.id}.label"),
        found.pictogram,
        found.id == situation.library.slots.family,
    )
