"""Types of school in the official list: each has its entry, and the kind that its law gives it."""

from __future__ import annotations

import csv
from pathlib import Path

from app.content.library import Library
from tests.fixtures.content import add, refused
from tests.fixtures.published import published

ACADEMIES, SIXTEEN = ("10", "11"), ("16", "post 16")


def test_every_type_of_the_official_list_has_an_entry(content: Library) -> None:
    with published("gias_establishment_types.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    listed = {row["type-of-establishment-code"]: row["type-of-establishment-name"] for row in rows}
    assert len(listed) == 39
    assert {code: each.name for code, each in content.school_types.items()} == listed
    for row in rows:
        kind = content.school_types[row["type-of-establishment-code"]].kind
        if row["establishment-type-group-code"] in ACADEMIES:
            older = any(word in row["type-of-establishment-name"] for word in SIXTEEN)
            assert (kind == "academy") is not older, row


def test_every_kind_rests_on_law_and_every_gap_has_its_reason(content: Library) -> None:
    for each in content.school_types.values():
        assert each.cite if each.kind else each.note, each.name


def test_a_kind_that_nobody_can_choose_is_refused(sink_copy: Path) -> None:
    add(sink_copy, "guidance/school_types.yaml", '- {code: "99", name: New school, kind: moon}\n')
    (finding,) = refused(sink_copy)
    assert "moon" in str(finding)
    assert "guidance/school_types.yaml" in str(finding)
