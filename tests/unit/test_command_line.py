"""Commands as an operator, an author or a developer types them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from app.__main__ import COMMANDS, main
from app.checks.installation import now
from app.checks.installation import people as open_store_of
from app.model.people import Role
from app.settings import from_environment

ROOT = Path(__file__).parents[2]
SCENARIO = """\
name: Five days, then half a day more
on: 2026-11-23
calendar:
  terms:
    - {start: 2026-09-03, end: 2026-12-18}
    - {start: 2027-01-05, end: 2027-03-25}
given:
  exclusion.kind: suspension
  exclusion.started_on: 2026-11-16
  exclusion.school_days_in_term: 5.5
  parent.made_representations: yes
  exclusion.misses_exam_or_test: no
  school.kind: academy
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, with nothing in it yet."""
    for name in [each for each in os.environ if each.startswith("EXCLUSION_RIGHTS_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("EXCLUSION_RIGHTS_FOLDER", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([command, "--help"] if command else ["--help"])
    assert done.value.code == 0
    assert "usage: exclusion-rights" in capsys.readouterr().out


def test_assess_says_in_words_what_follows_and_why(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(file)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "On Monday 23 November 2026, by the law as at Monday 16 November 2026." in said
    assert "governing_board_duty: must_consider_as_you_wrote" in said
    assert "If you write to the governors, they must meet." in said
    assert "exclusion.school_days_in_term = 5.5" in said
    assert "reg. 24" in said
    assert "WHAT IS STILL OPEN" in said


def test_lines_fit_a_terminal(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["assess", str(file), "--decision", "who_decides"])
    lines = capsys.readouterr().out.splitlines()
    assert "who_decides: academy_trust" in lines
    assert max(map(len, lines)) <= 88


def test_assess_prints_the_answer_of_the_api(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(file), "--json", "--decision", "governing_board_duty"]) == 0
    found = json.loads(capsys.readouterr().out)
    duty = found["conclusions"]["governing_board_duty"]
    assert duty["then"] == "must_consider_as_you_wrote"
    assert duty["deadline"]["source"] == "school"


@pytest.mark.parametrize("path", sorted((ROOT / "tests/scenarios").glob("*/*.yaml"))[::40], ids=str)
def test_assess_reads_the_scenarios_of_the_tests(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(path)]) == 0
    assert "This is information, not legal advice." in capsys.readouterr().out


WRONG_FILES = {
    "no given": ("on: 2026-11-23\n", "given:"),
    "no yaml": ("given: [\n", "facts.yaml:"),
    "a key twice": ("given: {}\ngiven: {}\n", "facts.yaml:2"),
    "an unknown key": ("facts: {}\ngiven: {}\n", "facts"),
    "a wrong day": ("on: soon\ngiven: {}\n", "facts.yaml:1"),
    "no such fact": ("given:\n  exclusion.sort: suspension\n", "exclusion.sort"),
    "a wrong value": ("given:\n  exclusion.kind: holiday\n", "exclusion.kind"),
    "a wrong calendar": ("calendar: {terms: yes}\ngiven: {}\n", "calendar.terms"),
}


@pytest.mark.parametrize(("written", "named"), WRONG_FILES.values(), ids=WRONG_FILES.keys())
def test_a_wrong_file_is_explained(
    file: Path, written: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(written, encoding="utf-8")
    assert main(["assess", str(file)]) == 1
    said = capsys.readouterr()
    assert named in said.err
    assert said.out == ""


def test_a_calendar_goes_by_the_name_it_has_beside_the_file(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("calendar: A\ngiven: {exclusion.kind: suspension}\n", encoding="utf-8")
    beside = file.with_name("calendars.yaml")
    assert main(["assess", str(file)]) == 1
    assert "there is no calendar A" in capsys.readouterr().err
    beside.write_text("A: {terms: [{start: 2026-09-03, end: 2026-01-01}]}\n", encoding="utf-8")
    assert main(["assess", str(file)]) == 1
    assert "ends before it starts" in capsys.readouterr().err
    beside.write_text("A: [\n", encoding="utf-8")
    assert main(["assess", str(file)]) == 1
    assert "calendars.yaml:" in capsys.readouterr().err
    beside.write_text("A: {terms: [{start: 2026-09-03, end: 2027-07-21}]}\n", encoding="utf-8")
    assert main(["assess", str(file)]) == 0


def test_approving_needs_a_checkout_a_file_and_a_name(
    capsys: pytest.CaptureFixture[str], content_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXCLUSION_RIGHTS_CONTENT", str(content_copy))
    by = ["--by", "A. Reader", "--role", "solicitor"]
    assert main(["approve", "--all", *by]) == 1
    assert "works on a checkout" in capsys.readouterr().err
    (content_copy / "pyproject.toml").touch()
    assert main(["approve", *by]) == 1
    assert "Name the files" in capsys.readouterr().err
    assert main(["approve", "README.md", *by]) == 1
    assert "not a file of content" in capsys.readouterr().err
    assert main(["approve", "flows/process.yaml", *by]) == 0
    assert "1 files approved by A. Reader (solicitor)." in capsys.readouterr().out
    (content_copy / "guidance" / "approved.zip").write_bytes(b"")
    with (content_copy / "flows" / "process.yaml").open("a", encoding="utf-8") as edited:
        edited.write("# edited\n")
    assert main(["review"]) == 1
    assert "approved.zip" in capsys.readouterr().err


def test_what_is_not_there_is_named(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ["assess", str(tmp_path / "none.yaml")],
        ["assess", str(file), "--decision", "none"],
        ["letter", "none", str(file)],
        ["letter", "views_medium_suspension", str(file), "--lang", "none"],
        ["translations", "none"],
    ):
        assert main(command) == 1
        assert "none" in capsys.readouterr().err


def test_a_letter_as_text_and_as_a_file(
    file: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["letter", "views_medium_suspension", str(file)]) == 0
    assert "governing board" in capsysbinary.readouterr().out.decode()
    made = tmp_path / "letter.docx"
    command = ["letter", "views_medium_suspension", str(file), "--format", "docx"]
    assert main([*command, "--out", str(made)]) == 0
    assert made.read_bytes().startswith(b"PK")
    assert main(command) == 1  # not for the screen
    assert b"--out" in capsysbinary.readouterr().err


def test_a_letter_that_the_facts_rule_out_says_what_it_needs(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["letter", "views_permanent_exclusion", str(file)]) == 1
    assert "Permanent exclusion" in capsys.readouterr().err


def test_the_review_is_written_to_a_file(tmp_path: Path) -> None:
    made = tmp_path / "review.html"
    assert main(["review", "--out", str(made)]) == 0
    assert "The decisions, as tables" in made.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", "--out", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_date_that_is_none_is_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["review", "--as-at", "soon"])
    assert done.value.code == 2
    assert "2026-10-12" in capsys.readouterr().err


def test_the_schema_of_one_shelf_and_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "decisions"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert "versions" in one["properties"]
    assert "id" not in one["properties"]  # the file's name is the id
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["decisions"] == one


@pytest.fixture
def copy_of_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose translations may be changed."""
    root = tmp_path / "checkout"
    for folder in ("guidance", "flows", "letters", "locales"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "app").symlink_to(ROOT / "app")
    monkeypatch.setenv("EXCLUSION_RIGHTS_CONTENT", str(root))
    return root


def test_a_new_language_is_started_and_its_needs_are_listed(
    copy_of_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", "--language", "cy"]) == 0
    assert "cy: 0 of" in capsys.readouterr().out
    assert (copy_of_content / "locales/cy/LC_MESSAGES/messages.po").is_file()
    assert main(["translations", "cy"]) == 0
    said = capsys.readouterr().out
    assert "not translated  questions." in said
    assert "Not offered yet" in said
    assert main(["translations", "cy", "--sheet"]) == 0
    assert capsys.readouterr().out == ""


def test_check_says_what_is_wrong_with_file_and_line(
    copy_of_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = copy_of_content / "flows/slots.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "no_such_slot: here\n", encoding="utf-8")
    assert main(["check"]) == 1
    assert "flows/slots.yaml:" in capsys.readouterr().out
    assert main(["review"]) == 1
    assert "flows/slots.yaml:" in capsys.readouterr().err


def test_purge_and_backup_work_on_a_new_installation(
    installation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["purge"]) == 0
    assert "0 expired cases" in capsys.readouterr().out
    copy = tmp_path / "copy.sqlite"
    assert main(["backup", str(copy)]) == 0
    with sqlite3.connect(copy) as opened:
        assert opened.execute("SELECT count(*) FROM cases").fetchone() == (0,)
    opened.close()
    assert main(["backup", str(copy)]) == 1
    assert "exists already" in capsys.readouterr().err


@pytest.mark.usefixtures("installation")
def test_a_wrong_setting_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere/cases")
    assert main(["purge"]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err


@pytest.mark.usefixtures("installation")
def test_others_are_not_served_without_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "0.0.0.0", "--port", "0"]) == 1  # noqa: S104
    assert "EXCLUSION_RIGHTS_URL" in capsys.readouterr().err


@pytest.mark.usefixtures("installation")
def test_the_server_says_where_it_runs_and_stops_when_asked() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        line = server.stdout.readline() if server.stdout else ""
        try:
            address = line.split("running on ", 1)[1].strip()
            with urllib.request.urlopen(f"{address}/api/v1/letters", timeout=30) as page:  # noqa: S310
                assert page.status == 200
        finally:
            server.send_signal(signal.SIGINT)
            _, said = server.communicate(timeout=30)
    assert server.returncode in (0, 130)
    assert "Only for this machine." in said
    assert "Traceback" not in said


def test_an_organisation_is_begun_and_a_person_may_review(
    installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["organisation", "list"]) == 0
    assert "no organisation yet" in capsys.readouterr().out
    assert main(["organisation", "create", "Harbour Advice"]) == 0
    link = capsys.readouterr().out.strip().rpartition("/join/")
    assert link[0].endswith("http://127.0.0.1:8000")
    chosen = from_environment(os.environ)
    with open_store_of(chosen) as people:
        people.join(link[2], "Lea", "lea", "seven otters on a wet roof", now())
        lea = people.signed_in(
            people.sign_in("lea", "seven otters on a wet roof", "", now()), now()
        )
        people.join(people.invite(lea, [Role.ADVISER], now()), "Abe", "abe", "nine herons", now())
    assert main(["organisation", "create", "attic advice"]) == 0
    capsys.readouterr()
    assert main(["organisation", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "attic advice: members 0",
        "Harbour Advice: members 1, 1 to be confirmed",
    ]
    assert main(["reviewer", "grant", "lea", "sk"]) == 0
    assert capsys.readouterr().out == "lea may review sk.\n"
    assert main(["reviewer", "revoke", "lea", "sk"]) == 0
    assert main(["reviewer", "grant", "nobody", "sk"]) == 1
    assert main(["reviewer", "grant", "lea", "xx"]) == 1
    assert main(["reviewer", "export"]) == 0
