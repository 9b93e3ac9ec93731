"""Files of the wrong shape, files that are missing, and content that goes round in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.load import load
from tests.fixtures.content import KITCHEN_SINK, add, change, refused


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("flows/questions/more.yaml", "fact: ban.dated\n"),
        ("flows/journeys/more.yaml", "- a\n- b\n"),
        ("flows/journeys/more.yaml", ""),
        ("guidance/help.yaml", "  only words\n"),
    ],
)
def test_a_file_of_the_wrong_shape_is_a_finding(sink_copy: Path, file: str, text: str) -> None:
    (sink_copy / file).write_text(text, encoding="utf-8")
    (found, *_) = refused(sink_copy)
    assert (found.code, found.file, found.line) == ("C102", file, 1)


def test_a_dictionary_that_is_a_list_is_a_finding(sink_copy: Path) -> None:
    (sink_copy / "letters/recipients.yaml").write_text("- {id: head}\n", encoding="utf-8")
    assert {each.code for each in refused(sink_copy)} == {"C102"}


def test_an_empty_list_is_no_fault(sink_copy: Path) -> None:
    (sink_copy / "guidance/help.yaml").write_text("# nobody yet\n", encoding="utf-8")
    assert load(sink_copy).help == ()


@pytest.mark.parametrize("file", ["slots.yaml", "process.yaml"])
def test_a_file_that_must_be_there_is_missed(sink_copy: Path, file: str) -> None:
    (sink_copy / "flows" / file).unlink()
    (found,) = refused(sink_copy)
    assert (found.code, found.file) == ("C104", f"flows/{file}")


def test_a_circle_of_decisions_is_found(sink_copy: Path) -> None:
    change(
        sink_copy,
        "flows/rules/keepers_duty.yaml",
        "only_if: {ban.kind: [short_ban, long_ban]}",
        "only_if: {ban.kind: [short_ban, long_ban], keepers_papers: [by, does_not_arise]}",
    )
    (found,) = refused(sink_copy)
    assert found.code == "C208"
    assert "keepers_duty" in found.message and "keepers_papers" in found.message


def test_a_part_that_uses_itself_is_found(sink_copy: Path) -> None:
    add(sink_copy, "letters/parts/signing.yaml", "  - {use: closing}\n")
    (found,) = refused(sink_copy)
    assert (found.code, found.file) == ("C208", "letters/parts")
    assert "closing" in found.message and "signing" in found.message


def test_content_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert {each.code for each in refused(tmp_path)} == {"C104"}
    assert refused(KITCHEN_SINK) == ()
