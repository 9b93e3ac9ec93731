"""Everything by date as a paper to hand over: English, with a copy in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.content.library import Library
from app.letters import pairing
from app.model.letters import Block, BlockType, Letter, LetterPair, Run
from app.services import chronology
from app.services.documents import Document
from app.services.life_views import LineView
from app.services.speaking import Speaker
from app.services.views import Words


def paper(library: Library, document: Document, speaker: Speaker, on: date) -> LetterPair:
    """The case by date; the same numbers of lines in both languages."""
    english = _written(library, document, Speaker(speaker.english, speaker.english), on)
    if speaker.voice.lang == speaker.english.lang:
        return pairing.pair(english, None, None)
    return pairing.pair(english, _written(library, document, speaker, on), speaker.voice)


def _written(library: Library, document: Document, speaker: Speaker, on: date) -> Letter:
    told = chronology.chronology(library, document, speaker, on)
    title = speaker.words("Everything by date", "")
    undated = speaker.words("Without a date", "")
    voice = speaker.voice
    blocks = [
        _block("title", "reference", voice.lang, (_run(title),)),
        *_lines("dated", told.dated, voice.lang),
    ]
    if told.undated:
        blocks.append(_block("undated", "heading", voice.lang, (_run(undated),)))
        blocks += _lines("undated", told.undated, voice.lang)
    return Letter("chronology", title.text, tuple(blocks), voice.lang, voice.direction)


def _block(id_: str, kind: BlockType, lang: str, runs: tuple[Run, ...]) -> Block:
    return Block(id_, kind, runs, lang=lang)


def _lines(name: str, lines: Iterable[LineView], lang: str) -> Iterator[Block]:
    for n, each in enumerate(lines):
        yield _block(f"{name}{n}", "paragraph", lang, tuple(_runs(each)))


def _runs(line: LineView) -> Iterator[Run]:
    """The day, what happened, the detail, and on a line of its own where it is from."""
    if line.matter is not None:
        yield _run(line.matter)
        yield Run("", "line")
    if line.when is not None:
        yield _run(line.when)
        yield Run(": ")
    yield _run(line.what)
    if line.detail is not None:
        yield Run(" ")
        yield Run(line.detail.text, "value", line.detail.lang)
    yield Run("", "line")
    yield Run("(")
    yield _run(line.source)
    yield Run(")")


def _run(words: Words) -> Run:
    return Run(words.text, "text", words.lang)
