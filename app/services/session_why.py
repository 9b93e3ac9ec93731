"""Why a question is asked: what it decides, which letters use it, and the law behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.content.library import Library
from app.engine.law import DEADLINE, clock_needs
from app.model.letters import UsePart
from app.model.rules import Row, When
from app.services import law_views, reasons, rule_words, uses
from app.services.rights_views import ProvisionView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words

CONFIDENCE = {
    "confirmed": "We have read the text itself.",
    "reported": "Reported by others. We have not read the newest text.",
    "our_reading": "This is our reading of the law.",
    "unconfirmed": "Not confirmed.",
}


@dataclass(frozen=True, slots=True)
class CitedView:
    """A provision behind a question, and how sure we are of it, in words."""

    provision: ProvisionView
    sure: str


@dataclass(frozen=True, slots=True)
class AskedForView:
    """Why a question is asked. `decides`: what its answer decides by itself; `more`: how many
    other decisions rest on it from afar."""

    decides: tuple[Words, ...]
    more: int
    letters: tuple[Words, ...]
    law: tuple[CitedView, ...]


def asked_for(situation: Situation, speaker: Speaker, fact: str) -> AskedForView:
    """What rests on the answer to a question, in the family's journeys."""
    library = situation.library
    resting = [
        each for each in situation.decisions if fact in library.law.roots.get(each, frozenset())
    ]
    direct = [each for each in resting if _rows(situation, each, fact)]
    return AskedForView(
        decides=tuple(rule_words.label(library, speaker, each) for each in direct),
        more=len(resting) - len(direct),
        letters=tuple(
            speaker.words(library.letters[each].title, f"letters.{each}.title")
            for each in _letters(library).get(fact, ())
            if situation.holds(library.letters[each].available_when) != "no"
        ),
        law=tuple(_law(situation, speaker, direct, fact)),
    )


def _law(
    situation: Situation, speaker: Speaker, decisions: list[str], fact: str
) -> Iterator[CitedView]:
    cited = (
        name for each in decisions for row in _rows(situation, each, fact) for name in row.cite
    )
    for name in dict.fromkeys(cited):
        found = law_views.provision(situation, speaker, name)
        if found is not None:
            sure = reasons.law(situation, speaker, name, situation.on).confidence
            yield CitedView(found, CONFIDENCE.get(sure, CONFIDENCE["unconfirmed"]))


def _rows(situation: Situation, decision: str, fact: str) -> tuple[Row, ...]:
    """The lines of today's law in which an answer stands, by itself or worked out from."""
    library = situation.library
    table = law_views.in_force(library, decision, situation.on)
    if table is None:
        return ()
    rows = table.version.rows
    found = tuple(each for each in rows if _stands_in(library, _names(each), fact))
    if found or not _stands_in(library, set(library.decisions[decision].only_if), fact):
        return found
    return rows


def _names(row: Row) -> set[str]:
    when: When = row.when
    clock = clock_needs(row.within) if row.within else ()
    return {*when, *(each.removesuffix(DEADLINE) for each in clock)}


def _stands_in(library: Library, names: set[str], fact: str) -> bool:
    """Whether conditions name a fact, an option of it, or what is worked out from it alone."""
    law = library.law
    own = {law.part_of[each][0] if each in law.part_of else each for each in names}
    return any(
        each == fact or (each in library.facts and fact in law.roots.get(each, frozenset()))
        for each in own
    )


@lru_cache(maxsize=4)
def _letters(library: Library) -> dict[str, tuple[str, ...]]:
    """The letters that use each asked fact, in a condition or in their text."""
    found: dict[str, tuple[str, ...]] = {}
    for name, letter in library.letters.items():
        shared = [library.parts[each.use] for each in letter.blocks if isinstance(each, UsePart)]
        entries = (letter, *shared)
        for fact in frozenset().union(*(uses.roots_named(library, each) for each in entries)):
            found[fact] = (*found.get(fact, ()), name)
    return found
