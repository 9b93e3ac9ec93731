"""What a family changed in one letter, block by block. Knows nothing of how a block is made.

Each changed text remembers our wording of that moment, so that a later change of facts shows.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.model.facts import Strict


class Edit(Strict):
    """The family's text of a block, and what ours said when they wrote it ("": nothing)."""

    text: str
    baseline: str = ""


class OwnPoint(Strict):
    """A reason, or a thing asked for, that the family added in its own words."""

    id: str
    kind: Literal["point", "request"]
    text: str


class Edits(Strict):
    """Every change to one letter. Ids of blocks that no longer exist do no harm.

    `left_out`: not sent. `ticked`: points that may be true, put in by the family. `order`: the
    order they want among points, and among requests. `own`: points and requests they added.
    `languages`: of their own words that are not in English, by block. `from_us`: the organisation
    that helps sends it for them, and `has_permission`: an adviser says that they signed for that.
    """

    texts: dict[str, Edit] = Field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    own: tuple[OwnPoint, ...] = ()
    languages: dict[str, str] = Field(default_factory=dict)
    from_us: bool = False
    has_permission: bool = False


MOST_OWN = 20
NO_EDITS = Edits()


def with_text(edits: Edits, block: str, text: str, baseline: str) -> Edits:
    """The block says `text` now, and is in the letter."""
    texts = {**edits.texts, block: Edit(text=text, baseline=baseline)}
    return with_block(edits, block).model_copy(update={"texts": texts})


def with_language(edits: Edits, block: str, lang: str | None) -> Edits:
    """The family's words of a block are in this language; None: in English."""
    others = {id_: each for id_, each in edits.languages.items() if id_ != block}
    return edits.model_copy(update={"languages": {**others, block: lang} if lang else others})


def without_text(edits: Edits, block: str) -> Edits:
    """The block says what we say again."""
    texts = {id_: edit for id_, edit in edits.texts.items() if id_ != block}
    return edits.model_copy(update={"texts": texts})


def without_block(edits: Edits, block: str) -> Edits:
    """The block is left out. A tick goes; the family's text stays for when it is put back."""
    return edits.model_copy(
        update={
            "left_out": _with(edits.left_out, block),
            "ticked": _without(edits.ticked, block),
        }
    )


def with_block(edits: Edits, block: str) -> Edits:
    """The block is not left out any more."""
    return edits.model_copy(update={"left_out": _without(edits.left_out, block)})


def with_tick(edits: Edits, block: str) -> Edits:
    """An offered block is put in."""
    kept = with_block(edits, block)
    return kept.model_copy(update={"ticked": _with(edits.ticked, block)})


def without_tick(edits: Edits, block: str) -> Edits:
    """An offered block is taken out again."""
    return edits.model_copy(update={"ticked": _without(edits.ticked, block)})


def with_order(edits: Edits, order: tuple[str, ...]) -> Edits:
    """Points and requests stand in this order; those not named keep their places."""
    return edits.model_copy(update={"order": order})


def with_own(edits: Edits, kind: Literal["point", "request"], text: str) -> Edits:
    """One more point or request of the family's own; beyond `MOST_OWN` nothing changes."""
    if len(edits.own) >= MOST_OWN:
        return edits
    used = {each.id for each in edits.own}
    free = next(f"own_{at}" for at in range(1, MOST_OWN + 1) if f"own_{at}" not in used)
    return edits.model_copy(update={"own": (*edits.own, OwnPoint(id=free, kind=kind, text=text))})


def with_own_text(edits: Edits, block: str, text: str) -> Edits:
    """The family's own point says `text` now; without any text it is gone."""
    own = tuple(
        each.model_copy(update={"text": text}) if each.id == block else each
        for each in edits.own
        if text or each.id != block
    )
    return edits.model_copy(update={"own": own})


def with_sender(edits: Edits, *, from_us: bool, has_permission: bool) -> Edits:
    """Who sends the letter. Who does not send it needs no permission."""
    signed = from_us and has_permission
    return edits.model_copy(update={"from_us": from_us, "has_permission": signed})


def is_own(edits: Edits, block: str) -> bool:
    """Whether a block is a point or request that the family added."""
    return any(each.id == block for each in edits.own)


def as_json(edits: Edits) -> dict[str, object]:
    """Plain values to store."""
    return edits.model_dump(mode="json", exclude_defaults=True)


def from_json(stored: object) -> Edits:
    """Edits as stored. Raises ValueError for anything else."""
    return Edits.model_validate(stored or {})


def _with(ids: tuple[str, ...], block: str) -> tuple[str, ...]:
    return tuple(sorted({*ids, block}))


def _without(ids: tuple[str, ...], block: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != block)
