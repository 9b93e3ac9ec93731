"""A letter as content (blocks with conditions) and as assembled (runs of text)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from app.model.clocks import Clock
from app.model.facts import Strict
from app.model.letterhead import Letterhead, Paper
from app.model.rules import When

BlockType = Literal[
    "address", "date", "reference", "salutation", "heading", "paragraph", "point", "request",
    "own_words", "evidence", "deadline", "signature", "enclosures",
]  # fmt: skip


class BlockSource(Strict):
    """One semantic block. `text` holds `{fact.id}` placeholders and nothing else.

    `voice`: parent or pupil; blocks of another voice are left out, and so are blocks for another
    `letterhead`. `lines` are empty lines to write on behind the text; `times` says how often the
    text stands there, as the rows of a list to fill in by hand."""

    id: str
    is_: BlockType = Field(alias="is")
    text: str | None = None
    when: When = Field(default_factory=dict)
    cite: tuple[str, ...] = ()
    asks: str | None = None
    prompts: tuple[str, ...] = ()
    example: str | None = None
    voice: Literal["any", "parent", "pupil"] = "any"
    letterhead: Paper = "any"
    lines: int = Field(default=0, ge=0, le=12)
    times: int = Field(default=1, ge=1, le=12)


class UsePart(Strict):
    """The blocks of `letters/parts/<use>.yaml`, put here."""

    use: str
    when: When = Field(default_factory=dict)


class LetterSource(Strict):
    """One letter, or (`kind`) a document that the family uses and does not send. `to` and
    `copy_to` are roles of recipients.yaml; `by` a decision whose deadline is the day to send it;
    `does` one line on what it does; `answer_within` counts from `today` to the day by which the
    letter asks for an answer; `sets` are the answers that follow once the family says it was
    sent (`today` for the day); `meets` names decisions whose act of the family is done with it.
    `sent_by` family: nobody can send it for them."""

    id: str
    code: str
    kind: Literal["letter", "document"] = "letter"
    title: str
    does: str
    to: str
    copy_to: tuple[str, ...] = ()
    available_when: When = Field(default_factory=dict)
    by: str | None = None
    meets: tuple[str, ...] = ()
    answer_within: Clock | None = None
    sets: dict[str, str] = Field(default_factory=dict)
    order: int = 50
    sent_by: Literal["any", "family"] = "any"
    warning: str | None = None
    send: tuple[str, ...] = ()
    blocks: tuple[BlockSource | UsePart, ...]


class PartSource(Strict):
    """Blocks shared by letters."""

    id: str
    blocks: tuple[BlockSource | UsePart, ...]


class Address(Strict):
    """Name and address lines of one role, for the facts in `when`."""

    when: When = Field(default_factory=dict)
    lines: tuple[str, ...]
    greeting: str
    note: str | None = None


class Recipient(Strict):
    """A role letters are sent to. Exactly one address fits each kind of school."""

    id: str
    label: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a block's text. `kind`: text; value (isolate its direction); strong (a value that
    stands out); gap (a blank to fill in by hand, `text` is its label); line (a line break)."""

    text: str
    kind: Literal["text", "value", "strong", "gap", "line"] = "text"
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One assembled block. `number` is shared by both languages. `edited`: the family changed
    it; `stale`: their facts changed since, and `suggested` is our wording now ("": we would leave
    it out). `offered`: not in the letter until the family ticks it; `hangs_on` says which facts
    would settle it. `added`: a point or request of the family's own."""

    id: str
    kind: BlockType
    runs: tuple[Run, ...]
    number: int | None = None
    lang: str = "en"
    cite: tuple[str, ...] = ()
    edited: bool = False
    left_out: bool = False
    stale: bool = False
    suggested: str | None = None
    prompts: tuple[str, ...] = ()
    example: str | None = None
    offered: bool = False
    hangs_on: tuple[str, ...] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact the letter would like to print and does not have."""

    fact: str
    label: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One assembled letter in one language. `title` is also the document title."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    lang: str
    direction: Literal["ltr", "rtl"]
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Covering:
    """The page that an organisation sends before a family's letter, on its own paper, and the
    family's copy of it."""

    letterhead: Letterhead
    english: Letter
    copy: Letter | None = None


@dataclass(frozen=True, slots=True)
class LetterPair:
    """The English letter to send and, where the reader has another language, their copy.

    `notes` are the words a printed copy needs in the reader's language: keep, draft. `is_sent`:
    the school gets it, so there is room for it to say that it came. `covering`: the organisation
    that sends it for the family says so first."""

    english: Letter
    copy: Letter | None = None
    copy_heading: tuple[Run, ...] = ()
    draft_line: str | None = None
    is_sent: bool = True
    covering: Covering | None = None
