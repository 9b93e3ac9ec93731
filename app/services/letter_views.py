"""What the page of one letter is given to show and to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.services.rights_views import CellView
from app.services.views import Language, Problem, ToldView, Words


@dataclass(frozen=True, slots=True)
class HintView:
    """Something to think about in what the family wrote; `about` quotes it."""

    says: Words
    about: str = ""


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of a letter: English, the reader's copy, and its state.

    `state`: ours, changed, own, added, left_out, stale, offered. `can_move`: one of its kind
    stands above it. `text` is the English as plain text for editing; `is_foreign`: the family says
    it is not in English; `suggested` our wording now, where the family's differs."""

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
    hints: tuple[HintView, ...] = ()
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class ListedView:
    """A letter of the whole list. `fits`: yes, maybe or no; one that does not has no address, and
    `only_if` says what would have to be so."""

    title: Words
    does: Words
    href: str | None
    fits: str
    only_if: tuple[CellView, ...] = ()


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to send a letter: what to do, what to keep as proof, and by when."""

    id: str
    title: Words
    does: Words
    keep: Words
    by: Words | None = None


@dataclass(frozen=True, slots=True)
class IssuedView:
    """A letter as it was sent: when and how, and where it can be read again."""

    said: Words
    href: str


@dataclass(frozen=True, slots=True)
class SendView:
    """How to send a letter, and that it was sent. `fields` are the day to begin with, or what was
    typed; `issued` the copies as they were sent."""

    name: str | None
    ways: tuple[WayView, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    issued: tuple[IssuedView, ...] = ()


NOTHING_SAID = SendView(None, ())


@dataclass(frozen=True, slots=True)
class SenderView:
    """Who sends a letter, for an adviser to choose: the organisation named, or the family."""

    organisation: str
    from_us: bool
    has_permission: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    """The page of one letter: blocks to read and change, what is missing, how to send it.

    `reading` says how the letter reads once the family changed it; `caution` stands where they
    write. `sender`: an organisation helps, and may send it; `cover` is then what it writes.
    `helper_sends`: it does so, and this reader is the family."""

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
    sending: SendView = NOTHING_SAID
    reading: Words | None = None
    caution: Words | None = None
    is_sent: bool = True
    sender: SenderView | None = None
    cover: tuple[BlockView, ...] = ()
    helper_sends: bool = False


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A paper that the family uses and does not send. `files` lacks only the kind of file;
    `change`: the page on which its words can be changed, where they can."""

    id: str
    title: Words
    does: Words
    files: str
    change: str | None = None
