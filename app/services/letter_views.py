"""What the page of one letter is given to show and to change."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.views import Language, ToldView, Words


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of a letter: English, the reader's copy, and its state.

    `state`: ours, changed, own, added, left_out, stale, offered. `can_move`: one of its kind
    stands above it. `text` is the English as plain text
    for editing; `suggested` our wording now, where the family's differs."""

    id: str
    kind: str
    number: int | None
    text: str
    state: str
    copy: str | None = None
    suggested: str | None = None
    prompts: tuple[Words, ...] = ()
    example: Words | None = None
    caution: Words | None = None
    asks: str | None = None
    can_move: bool = False


@dataclass(frozen=True, slots=True)
class LetterView:
    """The page of one letter: blocks to read and change, what is missing, how to send it."""

    id: str
    title: Words
    does: Words
    to: Words
    by: Words | None
    blocks: tuple[BlockView, ...]
    missing: tuple[ToldView, ...]
    send: tuple[Words, ...]
    warning: Words | None
    sent: Words | None
    copy_language: Language | None
    not_in_pdf: Words | None = None
    is_sent: bool = True


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A paper that the family uses and does not send. `files` lacks only the kind of file;
    `change`: the page on which its words can be changed, where they can."""

    id: str
    title: Words
    does: Words
    files: str
    change: str | None = None
