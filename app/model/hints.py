"""What to say about a family's own words in a letter, and when. Never a reason to stop it."""

from __future__ import annotations

from pydantic import Field

from app.model.facts import Strict
from app.model.rules import When


class TooLong(Strict):
    """What to say where there are more words than this."""

    more_than: int
    says: str


class WordHint(Strict):
    """Words or phrases to think about, and what to say where one of them stands."""

    words: tuple[str, ...]
    says: str


class Ease(Strict):
    """How a letter reads whose sentences have up to so many words on average (None: any more)."""

    says: str
    up_to: int | None = None


class Caution(Strict):
    """What to say before anything is written, where something about the case holds."""

    when: When = Field(default_factory=dict)
    says: str


class Hints(Strict):
    """`letters/hints.yaml`. `blank` is said where a line is still to be filled in; of `reading`
    the first that fits is said."""

    sentence: TooLong
    block: TooLong
    blank: str
    reading: tuple[Ease, ...]
    words: tuple[WordHint, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """Everything that a family can read of it. The words looked for are the family's own."""
        return (
            self.sentence.says,
            self.block.says,
            self.blank,
            *(each.says for each in self.reading),
            *(each.says for each in self.words),
            *(each.says for each in self.cautions),
        )
