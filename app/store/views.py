"""Extracts of a case for somebody who may not open it: a supporter, or a calendar on a phone.

Knows no fact: what an extract says is made by whoever opened the store. Every function takes a
connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from app.model.errors import CaseNotFound
from app.store import keeping, records, vault
from app.store.open_case import HolderKind, OpenCase, Token
from app.store.tables import cases, holders


@dataclass(frozen=True, slots=True)
class Read:
    """The records of a case, for whoever makes an extract of it. Writes nothing."""

    connection: Connection
    open_case: OpenCase = field(repr=False)

    def __call__(self, name: str) -> bytes | None:
        """The plaintext of a record, or None."""
        found = records.read(self.connection, self.open_case, name)
        return None if found is None else found[0]

    def names(self) -> tuple[str, ...]:
        """The names of all records."""
        return records.names(self.connection, self.open_case)


Extract = Callable[[Read, str, datetime], bytes]
"""What a view that `shows` something is to say of a case."""


@dataclass(frozen=True, slots=True)
class OpenView:
    """One request's hold on a view. Never stored, logged or sent anywhere.

    `extract` is what was made when the case was last saved; `label` what the view was called."""

    case_id: bytes
    holder_id: bytes
    private_key: bytes = field(repr=False)
    shows: str
    extract: bytes = field(repr=False)
    label: str = field(repr=False)
    expires_at: datetime

    def token(self) -> str:
        """What the browser keeps to read the view again: a secret, for a cookie only."""
        return Token(self.case_id, self.holder_id, self.private_key).text()


def nothing(_read: Read, _shows: str, _now: datetime) -> bytes:
    """An extract that says nothing: for a store whose views nobody reads."""
    return b""


def add(
    connection: Connection,
    open_case: OpenCase,
    shows: str,
    public: bytes,
    label: str,
    organisation_id: bytes | None = None,
) -> bytes:
    """A view for whoever has the private half of `public`; empty until `refresh`. Its holder id.

    `label` is what only that reader is told, sealed to them once."""
    holder_id = vault.new_id()
    row = {
        "holder_id": holder_id,
        "case_id": open_case.case_id,
        "kind": HolderKind.VIEW.value,
        "public_key": public,
        "organisation_id": organisation_id,
        "shows": shows,
        "label": vault.seal_to(public, label.encode()),
    }
    connection.execute(insert(holders).values(row))
    return holder_id


def rename(connection: Connection, organisation_id: bytes, case_id: bytes, label: str) -> None:
    """Another label for every view of a case that an organisation's feeds have."""
    theirs = (
        holders.c.case_id == case_id,
        holders.c.organisation_id == organisation_id,
        holders.c.kind == HolderKind.VIEW.value,
    )
    for row in connection.execute(select(holders).where(*theirs)).all():
        sealed = vault.seal_to(row.public_key, label.encode())
        this = holders.c.holder_id == row.holder_id
        connection.execute(update(holders).where(this).values(label=sealed))


def refresh(connection: Connection, open_case: OpenCase, extract: Extract, now: datetime) -> None:
    """Make every extract of the case anew, each sealed to its own reader."""
    rows = connection.execute(
        select(holders.c.holder_id, holders.c.public_key, holders.c.shows).where(
            holders.c.case_id == open_case.case_id, holders.c.kind == HolderKind.VIEW.value
        )
    ).all()
    read = Read(connection, open_case)
    made = {shows: extract(read, shows, now) for shows in {row.shows for row in rows}}
    for row in rows:
        sealed = vault.seal_to(row.public_key, made[row.shows])
        this = holders.c.holder_id == row.holder_id
        connection.execute(update(holders).where(this).values(extract=sealed))


def by_token(connection: Connection, token: Token, now: datetime) -> OpenView:
    """The view that this private key opens. Raises CaseNotFound."""
    row = connection.execute(
        _views(now).where(
            holders.c.case_id == token.case_id, holders.c.holder_id == token.holder_id
        )
    ).first()
    if row is None:
        raise CaseNotFound
    return _opened(row, token.private_key)


def of_key(
    connection: Connection, private: bytes, organisation_id: bytes, now: datetime
) -> tuple[OpenView, ...]:
    """Every view that this private key opens, of whatever case: what a feed is made of."""
    public = vault.public_of(private)
    rows = connection.execute(
        _views(now)
        .where(holders.c.organisation_id == organisation_id, holders.c.public_key == public)
        .order_by(holders.c.holder_id)
    ).all()
    return tuple(_opened(row, private) for row in rows if row.extract is not None)


def end(connection: Connection, public: bytes) -> None:
    """Take away every view for whoever has the private half of `public`."""
    connection.execute(
        delete(holders).where(
            holders.c.public_key == public, holders.c.kind == HolderKind.VIEW.value
        )
    )


def _views(now: datetime) -> Select[tuple[object, ...]]:
    return (
        select(holders, cases.c.expires_at)
        .join(cases, cases.c.case_id == holders.c.case_id)
        .where(
            holders.c.kind == HolderKind.VIEW.value,
            cases.c.expires_at > keeping.seconds(now),
        )
    )


def _opened(row: Row[tuple[object, ...]], private: bytes) -> OpenView:
    try:
        extract = b"" if row.extract is None else vault.open_sealed(row.extract, private)
        label = vault.open_sealed(row.label, private).decode() if row.label else ""
    except vault.SealBroken as error:
        raise CaseNotFound from error
    return OpenView(
        case_id=row.case_id,
        holder_id=row.holder_id,
        private_key=private,
        shows=row.shows or "",
        extract=extract,
        label=label,
        expires_at=keeping.moment(row.expires_at),
    )
