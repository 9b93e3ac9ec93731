"""The two pages around the letters of a batch: one in front of a family's own, with the name on it,
and one for whoever prints, about spare copies. Letters to nobody, so that every renderer can print
them."""

from __future__ import annotations

from collections.abc import Sequence

from app.i18n.voice import mark
from app.letters.filling import joined
from app.model.letters import Block, BlockType, Letter, Run
from app.services.speaking import Speaker

AFTER = (
    mark("Give each family only its own pages.", "service"),
    mark("Shred spare pages that have names on them.", "service"),
    mark("Delete the file from this computer. Empty the bin too.", "service"),
    mark("We keep nothing of your list.", "service"),
)


def slip(speaker: Speaker, child: str, school: str, titles: Sequence[str]) -> Letter:
    """For whom the pages behind it are, and what they are."""
    voice = speaker.voice
    listed = joined((Run(each, lang=voice.lang),) for each in titles)
    blocks = (
        _block("heading", _said(speaker, mark("For the family of:", "service")), _value(child)),
        _block("paragraph", _value(school)),
        _block("heading", _said(speaker, mark("These papers are for you", "service"))),
        Block("list", "paragraph", listed, lang=voice.lang),
        _block(
            "paragraph",
            _said(
                speaker, mark("Read each letter. Write on the empty lines, and sign it.", "service")
            ),
            _said(speaker, mark("Then send it, or hand it in.", "service")),
        ),
    )
    return Letter("slip", "", blocks, voice.lang, voice.direction)


def notice(speaker: Speaker) -> Letter:
    """The last page."""
    voice = speaker.voice
    head = _block("heading", _said(speaker, mark("After you print", "service")))
    said = (_block("paragraph", _said(speaker, each)) for each in AFTER)
    return Letter("notice", "", (head, *said), voice.lang, voice.direction)


def _said(speaker: Speaker, english: str) -> Run:
    words = speaker.words(english, "service")
    return Run(words.text, lang=words.lang)


def _value(text: str) -> Run:
    return Run(text, "value")


def _block(kind: BlockType, *lines: Run) -> Block:
    return Block(kind, kind, joined((each,) for each in lines), lang=lines[0].lang or "en")
