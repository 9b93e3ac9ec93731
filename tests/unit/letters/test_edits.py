"""What a family changed survives being stored, and every change can be undone."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.letters import edits as changes
from app.letters.edits import MOST_OWN, NO_EDITS, Edit, Edits, OwnPoint

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(st.characters(codec="utf-8"))
IDS = st.lists(WORDS, max_size=3).map(tuple)
SOME_EDITS = st.builds(
    Edits,
    texts=st.dictionaries(WORDS, st.builds(Edit, text=WORDS, baseline=WORDS), max_size=3),
    left_out=IDS,
    ticked=IDS,
    order=IDS,
    own=st.lists(
        st.builds(OwnPoint, id=WORDS, kind=st.sampled_from(["point", "request"]), text=WORDS),
        max_size=3,
    ).map(tuple),
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


def test_what_a_family_adds_can_be_changed_and_goes_when_it_says_nothing() -> None:
    added = changes.with_own(changes.with_own(NO_EDITS, "point", "One."), "request", "Two.")
    assert [each.kind for each in added.own] == ["point", "request"]
    first = added.own[0].id
    assert changes.is_own(added, first)
    changed = changes.with_own_text(added, first, "Other.")
    assert [each.text for each in changed.own] == ["Other.", "Two."]
    gone = changes.with_own_text(changed, first, "")
    assert [each.text for each in gone.own] == ["Two."]
    assert changes.with_own(gone, "point", "New.").own[-1].id == first


def test_a_letter_takes_only_so_many_points_of_ones_own() -> None:
    full = NO_EDITS
    for at in range(MOST_OWN):
        full = changes.with_own(full, "point", str(at))
    assert changes.with_own(full, "point", "one too many") == full


def test_who_does_not_send_a_letter_has_no_permission_to() -> None:
    signed = changes.with_sender(NO_EDITS, from_us=True, has_permission=True)
    assert (signed.from_us, signed.has_permission) == (True, True)
    assert changes.from_json(changes.as_json(signed)) == signed
    assert changes.with_sender(signed, from_us=False, has_permission=True) == NO_EDITS
