"""Placeholders of outcome, stage and action sentences: dates and answers of this case."""

from __future__ import annotations

from app.engine.law import DEADLINE
from app.model.clocks import Deadline
from app.services import answer_words
from app.services.situation import Situation
from app.services.speaking import Filler, Speaker


class Fill:
    """Looks placeholders up when they are asked for. `own` is the time limit of the sentence's
    own conclusion, behind `{deadline}`, `{earliest}` and `{start}`."""

    def __init__(self, situation: Situation, speaker: Speaker, own: Deadline | None = None) -> None:
        self._situation = situation
        self._speaker = speaker
        self._own = own

    def get(self, name: str, /) -> Filler | None:
        """What stands for a placeholder; None while it is not known."""
        if name in ("deadline", "earliest", "start"):
            return self._of_own(name)
        if name.endswith(DEADLINE):
            return self._limit(self._situation.deadline_named(name))
        value = self._situation.value(name)
        if value is None or name in self._situation.assessment.assumed:
            return None  # what is only assumed is not said as if it were known
        words = answer_words.answer(self._situation.library, self._speaker, name, value)
        return Filler(words.text, words.text)

    def _of_own(self, name: str) -> Filler | None:
        limit = self._own
        if limit is None:
            return None
        if name == "start":
            return self._speaker.day(limit.start.low) if limit.start else None
        if name == "earliest":
            return self._speaker.day(limit.earliest) if limit.earliest else None
        return self._limit(limit)

    def _limit(self, limit: Deadline | None) -> Filler | None:
        """The day to name: the family's safe day; for others the latest day of the range."""
        if limit is None:
            return None
        if limit.clock.whose == FAMILY:
            named = limit.hand_in_by or limit.earliest
            return self._speaker.day(named) if named else None
        return self._speaker.day(limit.latest) if limit.latest else None


FAMILY = "family"
