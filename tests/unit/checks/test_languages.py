"""A report for each language, for people and for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polib
import pytest

from app.__main__ import main
from app.checks import languages
from app.content.library import Library
from tests.fixtures.content import KITCHEN_SINK, copied

HEADERS = {
    "Language": "sk",
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=3; plural=((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2);",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The kitchen sink with a language that has one fault and one thing to look at."""
    made = copied(KITCHEN_SINK, tmp_path / "sink")
    write(made, ("Within 15 days.", "Do 10 dní."), ("Talk to us", "Talk to us"))
    monkeypatch.setenv("EXCLUSION_RIGHTS_CONTENT", str(made))
    return made


def write(root: Path, *pairs: tuple[str, str]) -> None:
    file = polib.POFile(wrapwidth=0)
    file.metadata = HEADERS
    file.extend(polib.POEntry(msgid=english, msgstr=said) for english, said in pairs)
    path = root / "locales/sk/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(path))


def test_a_report_counts_and_names(root: Path, kitchen_sink: Library) -> None:
    (found,) = languages.reports(kitchen_sink, root)
    assert (found.lang, found.translated, found.is_offered) == ("sk", 2, False)
    assert found.levels["draft"] == 2
    assert [each.code for each in found.failures] == ["C805"]
    assert [each.code for each in found.warnings] == ["C822"]
    assert found.length == pytest.approx(20 / 25)


def test_a_failure_stops_the_build_and_a_warning_does_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--languages"]) == 1
    said = capsys.readouterr().out
    assert "C805" in said and "C822 1" in said
    write(root, ("Talk to us", "Talk to us"))
    assert main(["check", "--languages", "sk"]) == 0


def test_programs_get_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--languages", "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert told["failures"][0]["code"] == "C805"
    assert told["levels"] == {"draft": 2, "speaker": 0, "community": 0, "law": 0}


def test_an_unknown_language_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--languages", "xx"]) == 1
    assert "no language xx" in capsys.readouterr().err


def test_gettexts_own_program_has_a_say_where_there_is_one(
    root: Path, kitchen_sink: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program of our own stands in for it, so that this runs on every machine."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    write(root, ("Talk to us", "Hovorte s nami"))

    def what_it_said() -> list[str]:
        (found,) = languages.reports(kitchen_sink, root)
        return [each.message for each in found.failures if each.code == "C815"]

    assert what_it_said() == []
    program = programs / languages.MSGFMT
    for answer, expected in (
        ("exit 0", []),
        ("echo 'line 7: no end' >&2; exit 1", ["line 7: no end"]),
        ("exit 2", ["msgfmt stopped with 2 and gave no reason"]),
    ):
        program.write_text(f"#!/bin/sh\n{answer}\n")
        program.chmod(0o700)
        assert what_it_said() == expected


def test_english_that_changed_is_a_failure(root: Path, kitchen_sink: Library) -> None:
    write(root, ("Talk to us", "Hovorte s nami"))
    shutil.copy(root / "locales/sk/LC_MESSAGES/messages.po", root / "locales/messages.pot")
    (found,) = languages.reports(kitchen_sink, root)
    assert not found.failures
    write(root, ("Speak to us", "Hovorte s nami"))
    (found,) = languages.reports(kitchen_sink, root)
    assert [each.code for each in found.failures] == ["C813"]


def test_labels_are_what_stands_on_buttons(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<p>{{ _("Not this") }}</p><button name="x">{{ icon("go") }}{{ _("This") }}</button>'
        "<summary>{{ _('And this') }}</summary>"
    )
    assert languages.labels(tmp_path) == {"This", "And this"}
    assert len(languages.labels(languages.TEMPLATES)) > 20
