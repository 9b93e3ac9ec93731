"""The cases an organisation holds, in one query. Opens its own records of them, and no case.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select, update

from app.store import keeping, vault
from app.store.desk_records import DeskSeal
from app.store.open_case import HolderKind
from app.store.records import CASE_TAG
from app.store.tables import cases, desk_records, holders, organisations, records


@dataclass(frozen=True, slots=True)
class Listed:
    """One case as the list needs it. `version` is that of the case's first record; `record` what
    the organisation keeps of it, or None, and `record_version`; `handed` what came with it."""

    case_id: bytes
    holder_id: bytes
    version: int
    expires_at: datetime
    has_family: bool
    record: bytes | None = field(repr=False)
    record_version: int
    handed: bytes | None = field(repr=False)


def listed(
    connection: Connection, seal: DeskSeal, private: bytes, now: datetime
) -> tuple[Listed, ...]:
    """Every case of the organisation whose seal and private key these are."""
    family = holders.alias("family")
    rows = connection.execute(
        select(
            holders.c.case_id,
            holders.c.holder_id,
            cases.c.expires_at,
            records.c.version.label("case_version"),
            desk_records.c.version,
            desk_records.c.sealed,
            desk_records.c.handed,
            select(family.c.holder_id)
            .where(
                family.c.case_id == cases.c.case_id,
                family.c.kind == HolderKind.PARENT.value,
            )
            .exists()
            .label("has_family"),
        )
        .join(cases, cases.c.case_id == holders.c.case_id)
        .outerjoin(records, (records.c.case_id == cases.c.case_id) & (records.c.name == CASE_TAG))
        .outerjoin(
            desk_records,
            (desk_records.c.case_id == cases.c.case_id)
            & (desk_records.c.organisation_id == holders.c.organisation_id),
        )
        .where(
            holders.c.organisation_id == seal.organisation_id,
            holders.c.kind == HolderKind.ORGANISATION.value,
            cases.c.expires_at > keeping.seconds(now),
        )
    ).all()
    return tuple(
        Listed(
            case_id=row.case_id,
            holder_id=row.holder_id,
            version=row.case_version or 0,
            expires_at=keeping.moment(row.expires_at),
            has_family=bool(row.has_family),
            record=None if row.sealed is None else seal.open(row.case_id, row.version, row.sealed),
            record_version=row.version or 0,
            handed=None if row.handed is None else vault.open_sealed(row.handed, private),
        )
        for row in rows
    )


def case_of(connection: Connection, organisation_id: bytes, holder_id: bytes) -> bytes | None:
    """The case that an organisation holds under this holder id, or None."""
    return connection.execute(
        select(holders.c.case_id).where(
            holders.c.holder_id == holder_id,
            holders.c.organisation_id == organisation_id,
            holders.c.kind == HolderKind.ORGANISATION.value,
        )
    ).scalar()


def keep_for(connection: Connection, organisation_id: bytes, days: int, now: datetime) -> None:
    """Another period for every case the organisation holds, unless another one keeps it longer; no
    expiry comes nearer than a fresh use would set it, so that a shorter period takes nothing away
    today."""
    until = keeping.seconds(keeping.expiry(now, kept=True, keep_days=days))
    held = select(holders.c.case_id).where(
        holders.c.organisation_id == organisation_id,
        holders.c.kind == HolderKind.ORGANISATION.value,
    )
    longer = (
        select(holders.c.case_id)
        .join(organisations, organisations.c.organisation_id == holders.c.organisation_id)
        .where(
            holders.c.kind == HolderKind.ORGANISATION.value,
            organisations.c.organisation_id != organisation_id,
            organisations.c.keep_days > days,
        )
    )
    connection.execute(
        update(cases)
        .where(cases.c.case_id.in_(held), cases.c.case_id.not_in(longer))
        .values(keep_days=days, expires_at=until)
    )
