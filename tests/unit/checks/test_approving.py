"""Approvals hold for the very words approved; a change says which saved situations it alters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.checks import approving, review
from app.content.load import load
from app.services import approvals

ON = date(2026, 11, 23)
DUTY = "flows/rules/keepers_duty.yaml"
SCENARIO = """\
name: Six days and a letter
on: 2026-11-23
calendar: short
given: {ban.kind: short_ban, ban.days_in_term: 6, family.will_write: yes, ban.spoils_festival: no,
  ban.decided_on: 2026-10-12, keepers.told_on: 2026-10-12}
expect: {keepers_duty: must_look_as_you_wrote}
"""
CALENDAR = """\
short:
  terms: [{start: 2026-09-03, end: 2027-07-21}]
  more_than_three_terms: no
"""


@pytest.fixture
def root(sink_copy: Path) -> Path:
    """The kitchen sink with one saved situation, and its duty approved as it stands."""
    folder = sink_copy / "tests" / "scenarios"
    (folder / "keepers_duty").mkdir(parents=True)
    (folder / "calendars.yaml").write_text(CALENDAR)
    (folder / "keepers_duty" / "six_days.yaml").write_text(SCENARIO)
    approving.approve(sink_copy, load(sink_copy), [DUTY], "B. Reader", "solicitor", ON)
    return sink_copy


def state_of(root: Path, file: str) -> str:
    found = {each.file: each.state for each in approvals.states(load(root))}
    return found[file]


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def reviewed(root: Path) -> str:
    return review.bundle(root, load(root), ON)


def test_an_approval_holds_until_the_file_is_edited(root: Path) -> None:
    assert state_of(root, DUTY) == "approved"
    assert state_of(root, "flows/process.yaml") == "never"
    change(root, DUTY, "Must the keepers look", "Have the keepers to look")
    assert state_of(root, DUTY) == "changed"


def test_approving_again_replaces_the_older_line(root: Path) -> None:
    change(root, DUTY, "Must the keepers look", "Have the keepers to look")
    approving.approve(root, load(root), [DUTY], "C. Reader", "adviser", ON)
    assert state_of(root, DUTY) == "approved"
    assert [each.by for each in load(root).reviews.values() if each.file == DUTY] == ["C. Reader"]


def test_other_approvals_stay(root: Path) -> None:
    assert state_of(root, "flows/rules/kite_tax.yaml") == "changed"
    assert "The approved text was not kept" in reviewed(root)


def test_what_is_no_content_cannot_be_approved(root: Path) -> None:
    for file in ("README.md", "guidance/reviews.yaml"):
        with pytest.raises(approving.NotThere, match="not a file of content"):
            approving.approve(root, load(root), [file], "B. Reader", "solicitor", ON)


def test_the_review_shows_the_lines_that_changed(root: Path) -> None:
    change(root, DUTY, "more than 5,", "more than 7,")
    change(root, DUTY, "ban.days_in_term: 5 or fewer", "ban.days_in_term: 7 or fewer")
    said = reviewed(root)
    assert "not yet re-approved" in said
    assert "<del>-        when: {ban.kind: short_ban, ban.days_in_term: 5 or fewer}</del>" in said
    assert "<ins>+        when: {ban.kind: short_ban, ban.days_in_term: 7 or fewer}</ins>" in said


def test_the_review_names_the_saved_situations_that_would_end_otherwise(root: Path) -> None:
    assert "saved situations would end otherwise" in reviewed(root)  # kite_tax has changed
    assert "keepers_duty/six_days" not in reviewed(root)
    change(root, DUTY, "more than 5,", "more than 7,")
    change(root, DUTY, "ban.days_in_term: 5 or fewer", "ban.days_in_term: 7 or fewer")
    said = reviewed(root)
    assert "keepers_duty/six_days" in said
    assert "must_look_as_you_wrote; Monday 21 December 2026" in said
    assert "<td>may_write</td>" in said


def test_a_situation_with_a_new_fact_is_named_as_new(root: Path) -> None:
    facts = "flows/facts.yaml"
    approving.approve(root, load(root), [facts], "B. Reader", "solicitor", ON)
    with (root / facts).open("a", encoding="utf-8") as file:
        file.write("bus.needed: {means: Whether a bus is needed., is: yes_no}\n")
    saved = root / "tests" / "scenarios" / "keepers_duty" / "six_days.yaml"
    saved.write_text(SCENARIO.replace("given: {", "given: {bus.needed: yes, "))
    assert "has facts that the approved content has not" in reviewed(root)


def test_approved_texts_that_no_longer_fit_are_said_to_be_so(root: Path) -> None:
    first_page = "flows/first_page.yaml"
    approving.approve(root, load(root), [first_page], "B. Reader", "solicitor", ON)
    for path in (root / "flows").rglob("*.yaml"):
        written = path.read_text(encoding="utf-8").replace("must_not_fly", "may_not_fly")
        path.write_text(written, encoding="utf-8")
    assert "do not fit together any more" in reviewed(root)


def test_a_broken_file_of_texts_is_named(root: Path) -> None:
    (root / "guidance" / "approved.zip").write_bytes(b"no zip")
    with pytest.raises(approving.NotThere, match=r"approved\.zip"):
        reviewed(root)


def test_a_file_that_is_gone_is_still_named(root: Path) -> None:
    approving.approve(root, load(root), ["guidance/rights/bans.yaml"], "B. Reader", "adviser", ON)
    (root / "guidance" / "rights" / "bans.yaml").unlink()
    said = reviewed(root)
    assert [each.file for each in approvals.gone(load(root))] == ["guidance/rights/bans.yaml"]
    assert "Approved, and gone" in said


def test_the_same_approval_makes_the_same_files(root: Path) -> None:
    texts = (root / "guidance" / "approved.zip").read_bytes()
    approving.approve(root, load(root), [DUTY], "B. Reader", "solicitor", ON)
    assert (root / "guidance" / "approved.zip").read_bytes() == texts
