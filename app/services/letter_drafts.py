"""The page of one letter: its blocks beside the reader's copy, and what the family does to them.

Pure over plain arguments. Knows neither where edits are stored nor who may see them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.i18n.voice import Voice
from app.letters import edits as changes
from app.letters.edits import Edits
from app.letters.filling import plain
from app.letters.user_text import cleaned
from app.letters.wording import SENT_IN
from app.model.facts import Fact
from app.model.letters import Block, Letter, LetterSource
from app.services.letter_views import BlockView, LetterView
from app.services.views import Language, ToldView, Words

ALWAYS_SHOWN = "own_words"  # an empty box is there to be filled in


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter as it stands, with the reader's copy if they read another language.

    `facts` and `href` say how a fact is found out and where its answer is changed."""

    source: LetterSource
    english: Letter
    copy: Letter | None
    facts: Mapping[str, Fact]
    href: Callable[[str], str | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Sending:
    """What the page says around the blocks, already in the reader's language."""

    to: Words
    by: Words | None = None
    sent: Words | None = None
    note: Words | None = None
    language: Language | None = None


def letter_view(draft: Draft, sending: Sending, voice: Voice) -> LetterView:
    """Everything the page of one letter shows."""
    source, context = draft.source, f"letters.{draft.source.id}"
    steps = enumerate(source.send)
    advice = (_words(voice, text, f"{context}.send.{at}") for at, text in steps)
    warning = source.warning
    return LetterView(
        id=source.id,
        title=_words(voice, source.title, f"{context}.title"),
        does=_words(voice, source.does, f"{context}.does"),
        to=sending.to,
        by=sending.by,
        blocks=block_views(draft, voice),
        missing=_missing(draft, voice),
        send=(*((sending.note,) if sending.note else ()), *advice),
        warning=_warning(voice, warning, f"{context}.warning") if warning else None,
        sent=sending.sent,
        copy_language=sending.language,
        is_sent=source.kind == "letter",
    )


def edit_block(edits: Edits, letter: Letter, block_id: str, text: str) -> Edits:
    """The block says `text`. Our own words, or none at all, change nothing or leave it out.

    `letter` is the English one as it stands. An unknown block changes nothing.
    """
    block, words = _block(letter, block_id), cleaned(text).strip()
    if block is None:
        return edits
    if block.added:
        return changes.with_own_text(edits, block_id, words)
    if block.kind == ALWAYS_SHOWN:
        return _in(changes.with_text(edits, block_id, words, ""), block)
    ours = _ours(block, edits)
    if words == ours:
        return changes.with_block(changes.without_text(edits, block_id), block_id)
    if not words:
        return changes.without_block(edits, block_id)
    return _in(changes.with_text(edits, block_id, words, ours), block)


def in_language(edits: Edits, letter: Letter, block_id: str, lang: str | None) -> Edits:
    """The family's own words of a block are in this language; None: in English."""
    block = _block(letter, block_id)
    if block is None or block.kind != ALWAYS_SHOWN:
        return edits
    return changes.with_language(edits, block_id, lang)


def add_own(edits: Edits, kind: str, text: str) -> Edits:
    """One more reason, or one more thing asked for, in the family's own words."""
    words = cleaned(text).strip()
    if not words or kind not in ("point", "request"):
        return edits
    return changes.with_own(edits, "point" if kind == "point" else "request", words)


def move_up(edits: Edits, letter: Letter, block_id: str) -> Edits:
    """The point stands before the one above it, the request likewise. The first stays."""
    moved = _block(letter, block_id)
    if moved is None or moved.number is None:
        return edits
    ids = [each.id for each in letter.blocks if each.kind == moved.kind and each.number is not None]
    at = ids.index(block_id)
    if at == 0:
        return edits
    ids[at - 1], ids[at] = ids[at], ids[at - 1]
    others = tuple(each for each in edits.order if each not in ids)
    return changes.with_order(edits, (*others, *ids))


def keep_mine(edits: Edits, letter: Letter, block_id: str) -> Edits:
    """The family's text stays, although ours is different now."""
    block, edit = _block(letter, block_id), edits.texts.get(block_id)
    if block is None or edit is None:
        return edits
    return changes.with_text(edits, block_id, edit.text, _ours(block, edits))


def use_ours(edits: Edits, block_id: str) -> Edits:
    """The block says what we say again; the family's own point is gone."""
    if changes.is_own(edits, block_id):
        return changes.with_own_text(edits, block_id, "")
    return changes.without_text(edits, block_id)


def leave_out(edits: Edits, block_id: str) -> Edits:
    """The block is not sent."""
    return changes.without_block(edits, block_id)


def put_back(edits: Edits, block_id: str) -> Edits:
    """The block is sent after all."""
    return changes.with_block(edits, block_id)


def tick_point(edits: Edits, block_id: str, *, ticked: bool = True) -> Edits:
    """An offered point is put in, or taken out again."""
    change = changes.with_tick if ticked else changes.without_tick
    return change(edits, block_id)


def _in(edits: Edits, block: Block) -> Edits:
    """Who writes in an offered block wants it in the letter."""
    gone = block.offered and block.stale
    return changes.with_tick(edits, block.id) if block.offered and not gone else edits


def _ours(block: Block, edits: Edits) -> str:
    """Our wording of a block as the facts are now."""
    if not block.edited:
        return plain(block.runs)
    return block.suggested if block.suggested is not None else edits.texts[block.id].baseline


def _block(letter: Letter, block_id: str) -> Block | None:
    return next((block for block in letter.blocks if block.id == block_id), None)


def block_views(draft: Draft, voice: Voice) -> tuple[BlockView, ...]:
    """Every block of one page of a letter, as it is read and changed."""
    copies = {block.id: block for block in draft.copy.blocks} if draft.copy else {}
    own = copies if copies else {block.id: block for block in draft.english.blocks}
    return tuple(
        _block_view(block, own.get(block.id, block), draft, voice)
        for block in draft.english.blocks
        if block.runs or block.kind == ALWAYS_SHOWN
    )


def _block_view(block: Block, read: Block, draft: Draft, voice: Voice) -> BlockView:
    """`read` is the block in the reader's language; prompts and examples come from there."""
    return BlockView(
        id=block.id,
        kind=block.kind,
        number=block.number,
        text=plain(block.runs),
        state=_state(block),
        copy=plain(read.runs) if draft.copy else None,
        can_move=_can_move(block, draft.english),
        suggested=block.suggested,
        prompts=tuple(Words(each, read.lang) for each in read.prompts),
        example=Words(read.example, read.lang) if read.example else None,
        caution=_caution(block, draft, voice),
        is_foreign=_is_foreign(block),
    )


def _is_foreign(block: Block) -> bool:
    """Whether the family says that its own words are not in English."""
    return block.kind == ALWAYS_SHOWN and block.lang != SENT_IN


def _can_move(block: Block, letter: Letter) -> bool:
    """Whether there is another of its kind above a numbered block."""
    if block.number is None:
        return False
    same = (each for each in letter.blocks if each.kind == block.kind and each.number is not None)
    return next(same).id != block.id


def _state(block: Block) -> str:
    states = {
        "added": block.added and not block.left_out,
        "left_out": block.left_out,
        "stale": block.stale,
        "offered": block.offered,
        "own": block.kind == ALWAYS_SHOWN,
        "changed": block.edited,
    }
    return next((name for name, holds in states.items() if holds), "ours")


def _caution(block: Block, draft: Draft, voice: Voice) -> Words | None:
    """How to find out what an offered point hangs on, or that the copy shows an older text."""
    if block.offered:
        return _find_out(block, draft, voice)
    if not draft.copy:
        return None
    if block.kind == ALWAYS_SHOWN and block.runs and not _is_foreign(block):
        said = voice.say(
            "If this is not in English, the school may not be able to read it. "
            "Ask a helper to put it in English.",
            "service",
        )
        return Words(said.text, said.lang)
    if block.edited:
        said = voice.say("You changed the English. This is the old text.", "service")
        return Words(said.text, said.lang)
    return None


def _find_out(block: Block, draft: Draft, voice: Voice) -> Words | None:
    for name in block.hangs_on:
        fact = draft.facts.get(name) or draft.facts.get(name.rpartition(".")[0])
        if fact and fact.find_out:
            return _words(voice, fact.find_out, f"facts.{fact.id}.find_out")
    return None


def _missing(draft: Draft, voice: Voice) -> tuple[ToldView, ...]:
    """What the letter would like to print: told in the reader's language, each fact once."""
    read = draft.copy or draft.english
    blank = voice.say("Not filled in yet", "service")
    return tuple(
        ToldView(
            label=Words(each.label, read.lang),
            answer=Words(blank.text, blank.lang),
            change=draft.href(each.fact),
        )
        for each in {each.fact: each for each in read.missing}.values()
    )


def _words(voice: Voice, english: str, context: str) -> Words:
    said = voice.say(english, context)
    return Words(said.text, said.lang, None, voice.recording(english, context, said.lang))


def _warning(voice: Voice, english: str, context: str) -> Words:
    """A warning in a draft translation always has its English beside it."""
    said = voice.say(english, context)
    draft = voice.needs_english(context, english)
    recorded = voice.recording(english, context, said.lang)
    return Words(said.text, said.lang, english if draft else None, recorded)
