"""Making a case, and finding it again by a browser's token or a return code. Writes no record.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from app.model.errors import CaseNotFound
from app.store import keeping, vault
from app.store.open_case import HolderKind, OpenCase, Token
from app.store.records import CASE_TAG
from app.store.tables import cases, holders, records

views = holders.alias("views")
# One query for a question step: the case, the holder's key to it, and the record every case has.
_BY_TOKEN = (
    select(
        cases.c.key_version,
        cases.c.expires_at,
        cases.c.kept,
        cases.c.keep_days,
        holders.c.sealed_key,
        select(views.c.holder_id)
        .where(views.c.case_id == cases.c.case_id, views.c.kind == HolderKind.VIEW.value)
        .exists()
        .label("has_views"),
        records.c.version,
        records.c.sealed,
    )
    .select_from(cases)
    .join(holders, holders.c.case_id == cases.c.case_id)
    .outerjoin(
        records, (records.c.case_id == cases.c.case_id) & (records.c.name == bindparam("first"))
    )
    .where(
        cases.c.case_id == bindparam("in_case"),
        holders.c.holder_id == bindparam("holder"),
        cases.c.expires_at > bindparam("now"),
    )
)
_BY_CODE = (
    select(holders.c.case_id, holders.c.holder_id, holders.c.wrapped_key)
    .join(cases, cases.c.case_id == holders.c.case_id)
    .where(holders.c.code_tag == bindparam("code"), cases.c.expires_at > bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Found:
    """An open case, with its first record still sealed (None, 0 before the first answer)."""

    open_case: OpenCase
    sealed: bytes | None
    version: int


def make(
    connection: Connection,
    now: datetime,
    pair: vault.Pair | None = None,
    organisation_id: bytes | None = None,
    keep_days: int | None = None,
) -> OpenCase:
    """A new case with one holder: a parent, or the organisation whose keys `pair` is."""
    pair = pair or vault.new_pair()
    is_kept = organisation_id is not None
    made = OpenCase(
        case_id=vault.new_id(),
        holder_id=vault.new_id(),
        private_key=pair.private,
        case_key=vault.new_key(),
        key_version=1,
        expires_at=keeping.expiry(now, kept=is_kept, keep_days=keep_days),
        kept=is_kept,
        keep_days=keep_days,
    )
    case_row = {
        "case_id": made.case_id,
        "key_version": made.key_version,
        "expires_at": keeping.seconds(made.expires_at),
        "kept": made.kept,
        "keep_days": made.keep_days,
    }
    holder_row = {
        "holder_id": made.holder_id,
        "case_id": made.case_id,
        "kind": (HolderKind.ORGANISATION if is_kept else HolderKind.PARENT).value,
        "public_key": pair.public,
        "sealed_key": vault.seal_key(made.case_key, pair.public),
        "organisation_id": organisation_id,
    }
    connection.execute(insert(cases), case_row)
    connection.execute(insert(holders), holder_row)
    return made


def by_token(
    connection: Connection, token: Token, now: datetime, *, expired: bool = False
) -> Found:
    """The case this holder's private key opens, in one query. Raises CaseNotFound.

    `expired`: also one that waits to be deleted."""
    where = {
        "in_case": token.case_id,
        "holder": token.holder_id,
        "now": 0 if expired else keeping.seconds(now),
        "first": CASE_TAG,
    }
    row = connection.execute(_BY_TOKEN, where).first()
    if row is None or row.sealed_key is None:
        raise CaseNotFound
    try:
        case_key = vault.open_key(row.sealed_key, token.private_key)
    except vault.SealBroken as error:
        raise CaseNotFound from error
    open_case = OpenCase(
        case_id=token.case_id,
        holder_id=token.holder_id,
        private_key=token.private_key,
        case_key=case_key,
        key_version=row.key_version,
        expires_at=keeping.moment(row.expires_at),
        kept=row.kept,
        keep_days=row.keep_days,
        has_views=bool(row.has_views),
    )
    return Found(open_case, row.sealed, row.version or 0)


def by_code(connection: Connection, keys: vault.CodeKeys, now: datetime) -> Token | None:
    """The token that a return code stands for, or None. Raises vault.SealBroken."""
    where = {"code": keys.tag, "now": keeping.seconds(now)}
    row = connection.execute(_BY_CODE, where).first()
    if row is None:
        return None
    holder = row.case_id + row.holder_id
    private = vault.unwrap_private(row.wrapped_key, keys.wrapping, holder)
    return Token(row.case_id, row.holder_id, private)


def kind_of(connection: Connection, token: Token) -> HolderKind:
    """Whose key pair a token holds."""
    this = holders.c.holder_id == token.holder_id
    return HolderKind(connection.execute(select(holders.c.kind).where(this)).scalar_one())
