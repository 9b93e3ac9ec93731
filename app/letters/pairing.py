"""The English letter and the reader's copy, block beside block, under the same numbers."""

from __future__ import annotations

from dataclasses import replace

from app.i18n.voice import mark
from app.letters.assembly import sent
from app.letters.wording import SENT_IN, Said, Voice
from app.model.letters import Block, Letter, LetterPair, Run

KEEP = mark("For you to keep. Do not send. The English is the letter.", "service")

THE_SAME = mark("The same page in your language.", "service")


def pair(
    english: Letter,
    copy: Letter | None = None,
    voice: Voice | None = None,
    *,
    is_sent: bool = True,
) -> LetterPair:
    """What goes out and what the family keeps. `voice` is the copy's language; a document
    (`is_sent` no) is theirs in both.

    The copy has exactly the blocks and the numbers of the letter. Where the family changed the
    English, the copy says that it still shows our text. `draft_line` is in the reader's language
    alone; `copy_heading` holds the English too, so that nothing has to be added to it.
    """
    going = sent(english)
    if copy is None or voice is None:
        return LetterPair(going, is_sent=is_sent)
    by_id = {block.id: block for block in copy.blocks}
    changed = voice.say("You changed the English. This is the old text.", "service")
    blocks = (_beside(block, by_id.get(block.id, block), changed) for block in going.blocks)
    draft = voice.say("Draft. No speaker has checked this text yet.", "service")
    return LetterPair(
        english=going,
        copy=replace(copy, blocks=tuple(blocks)),
        copy_heading=_heading(voice, KEEP if is_sent else THE_SAME),
        draft_line=draft.text if voice.is_draft else None,
        is_sent=is_sent,
    )


def _beside(english: Block, copy: Block, changed: Said) -> Block:
    kept = replace(copy, number=english.number)
    if not copy.edited or copy.runs == english.runs:
        return kept
    return replace(kept, runs=(*copy.runs, Run("", "line"), Run(changed.text, lang=changed.lang)))


def _heading(voice: Voice, words: str) -> tuple[Run, ...]:
    """In the reader's language, then in English for whoever finds the page: never twice."""
    said, english = voice.say(words, "service"), Run(words, lang=SENT_IN)
    if said.lang == SENT_IN:
        return (english,)
    return (Run(said.text, lang=said.lang), Run("", "line"), english)
