"""Recordings exported into a checkout, read from there again, and taken out of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.content.library import Library
from app.i18n import catalogues
from app.i18n.recordings import Slot, slot_of
from app.i18n.voice import Key
from app.services import audio_files
from app.services.recordings import Recorded, current
from app.store import vault
from app.store.cases import open_store
from app.store.people import PeopleStore
from app.store.recordings import RecordingStore, Sound
from app.store.signed_in import SignedIn
from tests.fixtures import sounds

ROOT = Path(__file__).parents[3]
SECRET = b"a made-up secret of enough length"
WORDS = "seven otters on a wet roof"
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
STALE = Slot("m" + "0" * 16, "e" + "0" * 8)


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """One language of ours, as in a checkout."""
    shutil.copytree(ROOT / "locales" / "sk", tmp_path / "locales" / "sk")
    return tmp_path / "locales"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[tuple[RecordingStore, SignedIn]]:
    opened = open_store(f"sqlite:///{tmp_path / 'cases.sqlite'}", SECRET)
    people = PeopleStore(opened.database, SECRET, memory=vault.MEMORY // 64)
    people.join(people.found_organisation("Harbour", NOW), "Lea", "lea", WORDS, NOW)
    who = people.signed_in(people.sign_in("lea", WORDS, "192.0.2.1", NOW), NOW)
    yield RecordingStore(opened.database, SECRET), who
    opened.close()


def _read(locales: Path, content: Library, store: RecordingStore) -> Recorded:
    """As a process reads them that starts now."""
    made = Recorded(catalogues.load(locales, content), store)
    made.refresh()
    return made


def _message(recorded: Recorded) -> Key:
    return next(
        key for key in current(recorded.catalogues, "sk").values() if key[0].startswith("questions")
    )


def test_an_exported_recording_is_heard_from_its_file(
    locales: Path, content: Library, store: tuple[RecordingStore, SignedIn], tmp_path: Path
) -> None:
    kept, who = store
    recorded = _read(locales, content, kept)
    key = _message(recorded)
    kept.put(who, "sk", slot_of(key), Sound("ogg", sounds.OGG), "eastern", NOW)
    written = list(audio_files.exported(recorded, locales))
    assert {each.name for each in written} == {f"{slot_of(key)}.ogg", "audio.yaml"}
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}", SECRET)
    elsewhere = _read(locales, content, RecordingStore(other.database, SECRET))
    found = elsewhere.at("sk", slot_of(key))
    assert found is not None
    assert (found.dialect, found.on, found.organisation) == ("eastern", NOW.date(), "Harbour")
    assert elsewhere.content(found) == sounds.OGG
    assert list(audio_files.status(elsewhere, locales)) == [
        "sk: 1 heard, 0 whose English has changed, 0 files not in audio.yaml"
    ]
    assert elsewhere.catalogues.voice("sk").recording(key[1], key[0], "sk") == found
    other.close()


def test_what_was_taken_out_leaves_the_files_too(
    locales: Path, content: Library, store: tuple[RecordingStore, SignedIn]
) -> None:
    kept, who = store
    recorded = _read(locales, content, kept)
    slot = slot_of(_message(recorded))
    kept.put(who, "sk", slot, Sound("ogg", sounds.OGG), "eastern", NOW)
    list(audio_files.exported(recorded, locales))
    kept.take_out("sk", slot, NOW)
    assert _read(locales, content, kept).at("sk", slot) is None
    list(audio_files.exported(recorded, locales))
    assert not (locales / "sk" / "audio" / f"{slot}.ogg").exists()
    assert str(slot.message) not in (locales / "sk" / "audio" / "audio.yaml").read_text()


def test_a_recording_whose_english_has_changed_is_not_exported(
    locales: Path, content: Library, store: tuple[RecordingStore, SignedIn]
) -> None:
    kept, who = store
    recorded = _read(locales, content, kept)
    kept.put(who, "sk", STALE, Sound("ogg", sounds.OGG), "eastern", NOW)
    assert list(audio_files.exported(recorded, locales)) == []
    recorded.refresh()
    assert list(audio_files.status(recorded, locales)) == [
        "sk: 0 heard, 1 whose English has changed, 0 files not in audio.yaml"
    ]
