"""A child's page on paper: its words as they are, and apart from them who wrote them down.

As a letter for the Word and PDF files, whose blocks know no picture: there a drawing or a
photo is named, and stands on the page that is printed from the browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.i18n.voice import Said, Voice
from app.letters import pairing
from app.model.letters import Block, BlockType, Letter, LetterPair, Run
from app.model.my_say import MySay
from app.services import my_say, my_say_views
from app.services.my_say import Picture, Plan, Say
from app.services.my_say_views import ROOT, EntryView
from app.services.speaking import Speaker
from app.services.views import Words


@dataclass(frozen=True, slots=True)
class PaperView:
    """The finished paper in one language: its heading, what was said, and who wrote it down."""

    title: Words
    entries: tuple[EntryView, ...]
    adult_heading: Words
    written: Words


def view(content: MySay, plan: Plan, say: Say, speaker: Speaker) -> PaperView:
    """The paper in the reader's language."""
    voice = speaker.voice
    return PaperView(
        title=speaker.words(content.paper, f"{ROOT}.paper"),
        entries=my_say_views.entries(content, plan, say, speaker),
        adult_heading=_words(_adult_heading(voice)),
        written=_words(_written(say, voice)),
    )


def english(speaker: Speaker) -> Speaker:
    """The same page for the school."""
    return Speaker(speaker.english, speaker.english)


def pair(content: MySay, plan: Plan, say: Say, speaker: Speaker) -> LetterPair:
    """The paper for the school, and the same page for a reader of another language. It is the
    child's: nobody signs that it came."""
    school = _letter(view(content, plan, say, english(speaker)), speaker.english)
    if speaker.voice.is_english:
        return pairing.pair(school, is_sent=False)
    own = speaker.listening()
    copy = _letter(view(content, plan, say, own), own.voice)
    return pairing.pair(school, copy, own.voice.judged(), is_sent=False)


def _letter(paper: PaperView, voice: Voice) -> Letter:
    blocks = [_block("title", "reference", paper.title)]
    for at, entry in enumerate(paper.entries):
        blocks += _of_entry(entry, at, voice)
    blocks.append(_block("adult", "heading", paper.adult_heading))
    blocks.append(_block("written", "paragraph", paper.written))
    return Letter("own", paper.title.text, tuple(blocks), voice.lang, voice.direction)


def _of_entry(entry: EntryView, at: int, voice: Voice) -> Iterator[Block]:
    yield _block(f"heading-{at}", "heading", entry.heading)
    if entry.picked:
        listed = voice.list_and([each.text for each in entry.picked])
        yield _block(f"picked-{at}", "paragraph", Words(listed, entry.picked[0].lang))
    if entry.own:
        yield _block(f"own-{at}", "own_words", Words(entry.own, voice.lang))
    if entry.picture:
        yield _block(f"picture-{at}", "paragraph", _words(_elsewhere(entry.picture, voice)))


def _elsewhere(picture: Picture, voice: Voice) -> Said:
    if picture == "photo":
        return voice.say("The photo is on a page of its own.", "service")
    return voice.say("The drawing is on a page of its own.", "service")


def _block(id_: str, kind: BlockType, words: Words) -> Block:
    first, *more = words.text.split("\n")
    runs = [Run(first)]
    for each in more:
        runs += [Run("", "line"), Run(each)]
    return Block(id_, kind, tuple(runs), lang=words.lang)


def _adult_heading(voice: Voice) -> Said:
    return voice.say("From the grown-up", "service")


def _written(say: Say, voice: Voice) -> Said:
    day = voice.date(date.fromisoformat(say.written_on)) if say.written_on else ""
    if say.how == my_say.ALONE:
        said = voice.say("The child wrote this alone. Day: {day}", "service")
    elif say.how == my_say.HELPED and say.writer:
        said = voice.say("{writer} wrote down the child's exact words. Day: {day}", "service")
    elif say.how == my_say.HELPED:
        said = voice.say("A grown-up wrote down the child's exact words. Day: {day}", "service")
    else:
        said = voice.say("Written down by: ____________ Day: {day}", "service")
    return Said(said.text.format(day=day, writer=say.writer), said.lang)


def _words(said: Said) -> Words:
    return Words(said.text, said.lang)
