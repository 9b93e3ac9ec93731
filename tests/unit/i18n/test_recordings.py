"""Recordings as files: found by name, heard only for the very English they were made from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.i18n.recordings import Recording, Recordings, slot_named, slot_of

KEY = ("questions.a.question", "Did the head call you?")
CHANGED = ("questions.a.question", "Did the head write to you?")
DAY = dt.date(2026, 11, 2)
LISTED = """
- message: {slot.message}
  english: {slot.english}
  dialect: Slovak Romani, eastern
  recorded_on: 2026-11-02
  organisation: Example Voices
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One recording, listed. What is in the file is no sound: nobody looks."""
    audio = tmp_path / "sk" / "audio"
    audio.mkdir(parents=True)
    slot = slot_of(KEY)
    (audio / f"{slot}.opus").write_bytes(b"?")
    (audio / "audio.yaml").write_text(LISTED.format(slot=slot), encoding="utf-8")
    return tmp_path


def _heard(root: Path) -> Recordings:
    found = Recordings(root)
    found.read("sk")
    return found


def test_a_recording_is_found_for_its_message_with_whose_speech_it_is(folder: Path) -> None:
    found = _heard(folder).of("sk", KEY)
    assert found is not None
    assert (found.dialect, found.on, found.organisation) == (
        "Slovak Romani, eastern", DAY, "Example Voices",
    )  # fmt: skip
    assert found.media_type == "audio/ogg"
    assert _heard(folder).of("ro", KEY) is None


def test_a_recording_is_withdrawn_when_its_english_changes(folder: Path) -> None:
    assert _heard(folder).of("sk", CHANGED) is None
    assert slot_of(CHANGED).message == slot_of(KEY).message


def test_a_file_that_nobody_listed_is_not_played(folder: Path) -> None:
    (folder / "sk" / "audio" / f"{slot_of(CHANGED)}.mp3").write_bytes(b"?")
    (folder / "sk" / "audio" / "notes.txt").write_bytes(b"?")
    assert [each.slot for each in _heard(folder).heard("sk").values()] == [slot_of(KEY)]


def test_an_address_changes_with_the_file(folder: Path) -> None:
    before = _heard(folder).of("sk", KEY)
    (folder / "sk" / "audio" / f"{slot_of(KEY)}.opus").write_bytes(b"another")
    after = _heard(folder).of("sk", KEY)
    assert before is not None
    assert after is not None
    assert before.address != after.address


@pytest.mark.parametrize("wrong", ["- message: m1", "nonsense: [", "- {message: m, extra: yes}"])
def test_a_list_that_cannot_be_read_is_a_fault_in_words(folder: Path, wrong: str) -> None:
    (folder / "sk" / "audio" / "audio.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(ValueError, match=r"audio/audio\.yaml cannot be read"):
        Recordings(folder).read("sk")


@pytest.mark.parametrize(("days", "path_of"), [(-1, "file"), (0, "store"), (1, "store")])
def test_of_a_file_and_one_in_the_store_the_newer_is_heard(
    folder: Path, days: int, path_of: str
) -> None:
    found = _heard(folder)
    on = DAY + dt.timedelta(days)
    kept = Recording("sk", slot_of(KEY), "webm", "Slovak Romani, western", on)
    found.put("sk", {kept.slot: kept})
    heard = found.of("sk", KEY)
    assert heard is not None
    assert (heard.path is None) == (path_of == "store")


def test_what_was_taken_out_is_not_brought_back_by_its_file(folder: Path) -> None:
    found = _heard(folder)
    gone = Recording("sk", slot_of(KEY), "", "", DAY)
    found.put("sk", {gone.slot: gone})
    assert found.of("sk", KEY) is None


@pytest.mark.parametrize("name", ["", "m1.e1", "../secret", f"{slot_of(KEY)}.x", "t" * 30])
def test_only_the_name_of_a_place_names_one(name: str) -> None:
    assert slot_named(name) is None
    assert slot_named(str(slot_of(KEY))) == slot_of(KEY)
