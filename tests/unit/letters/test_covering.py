"""A page before somebody's letter, from whoever sends it for them, in a made-up world."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.letters import covering
from app.letters.assembly import assemble
from app.letters.edits import NO_EDITS, Edits
from app.letters.filling import plain
from app.model.letterhead import Letterhead
from app.model.letters import Letter, PartSource
from tests.unit.letters.made_up import ENGLISH, MATERIALS, OTHER, PARTS, letter, situation

COVER = PartSource.model_validate(
    {
        "id": "cover",
        "blocks": [
            {"id": "for", "is": "paragraph", "letterhead": "some", "text": "For {cake.for}."},
            {"id": "yes", "is": "paragraph", "letterhead": "permission", "text": "I may."},
            {"id": "no", "is": "paragraph", "letterhead": "no_permission", "text": "They sign."},
            {"id": "none", "is": "paragraph", "letterhead": "none", "text": "Nobody helps."},
            {
                "id": "sign",
                "is": "signature",
                "text": "Yours,\n{writer}\n{organisation}\n{organisation_contact}",
            },
        ],
    }
)
WITH_COVER = replace(MATERIALS, parts={**PARTS, "cover": COVER}, covering="cover")
HEAD = Letterhead("Cake Aid", writer="Bo", on_behalf=True)


def page(head: Letterhead | None = HEAD, edits: Edits = NO_EDITS) -> Letter | None:
    return covering.assemble(letter(), WITH_COVER, situation(letterhead=head), ENGLISH, edits)


def said(found: Letter | None) -> list[str]:
    assert found is not None
    return [plain(each.runs) for each in found.blocks]


def test_it_says_for_whom_and_leaves_a_line_for_what_is_not_known() -> None:
    assert said(page()) == ["For Ada.", "They sign.", "Yours,\nBo\nCake Aid\n________"]


def test_permission_is_said_only_where_it_is_there() -> None:
    assert said(page(replace(HEAD, has_permission=True)))[1] == "I may."


@pytest.mark.parametrize("head", [None, replace(HEAD, on_behalf=False)])
def test_who_does_not_send_the_letter_writes_no_page(head: Letterhead | None) -> None:
    assert page(head) is None


def test_where_content_has_no_such_part_there_is_no_page() -> None:
    bare = replace(WITH_COVER, covering=None)
    assert covering.assemble(letter(), bare, situation(letterhead=HEAD), ENGLISH) is None


def test_it_begins_as_the_letter_does_without_its_sender() -> None:
    own, sent = page(), assemble(letter(), WITH_COVER, situation(letterhead=HEAD), ENGLISH)
    assert own is not None
    top = covering.over(own, sent).blocks[: -len(own.blocks)]
    assert [each.kind for each in top if each.kind == "address"] == ["address"]
    assert "from" not in [each.id for each in top]
    assert all(each in sent.blocks for each in top)


def test_its_words_can_be_changed_and_the_copy_says_so() -> None:
    changed = Edits.model_validate({"texts": {"cover.for": {"text": "For us all."}}})
    assert said(page(edits=changed))[0] == "For us all."
    matter = situation(letterhead=HEAD)
    copy = covering.assemble(letter(), WITH_COVER, matter, OTHER, changed)
    english = page(edits=changed)
    assert english is not None and copy is not None
    pair = covering.paired(HEAD, english, copy, OTHER)
    assert pair.copy is not None
    assert "You changed the English." in plain(pair.copy.blocks[0].runs)


@pytest.mark.parametrize(
    ("more", "can"),
    [({}, True), ({"sent_by": "family"}, False), ({"kind": "document"}, False)],
)
def test_what_is_the_familys_alone_is_sent_by_nobody_else(more: dict[str, str], can: bool) -> None:
    assert covering.can_be_sent_by(letter(**more)) is can
