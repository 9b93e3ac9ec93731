"""The page that an organisation sends before a family's letter. Knows how it begins, never what it
says: that is a part of the content. The family's letter itself is not touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.letters import assembly, pairing
from app.letters.edits import NO_EDITS, Edits
from app.letters.situation import Materials, Situation
from app.letters.wording import Voice
from app.model.letterhead import Letterhead
from app.model.letters import Block, Covering, Letter, LetterSource, UsePart

AS_IN_THE_LETTER = ("date", "address", "salutation", "reference")


def assemble(
    source: LetterSource,
    materials: Materials,
    situation: Situation,
    voice: Voice,
    edits: Edits = NO_EDITS,
) -> Letter | None:
    """The organisation's own words, with the changes to them; None if it does not send the letter.

    `over` puts the top of the letter above them."""
    head, part = situation.letterhead, materials.covering
    if head is None or not head.on_behalf or part is None:
        return None
    own = source.model_copy(update={"blocks": (UsePart(use=part),)})
    return assembly.assemble(own, materials, situation, voice, edits)


def over(own: Letter, letter: Letter) -> Letter:
    """The whole page: day, address, greeting and subject as they stand in the letter, changed or
    not, then the organisation's own words."""
    return replace(own, blocks=(*_top(assembly.sent(letter).blocks), *own.blocks))


def paired(
    head: Letterhead, english: Letter, copy: Letter | None = None, voice: Voice | None = None
) -> Covering:
    """What goes out and what the family keeps of this page."""
    pair = pairing.pair(english, copy, voice)
    return Covering(head, pair.english, pair.copy)


def _top(blocks: Iterable[Block]) -> Iterable[Block]:
    """Of two addresses the first is the family's: on this page the letterhead is in its place."""
    found = [block for block in blocks if block.kind in AS_IN_THE_LETTER]
    addresses = [block.id for block in found if block.kind == "address"]
    return [block for block in found if block.id not in addresses[:-1]]


def can_be_sent_by(source: LetterSource) -> bool:
    """Whether somebody else can send this letter for the family: a letter with which they give
    permission is theirs alone, and a paper is sent by nobody."""
    return source.kind == "letter" and source.sent_by == "any"
