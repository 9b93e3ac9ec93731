"""Who acts, in the reader's language, with a pictogram."""

from __future__ import annotations

from app.content.library import Library
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import WhoView


def who(situation: Situation, speaker: Speaker, actor_id: str) -> WhoView:
    """One actor as a page about a case shows it."""
    return actor(situation.library, speaker, actor_id)


def actor(library: Library, speaker: Speaker, actor_id: str) -> WhoView:
    """One actor as any page shows it; an unknown id shows as the family."""
    actors = library.process.actors
    found = actors.get(actor_id) or actors[library.slots.family]
    return WhoView(
        found.id,
        speaker.words(found.label, f"actors.{found.id}.label"),
        found.pictogram,
        found.id == library.slots.family,
    )
