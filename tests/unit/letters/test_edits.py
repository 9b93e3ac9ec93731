"""What a family changed survives being stored, and every change can be undone."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.letters import edits as changes
from app.letters.edits import NO_EDITS, Edit, Edits

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(st.characters(codec="utf-8"))
IDS = st.lists(WORDS, max_size=3).map(tuple)
SOME_EDITS = st.builds(
    Edits,
    texts=st.dictionaries(WORDS, st.builds(Edit, text=WORDS, baseline=WORDS), max_size=3),
    left_out=IDS,
    ticked=IDS,
    order=IDS,
)


@UNHURRIED
@given(SOME_EDITS)
def test_edits_survive_being_stored(edits: Edits) -> None:
    assert changes.from_json(json.loads(json.dumps(changes.as_json(edits)))) == edits


def test_nothing_stored_is_no_edits() -> None:
    assert changes.as_json(NO_EDITS) == {}
    assert changes.from_json(None) == NO_EDITS


def test_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="surprise"):
        changes.from_json({"surprise": 1})


def test_a_text_is_kept_when_its_block_is_left_out_and_put_back() -> None:
    changed = changes.with_text(NO_EDITS, "a", "mine", "ours")
    out = changes.without_block(changes.with_tick(changed, "a"), "a")
    assert (out.left_out, out.ticked, out.texts["a"].text) == (("a",), (), "mine")
    assert changes.with_block(out, "a").left_out == ()


def test_changing_a_block_puts_it_back() -> None:
    out = changes.without_block(NO_EDITS, "a")
    assert changes.with_text(out, "a", "mine", "ours").left_out == ()


def test_every_change_can_be_undone() -> None:
    assert changes.without_text(changes.with_text(NO_EDITS, "a", "x", "y"), "a") == NO_EDITS
    assert changes.without_tick(changes.with_tick(NO_EDITS, "a"), "a") == NO_EDITS
    assert changes.with_order(changes.with_order(NO_EDITS, ("b",)), ()) == NO_EDITS
