"""Term dates as an operator puts them in, looks at them, and counts on them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.__main__ import main

SAMPLE = Path(__file__).parents[1] / "fixtures" / "term_dates.csv"
SCENARIO = """\
on: 2026-11-23
given:
  exclusion.kind: permanent_exclusion
  exclusion.started_on: 2026-10-12
  board.told_on: 2026-10-12
  school.kind: maintained
  school: {name: Example School, la_code: "999"}
"""


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own. No secret is needed to put term dates in."""
    for name in [each for each in os.environ if each.startswith("EXCLUSION_RIGHTS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXCLUSION_RIGHTS_FOLDER", str(tmp_path / "var"))
    monkeypatch.setenv("EXCLUSION_RIGHTS_URL", "https://rights.example.org")
    return tmp_path / "var"


def test_term_dates_are_put_in_and_listed(
    installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calendars", "import", str(SAMPLE), "--as-of", "2026-11-01"]) == 0
    assert "3 calendars put in." in capsys.readouterr().out
    assert main(["calendars", "status"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed == [
        "999  Exampleshire  2026/27  195 days  first-hand (council page), as of 2026-11-01",
        "999  school 199999 in Exampleshire  2026/27  191 days  first-hand (school page (own "
        "dates, school-level INSET included)), as of 2026-11-01",
        "998  Sampleton  2026/27  195 days  not first-hand (newspaper report of council dates), "
        "as of 2026-11-01",
        "3 calendars.",
    ]
    assert [each.name for each in installation.iterdir()] == ["calendars.sqlite"]


def test_what_is_refused_is_said_and_the_rest_is_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "odd.csv"
    text = SAMPLE.read_text(encoding="utf-8").replace("2027-07-22", "2027-07-30")
    table.write_text(text.replace("newspaper report", "own dates"), encoding="utf-8")
    assert main(["calendars", "import", str(table)]) == 1
    said = capsys.readouterr()
    assert "Refused: Exampleshire (999) 2026/27.\n  201 days in session" in said.err
    assert "say --accept-odd" in said.err
    assert "used for no other school: Sampleton 2026/27." in said.out
    assert "2 calendars put in." in said.out
    assert main(["calendars", "import", str(table), "--accept-odd"]) == 0
    assert "201 days in session, not 195" in capsys.readouterr().out
    assert main(["calendars", "status"]) == 0
    assert "one school's, not used for others" in capsys.readouterr().out


def test_a_file_that_is_no_table_changes_nothing(
    tmp_path: Path, installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "letter.csv"
    table.write_text("Dear all\n", encoding="utf-8")
    assert main(["calendars", "import", str(table)]) == 1
    assert "there is no column la_code" in capsys.readouterr().err
    assert not installation.exists()


def test_facts_on_the_command_line_are_counted_on_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    asked = ["assess", str(file), "--decision", "governing_board_duty"]
    assert main(asked) == 0
    assert "usual holidays of councils in England" in capsys.readouterr().out
    main(["calendars", "import", str(SAMPLE), "--as-of", "2026-11-01"])
    capsys.readouterr()
    assert main(asked) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "the term dates of Exampleshire, as of Sunday 1 November 2026" in said
