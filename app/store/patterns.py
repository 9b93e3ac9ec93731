"""Protected tables of numbers: an organisation's own, and those of all that agreed.

Nothing here is about one family, so nothing is sealed. Contributions never come here; what an
organisation has to remember of a count is its own sealed record, written beside the table.
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from app.model.errors import NewerVersion, NotAllowed
from app.model.pattern_counts import Protected, as_json, from_json
from app.store import desk_records, keeping, organisation_keys
from app.store.database import Database
from app.store.open_tables import patterns
from app.store.signed_in import SignedIn

Remembered = tuple[str, bytes, int]
"""A record of the organisation: its name, what it says, and the version that was read (0: none)."""


class PatternStore:
    """Tables in one database. Safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self, organisation_id: bytes | None, table: Protected, now: datetime, *, agreed: bool
    ) -> None:
        """Keep a table. A table of the same term stays as it is: nothing is published twice."""
        with self._database.writing() as connection:
            if not _has(connection, organisation_id, table.period):
                _add(connection, organisation_id, table, now, agreed=agreed)

    def publish(
        self, by: SignedIn, table: Protected, remembered: Remembered, now: datetime
    ) -> None:
        """Keep an organisation's table of a term together with what it remembers of the count:
        both or neither. It goes in with those of all if the one before it did.

        Raises NewerVersion where somebody counted meanwhile, NotAllowed without the key."""
        name, plaintext, version = remembered
        if by.organisation_key is None:
            raise NotAllowed
        own, seal = (
            by.organisation_id,
            desk_records.seal_of(by.organisation_id, by.organisation_key),
        )
        with self._database.writing() as connection:
            organisation_keys.hold(connection, by)
            desk_records.write_all(connection, seal, name, plaintext, version)
            if _has(connection, own, table.period):
                raise NewerVersion(version)
            _add(connection, own, table, now, agreed=_agreed(connection, own))

    def every(self, organisation_id: bytes | None) -> tuple[Protected, ...]:
        """The tables of an organisation, or those of all together, the newest first."""
        query = select(patterns.c.numbers).where(_of(organisation_id))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(patterns.c.pattern_id.desc())).scalars().all()
        return tuple(from_json(json.loads(each)) for each in rows)

    def agreed(self, period: str) -> tuple[Protected, ...]:
        """The newest table of each organisation that agreed, leaving out those of a term."""
        query = (
            select(patterns.c.organisation_id, patterns.c.numbers)
            .where(patterns.c.organisation_id.is_not(None) & patterns.c.agreed)
            .where(patterns.c.period != period)
            .order_by(patterns.c.pattern_id)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        newest = {row.organisation_id: row.numbers for row in rows}
        return tuple(from_json(json.loads(each)) for each in newest.values())

    def has_agreed(self, organisation_id: bytes) -> bool:
        """Whether an organisation's newest table goes in with those of all."""
        with self._database.reading() as connection:
            return _agreed(connection, organisation_id)

    def agree(self, organisation_id: bytes, *, agreed: bool) -> None:
        """Let an organisation's numbers go in with those of all, or no longer."""
        change = update(patterns).where(_of(organisation_id)).values(agreed=agreed)
        with self._database.writing() as connection:
            connection.execute(change)

    def forget(self, organisation_id: bytes) -> None:
        """Delete every table of an organisation. What went into a table of all stays in it."""
        with self._database.writing() as connection:
            connection.execute(delete(patterns).where(_of(organisation_id)))
        self._database.empty_log()


def _of(organisation_id: bytes | None) -> ColumnElement[bool]:
    if organisation_id is None:
        return patterns.c.organisation_id.is_(None)
    return patterns.c.organisation_id == organisation_id


def _has(connection: Connection, organisation_id: bytes | None, period: str) -> bool:
    same = _of(organisation_id) & (patterns.c.period == period)
    return connection.execute(select(patterns.c.pattern_id).where(same)).first() is not None


def _add(
    connection: Connection,
    organisation_id: bytes | None,
    table: Protected,
    now: datetime,
    *,
    agreed: bool,
) -> None:
    row = {
        "organisation_id": organisation_id,
        "period": table.period,
        "numbers": json.dumps(as_json(table), separators=(",", ":")),
        "agreed": agreed,
        "made_at": keeping.seconds(now),
    }
    connection.execute(insert(patterns).values(row))


def _agreed(connection: Connection, organisation_id: bytes) -> bool:
    query = select(patterns.c.agreed).where(_of(organisation_id))
    return bool(connection.execute(query.order_by(patterns.c.pattern_id.desc())).scalar())
