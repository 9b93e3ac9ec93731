"""Messages as reviewers said them aloud: kept until they are exported. Public speech, so in clear.

One recording for each message, English and language; the newest takes the place of the one before.
One that was taken out leaves its place and day behind, so that no file brings it back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select

from app.i18n.recordings import Recording, Slot
from app.store import keeping
from app.store.database import Database
from app.store.install_keys import InstallKeys, install_keys
from app.store.open_tables import recordings
from app.store.signed_in import SignedIn
from app.store.tables import organisations, people

ABOUT = tuple(each for each in recordings.c if each.name != "content")


@dataclass(frozen=True, slots=True)
class Sound:
    """What somebody said: the ending of its kind of file, and the bytes."""

    format: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording as it is kept. The ids are None where the person or all of their organisation
    was deleted."""

    recording: Recording
    person_id: bytes | None
    organisation_id: bytes | None


class RecordingStore:
    """Recordings in one database. Safe to use from several threads and processes."""

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._keys: InstallKeys = install_keys(database, secret)

    def every(self) -> tuple[Kept, ...]:
        """What is known of each, and of each that was taken out. Without any sound."""
        named = organisations.c.about.label("organisation")
        with self._database.reading() as connection:
            rows = connection.execute(
                select(*ABOUT, organisations.c.organisation_id, named)
                .outerjoin(people, people.c.person_id == recordings.c.person_id)
                .outerjoin(
                    organisations, organisations.c.organisation_id == people.c.organisation_id
                )
                .order_by(recordings.c.recording_id)
            ).all()
        return tuple(self._kept(row) for row in rows)

    def content(self, lang: str, slot: Slot) -> bytes | None:
        """The sound; None if there is none, or it was taken out."""
        with self._database.reading() as connection:
            found = connection.execute(
                select(recordings.c.content).where(_at(lang, slot))
            ).scalar_one_or_none()
        return found or None

    def put(
        self, by: SignedIn, lang: str, slot: Slot, sound: Sound, dialect: str, now: datetime
    ) -> None:
        """A new recording, in the place of the one before."""
        row = {
            "format": sound.format,
            "dialect": dialect,
            "mark": hashlib.blake2b(sound.content, digest_size=6).hexdigest(),
            "content": sound.content,
            "person_id": by.person_id,
        }
        with self._database.writing() as connection:
            _replace(connection, lang, slot, row, now)
        self._database.empty_log()

    def take_out(self, lang: str, slot: Slot, now: datetime) -> None:
        """Delete the sound and who said it. Only that it was taken out on this day stays."""
        nothing = {"format": "", "dialect": "", "mark": "", "content": b"", "person_id": None}
        with self._database.writing() as connection:
            _replace(connection, lang, slot, nothing, now)
        self._database.empty_log()

    def _kept(self, row: Row[*tuple[Any, ...]]) -> Kept:
        organisation = ""
        if row.organisation is not None:
            organisation = self._keys.open(row.organisation_id, row.organisation)
        found = Recording(
            lang=row.language,
            slot=Slot(row.message, row.english),
            format=row.format,
            dialect=row.dialect,
            on=keeping.moment(row.at).date(),
            organisation=organisation,
            version=row.mark,
        )
        return Kept(found, row.person_id, row.organisation_id)


def _at(lang: str, slot: Slot) -> ColumnElement[bool]:
    return (
        (recordings.c.language == lang)
        & (recordings.c.message == slot.message)
        & (recordings.c.english == slot.english)
    )


def _replace(
    connection: Connection, lang: str, slot: Slot, row: Mapping[str, object], now: datetime
) -> None:
    connection.execute(delete(recordings).where(_at(lang, slot)))
    place = {"language": lang, "message": slot.message, "english": slot.english}
    connection.execute(insert(recordings).values({**place, **row, "at": keeping.seconds(now)}))
