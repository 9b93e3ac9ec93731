"""Hints beside a family's own words, in their language: after saving, and never in the way."""

from __future__ import annotations

from dataclasses import replace

from app.letters import assembly, hints
from app.letters.hints import Hint
from app.model.letters import Letter
from app.services.letter_views import BlockView, HintView, LetterView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words

THEIRS = frozenset({"changed", "own", "added", "stale"})


def hinted(
    situation: Situation, speaker: Speaker, english: Letter, shown: LetterView
) -> LetterView:
    """The page with what there is to say about the words the family wrote, and a caution to read
    before writing, where the case calls for one."""
    known = situation.library.hints
    if known is None:
        return shown
    blocks = tuple(_block(situation, speaker, each) for each in shown.blocks)
    wrote = any(_is_theirs(each) for each in blocks)
    read = hints.reading(known, assembly.sent(english)) if wrote else None
    return replace(
        shown,
        blocks=blocks,
        reading=_said(speaker, read) if read else None,
        caution=_caution(situation, speaker),
    )


def _block(situation: Situation, speaker: Speaker, block: BlockView) -> BlockView:
    known = situation.library.hints
    if known is None or not _is_theirs(block):
        return block
    found = hints.of_text(known, block.text)
    return replace(block, hints=tuple(HintView(_said(speaker, each), each.about) for each in found))


def _is_theirs(block: BlockView) -> bool:
    return block.state in THEIRS and bool(block.text)


def _said(speaker: Speaker, hint: Hint) -> Words:
    return speaker.words(hint.says, hint.context)


def _caution(situation: Situation, speaker: Speaker) -> Words | None:
    """The first caution that certainly applies; with its English while it is a draft."""
    known = situation.library.hints
    for at, each in enumerate(known.cautions if known else ()):
        if situation.holds(each.when) == "yes":
            return speaker.paired(each.says, f"hints.cautions.{at}.says")
    return None
