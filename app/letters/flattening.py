"""A letter and its parts as one list of blocks, each with its id, context and conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.letters.situation import Holds, Verdict
from app.model.letters import BlockSource, LetterSource, PartSource, UsePart
from app.model.rules import When


@dataclass(frozen=True, slots=True)
class Placed:
    """One block in its place. `id` is unique in the letter: a part's blocks bear its name."""

    id: str
    context: str
    source: BlockSource
    whens: tuple[When, ...]

    def verdict(self, holds: Holds) -> Verdict:
        """Whether everything asked of this block holds."""
        found = {holds(when) for when in self.whens if when}
        if "no" in found:
            return "no"
        return "maybe" if "maybe" in found else "yes"

    def hangs_on(self, holds: Holds) -> tuple[str, ...]:
        """The facts that would settle it, each once."""
        cells = [(name, {name: cell}) for when in self.whens for name, cell in when.items()]
        return tuple(dict.fromkeys(name for name, one in cells if holds(one) == "maybe"))


def placed_blocks(letter: LetterSource, parts: Mapping[str, PartSource]) -> Iterator[Placed]:
    """Every block of a letter in order, its parts laid out.

    Raises KeyError for a part that does not exist, ValueError for one that uses itself.
    """
    yield from _placed(letter.blocks, parts, _Place(f"letters.{letter.id}"))


@dataclass(frozen=True, slots=True)
class _Place:
    context: str
    prefix: str = ""
    whens: tuple[When, ...] = ()
    inside: tuple[str, ...] = ()


def _placed(
    blocks: tuple[BlockSource | UsePart, ...], parts: Mapping[str, PartSource], place: _Place
) -> Iterator[Placed]:
    for block in blocks:
        whens = (*place.whens, block.when)
        if isinstance(block, BlockSource):
            id_, context = f"{place.prefix}{block.id}", f"{place.context}.{block.id}"
            yield Placed(id_, context, block, whens)
            continue
        if block.use in place.inside:
            raise ValueError(f"the part {block.use} uses itself")
        within = _Place(f"parts.{block.use}", f"{block.use}.", whens, (*place.inside, block.use))
        yield from _placed(parts[block.use].blocks, parts, within)
