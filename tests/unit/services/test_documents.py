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
matters = st.builds(Matter, st.lists(words, max_size=2).map(tuple), records)
cases = st.builds(
    Document,
    lang=words,
    case=records,
    matters=st.lists(matters, max_size=2).map(tuple),
    sent=st.dictionaries(words, words, max_size=2),
    content=words,
)


@given(cases)
def test_what_is_written_is_read_again(document: Document) -> None:
    assert documents.read(documents.write(document)) == document


def test_older_cases_without_letters_are_read() -> None:
    old = {"v": 1, "lang": "sk", "case": {}, "matters": [{"journeys": ["a"], "facts": {}}]}
    found = documents.read(json.dumps(old).encode())
    assert found.sent == {} and found.content == ""
