"""Letters that fit come first; those that may fit are offered after them."""

from __future__ import annotations

from app.letters.selection import offers
from app.model.values import YES
from tests.unit.letters.made_up import holds, letter

LETTERS = (
    letter(id="late", order=9),
    letter(id="never", available_when={"trial": "no"}),
    letter(id="perhaps", available_when={"cake.is_stale": "yes"}, order=1),
    letter(id="early", order=2, available_when={"trial": "yes"}),
    letter(id="also_early", order=2),
)


def test_letters_come_in_order_and_those_that_may_fit_come_last() -> None:
    found = offers(LETTERS, holds({"trial": YES}))
    assert [(each.letter.id, each.certain) for each in found] == [
        ("also_early", True),
        ("early", True),
        ("late", True),
        ("perhaps", False),
    ]


def test_documents_are_asked_for_by_themselves() -> None:
    both = (*LETTERS, letter(id="paper", kind="document"))
    known = holds({"trial": YES})
    assert [each.letter.id for each in offers(both, known, "document")] == ["paper"]
    assert "paper" not in [each.letter.id for each in offers(both, known)]
