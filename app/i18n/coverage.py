"""Whether a language says enough to be offered. Knows which messages count, and how many must
be there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.content.library import Library
from app.i18n import core, messages
from app.i18n.voice import Key
from app.model.journeys import Journey

THRESHOLD = 0.95
WHOLE = frozenset({"title", "question", "label"})
"""Last steps of context paths that are titles, questions and options: all must be there."""
ASKING = frozenset({"choices", "questions", "journeys", "facts"})
"""First steps of context paths that belong to the interview."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The messages that count. `journeys` holds those of each interview by itself."""

    content: frozenset[Key]
    whole: frozenset[Key]
    asking: frozenset[Key]
    journeys: tuple[frozenset[Key], ...]
    core: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what counts can be said. Shares from 0 to 1.

    `whole`: titles, questions, options. `asking`: the interview and the words around it.
    `journey`: the interview that is most complete in the language's own words; `core`: titles,
    questions and options of the core journeys, also in its own. A small language says no more.
    """

    whole: float
    asking: float
    journey: float
    missing: tuple[Key, ...]
    core: float = 0
    is_small: bool = False

    @property
    def is_enough(self) -> bool:
        """All titles, questions and options, nearly all of the rest of the interview, and one
        interview in the language's own words rather than in those of its fallbacks. Of a small
        language: the questions of the core journeys in its own words."""
        if self.is_small:
            return self.core >= THRESHOLD
        return self.whole == 1 and self.asking >= THRESHOLD and self.journey >= THRESHOLD


def wanted(library: Library) -> Wanted:
    """What counts in this content set."""
    keys = frozenset(message.key for message in messages.of_content(library))
    asking = frozenset(key for key in keys if key[0].partition(".")[0] in ASKING)
    return Wanted(
        content=keys,
        whole=frozenset(key for key in keys if key[0].rpartition(".")[2] in WHOLE),
        asking=asking,
        journeys=tuple(_of_journey(asking, journey) for journey in library.journeys.values()),
        core=frozenset(each.key for each in core.asking(library)),
    )


def of(
    want: Wanted,
    around: Collection[Key],
    said: Collection[Key],
    own: Collection[Key],
) -> Coverage:
    """`around`: messages of pages and services, as the catalogue lists them. `said`: what can
    be said in any language but English; `own`: in this language itself."""
    asking = want.asking | frozenset(around)
    return Coverage(
        whole=_share(want.whole, said),
        asking=_share(asking, said),
        journey=max((_share(each, own) for each in want.journeys if each), default=1.0),
        missing=tuple(sorted(key for key in want.whole | asking if key not in said)),
        core=_share(want.core, own),
    )


def _of_journey(keys: Iterable[Key], journey: Journey) -> frozenset[Key]:
    asked = {place.asks for section in journey.sections for place in section.questions}
    starts = tuple(f"{name}.{fact}." for fact in asked for name in ("questions", "facts"))
    return frozenset(key for key in keys if key[0].startswith((f"journeys.{journey.id}.", *starts)))


def _share(wanted_keys: Collection[Key], there: Collection[Key]) -> float:
    if not wanted_keys:
        return 1.0
    return sum(key in there for key in wanted_keys) / len(wanted_keys)
