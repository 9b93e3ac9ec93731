"""The sealed records of an open case, one query each. Knows nothing of what is in them.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select, text, update

from app.model.errors import NewerVersion
from app.store import vault
from app.store.open_case import OpenCase
from app.store.tables import records

CASE_RECORD = "case"
# Every case has this record, so its name need not be hidden. It is the only one that can be found
# before the case key is known, and so be fetched together with it.
CASE_TAG = bytes(vault.ID_BYTES)

Stored = tuple[bytes, int]  # plaintext, version

_HERE = (records.c.case_id == bindparam("in_case"), records.c.name == bindparam("tag"))
_READ = select(records.c.version, records.c.sealed).where(*_HERE)
_VERSION = select(records.c.version).where(*_HERE)
_NAMES = select(records.c.name, records.c.sealed_name).where(_HERE[0])
_REMOVE = delete(records).where(*_HERE)
_CHANGE = (
    update(records)
    .where(*_HERE, records.c.version == bindparam("expected"))
    .values(version=bindparam("new_version"), sealed=bindparam("new_sealed"))
)
# "Or else" in SQL both databases understand: the loser of a race inserts nothing.
_ADD = text(
    "INSERT INTO records (case_id, name, version, sealed, sealed_name) "
    "VALUES (:in_case, :tag, :new_version, :new_sealed, :sealed_name) "
    "ON CONFLICT (case_id, name) DO NOTHING"
)


def tag_of(open_case: OpenCase, name: str) -> bytes:
    """How the record is filed in this case."""
    return CASE_TAG if name == CASE_RECORD else open_case.seal.name_tag(name)


def read(connection: Connection, open_case: OpenCase, name: str) -> Stored | None:
    """The record and its version, or None. Raises vault.SealBroken if it was tampered with."""
    where = {"in_case": open_case.case_id, "tag": tag_of(open_case, name)}
    row = connection.execute(_READ, where).first()
    return None if row is None else opened(open_case, name, row.version, row.sealed)


def opened(open_case: OpenCase, name: str, version: int, sealed: bytes) -> Stored:
    """A fetched record, opened. Raises vault.SealBroken."""
    return open_case.seal.open(name, version, sealed), version


def write(
    connection: Connection, open_case: OpenCase, name: str, plaintext: bytes, expected_version: int
) -> int:
    """Store over `expected_version` (0: none yet) and give the new version. Raises NewerVersion.

    NewerVersion carries the stored version, 0 if the record is gone.
    """
    version = expected_version + 1
    where = {"in_case": open_case.case_id, "tag": tag_of(open_case, name)}
    values = where | {
        "new_version": version,
        "new_sealed": open_case.seal.seal(name, version, plaintext),
    }
    if expected_version:
        changed = connection.execute(_CHANGE, values | {"expected": expected_version})
    else:
        sealed_name = open_case.seal.seal_name(where["tag"], name)
        changed = connection.execute(_ADD, values | {"sealed_name": sealed_name})
    if not changed.rowcount:
        raise NewerVersion(connection.execute(_VERSION, where).scalar() or 0)
    return version


def names(connection: Connection, open_case: OpenCase) -> tuple[str, ...]:
    """The names of all records, sorted. Raises vault.SealBroken."""
    rows = connection.execute(_NAMES, {"in_case": open_case.case_id})
    return tuple(sorted(open_case.seal.open_name(tag, sealed) for tag, sealed in rows))


def remove(connection: Connection, open_case: OpenCase, name: str) -> None:
    """Take the record away; nothing happens if there is none."""
    where = {"in_case": open_case.case_id, "tag": tag_of(open_case, name)}
    connection.execute(_REMOVE, where)


def seal_anew(connection: Connection, old: OpenCase, new: OpenCase) -> None:
    """Move every record from the old case key to the new one, each keeping its version.

    One after the other: a case may hold more than should be in memory at once."""
    for name in names(connection, old):
        _move(connection, old, new, name)


def _move(connection: Connection, old: OpenCase, new: OpenCase, name: str) -> None:
    found = read(connection, old, name)
    if found is None:
        return
    plaintext, version = found
    was, tag = tag_of(old, name), tag_of(new, name)
    connection.execute(
        update(records)
        .where(records.c.case_id == old.case_id, records.c.name == was)
        .values(
            name=tag,
            sealed=new.seal.seal(name, version, plaintext),
            sealed_name=new.seal.seal_name(tag, name),
        )
    )
