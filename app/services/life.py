"""What the result page shows beside the result: the measures of the case, and what is over."""

from __future__ import annotations

from app.services import days, matters
from app.services.life_views import Differences, LifeView
from app.services.situation import Situation
from app.services.speaking import Speaker


def life(situation: Situation, speaker: Speaker, saved: Differences | None = None) -> LifeView:
    """The life of a case as it stands; `saved` is what an event just changed."""
    library, document = situation.library, situation.interview.document
    earlier = matters.told(library, speaker, document)
    several = len(document.matters) > 1
    return LifeView(
        matters=matters.listed(library, speaker, document) if several or earlier else (),
        earlier=earlier,
        nearer=matters.nearer(situation, speaker) if several else None,
        past=days.past(situation, speaker),
        saved=saved,
    )
