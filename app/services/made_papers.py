"""Pages made from what a case holds, not from content: what happened by date, the days to keep,
and everything in short. Each is a letter to nobody, so that every renderer can print it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from app.i18n.voice import mark
from app.letters.filling import joined
from app.model.letters import Block, BlockType, Letter, Run
from app.services import chronology, days, letter_shelf, result
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import DayView, Words

CHECK = mark("Check each day against the papers, and add what is missing.", "service")

Blocks = Iterator[Block]


@dataclass(frozen=True, slots=True)
class Made:
    """A page that the app makes itself. `title` and `does` are marked for translation."""

    title: str
    does: str
    blocks: Callable[[Situation, Speaker], Blocks]


def letter(situation: Situation, speaker: Speaker, paper: str) -> Letter:
    """One page in the speaker's own language. Raises KeyError."""
    made = MADE[paper]
    title = speaker.words(made.title, "service")
    found = (_block("reference", title), *_about(situation), *made.blocks(situation, speaker))
    numbered = tuple(replace(each, id=f"{each.id}{at}") for at, each in enumerate(found))
    return Letter(paper, title.text, numbered, speaker.voice.lang, speaker.voice.direction)


def _about(situation: Situation) -> Blocks:
    line = result.child_line(situation)
    if line:
        yield Block("about", "paragraph", (Run(line, "value"),))


def _by_date(situation: Situation, speaker: Speaker) -> Blocks:
    """Only what has a day: own words about an event are not for every reader of this page."""
    document = situation.interview.document
    told = chronology.chronology(situation.library, document, speaker, situation.on)
    for when, lines in groupby(told.dated, key=lambda each: each.when):
        if when is not None:
            yield _block("heading", when)
        for each in lines:
            said = [each.matter, each.what, each.detail, each.source]
            yield _block("paragraph", *(words for words in said if words))
    if not told.dated:
        yield _said(speaker, mark("No day was put in yet.", "service"))
    yield _said(
        speaker, mark("Check each day against the papers, and add what is missing.", "service"), 4
    )


def _days(situation: Situation, speaker: Speaker) -> Blocks:
    found = days.days(situation, speaker)
    for each in found:
        yield from _day(speaker, each)
    if not found:
        yield _said(speaker, mark("There is no day to keep now.", "service"))
    counted = {each.counted_with.text: each.counted_with for each in found if each.counted_with}
    yield from (_block("paragraph", each) for each in counted.values())


def _day(speaker: Speaker, each: DayView) -> Blocks:
    ends = speaker.voice.list_or([leaf.full for leaf in each.leaves])
    yield _block("heading", Words(ends, speaker.voice.lang))
    yield _block("paragraph", each.title, *each.notes, *((each.unsure,) if each.unsure else ()))


def _in_short(situation: Situation, speaker: Speaker) -> Blocks:
    shown = result.result(situation, speaker).view
    for words in shown.lead:
        yield _block("paragraph", words)
    yield _head(speaker, mark("What to do now", "service"))
    yield _block(
        "paragraph", *(each for each in (shown.today.title, shown.today.says) if each.text)
    )
    yield _head(speaker, mark("The days", "service"))
    for each in shown.days:
        ends = speaker.voice.list_or([leaf.full for leaf in each.leaves])
        yield _block("paragraph", Words(ends, speaker.voice.lang), each.title)
    yield _head(speaker, mark("The letters for now", "service"))
    for card in letter_shelf.cards(situation, speaker):
        if card.now or card.state == "sent":
            yield _block("paragraph", card.title, card.does)


MADE: Mapping[str, Made] = {
    "by-date": Made(
        mark("What happened, by date", "service"),
        mark("Each thing you told us that has a day, and where it is from.", "service"),
        _by_date,
    ),
    "days": Made(
        mark("My days", "service"),
        mark("The days to keep, to put on the wall.", "service"),
        _days,
    ),
    "in-short": Made(
        mark("Everything in short", "service"),
        mark("One page to read at home, in your language and in English.", "service"),
        _in_short,
    ),
}


def _said(speaker: Speaker, english: str, lines: int = 0) -> Block:
    block = _block("paragraph", speaker.words(english, "service"))
    room: Iterable[tuple[Run, ...]] = ((Run("", "gap"),),) * lines
    return replace(block, runs=joined((block.runs, *room)))


def _head(speaker: Speaker, english: str) -> Block:
    return _block("heading", speaker.words(english, "service"))


def _block(kind: BlockType, *lines: Words) -> Block:
    """Words one under the other. The first says which language the block is in."""
    runs = joined((Run(each.text, lang=each.lang),) for each in lines)
    return Block(kind, kind, runs, lang=lines[0].lang)
