"""Which blocks stand in a letter, under which numbers, with which words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.letters.assembly import assemble, sent
from app.letters.edits import NO_EDITS, Edit, Edits
from app.letters.filling import plain
from app.model.letters import Block, Letter
from app.model.values import NO, number, option
from tests.unit.letters.made_up import EITHER, ENGLISH, MATERIALS, OTHER, letter, situation


def order(values: dict[str, Any] | None = None, edits: Edits = NO_EDITS, **more: Any) -> Letter:
    return assemble(letter(), MATERIALS, situation(values, **more), ENGLISH, edits)


def block(found: Letter, id_: str) -> Block:
    return next(each for each in found.blocks if each.id == id_)


def ids(found: Letter) -> list[str]:
    return [each.id for each in found.blocks]


def words(found: Letter, id_: str) -> str:
    return plain(block(found, id_).runs)


def test_a_block_stands_only_where_its_condition_certainly_holds() -> None:
    assert "reasons.stale" in ids(order())
    assert "reasons.stale" not in ids(order({"cake.is_stale": NO}))


def test_a_point_that_may_hold_is_offered_and_does_not_go_out() -> None:
    found = order({"cake.is_stale": EITHER})
    assert block(found, "reasons.stale").offered
    assert block(found, "reasons.stale").hangs_on == ("cake.is_stale",)
    assert "reasons.stale" not in ids(sent(found))


def test_a_paragraph_that_may_hold_is_not_there() -> None:
    source = letter({"id": "a", "is": "paragraph", "when": {"cake.is_stale": "yes"}, "text": "A"})
    assert assemble(source, MATERIALS, situation({"cake.is_stale": None}), ENGLISH).blocks == ()


def test_a_ticked_point_goes_out() -> None:
    found = order({"cake.is_stale": EITHER}, Edits(ticked=("reasons.stale",)))
    assert block(found, "reasons.stale").number == 1


def test_a_tick_does_not_bring_back_a_point_that_is_not_true() -> None:
    assert "reasons.stale" not in ids(
        order({"cake.is_stale": NO}, Edits(ticked=("reasons.stale",)))
    )


def test_points_and_requests_are_counted_through_the_letter() -> None:
    numbers = {each.id: each.number for each in order().blocks if each.number}
    assert numbers == {"reasons.stale": 1, "small": 2, "soon": 3}


def test_a_request_left_out_has_no_number_and_does_not_go_out() -> None:
    found = order(edits=Edits(left_out=("small",)))
    assert block(found, "small").number is None
    assert block(found, "soon").number == 2
    assert "small" not in ids(sent(found))


def test_the_family_may_change_the_order_of_requests() -> None:
    found = order(edits=Edits(order=("soon", "small")))
    assert [each.id for each in found.blocks if each.kind == "request"] == ["soon", "small"]
    assert block(found, "soon").number == 2


def test_each_speaker_has_their_own_blocks() -> None:
    assert "mine" in ids(order())
    assert "theirs" in ids(order(speaker="pupil"))
    assert "mine" not in ids(order(speaker="pupil"))


def test_the_letter_goes_to_the_address_that_fits() -> None:
    assert words(order(), "to") == "The Factory\nSweet Street"
    assert words(order(), "greeting") == "Dear Factory,"
    assert words(order({"baker.kind": None}), "to") == "The Factory or the Baker"


def test_where_no_address_fits_the_most_careful_one_is_used() -> None:
    assert words(order({"baker.kind": option("small")}), "greeting") == "Dear Baker,"


def test_a_missing_value_is_a_gap_with_a_label() -> None:
    found = order({"cake.for": None})
    gap = block(found, "ask").runs[1]
    assert (gap.kind, gap.text) == ("gap", "The name on the cake")
    assert [each.fact for each in found.missing] == ["cake.for", "answer_by"]


def test_only_what_goes_out_can_be_missing() -> None:
    found = order({"cake.for": None}, Edits(left_out=("from", "ask", "sign", "answer")))
    assert found.missing == ()


def test_an_assumed_value_is_never_printed() -> None:
    found = order(assumed=frozenset({"cake.due"}))
    assert any(run.kind == "gap" for run in block(found, "due").runs)


def test_the_day_for_an_answer_is_printed() -> None:
    assert words(order(answer_by=date(2030, 1, 4)), "answer") == "Answer by 4/en."


def test_a_heading_over_nothing_does_not_go_out() -> None:
    assert "bare" in ids(order())
    assert "bare" not in ids(sent(order()))
    quiet = order({"cake.is_stale": NO, "cake.story": None})
    assert "reasons.heading" not in ids(sent(quiet))
    assert "reasons.heading" in ids(sent(order()))


def test_own_words_stand_under_their_lead() -> None:
    found = order()
    assert words(found, "deeper.story.lead") == "I saw this."
    assert words(found, "deeper.story") == "It was green."
    assert block(found, "deeper.story").prompts == ("What did you see?",)
    assert block(found, "deeper.story").example == "It was green."


def test_an_empty_box_is_on_the_page_and_not_in_the_letter() -> None:
    found = order({"cake.story": None})
    assert "deeper.story" in ids(found)
    assert "deeper.story.lead" not in ids(found)
    assert "deeper.story" not in ids(sent(found))


def test_words_that_may_not_stand_are_not_there_at_all() -> None:
    edits = Edits(texts={"deeper.story": Edit(text="It was me.")}, ticked=("deeper.story",))
    assert "deeper.story" not in ids(order({"trial": option("yes")}, edits))


def test_words_that_perhaps_may_not_stand_wait_to_be_ticked() -> None:
    edits = Edits(texts={"deeper.story": Edit(text="It was me.")})
    assert "deeper.story" not in ids(sent(order({"trial": None}, edits)))
    assert "deeper.story.lead" not in ids(sent(order({"trial": None}, edits)))
    ticked = edits.model_copy(update={"ticked": ("deeper.story",)})
    assert "deeper.story" in ids(sent(order({"trial": None}, ticked)))


def test_words_put_in_on_the_page_replace_the_answer() -> None:
    found = order(edits=Edits(texts={"deeper.story": Edit(text="It was blue.")}))
    assert words(found, "deeper.story") == "It was blue."


def test_a_box_without_a_question_behind_it_is_empty_at_first() -> None:
    source = letter({"id": "more", "is": "own_words"})
    assert assemble(source, MATERIALS, situation(), ENGLISH).blocks[0].runs == ()


CHANGED = Edits(texts={"small": Edit(text="Tiny, please.", baseline="Keep it small: 3.")})


def test_a_changed_block_says_what_the_family_says() -> None:
    found = block(order(edits=CHANGED), "small")
    assert (plain(found.runs), found.edited, found.stale) == ("Tiny, please.", True, False)


def test_a_changed_block_is_flagged_when_ours_changes() -> None:
    found = block(order({"cake.size": number(4)}, CHANGED), "small")
    assert (found.stale, found.suggested) == (True, "Keep it small: 4.")
    assert plain(found.runs) == "Tiny, please."


def test_a_changed_block_whose_reason_is_gone_waits_outside() -> None:
    found = order({"cake.size": number(9)}, CHANGED)
    waiting = block(found, "small")
    assert (waiting.stale, waiting.suggested, waiting.offered) == (True, "", True)
    assert "small" not in ids(sent(found))


def test_a_changed_block_whose_reason_is_gone_stays_if_the_family_says_so() -> None:
    kept = Edits(texts={"small": Edit(text="Tiny, please.", baseline="")})
    found = block(order({"cake.size": number(9)}, kept), "small")
    assert (found.offered, found.stale, found.number) == (False, False, 2)


def test_an_empty_list_takes_its_block_out() -> None:
    alone = letter(copy_to=[])
    found = assemble(alone, MATERIALS, situation(), ENGLISH)
    assert "copy" not in ids(sent(found))
    assert "law" not in ids(sent(found))


def test_who_gets_the_letter_gets_no_copy_of_it() -> None:
    found = assemble(letter(copy_to=["baker", "miller"]), MATERIALS, situation(), ENGLISH)
    assert words(found, "copy") == "Copy to: The Miller"
    only = assemble(letter(copy_to=["baker"]), MATERIALS, situation(), ENGLISH)
    assert "copy" not in ids(sent(only))


def test_the_law_of_what_goes_out_is_listed_once() -> None:
    def where(provision: str) -> tuple[str, ...]:
        return ("Baking Act, s. 1", "Baking Act, s. 2, end", f"The {provision} order")

    listed = "The law:\nBaking Act, s. 1; s. 2, end\nThe cakes-are-fresh order"
    assert words(order(where=where), "law") == listed
    assert words(order(), "copy") == "Copy to: The Miller"
    left = Edits(left_out=("reasons.stale",))
    assert "law" not in ids(sent(order(edits=left, where=where)))


def test_a_copy_is_in_its_language_and_falls_back_marked_as_english() -> None:
    found = assemble(letter(), MATERIALS, situation(answer_by=date(2030, 1, 4)), OTHER)
    assert (found.title, found.lang, found.direction) == ("Dorro", "xx", "rtl")
    assert (words(found, "ask"), block(found, "ask").lang) == ("Ada dorro!", "xx")
    assert block(found, "soon").lang == "en"
    answer = next(run for run in block(found, "answer").runs if run.kind == "value")
    assert (answer.text, answer.lang) == ("4/xx", "xx")


def test_a_copy_shows_our_text_of_a_block_changed_in_english() -> None:
    edits = Edits(texts={"ask": Edit(text="Cake!", baseline="A cake for Ada, please.")})
    found = block(assemble(letter(), MATERIALS, situation(), OTHER, edits), "ask")
    assert (plain(found.runs), found.edited, found.stale) == ("Ada dorro!", True, False)


def test_a_part_that_uses_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="uses itself"):
        assemble(letter({"use": "ring"}), MATERIALS, situation(), ENGLISH)


def test_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        assemble(letter({"use": "nothing"}), MATERIALS, situation(), ENGLISH)


def test_a_block_without_words_does_not_go_out() -> None:
    found = assemble(letter({"id": "a", "is": "paragraph"}), MATERIALS, situation(), ENGLISH)
    assert sent(found).blocks == ()


def test_a_row_stands_as_often_as_it_should_with_lines_to_write_on() -> None:
    row = {"id": "row", "is": "paragraph", "text": "Day: {blank}", "times": 2, "lines": 3}
    found = assemble(letter(row), MATERIALS, situation(), ENGLISH)
    line = "________"
    assert words(found, "row").split("\n") == [f"Day: {line}", "", f"Day: {line}", *[line] * 3]
    assert found.missing == ()


def test_own_words_in_another_language_are_marked_and_ask_for_a_translation() -> None:
    edits = Edits(languages={"deeper.story": "xx"}, texts={"deeper.story": Edit(text="Dorro!")})
    made = sent(assemble(letter(), MATERIALS, situation(), ENGLISH, edits))
    ids = [each.id for each in made.blocks]
    at = ids.index("deeper.story")
    assert made.blocks[at].lang == "xx"
    assert ids[at + 1] == "deeper.story.translate"
    assert "translated" in plain(made.blocks[at + 1].runs)
    without = edits.model_copy(update={"left_out": ("deeper.story",)})
    gone = assemble(letter(), MATERIALS, situation(), ENGLISH, without)
    assert "deeper.story.translate" not in [each.id for each in gone.blocks]
