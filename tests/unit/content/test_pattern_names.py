"""What is counted over many families: every slip in its file is found, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.library import Library
from app.content.load import load
from tests.fixtures.content import add, change, line_of, refused

FILE = "flows/patterns.yaml"


def test_what_is_counted_is_read(kitchen_sink: Library) -> None:
    found = kitchen_sink.patterns
    assert found is not None
    assert [each.id for each in found.dimensions] == ["ban", "letters", "authority", "term"]
    assert found.faults[0].rows[0].when == {"ban.kind": "told_off"}
    assert found.tables == (("ban",), ("fault", "ban"))


def test_content_may_count_nothing(sink_copy: Path) -> None:
    (sink_copy / FILE).unlink()
    assert load(sink_copy).patterns is None


@pytest.mark.parametrize(
    ("code", "old", "new", "at", "says"),
    [
        ("C102", "kind: council", "kind: county", "county", "council"),
        ("C102", "says: Council,", "says: Council, tint: red,", "tint: red", "tint"),
        ("C204", "{ban.kind: short_ban}", "{ban.sort: short_ban}", "ban.sort", "ban.sort"),
        ("C205", "{ban.kind: long_ban}", "{ban.kind: longer}", "longer", 'no option "longer"'),
        ("C206", "from: ban.kind", "from: ban.sort", "ban.sort", '"ban.sort" is no fact'),
        ("C206", "from: ban.kind", "from: flyer.name", "flyer.name", "with options"),
        ("C206", ", from: ban.kind", "", "id: ban,", "from one place"),
        ("C206", "kind: council}", "kind: council, from: ban.kind}", "council", "from one place"),
        ("C206", "  - [ban]\n", "  - [bans]\n", "[bans]", '"bans" among the dimensions'),
        ("C206", "[fault, ban]", "[ban, ban]", "[ban, ban]", "two different ones"),
        ("C206", "[fault, ban]", "[fault, ban, term]", "[fault, ban, term]", "two different ones"),
        ("C103", "[fault, ban]", "[ban]", "- [ban]", "is there twice"),
        ("C103", "id: authority", "id: term", "id: ban,", "term is there twice"),
        ("C206", "{id: spring,", "{id: autumn,", "- id: term", "two values of term"),
    ],
)
def test_a_slip_is_a_finding(
    sink_copy: Path, code: str, old: str, new: str, at: str, says: str
) -> None:
    change(sink_copy, FILE, old, new)
    found = refused(sink_copy)
    assert [each.code for each in found] == [code]
    assert found[0].file == FILE
    assert says in found[0].message
    assert found[0].line <= line_of(sink_copy, FILE, at) <= found[0].line + 1


def test_a_value_or_a_fault_that_can_never_count_is_a_finding(sink_copy: Path) -> None:
    change(sink_copy, FILE, "        rows:\n          - when: {ban.kind: told_off}\n", "")
    change(sink_copy, FILE, "    rows:\n      - when: {ban.kind: told_off}\n", "    rows: []\n")
    found = refused(sink_copy)
    assert [each.code for each in found] == ["C206", "C206"]
    assert "can never be counted" in found[0].message
    assert "nothing says when" in found[1].message


def test_two_faults_of_one_name_are_a_finding(sink_copy: Path) -> None:
    twice = (
        "  - {id: words_only, says: Again, definition: Again., rows: "
        "[{when: {ban.kind: told_off}}]}\ntables:\n"
    )
    change(sink_copy, FILE, "tables:\n", twice)
    (found,) = refused(sink_copy)
    assert (found.code, found.message) == ("C103", "words_only is there twice")


def test_a_second_file_of_words_is_no_place_for_it(sink_copy: Path) -> None:
    add(sink_copy, FILE, "more: yes\n")
    assert [each.code for each in refused(sink_copy)] == ["C102"]
