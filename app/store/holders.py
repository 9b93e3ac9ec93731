"""Who can open a case: letting somebody in, putting somebody out. Knows no record's content.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from app.store import keeping, records, vault
from app.store.open_case import HolderKind, OpenCase, Token
from app.store.tables import audit, cases, desk_records, holders

CHANGED = "changed"
SITTING = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a key to the case, or a view of it. `shows` is what a view shows."""

    holder_id: bytes
    kind: HolderKind
    organisation_id: bytes | None = None
    shows: str = ""
    has_number: bool = False


def listed(connection: Connection, open_case: OpenCase) -> tuple[Holder, ...]:
    """Everybody who can open the case, or a view of it."""
    rows = connection.execute(
        select(holders)
        .where(holders.c.case_id == open_case.case_id)
        .order_by(holders.c.kind, holders.c.holder_id)
    )
    return tuple(
        Holder(
            row.holder_id,
            HolderKind(row.kind),
            row.organisation_id,
            row.shows or "",
            row.code_tag is not None,
        )
        for row in rows
    )


def add(
    connection: Connection,
    open_case: OpenCase,
    kind: HolderKind,
    public: bytes,
    now: datetime,
    organisation_id: bytes | None = None,
) -> bytes:
    """Let the owner of `public` in and give their holder id. A view gets no case key."""
    holder_id = vault.new_id()
    row = {
        "holder_id": holder_id,
        "case_id": open_case.case_id,
        "kind": kind.value,
        "public_key": public,
        "sealed_key": _key_for(open_case, kind, public),
        "organisation_id": organisation_id,
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
    note(connection, open_case, "holders removed", now)
    for each in listed(connection, open_case):
        if each.organisation_id is not None and each.holder_id not in staying:
            note_for(connection, open_case, each.organisation_id, "put out", now)
            _forget(connection, open_case, each.organisation_id)
    connection.execute(delete(holders).where(leaving))
    return with_new_key(connection, open_case)


def leave(connection: Connection, open_case: OpenCase, now: datetime) -> None:
    """We are out ourselves, with what our organisation kept of the case; the others stay, with a
    new case key."""
    ours = holders.c.holder_id == open_case.holder_id
    if open_case.actor is not None:
        _forget(connection, open_case, open_case.actor.organisation_id)
    connection.execute(delete(holders).where(ours))
    note(connection, open_case, "left", now)
    with_new_key(connection, open_case)


def renew(connection: Connection, open_case: OpenCase, now: datetime) -> OpenCase:
    """A new key pair for ourselves: our return code and our other browsers stop working."""
    pair = vault.new_pair()
    ours = holders.c.holder_id == open_case.holder_id
    fresh = {"public_key": pair.public, "code_tag": None, "wrapped_key": None}
    connection.execute(update(holders).where(ours).values(fresh))
    note(connection, open_case, "own key renewed", now)
    return with_new_key(connection, replace(open_case, private_key=pair.private))


def give_code(connection: Connection, held: OpenCase | Token, keys: vault.CodeKeys) -> None:
    """Let a return code stand for a holder's private key; the code before it ends."""
    wrapped = vault.wrap_private(held.private_key, keys.wrapping, held.case_id + held.holder_id)
    ours = holders.c.holder_id == held.holder_id
    values = {"code_tag": keys.tag, "wrapped_key": wrapped}
    connection.execute(update(holders).where(ours).values(values))


def note(connection: Connection, open_case: OpenCase, act: str, now: datetime) -> None:
    """An audit row: which case, who, what kind of act, when. Never an answer."""
    actor = open_case.actor
    row: Mapping[str, object] = {
        "case_id": open_case.case_id,
        "holder_id": open_case.holder_id,
        "act": act,
        "at": keeping.seconds(now),
        "organisation_id": None if actor is None else actor.organisation_id,
        "person_id": None if actor is None else actor.person_id,
        "number": None if actor is None else actor.number,
    }
    connection.execute(insert(audit).values(row))


def note_for_all(connection: Connection, open_case: OpenCase, act: str, now: datetime) -> None:
    """An audit row for every organisation that holds the case."""
    actor = open_case.actor
    if actor is not None:
        note(connection, open_case, act, now)
    done = {None if actor is None else actor.organisation_id}
    for each in listed(connection, open_case):
        if each.kind is HolderKind.ORGANISATION and each.organisation_id not in done:
            note_for(connection, open_case, each.organisation_id, act, now)


def note_for(
    connection: Connection,
    open_case: OpenCase,
    organisation_id: bytes | None,
    act: str,
    now: datetime,
) -> None:
    """An audit row for an organisation of what no member of it did."""
    row = {
        "case_id": open_case.case_id,
        "holder_id": open_case.holder_id,
        "act": act,
        "at": keeping.seconds(now),
        "organisation_id": organisation_id,
    }
    connection.execute(insert(audit).values(row))


def _forget(connection: Connection, open_case: OpenCase, organisation_id: bytes) -> None:
    """What an organisation that is put out kept of the case, and its feeds' views of it."""
    connection.execute(
        delete(desk_records).where(
            desk_records.c.case_id == open_case.case_id,
            desk_records.c.organisation_id == organisation_id,
        )
    )
    connection.execute(
        delete(holders).where(
            holders.c.case_id == open_case.case_id,
            holders.c.organisation_id == organisation_id,
            holders.c.kind == HolderKind.VIEW.value,
        )
    )


def note_change(connection: Connection, open_case: OpenCase, now: datetime) -> None:
    """An audit row where a member changed a case: one for a quarter of an hour of work."""
    actor = open_case.actor
    if actor is None:
        return
    since = keeping.seconds(now - SITTING)
    before = select(audit.c.audit_id).where(
        audit.c.case_id == open_case.case_id,
        audit.c.person_id == actor.person_id,
        audit.c.act == CHANGED,
        audit.c.at > since,
    )
    if connection.execute(before).first() is None:
        note(connection, open_case, CHANGED, now)


def note_act(connection: Connection, open_case: OpenCase, act: str, now: datetime) -> None:
    """An audit row of a member's act; of changes one for a quarter of an hour of work."""
    if act == CHANGED:
        note_change(connection, open_case, now)
    else:
        note(connection, open_case, act, now)


def with_new_key(connection: Connection, old: OpenCase) -> OpenCase:
    """A new case key, sealed to everybody who holds the case, and every record sealed with it."""
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
