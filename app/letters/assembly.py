"""A letter for one matter in one language: which blocks, with which words, in which order.

A block stands in the letter only if its condition certainly holds. A point or a request that may
hold is offered, and stays out until the family ticks it. The family's own text of a block is kept
whatever happens to the facts; what they changed is flagged when ours would now be different.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.i18n.voice import mark
from app.letters import recipients
from app.letters.edits import NO_EDITS, Edit, Edits, OwnPoint
from app.letters.filling import TO_WRITE_ON, Filled, Filler, Runs, joined, of_letterhead, own_runs
from app.letters.flattening import Placed, placed_blocks
from app.letters.situation import Materials, Situation
from app.letters.wording import SENT_IN, Voice
from app.model.letterhead import papers
from app.model.letters import Block, BlockSource, Letter, LetterSource, Missing, Recipient, Run

NUMBERED = ("point", "request")
CAN_BE_OFFERED = ("point", "request", "own_words")
UNDER_A_HEADING = (*NUMBERED, "paragraph", "own_words", "evidence")
BY_HAND = 5  # lines for own words in a form
# The sentences before and after the family's own words have their block's id and this.
LEAD, TRANSLATE = ".lead", ".translate"
PLEASE_TRANSLATE = mark(
    "The words above are in my language. Please have them translated.", "service"
)


def assemble(
    source: LetterSource,
    materials: Materials,
    situation: Situation,
    voice: Voice,
    edits: Edits = NO_EDITS,
) -> Letter:
    """The letter as it stands, with what is offered and what was left out still in it.

    `sent` keeps only what goes out.
    """
    desk = _Desk(source, materials, situation, voice, edits)
    drafted = _with_own(desk.all_drafted(), edits)
    blocks = _numbered(_ordered([each.block for each in drafted], edits.order))
    going = {block.id for block in _going(blocks)}
    missing = (one for each in drafted if each.block.id in going for one in each.missing)
    title = voice.say(source.title, f"letters.{source.id}.title")
    return Letter(
        id=source.id,
        title=title.text,
        blocks=blocks,
        lang=voice.lang,
        direction=voice.direction,
        missing=tuple(dict.fromkeys(missing)),
    )


def sent(letter: Letter) -> Letter:
    """The letter with only the blocks that go out: no empty box, no heading over nothing."""
    return replace(letter, blocks=tuple(_going(letter.blocks)))


@dataclass(frozen=True, slots=True)
class _Drafted:
    block: Block
    missing: tuple[Missing, ...] = ()


class _Desk:
    """Everything needed to draft the blocks of one letter."""

    def __init__(
        self,
        source: LetterSource,
        materials: Materials,
        situation: Situation,
        voice: Voice,
        edits: Edits,
    ) -> None:
        self.source, self.materials, self.edits = source, materials, edits
        self.holds, self.speaker = situation.holds, situation.speaker
        self.is_copy = voice.lang != SENT_IN
        self.cited: dict[str, None] = {}
        fixed = {"recipient": self._recipient, "copy_to": self._copy_to, "law": self._law}
        fixed["blank"] = lambda: TO_WRITE_ON
        self.papers = papers(situation.letterhead)
        if situation.letterhead is not None:
            fixed |= of_letterhead(situation.letterhead)
        self.filler = Filler(situation, materials.facts, voice, fixed)

    def all_drafted(self) -> list[_Drafted]:
        """Every block for this speaker, in order. The law cited so far is known to the next."""
        result: list[_Drafted] = []
        for placed in placed_blocks(self.source, self.materials.parts):
            if self._is_for(placed.source):
                for each in self._drafted(placed):
                    result.append(each)
                    if _goes(each.block):
                        self.cited.update(dict.fromkeys(each.block.cite))
        return result

    def _is_for(self, block: BlockSource) -> bool:
        """Whether a block is for this speaker and for who sends the letter."""
        return block.voice in ("any", self.speaker) and block.letterhead in self.papers

    def _drafted(self, placed: Placed) -> Iterator[_Drafted]:
        """The block, if it has a place in the letter or on its page."""
        verdict = placed.verdict(self.holds)
        if placed.source.is_ == "own_words":
            if verdict != "no":
                yield from self._own_words(placed, verdict == "yes")
        elif verdict == "yes" or (verdict == "maybe" and placed.source.is_ in CAN_BE_OFFERED):
            yield self._worded(placed, verdict == "yes")
        elif edit := self.edits.texts.get(placed.id):
            yield self._gone(placed, edit)

    def _worded(self, placed: Placed, certain: bool) -> _Drafted:
        return self._as_edited(self._block(placed, certain), self._ours(placed))

    def _as_edited(self, block: Block, ours: Filled) -> _Drafted:
        """The block with our words, or with the family's where it changed them."""
        edit = self.edits.texts.get(block.id)
        if edit is None:
            return _Drafted(replace(block, runs=ours.runs, lang=ours.lang), ours.missing)
        if self.is_copy:
            return _Drafted(replace(block, runs=ours.runs, lang=ours.lang, edited=True))
        stale = edit.baseline != ours.plain
        suggested = ours.plain if stale else None
        theirs = replace(block, runs=own_runs(edit.text), edited=True)
        return _Drafted(replace(theirs, stale=stale, suggested=suggested))

    def _gone(self, placed: Placed, edit: Edit) -> _Drafted:
        """Ours is gone with the facts. Theirs waits outside until they say that it stays."""
        stays = edit.baseline == ""
        block = replace(self._block(placed, certain=stays), runs=own_runs(edit.text), edited=True)
        waiting = not stays
        return _Drafted(
            replace(
                block,
                offered=waiting,
                stale=waiting,
                suggested="" if waiting else None,
                lang=SENT_IN,
            )
        )

    def _own_words(self, placed: Placed, certain: bool) -> Iterator[_Drafted]:
        block, source = self._block(placed, certain), placed.source
        edit = self.edits.texts.get(placed.id)
        words = own_runs(edit.text) if edit else self.filler.said(source.asks or "")
        if self.filler.situation.is_blank:
            words = joined((TO_WRITE_ON,) * (source.lines or BY_HAND))
        goes = bool(words) and not (block.offered or block.left_out)
        if goes and source.text:
            yield self._around(block, LEAD, self.filler.fill(source.text, f"{placed.context}.text"))
        lang = self.edits.languages.get(placed.id)
        yield _Drafted(replace(block, runs=words, lang=lang or block.lang))
        if goes and lang:
            yield self._around(block, TRANSLATE, self.filler.fill(PLEASE_TRANSLATE, "service"))

    def _around(self, own: Block, which: str, ours: Filled) -> _Drafted:
        """A sentence of ours before or after the family's own words."""
        id_ = own.id + which
        gone = id_ in self.edits.left_out
        block = replace(own, id=id_, kind="paragraph", prompts=(), example=None, left_out=gone)
        return self._as_edited(block, ours)

    def _block(self, placed: Placed, certain: bool) -> Block:
        offered = not certain and placed.id not in self.edits.ticked
        say, source = self.filler.voice.say, placed.source
        prompts = enumerate(source.prompts)
        example = say(source.example, f"{placed.context}.example") if source.example else None
        return Block(
            id=placed.id,
            kind=source.is_,
            runs=(),
            lang=self.filler.voice.lang,
            cite=source.cite,
            left_out=placed.id in self.edits.left_out,
            offered=offered,
            prompts=tuple(say(text, f"{placed.context}.prompts.{at}").text for at, text in prompts),
            example=example.text if example else None,
            hangs_on=() if certain else placed.hangs_on(self.holds),
        )

    def _ours(self, placed: Placed) -> Filled:
        text = placed.source.text
        if text is not None:
            return _with_room(placed.source, self.filler.fill(text, f"{placed.context}.text"))
        if placed.source.is_ == "salutation":
            return self.filler.fill(*recipients.greeting(self._to, self.holds))
        return Filled((), self.filler.voice.lang)

    @property
    def _to(self) -> Recipient:
        return self.materials.recipients[self.source.to]

    def _recipient(self) -> Runs:
        return recipients.address_runs(self._to, self.filler)

    def _law(self) -> Runs:
        where = self.filler.situation.where
        by_title: dict[str, dict[str, None]] = {}
        for line in (line for provision in self.cited for line in where(provision)):
            title, _, place = line.partition(", ")
            by_title.setdefault(title, {}).update({place: None} if place else {})
        lines = (", ".join(filter(None, (title, "; ".join(at)))) for title, at in by_title.items())
        return joined((Run(line, "value", SENT_IN),) for line in lines)

    def _copy_to(self) -> Runs:
        roles = (self.materials.recipients[role] for role in self.source.copy_to)
        return recipients.names(roles, self.filler, but=self._to)


def _with_room(source: BlockSource, filled: Filled) -> Filled:
    """A text as often as it stands there, with the empty lines to write on behind it."""
    if source.times == 1 and not source.lines:
        return filled
    apart = (Run("", "line"), Run("", "line"))
    rows = (*(filled.runs + apart) * (source.times - 1), *filled.runs)
    return replace(filled, runs=joined((rows, *(TO_WRITE_ON,) * source.lines)))


def _with_own(drafted: list[_Drafted], edits: Edits) -> list[_Drafted]:
    """The family's own points after the last of ours, its own requests likewise. A letter without
    any point (or request) has no place for one."""
    result = list(drafted)
    for kind in NUMBERED:
        own = [_own(each) for each in edits.own if each.kind == kind]
        places = [at for at, each in enumerate(result) if each.block.kind == kind]
        if own and places:
            result[places[-1] + 1 : places[-1] + 1] = own
    return result


def _own(added: OwnPoint) -> _Drafted:
    return _Drafted(Block(id=added.id, kind=added.kind, runs=own_runs(added.text), added=True))


def _ordered(blocks: list[Block], order: tuple[str, ...]) -> list[Block]:
    """Points the family moved, in the places that those points have; likewise requests."""
    wanted = {id_: place for place, id_ in enumerate(order)}
    result = list(blocks)
    for kind in NUMBERED:
        places = [at for at, each in enumerate(blocks) if each.kind == kind and each.id in wanted]
        moved = sorted((blocks[at] for at in places), key=lambda each: wanted[each.id])
        for at, block in zip(places, moved, strict=True):
            result[at] = block
    return result


def _numbered(blocks: list[Block]) -> tuple[Block, ...]:
    """Points and requests counted through the letter, so that each has a number of its own."""
    count, result = 0, []
    for block in blocks:
        if block.kind in NUMBERED and not (block.offered or block.left_out):
            count += 1
            result.append(replace(block, number=count))
        else:
            result.append(block)
    return tuple(result)


def _goes(block: Block) -> bool:
    return bool(block.runs) and not (block.offered or block.left_out)


def _going(blocks: Iterable[Block]) -> Iterator[Block]:
    heading: Block | None = None
    for block in filter(_goes, blocks):
        if block.kind == "heading":
            heading = block
            continue
        if heading and block.kind in UNDER_A_HEADING:
            yield heading
        heading = None
        yield block
