"""Loading the list of schools as an operator does it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.__main__ import main
from app.registers.schools import SchoolRegister
from tests.fixtures import school_list

OFFICIAL, LINKS = str(school_list.OFFICIAL), str(school_list.LINKS)


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the list will be."""
    for name in [each for each in os.environ if each.startswith("EXCLUSION_RIGHTS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXCLUSION_RIGHTS_FOLDER", str(tmp_path / "var"))
    monkeypatch.setenv("EXCLUSION_RIGHTS_SCHOOLS", str(tmp_path / "elsewhere" / "list.sqlite"))
    return tmp_path / "elsewhere" / "list.sqlite"


def test_import_says_what_it_took_and_what_it_left_out(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schools", "import", OFFICIAL, "--links", LINKS]) == 0
    said = capsys.readouterr()
    assert "official20261118.csv:12  left out: the URN is not a number" in said.out
    assert "5 rows were left out." in said.out
    assert "10 schools, 0 before." in said.out
    assert said.err == ""  # no bar where nobody looks
    assert SchoolRegister(listed).is_loaded


def test_only_the_first_bad_rows_are_shown(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"x{number},School\n" for number in range(100))
    path = tmp_path / "long.csv"
    path.write_text(f"URN,EstablishmentName\n900001,Larkhollow\n{rows}", encoding="utf-8")
    assert main(["schools", "import", str(path)]) == 0
    said = capsys.readouterr().out
    assert said.count("left out:") == 20
    assert "and 80 more" in said
    assert listed.is_file()


def test_status_says_what_list_there_is(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schools", "status"]) == 0
    assert f"There is no list of schools at {listed}" in capsys.readouterr().out
    main(["schools", "import", OFFICIAL, "--links", LINKS])
    capsys.readouterr()
    assert main(["schools", "status"]) == 0
    said = capsys.readouterr().out
    assert "10 schools, 7 of them known to be open." in said
    assert "From official20261118.csv. Date of the data: 2026-11-18." in said
    assert "links to following schools, from links.csv." in said


def test_types_that_content_does_not_know_are_named(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.csv"
    path.write_text(
        "URN,EstablishmentName,TypeOfEstablishment (code),TypeOfEstablishment (name)\n"
        "900001,Larkhollow,99,Moon school\n900002,Fern Dale,1,Community school\n"
        "900003,Old Mill,,Academy converter\n",
        encoding="utf-8",
    )
    main(["schools", "import", str(path)])
    assert main(["schools", "status"]) == 0
    assert "Not in guidance/school_types.yaml: 1 of type 99 Moon school." in capsys.readouterr().out
    assert listed.is_file()


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("command", "remedy"),
    [
        ([], "Say which file to import"),
        (["none.csv"], "none.csv"),
        (["--links", LINKS], "no list of schools yet"),
        ([LINKS], "EstablishmentName"),
    ],
)
def test_what_cannot_be_done_is_explained(
    command: list[str], remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schools", "import", *command]) == 1
    assert remedy in capsys.readouterr().err
