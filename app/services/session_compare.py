"""Two answers to one question beside each other: what each of them means for days and duties.

Pure: nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.services import actors, answer_words, days, letter_shelf, points, today
from app.services.interview import Interview
from app.services.session_agenda import opened
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a column. `day` is empty for what has none; `only_here`: the other column does
    not say it."""

    says: Words
    day: str = ""
    who: str = ""
    only_here: bool = False


@dataclass(frozen=True, slots=True)
class SideView:
    """What follows from one answer."""

    answer: Words
    to_do: Item
    days: tuple[Item, ...]
    follows: tuple[Item, ...]
    letters: tuple[Item, ...]
    more_questions: int


def sides(
    speaker: Speaker, fact: str, before: Interview, made: tuple[Situation, ...]
) -> tuple[SideView, ...]:
    """A column for each situation `made` of another answer, with what only it says marked
    and, where days give no order, said first."""
    plain = [_side(speaker, fact, before, each) for each in made]
    return tuple(_marked(each, [other for other in plain if other is not each]) for each in plain)


def _side(speaker: Speaker, fact: str, before: Interview, found: Situation) -> SideView:
    made = found.interview
    return SideView(
        answer=answer_words.answer(found.library, speaker, fact, made.walk.given.get(fact)),
        to_do=Item(today.today(found, speaker, ()).title),
        days=tuple(
            Item(each.title, " to ".join(leaf.full for leaf in each.leaves), each.who.label.text)
            for each in days.days(found, speaker)
        ),
        follows=tuple(_follows(found, speaker)),
        letters=tuple(Item(each) for each in letter_shelf.titles(found, speaker).values()),
        more_questions=len(opened(before, made)),
    )


def _follows(found: Situation, speaker: Speaker) -> Iterator[Item]:
    """Duties, rights, faults and warnings that certainly follow."""
    for each in points.certain(found):
        said = points.sentences(found, speaker, each)
        if said:
            yield Item(said[0], who=actors.who(found, speaker, each.outcome.who).label.text)


def _marked(side: SideView, others: list[SideView]) -> SideView:
    def mark(items: Iterable[Item], part: str) -> tuple[Item, ...]:
        elsewhere = {each for other in others for each in getattr(other, part)}
        marked = (replace(each, only_here=each not in elsewhere) for each in items)
        return tuple(sorted(marked, key=lambda each: not each.only_here and not each.day))

    return replace(
        side,
        to_do=replace(side.to_do, only_here=all(side.to_do != each.to_do for each in others)),
        days=mark(side.days, "days"),
        follows=mark(side.follows, "follows"),
        letters=mark(side.letters, "letters"),
    )
