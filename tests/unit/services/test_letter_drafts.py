"""The page of one letter: the state of each block, and what each change does to the letter."""

from __future__ import annotations

from typing import Any

from app.i18n import catalogues
from app.letters.assembly import assemble, sent
from app.letters.edits import NO_EDITS, Edit, Edits
from app.letters.filling import plain
from app.model.letters import Letter
from app.model.values import number
from app.services import letter_drafts
from app.services.letter_drafts import Draft, Sending
from app.services.letter_views import BlockView, LetterView
from app.services.views import Language, Words
from tests.unit.letters.made_up import EITHER, ENGLISH, FACTS, MATERIALS, OTHER, letter, situation

VOICE = catalogues.english_voice()
PERHAPS_STALE = {"cake.is_stale": EITHER}


def draft(edits: Edits = NO_EDITS, values: dict[str, Any] | None = None) -> Letter:
    return assemble(letter(), MATERIALS, situation(values), ENGLISH, edits)


def page(
    edits: Edits = NO_EDITS, values: dict[str, Any] | None = None, *, with_copy: bool = False
) -> LetterView:
    copy = assemble(letter(), MATERIALS, situation(values), OTHER, edits) if with_copy else None
    known = Draft(letter(), draft(edits, values), copy, FACTS, lambda fact: f"/{len(fact)}")
    language = Language("xx", "Other", "rtl") if with_copy else None
    return letter_drafts.letter_view(
        known, Sending(to=Words("The baker"), note=Words("Ring."), language=language), VOICE
    )


def block(view: LetterView, id_: str) -> BlockView:
    return next(each for each in view.blocks if each.id == id_)


def text(found: Letter, id_: str) -> str:
    return next(plain(each.runs) for each in found.blocks if each.id == id_)


def test_the_page_says_who_and_how() -> None:
    found = page()
    assert (found.title.text, found.to.text) == ("An order", "The baker")
    assert [each.text for each in found.send] == ["Ring.", "Hand it in."]
    assert found.warning == Words("Cakes are heavy.")


def test_a_letter_without_a_warning_has_none() -> None:
    quiet = Draft(letter(warning=None), draft(), None, FACTS)
    found = letter_drafts.letter_view(quiet, Sending(to=Words("x")), VOICE)
    assert found.warning is None
    assert [each.text for each in found.send] == ["Hand it in."]


def test_each_block_shows_its_state() -> None:
    edits = Edits(texts={"soon": Edit(text="Run!", baseline="Bring it soon.")}, left_out=("ask",))
    found = page(edits, PERHAPS_STALE)
    states = {each.id: each.state for each in found.blocks}
    assert states["ask"] == "left_out"
    assert states["soon"] == "changed"
    assert states["reasons.stale"] == "offered"
    assert states["deeper.story"] == "own"
    assert states["small"] == "ours"


def test_blocks_without_words_are_not_on_the_page_but_boxes_are() -> None:
    found = {each.id for each in page(values={"cake.story": None}).blocks}
    assert "law" not in found
    assert "deeper.story" in found


def test_an_offered_point_says_how_to_find_out() -> None:
    caution = block(page(values=PERHAPS_STALE), "reasons.stale").caution
    assert caution == Words("Ask the baker.")


def test_an_offered_point_may_have_no_way_to_find_out() -> None:
    shape = {"cake.shape": None}
    assert block(page(values=shape), "reasons.round").caution is None


def test_missing_facts_have_a_name_and_a_place_to_put_them_in() -> None:
    found = page(values={"cake.for": None}).missing
    assert [(each.label.text, each.change) for each in found] == [
        ("The name on the cake", "/8"),
        ("The date", "/9"),
    ]


def test_the_copy_stands_beside_with_its_cautions() -> None:
    edits = Edits(texts={"ask": Edit(text="Cake!", baseline="A cake for Ada, please.")})
    found = page(edits, with_copy=True)
    assert block(found, "ask").copy == "Ada dorro!"
    assert block(found, "ask").text == "Cake!"
    assert "old text" in (block(found, "ask").caution or Words("")).text
    assert "Ask a helper" in (block(found, "deeper.story").caution or Words("")).text
    assert block(found, "soon").caution is None
    assert found.copy_language is not None
    assert block(page(edits), "ask").copy is None


def test_a_change_is_kept_and_can_be_taken_back() -> None:
    changed = letter_drafts.edit_block(NO_EDITS, draft(), "ask", "  Cake!\x00 ")
    assert text(draft(changed), "ask") == "Cake!"
    assert letter_drafts.use_ours(changed, "ask") == NO_EDITS


def test_our_own_words_put_in_are_no_change() -> None:
    changed = letter_drafts.edit_block(NO_EDITS, draft(), "soon", "Now!")
    again = letter_drafts.edit_block(changed, draft(changed), "soon", "Bring it soon.")
    assert again == NO_EDITS


def test_no_words_leave_the_block_out() -> None:
    emptied = letter_drafts.edit_block(NO_EDITS, draft(), "soon", " ")
    assert emptied == letter_drafts.leave_out(NO_EDITS, "soon")
    assert letter_drafts.put_back(emptied, "soon") == NO_EDITS


def test_an_unknown_block_changes_nothing() -> None:
    assert letter_drafts.edit_block(NO_EDITS, draft(), "gone", "x") == NO_EDITS
    assert letter_drafts.keep_mine(NO_EDITS, draft(), "gone") == NO_EDITS
    assert letter_drafts.keep_mine(NO_EDITS, draft(), "soon") == NO_EDITS


def test_own_words_can_be_written_and_emptied() -> None:
    written = letter_drafts.edit_block(NO_EDITS, draft(), "deeper.story", "It was blue.")
    assert text(draft(written), "deeper.story") == "It was blue."
    emptied = letter_drafts.edit_block(written, draft(written), "deeper.story", "")
    assert "deeper.story" not in [each.id for each in sent(draft(emptied)).blocks]


def test_a_point_goes_in_when_it_is_ticked_and_out_again() -> None:
    ticked = letter_drafts.tick_point(NO_EDITS, "reasons.stale")
    assert "reasons.stale" in [each.id for each in sent(draft(ticked, PERHAPS_STALE)).blocks]
    assert letter_drafts.tick_point(ticked, "reasons.stale", ticked=False) == NO_EDITS


def test_who_writes_in_an_offered_point_wants_it() -> None:
    offered = draft(values=PERHAPS_STALE)
    changed = letter_drafts.edit_block(NO_EDITS, offered, "reasons.stale", "It smells.")
    assert text(sent(draft(changed, PERHAPS_STALE)), "reasons.stale") == "It smells."


FOUR, NINE = {"cake.size": number(4)}, {"cake.size": number(9)}


def test_a_stale_block_is_flagged_until_the_family_chooses() -> None:
    changed = letter_drafts.edit_block(NO_EDITS, draft(), "small", "Tiny.")
    assert block(page(changed, FOUR), "small").state == "stale"
    assert block(page(changed, FOUR), "small").suggested == "Keep it small: 4."
    kept = letter_drafts.keep_mine(changed, draft(changed, FOUR), "small")
    assert block(page(kept, FOUR), "small").state == "changed"
    ours = letter_drafts.use_ours(changed, "small")
    assert block(page(ours, FOUR), "small").text == "Keep it small: 4."


def test_a_block_whose_reason_is_gone_goes_out_only_if_the_family_keeps_it() -> None:
    changed = letter_drafts.edit_block(NO_EDITS, draft(), "small", "Tiny.")
    gone = draft(changed, NINE)
    assert block(page(changed, NINE), "small").state == "stale"
    assert "small" not in [each.id for each in sent(gone).blocks]
    kept = letter_drafts.keep_mine(changed, gone, "small")
    assert "small" in [each.id for each in sent(draft(kept, NINE)).blocks]
    rewritten = letter_drafts.edit_block(changed, gone, "small", "Small.")
    assert text(sent(draft(rewritten, NINE)), "small") == "Small."


def test_a_change_made_after_another_is_measured_against_our_words() -> None:
    once = letter_drafts.edit_block(NO_EDITS, draft(), "small", "Tiny.")
    twice = letter_drafts.edit_block(once, draft(once), "small", "Very tiny.")
    assert twice.texts["small"] == Edit(text="Very tiny.", baseline="Keep it small: 3.")


def test_a_reason_of_ones_own_is_numbered_after_ours_and_can_go_again() -> None:
    edits = letter_drafts.add_own(NO_EDITS, "request", "Put my name on it.\x00")
    found = page(edits)
    mine = next(each for each in found.blocks if each.state == "added")
    assert (mine.text, mine.kind) == ("Put my name on it.", "request")
    requests = [each for each in found.blocks if each.kind == "request" and each.number]
    assert requests[-1].id == mine.id
    assert requests[-1].number == max(each.number or 0 for each in requests)
    changed = letter_drafts.edit_block(edits, draft(edits), mine.id, "Other words.")
    assert text(draft(changed), mine.id) == "Other words."
    assert letter_drafts.edit_block(edits, draft(edits), mine.id, " ") == NO_EDITS
    assert letter_drafts.use_ours(edits, mine.id) == NO_EDITS


def test_nothing_written_or_a_wrong_kind_adds_nothing() -> None:
    assert letter_drafts.add_own(NO_EDITS, "point", "  ") == NO_EDITS
    assert letter_drafts.add_own(NO_EDITS, "heading", "Big") == NO_EDITS


def test_a_request_moves_up_one_place_and_the_first_stays() -> None:
    edits = letter_drafts.add_own(NO_EDITS, "request", "First things first.")
    ids = [each.id for each in draft(edits).blocks if each.kind == "request" and each.number]
    up = letter_drafts.move_up(edits, draft(edits), ids[-1])
    moved = [each.id for each in draft(up).blocks if each.kind == "request" and each.number]
    assert moved == [*ids[:-2], ids[-1], ids[-2]]
    assert letter_drafts.move_up(up, draft(up), moved[0]) == up
    assert letter_drafts.move_up(up, draft(up), "ask") == up
    assert letter_drafts.move_up(up, draft(up), "nowhere") == up
    can = {each.id: each.can_move for each in page(up).blocks}
    assert not can[moved[0]]
    assert can[moved[1]]
    assert not can["ask"]
