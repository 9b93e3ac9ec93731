"""What reviewers said of translations: a list that only grows. Knows no catalogue and no page.

A remark holds for one message of one language as it stood: `message` is a mark of its context and
English (app/i18n), so that it says nothing of a sentence whose English has changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Row, func, insert, select

from app.model.errors import NewerVersion
from app.store import keeping
from app.store.database import Database
from app.store.install_keys import InstallKeys, install_keys
from app.store.open_tables import remarks
from app.store.signed_in import SignedIn
from app.store.tables import organisations, people


class RemarkKind(StrEnum):
    """`accepted`: the translation is right as it stands there. `corrected`: it should be this one.
    `asked`: a question or a doubt; it stands until the next remark of another kind."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a reviewer said. `forms` is the translation it was said of, or the new one.
    `person_id` is None, and the names are empty, for somebody whose organisation was deleted."""

    number: int
    language: str
    message: str
    kind: RemarkKind
    level: str
    forms: tuple[str, ...]
    note: str
    person_id: bytes | None
    reviewer: str
    organisation: str
    at: datetime


class ReviewStore:
    """Remarks in one database. Safe to use from several threads and processes."""

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._keys: InstallKeys = install_keys(database, secret)

    def newest(self) -> int:
        """The number of the newest remark, 0 for none: it tells whether there is anything new."""
        with self._database.reading() as connection:
            return connection.execute(select(func.max(remarks.c.remark_id))).scalar_one() or 0

    def since(self, number: int, language: str | None = None) -> tuple[Remark, ...]:
        """Every remark after `number` (of one language), the oldest first."""
        wanted = remarks.c.remark_id > number
        if language is not None:
            wanted &= remarks.c.language == language
        with self._database.reading() as connection:
            rows = connection.execute(
                select(
                    remarks,
                    people.c.about,
                    organisations.c.organisation_id,
                    organisations.c.about.label("organisation"),
                )
                .outerjoin(people, people.c.person_id == remarks.c.person_id)
                .outerjoin(
                    organisations, organisations.c.organisation_id == people.c.organisation_id
                )
                .where(wanted)
                .order_by(remarks.c.remark_id)
            ).all()
        return tuple(self._remark(row) for row in rows)

    def say(
        self,
        by: SignedIn,
        kind: RemarkKind,
        language: str,
        message: str,
        forms: tuple[str, ...],
        now: datetime,
        *,
        seen: int,
        level: str = "speaker",
        note: str = "",
    ) -> int:
        """Add a remark and give its number.

        Raises NewerVersion, with the number of the last one, if somebody said something of this
        message after the remark `seen` (0: none)."""
        row = {
            "language": language,
            "message": message,
            "kind": kind.value,
            "level": level,
            "forms": json.dumps(forms, ensure_ascii=False),
            "note": note,
            "person_id": by.person_id,
            "at": keeping.seconds(now),
        }
        with self._database.writing() as connection:
            last = connection.execute(
                select(func.max(remarks.c.remark_id)).where(
                    remarks.c.language == language, remarks.c.message == message
                )
            ).scalar_one()
            if (last or 0) > seen:
                raise NewerVersion(last)
            done = connection.execute(insert(remarks).values(row))
        return int(done.inserted_primary_key[0])  # type: ignore[index]

    def _remark(self, row: Row[tuple[object, ...]]) -> Remark:
        reviewer = organisation = ""
        if row.about is not None:
            reviewer = json.loads(self._keys.open(row.person_id, row.about))[0]
            organisation = self._keys.open(row.organisation_id, row.organisation)
        return Remark(
            number=row.remark_id,
            language=row.language,
            message=row.message,
            kind=RemarkKind(row.kind),
            level=row.level,
            forms=tuple(json.loads(row.forms)),
            note=row.note,
            person_id=row.person_id,
            reviewer=reviewer,
            organisation=organisation,
            at=keeping.moment(row.at),
        )
