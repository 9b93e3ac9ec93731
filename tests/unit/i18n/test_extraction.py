"""Messages of content, templates and Python reach the .pot and every translator's file."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from app.content.library import Library
from app.i18n import extraction, template, translators_file
from app.model.findings import Finding

PROJECT = """
[[tool.babel.mappings]]
method = "jinja2"
pattern = "app/web/templates/**.html"
"""
TEMPLATE = """
{# translators: on a button #}<button>{{ _("Go on") }}</button>
<p title="{{ _t("Step {n}", n=3) }}">{{ _n("{n} day left", "{n} days left", 3) }}</p>
<p>{{ _p("web", "Back") }}</p><p>Not marked</p>
"""
PYTHON = """
LATE = {"late": mark("It may be late.", "service")}

def speak(voice, outcome, name):
    voice.say("Keep " "this.", "service")
    voice.say("No context")
    voice.plural("{n} letter", "{n} letters", 3, "service")
    voice.say(outcome.title, f"outcomes.{outcome.id}.title")
"""
GLUED = """
def speak(voice, name):
    voice.say(f"Dear {name}", "service")
    voice.say("Dear " + name, "service")
    voice.say("Dear", name)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one template and one module that speaks."""
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    templates = tmp_path / "app" / "web" / "templates" / "pages"
    templates.mkdir(parents=True)
    (templates / "start.html").write_text(TEMPLATE)
    (tmp_path / "app" / "speaking.py").write_text(PYTHON)
    return tmp_path


def pot(root: Path) -> dict[tuple[str, str], polib.POEntry]:
    """The entries of the .pot by context and English."""
    file = polib.pofile(str(root / "locales" / template.POT))
    return {(each.msgctxt or "", each.msgid): each for each in file}


def test_everything_said_is_extracted(root: Path, library: Library) -> None:
    report = extraction.extract(library, root)
    found = pot(root)
    assert found["", "Go on"].comment == "on a button"
    assert found["", "{n} day left"].msgid_plural == "{n} days left"
    assert ("web", "Back") in found
    assert ("service", "It may be late.") in found
    assert ("service", "Keep this.") in found
    assert ("", "No context") in found
    assert found["service", "{n} letter"].msgid_plural == "{n} letters"
    assert ("questions.boat.kind.question", "What boat is it?") in found
    assert report.content + report.around == len(found)
    assert report.around == 8
    assert report.findings == ()


def test_translators_are_told_what_terms_and_placeholders_mean(
    root: Path, library: Library
) -> None:
    extraction.extract(library, root)
    raft = pot(root)["facts.boat.kind.options.raft.label", "A raft"].comment
    assert "raft: a flat boat Put the English in brackets" in raft
    assert "Not a ship." in raft
    day = pot(root)["outcomes.who_pays.crew.day", "Pay by {deadline}."].comment
    assert "Keep as it is: {deadline}" in day


def test_sentences_put_together_are_refused(root: Path, library: Library) -> None:
    (root / "app" / "speaking.py").write_text(GLUED)
    found: list[Finding] = []
    extraction.of_all(library, root, found)
    assert [(each.line, each.code) for each in found] == [(3, "C811"), (4, "C811"), (5, "C812")]


def test_the_pot_changes_only_when_words_do(root: Path, library: Library) -> None:
    extraction.extract(library, root)
    first = (root / "locales" / template.POT).read_bytes()
    module = root / "app" / "speaking.py"
    module.write_text("# moved down\n\n" + module.read_text())
    extraction.extract(library, root)
    assert (root / "locales" / template.POT).read_bytes() == first


def test_a_new_language_starts_with_its_header_and_every_message(
    root: Path, library: Library
) -> None:
    report = extraction.extract(library, root, "sk")
    file = polib.pofile(str(root / "locales" / "sk" / "LC_MESSAGES" / "messages.po"))
    assert file.metadata["Language"] == "sk"
    assert file.metadata["Plural-Forms"].startswith("nplurals=3;")
    assert file.metadata["X-Fallback"] == "en"
    assert len(file) == report.content + report.around
    assert (report.languages[0].added, report.languages[0].translated) == (len(file), 0)
    counted = next(each for each in file if each.msgid == "{n} day left")
    assert sorted(counted.msgstr_plural) == [0, 1, 2]
    assert len(translators_file.untranslated(root / "locales", "sk")) == len(file)


def test_starting_again_leaves_what_is_there(root: Path, library: Library) -> None:
    extraction.extract(library, root, "sk")
    translate(root, {"Go on": "Ďalej"})
    extraction.extract(library, root, "sk")
    assert entry(root, "Go on").msgstr == "Ďalej"


def test_a_language_without_cldr_gets_fields_to_fill_in(root: Path, library: Library) -> None:
    extraction.extract(library, root, "rmc")
    file = polib.pofile(str(root / "locales" / "rmc" / "LC_MESSAGES" / "messages.po"))
    assert file.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert {"X-Name", "X-Months", "X-Weekdays", "X-Direction"} <= set(file.metadata)


def test_changed_english_keeps_the_translation_but_marks_it_stale(
    root: Path, library: Library
) -> None:
    extraction.extract(library, root, "sk")
    translate(root, {"Keep this.": "Odložte si to.", "What boat is it?": "Aká loď?"})
    module = root / "app" / "speaking.py"
    module.write_text(module.read_text().replace('"this."', '"this one."'))
    report = extraction.extract(library, root)
    stale = entry(root, "Keep this one.")
    assert (stale.msgstr, stale.fuzzy, stale.previous_msgid) == (
        "Odložte si to.",
        True,
        "Keep this.",
    )
    assert not entry(root, "What boat is it?").fuzzy
    assert report.languages[0].stale == 1
    assert ("service", "Keep this one.") in translators_file.untranslated(root / "locales", "sk")
    extraction.extract(library, root)
    assert entry(root, "Keep this one.").fuzzy


def test_changed_english_of_a_content_path_is_stale(root: Path, library: Library) -> None:
    extraction.extract(library, root, "sk")
    translate(root, {"A raft": "Plť"})
    path = root / "locales" / template.POT
    path.write_text(path.read_text().replace('"A raft"', '"An old wooden raft or float"'))
    translators_file.sync(root / "locales", "sk")
    assert entry(root, "An old wooden raft or float").fuzzy


def test_a_sentence_that_moved_keeps_its_translation(root: Path, library: Library) -> None:
    extraction.extract(library, root, "sk")
    translate(root, {"Print it.": "Vytlačte to.", "Sign it.": "Podpíšte to."})
    path = root / "locales" / template.POT
    text = path.read_text()
    for old, new in (("send.1", "send.2"), ("send.0", "send.1")):
        text = text.replace(f'"letters.claim.{old}"', f'"letters.claim.{new}"')
    path.write_text(f'{text}\nmsgctxt "letters.claim.send.0"\nmsgid "Read it."\nmsgstr ""\n')
    translators_file.sync(root / "locales", "sk")
    kept = entry(root, "Print it.")
    assert (kept.msgctxt, kept.msgstr, kept.fuzzy) == (
        "letters.claim.send.1",
        "Vytlačte to.",
        False,
    )
    assert entry(root, "Sign it.").msgstr == "Podpíšte to."
    assert entry(root, "Read it.").msgstr == ""


def test_what_is_gone_is_kept_and_comes_back(root: Path, library: Library) -> None:
    extraction.extract(library, root, "sk")
    translate(root, {"Back": "Späť"})
    page = root / "app" / "web" / "templates" / "pages" / "start.html"
    whole = page.read_text()
    page.write_text("")
    assert extraction.extract(library, root).languages[0].gone == 1
    assert entry(root, "Back").obsolete
    page.write_text(whole)
    assert extraction.extract(library, root).languages[0].gone == 0
    back = entry(root, "Back")
    assert (back.msgstr, bool(back.obsolete), back.fuzzy) == ("Späť", False, False)


def test_a_translators_own_comment_stays(root: Path, library: Library) -> None:
    extraction.extract(library, root, "sk")
    path = root / "locales" / "sk" / "LC_MESSAGES" / "messages.po"
    file = polib.pofile(str(path))
    next(each for each in file if each.msgid == "Go on").tcomment = "short, it is a button"
    file.save()
    extraction.extract(library, root)
    assert entry(root, "Go on").tcomment == "short, it is a button"


def translate(root: Path, words: dict[str, str]) -> None:
    """Fill in translations as a translator would."""
    path = root / "locales" / "sk" / "LC_MESSAGES" / "messages.po"
    file = polib.pofile(str(path))
    for each in file:
        each.msgstr = words.get(each.msgid, each.msgstr)
    file.save()


def entry(root: Path, english: str) -> polib.POEntry:
    """The Slovak entry for these words."""
    file = polib.pofile(str(root / "locales" / "sk" / "LC_MESSAGES" / "messages.po"))
    return next(each for each in file if each.msgid == english)
