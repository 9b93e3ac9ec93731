"""Who can open a case: letting somebody in, putting somebody out. Knows no record's content.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from app.store import keeping, records, vault
from app.store.open_case import HolderKind, OpenCase
from app.store.tables import audit, cases, holders


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a key to the case."""

    holder_id: bytes
    kind: HolderKind


def listed(connection: Connection, open_case: OpenCase) -> tuple[Holder, ...]:
    """Everybody who can open the case, or a view of it."""
    rows = connection.execute(
        select(holders.c.holder_id, holders.c.kind)
        .where(holders.c.case_id == open_case.case_id)
        .order_by(holders.c.kind, holders.c.holder_id)
    )
    return tuple(Holder(row.holder_id, HolderKind(row.kind)) for row in rows)


def add(
    connection: Connection, open_case: OpenCase, kind: HolderKind, public: bytes, now: datetime
) -> bytes:
    """Let the owner of `public` in and give their holder id. A view gets no case key."""
    holder_id = vault.new_id()
    row = {
        "holder_id": holder_id,
        "case_id": open_case.case_id,
        "kind": kind.value,
        "public_key": public,
        "sealed_key": _key_for(open_case, kind, public),
    }
    connection.execute(insert(holders).values(row))
    note(connection, open_case, f"added {kind.value}", now)
    return holder_id


def reseal(
    connection: Connection, open_case: OpenCase, remaining: Collection[bytes], now: datetime
) -> OpenCase:
    """Keep `remaining` and ourselves; everybody else is out, also with a key they copied.

    The case gets a new key and every record is sealed again with it.
    """
    staying = {*remaining, open_case.holder_id}
    leaving = (holders.c.case_id == open_case.case_id) & holders.c.holder_id.not_in(staying)
    connection.execute(delete(holders).where(leaving))
    note(connection, open_case, "holders removed", now)
    return _with_new_key(connection, open_case)


def renew(connection: Connection, open_case: OpenCase, now: datetime) -> OpenCase:
    """A new key pair for ourselves: our return code and our other browsers stop working."""
    pair = vault.new_pair()
    ours = holders.c.holder_id == open_case.holder_id
    fresh = {"public_key": pair.public, "code_tag": None, "wrapped_key": None}
    connection.execute(update(holders).where(ours).values(fresh))
    note(connection, open_case, "own key renewed", now)
    return _with_new_key(connection, replace(open_case, private_key=pair.private))


def give_code(connection: Connection, open_case: OpenCase, keys: vault.CodeKeys) -> None:
    """Let a return code stand for our private key; the code before it ends."""
    wrapped = vault.wrap_private(
        open_case.private_key, keys.wrapping, open_case.case_id + open_case.holder_id
    )
    ours = holders.c.holder_id == open_case.holder_id
    values = {"code_tag": keys.tag, "wrapped_key": wrapped}
    connection.execute(update(holders).where(ours).values(values))


def note(connection: Connection, open_case: OpenCase, act: str, now: datetime) -> None:
    """An audit row: which case, who, what kind of act, when. Never an answer."""
    row: Mapping[str, object] = {
        "case_id": open_case.case_id,
        "holder_id": open_case.holder_id,
        "act": act,
        "at": keeping.seconds(now),
    }
    connection.execute(insert(audit).values(row))


def _with_new_key(connection: Connection, old: OpenCase) -> OpenCase:
    new = replace(old, case_key=vault.new_key(), key_version=old.key_version + 1)
    version = {"key_version": new.key_version}
    connection.execute(update(cases).where(cases.c.case_id == old.case_id).values(version))
    for row in connection.execute(select(holders).where(holders.c.case_id == old.case_id)).all():
        sealed = {"sealed_key": _key_for(new, HolderKind(row.kind), row.public_key)}
        this = holders.c.holder_id == row.holder_id
        connection.execute(update(holders).where(this).values(sealed))
    records.seal_anew(connection, old, new)
    return new


def _key_for(open_case: OpenCase, kind: HolderKind, public: bytes) -> bytes | None:
    return None if kind is HolderKind.VIEW else vault.seal_key(open_case.case_key, public)
