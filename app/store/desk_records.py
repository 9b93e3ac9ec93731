"""What an organisation keeps for itself, of one case or of all: sealed bytes by place.

Sealed with a key that follows from the organisation's private key, so that who may open its cases
may read this, and nobody else: neither the family nor another organisation.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, insert, select, text, update

from app.model.errors import NewerVersion
from app.store import vault
from app.store.offers import Offer
from app.store.tables import desk_records, organisation_records

Stored = tuple[bytes, int]  # plaintext, version


@dataclass(frozen=True, slots=True)
class DeskSeal:
    """Seals an organisation's own records, each to its place and version."""

    organisation_id: bytes
    key: bytes = field(repr=False)

    def seal(self, place: bytes, version: int, plaintext: bytes) -> bytes:
        """`plaintext` sealed; the result tells its length only in steps of 512 bytes."""
        return vault.seal_record(self.key, self._place(place, version), plaintext)

    def open(self, place: bytes, version: int, sealed: bytes) -> bytes:
        """What was sealed at this place. Raises vault.SealBroken."""
        return vault.open_record(self.key, self._place(place, version), sealed)

    def _place(self, place: bytes, version: int) -> bytes:
        return self.organisation_id + version.to_bytes(8, "big") + place


def seal_of(organisation_id: bytes, private: bytes) -> DeskSeal:
    """The seal of an organisation whose private key this is."""
    return DeskSeal(organisation_id, vault.derived_key(private, b"desk records"))


# "Or else" in SQL both databases understand: the loser of a race inserts nothing.
_ADD = text(
    "INSERT INTO desk_records (organisation_id, case_id, version, sealed) "
    "VALUES (:organisation, :in_case, 1, :sealed) "
    "ON CONFLICT (organisation_id, case_id) DO NOTHING"
)
_ADD_ALL = text(
    "INSERT INTO organisation_records (organisation_id, name, version, sealed) "
    "VALUES (:organisation, :name, 1, :sealed) "
    "ON CONFLICT (organisation_id, name) DO NOTHING"
)


def read(
    connection: Connection, seal: DeskSeal, case_id: bytes, *, keep: bool = False
) -> Stored | None:
    """The organisation's record of one case, or None; to `keep` others from changing it until the
    transaction ends. Raises vault.SealBroken."""
    query = select(desk_records).where(*_this(seal, case_id))
    row = connection.execute(query.with_for_update() if keep else query).first()
    if row is None or row.sealed is None:
        return None
    return seal.open(case_id, row.version, row.sealed), row.version


def write(
    connection: Connection, seal: DeskSeal, case_id: bytes, plaintext: bytes, expected: int
) -> int:
    """Store over version `expected` (0: none yet) and give the new version. Raises NewerVersion."""
    version = expected + 1
    sealed = seal.seal(case_id, version, plaintext)
    changed = connection.execute(
        update(desk_records)
        .where(*_this(seal, case_id), desk_records.c.version == expected)
        .values(version=version, sealed=sealed)
    )
    if not changed.rowcount and not expected:
        values = {"organisation": seal.organisation_id, "in_case": case_id, "sealed": sealed}
        changed = connection.execute(_ADD, values)
    if not changed.rowcount:
        stored = select(desk_records.c.version).where(*_this(seal, case_id))
        raise NewerVersion(connection.execute(stored).scalar() or 0)
    return version


def hand(connection: Connection, case_id: bytes, offer: Offer, handed: bytes) -> None:
    """Leave something for another organisation beside a case given to it, also where it holds the
    case already. It takes the place of what was left before and never taken in."""
    this = (desk_records.c.organisation_id == offer.organisation_id) & (
        desk_records.c.case_id == case_id
    )
    sealed = vault.seal_to(offer.public_key, handed)
    if connection.execute(update(desk_records).where(this).values(handed=sealed)).rowcount:
        return
    row = {"organisation_id": offer.organisation_id, "case_id": case_id, "version": 0}
    connection.execute(insert(desk_records).values(**row, handed=sealed))


def take(connection: Connection, seal: DeskSeal, private: bytes, case_id: bytes) -> bytes | None:
    """What another organisation left beside a case, or None. Raises vault.SealBroken."""
    row = connection.execute(select(desk_records).where(*_this(seal, case_id))).first()
    return None if row is None or row.handed is None else vault.open_sealed(row.handed, private)


def forget_handed(connection: Connection, seal: DeskSeal, case_id: bytes) -> None:
    """What another organisation left was taken in: it is in the record by now."""
    connection.execute(update(desk_records).where(*_this(seal, case_id)).values(handed=None))


def read_all(connection: Connection, seal: DeskSeal, name: str) -> Stored | None:
    """One of the organisation's records for all its cases, or None. Raises vault.SealBroken."""
    row = connection.execute(select(organisation_records).where(*_named(seal, name))).first()
    if row is None:
        return None
    return seal.open(name.encode(), row.version, row.sealed), row.version


def write_all(
    connection: Connection, seal: DeskSeal, name: str, plaintext: bytes, expected: int
) -> int:
    """Store over version `expected` (0: none yet) and give the new version. Raises NewerVersion."""
    version = expected + 1
    sealed = seal.seal(name.encode(), version, plaintext)
    if expected:
        changed = connection.execute(
            update(organisation_records)
            .where(*_named(seal, name), organisation_records.c.version == expected)
            .values(version=version, sealed=sealed)
        )
    else:
        values: Mapping[str, object] = {
            "organisation": seal.organisation_id,
            "name": name,
            "sealed": sealed,
        }
        changed = connection.execute(_ADD_ALL, values)
    if not changed.rowcount:
        stored = select(organisation_records.c.version).where(*_named(seal, name))
        raise NewerVersion(connection.execute(stored).scalar() or 0)
    return version


def seal_anew(
    connection: Connection, organisation_id: bytes, was: vault.Pair, will_be: vault.Pair
) -> None:
    """Every record moved from the organisation's old key to its new one, versions kept."""
    old, new = (seal_of(organisation_id, each.private) for each in (was, will_be))
    ours = desk_records.c.organisation_id == old.organisation_id
    for row in connection.execute(select(desk_records).where(ours)).all():
        values: dict[str, bytes | None] = {}
        if row.sealed is not None:
            plain = old.open(row.case_id, row.version, row.sealed)
            values["sealed"] = new.seal(row.case_id, row.version, plain)
        if row.handed is not None:
            left = vault.open_sealed(row.handed, was.private)
            values["handed"] = vault.seal_to(will_be.public, left)
        connection.execute(update(desk_records).where(*_this(old, row.case_id)).values(values))
    ours = organisation_records.c.organisation_id == old.organisation_id
    for row in connection.execute(select(organisation_records).where(ours)).all():
        place = row.name.encode()
        sealed = new.seal(place, row.version, old.open(place, row.version, row.sealed))
        connection.execute(
            update(organisation_records).where(*_named(old, row.name)).values(sealed=sealed)
        )


def _this(seal: DeskSeal, case_id: bytes) -> tuple[ColumnElement[bool], ...]:
    return (
        desk_records.c.organisation_id == seal.organisation_id,
        desk_records.c.case_id == case_id,
    )


def _named(seal: DeskSeal, name: str) -> tuple[ColumnElement[bool], ...]:
    return (
        organisation_records.c.organisation_id == seal.organisation_id,
        organisation_records.c.name == name,
    )
