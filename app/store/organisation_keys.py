"""A new key pair for an organisation, because somebody who had the old one is not a member any
more: its cases, its records and its members' copies, in one transaction. Knows no page.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from app.model.errors import NewerVersion, NotAllowed
from app.model.people import PersonState
from app.store import desk_records, holders, opening, vault
from app.store.open_case import Actor, HolderKind, Token
from app.store.signed_in import SignedIn
from app.store.tables import cases, organisations, people
from app.store.tables import holders as held


def hold(connection: Connection, by: SignedIn, *, to_change: bool = False) -> None:
    """Keep the organisation's key as it is until the transaction ends (or for us alone `to_change`
    it): what was sealed with an old one meanwhile could never be read. Raises NewerVersion where
    it is another one by now, and NotAllowed without a key."""
    if by.organisation_key is None:
        raise NotAllowed
    this = organisations.c.organisation_id == by.organisation_id
    query = select(organisations.c.public_key).where(this).with_for_update(read=not to_change)
    if connection.execute(query).scalar() != vault.public_of(by.organisation_key):
        raise NewerVersion(0)


def change(connection: Connection, by: SignedIn, now: datetime) -> None:
    """A new key pair for the organisation of `by`, who holds the old one. Members who hold the old
    key get the new one; every case has a new key as well, for the old one could open it.

    It takes as long as sealing every record of every case again: call it in a thread."""
    if by.organisation_key is None:
        return
    old = vault.Pair(by.organisation_key, vault.public_of(by.organisation_key))
    new = vault.new_pair()
    this = organisations.c.organisation_id == by.organisation_id
    version = organisations.c.key_version + 1
    connection.execute(
        update(organisations).where(this).values(public_key=new.public, key_version=version)
    )
    _give(connection, by, new)
    desk_records.seal_anew(connection, by.organisation_id, old, new)
    _change_cases(connection, by, (old, new), now)


def _give(connection: Connection, by: SignedIn, new: vault.Pair) -> None:
    rows = connection.execute(
        select(people.c.person_id, people.c.public_key).where(
            people.c.organisation_id == by.organisation_id,
            people.c.state == PersonState.ACTIVE.value,
            people.c.organisation_key.is_not(None),
        )
    ).all()
    for row in rows:
        sealed = vault.seal_key(new.private, row.public_key)
        this = people.c.person_id == row.person_id
        connection.execute(update(people).where(this).values(organisation_key=sealed))


def _change_cases(
    connection: Connection, by: SignedIn, pairs: tuple[vault.Pair, vault.Pair], now: datetime
) -> None:
    old, new = pairs
    ours = (held.c.organisation_id == by.organisation_id) & (
        held.c.kind == HolderKind.ORGANISATION.value
    )
    rows = connection.execute(
        select(held.c.case_id, held.c.holder_id)
        .join(cases, cases.c.case_id == held.c.case_id)
        .where(ours)
        .order_by(held.c.case_id)
        .with_for_update(of=cases)  # nobody else gives one of them a new key meanwhile
    ).all()
    for row in rows:
        token = Token(row.case_id, row.holder_id, old.private)
        opened = opening.by_token(connection, token, now, expired=True).open_case
        opened = replace(opened, actor=Actor(by.organisation_id, by.person_id))
        this = held.c.holder_id == row.holder_id
        connection.execute(update(held).where(this).values(public_key=new.public))
        holders.note(connection, opened, "new key", now)
        holders.with_new_key(connection, replace(opened, private_key=new.private))
