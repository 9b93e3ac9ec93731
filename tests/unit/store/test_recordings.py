"""Recordings in the store: the newest of each message, gone for good when taken out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.i18n.recordings import slot_of
from app.store.database import Database
from app.store.recordings import RecordingStore, Sound
from app.store.signed_in import SignedIn
from tests.unit.store.conftest import SECRET

SLOT = slot_of(("questions.a.question", "Did the head call you?"))
VOICE = Sound("webm", b"a voice that is easy to find again")


@pytest.fixture
def recordings(database: Database) -> RecordingStore:
    return RecordingStore(database, SECRET)


def test_a_recording_is_kept_with_whose_speech_it_is(
    recordings: RecordingStore, reviewer: SignedIn, now: datetime
) -> None:
    recordings.put(reviewer, "sk", SLOT, VOICE, "Slovak Romani, eastern", now)
    (found,) = recordings.every()
    assert (found.recording.lang, found.recording.slot, found.recording.format) == (
        "sk", SLOT, "webm",
    )  # fmt: skip
    assert (found.recording.dialect, found.recording.organisation) == (
        "Slovak Romani, eastern", "Harbour",
    )  # fmt: skip
    assert found.recording.on == now.date()
    assert (found.person_id, found.organisation_id) == (
        reviewer.person_id, reviewer.organisation_id,
    )  # fmt: skip
    assert recordings.content("sk", SLOT) == VOICE.content
    assert recordings.content("ro", SLOT) is None


def test_the_newest_takes_the_place_of_the_one_before(
    recordings: RecordingStore, reviewer: SignedIn, now: datetime
) -> None:
    recordings.put(reviewer, "sk", SLOT, VOICE, "eastern", now)
    (before,) = recordings.every()
    recordings.put(reviewer, "sk", SLOT, Sound("m4a", b"calmer"), "western", now)
    (after,) = recordings.every()
    assert recordings.content("sk", SLOT) == b"calmer"
    assert (after.recording.format, after.recording.dialect) == ("m4a", "western")
    assert after.recording.version != before.recording.version


def test_one_that_is_taken_out_leaves_nothing_but_its_place(
    recordings: RecordingStore, reviewer: SignedIn, now: datetime
) -> None:
    recordings.put(reviewer, "sk", SLOT, VOICE, "eastern", now)
    recordings.take_out("sk", SLOT, now + timedelta(days=1))
    (found,) = recordings.every()
    assert recordings.content("sk", SLOT) is None
    assert (found.recording.format, found.recording.dialect, found.person_id) == ("", "", None)
    assert found.recording.on == now.date() + timedelta(days=1)
