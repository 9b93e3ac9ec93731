"""The packed form says what the .po says, and never anything that the .po no longer says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from app.content.library import Library
from app.i18n import catalogue, catalogues
from app.i18n.voice import Said

Write = Callable[..., Path]
ENTRIES = (
    polib.POEntry(msgctxt="web", msgid="Back", msgstr="Späť"),
    polib.POEntry(msgctxt="body", msgid="Back", msgstr="Chrbát"),
    polib.POEntry(msgid="Two\nlines", msgstr="Dva\nriadky"),
    polib.POEntry(msgid="Stale", msgstr="Staré", flags=["fuzzy"]),
    polib.POEntry(msgid="Missing", msgstr=""),
    polib.POEntry(
        msgid="{n} day", msgid_plural="{n} days", msgstr_plural={0: "deň", 1: "dni", 2: "dní"}
    ),
)


def said(locales: Path) -> tuple[object, ...]:
    """Everything that can be asked of a catalogue."""
    read = catalogue.read(locales, "sk")
    front = read.front
    told = dict(read.translations())
    return front.name, front.direction, front.fallbacks, set(front.untranslated), told


def test_packing_changes_nothing_of_what_is_said(locales: Path, write: Write) -> None:
    write("sk", ENTRIES, {"X-Fallback": "cs, en"})
    before = said(locales)
    assert catalogue.pack(locales, "sk")
    assert said(locales) == before
    assert before[4][("", "{n} day")] == ("deň", "dni", "dní")  # type: ignore[index]
    assert before[3] == {("", "Stale"), ("", "Missing")}


def test_what_fits_is_not_packed_again(locales: Path, write: Write) -> None:
    write("sk", ENTRIES)
    assert catalogue.pack(locales, "sk")
    assert not catalogue.pack(locales, "sk")
    write("sk", ENTRIES[1:])
    assert catalogue.pack(locales, "sk")


def test_a_stale_form_is_not_read(library: Library, locales: Path, write: Write) -> None:
    write("sk", ENTRIES)
    catalogue.pack(locales, "sk")
    write("sk", (polib.POEntry(msgctxt="web", msgid="Back", msgstr="Naspäť"),))
    voice = catalogues.load(locales, library).voice("sk")
    assert voice.say("Back", "web") == Said("Naspäť", "sk")
    assert voice.say("Back", "body").lang == "en"


@pytest.mark.parametrize("damaged", [b"", b"\xde\x12\x04\x95", b"no such file" * 9])
def test_a_damaged_form_is_not_read(locales: Path, write: Write, damaged: bytes) -> None:
    path = write("sk", ENTRIES)
    before = said(locales)
    path.with_suffix(".mo").write_bytes(damaged)
    assert said(locales) == before
    assert catalogue.pack(locales, "sk")


def test_any_gettext_program_can_read_it(locales: Path, write: Write) -> None:
    path = write("sk", ENTRIES)
    catalogue.pack(locales, "sk")
    found = {
        (each.msgctxt, each.msgid): each.msgstr for each in polib.mofile(str(path)[:-2] + "mo")
    }
    assert found["web", "Back"] == "Späť"


def test_reading_writes_nothing(library: Library, locales: Path, write: Write) -> None:
    write("sk", ENTRIES)
    catalogues.load(locales, library).voice("sk")
    assert [each.name for each in (locales / "sk/LC_MESSAGES").iterdir()] == ["messages.po"]


def test_a_language_unknown_to_babel_still_has_to_name_itself(locales: Path, write: Write) -> None:
    write("rmc", ENTRIES)
    catalogue.pack(locales, "rmc")
    assert catalogue.read(locales, "rmc").front.headers.get("X-Name", "") == ""
