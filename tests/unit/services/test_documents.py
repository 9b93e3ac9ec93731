"""A case as it is stored: what was written is read again, and answers find their place."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from app.services import documents
from app.services.documents import Document, Matter

ONE = Matter(("a",), {"x": {"value": 1}, "y": {"value": None}})
TWO = Matter(("b", "c"), {"x": {"value": 2}})


def test_the_matter_shown_is_the_last_one() -> None:
    document = Document("en", {"z": {"value": "ž"}}, (ONE, TWO))
    assert document.matter is TWO
    assert document.answers() == {"z": "ž", "x": 2}
    changed = document.with_matter(Matter(("b",)))
    assert changed.matters == (ONE, Matter(("b",)))
    assert document.matters == (ONE, TWO)


def test_not_sure_is_kept_as_nothing() -> None:
    assert Document("en", matters=(ONE,)).answers() == {"x": 1, "y": None}


words = st.text(max_size=8)
records = st.dictionaries(
    words, st.fixed_dictionaries({"value": st.one_of(st.none(), words, st.integers())}), max_size=3
)
names = st.lists(words, max_size=2).map(tuple)
sent = st.dictionaries(words, words, max_size=2)
matters = st.builds(Matter, names, records, sent, names, st.integers(1, 3))
cases = st.builds(
    Document,
    lang=words,
    case=records,
    matters=st.lists(matters, max_size=2).map(tuple),
    shown=st.integers(0, 3),
    content=words,
)


@given(cases)
def test_what_is_written_is_read_again(document: Document) -> None:
    assert documents.read(documents.write(document)) == document


def test_older_cases_of_one_matter_are_read() -> None:
    old = {"v": 1, "lang": "sk", "case": {}, "matters": [{"journeys": ["a"], "facts": {}}]}
    found = documents.read(json.dumps(old).encode())
    assert found.sent == {} and found.content == "" and found.matter.number == 1
    sent = documents.read(json.dumps({**old, "sent": {"letter": "2026-10-12"}}).encode())
    assert sent.sent == {"letter": "2026-10-12"}


def test_one_of_several_matters_is_shown_and_changed() -> None:
    first, second = Matter(("a",), number=1), Matter(("b",), {"x": {"value": 2}}, number=2)
    document = Document("en", {"x": {"value": 1}}, (first, second))
    assert document.matter is second and document.answers() == {"x": 2}
    shown = document.showing(1)
    assert shown.matter is first and shown.answers() == {"x": 1}
    changed = shown.with_matter(Matter(("c",), number=1))
    assert [each.journeys for each in changed.matters] == [("c",), ("b",)]
    assert document.showing(7).matter is second


def test_a_matter_at_another_school_hides_what_the_case_says_of_the_school() -> None:
    there = Matter(("a",), own=("x",), number=2)
    document = Document("en", {"x": {"value": 1}, "y": {"value": 2}}, (there,))
    assert document.answers() == {"y": 2}
