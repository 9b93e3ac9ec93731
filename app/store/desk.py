"""An organisation's cases and its own records of them, each call one read or one transaction.

Knows no fact and no role: who may ask is weighed in `app.services`. Every method takes whoever is
signed in, and works only with the key they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from app.model.errors import CaseNotFound, NewerVersion, NotAllowed, PageNotFound
from app.store import (
    audit_list,
    desk_list,
    desk_records,
    feeds,
    holders,
    keeping,
    opening,
    organisation_keys,
    records,
    vault,
    views,
)
from app.store.audit_list import Act
from app.store.cases import CaseStore
from app.store.desk_list import Listed
from app.store.desk_records import DeskSeal, Stored
from app.store.feeds import Feed
from app.store.install_keys import install_keys
from app.store.open_case import Actor, OpenCase, Token
from app.store.records import CASE_RECORD
from app.store.signed_in import SignedIn
from app.store.tables import organisations
from app.store.views import OpenView

TRIES = 4
Place = tuple[bytes, bytes]
"""A case, and the id under which an organisation holds it."""
Kept = tuple[Mapping[str, bytes], bytes]
"""The records of a new case by name, and what the organisation keeps of it (empty: nothing yet)."""
NOTHING: Kept = ({}, b"")
Noted = tuple[OpenCase, str, datetime]
"""What the audit list says of a change: in which case, what kind of act, when."""


@dataclass(frozen=True, slots=True)
class Found:
    """A case opened for an organisation, with its first record and its version (0: none yet)."""

    open_case: OpenCase
    stored: Stored | None


class DeskStore:
    """The desk's part of one database. Safe to use from several threads."""

    def __init__(self, store: CaseStore, secret: bytes) -> None:
        self._store = store
        self._database = store.database
        self._keys = install_keys(store.database, secret)

    # ---- cases

    def cases(self, by: SignedIn, now: datetime) -> tuple[Listed, ...]:
        """Every case the organisation holds, in one query. Raises NotAllowed without the key."""
        with self._database.reading() as connection:
            return desk_list.listed(connection, _seal(by), _key(by), now)

    def open(self, by: SignedIn, holder_id: bytes, number: int | None, now: datetime) -> Found:
        """One of the organisation's cases. Raises CaseNotFound, NotAllowed without the key."""
        token = Token(self._case_of(by, holder_id), holder_id, _key(by))
        opened, stored = self._store.open_and_read(token.text(), CASE_RECORD, now)
        return Found(replace(opened, actor=_actor(by, number)), stored)

    def begin(self, by: SignedIn, number: int, now: datetime, kept: Kept = NOTHING) -> OpenCase:
        """A new case that the organisation holds alone, with what it begins with: all of it or
        nothing. Raises NotAllowed without the key."""
        with self._database.writing() as connection:
            made = _made(connection, by, number, kept, now)
            holders.note(connection, made, "begun", now)
            return made

    def bring_in(self, by: SignedIn, number: int, kept: Kept, now: datetime) -> OpenCase:
        """As `begin`, of a case that was somewhere else before."""
        with self._database.writing() as connection:
            made = _made(connection, by, number, kept, now)
            holders.note(connection, made, "brought in", now)
            return made

    def note_all(
        self, by: SignedIn, of: Collection[tuple[bytes, bytes, int]], act: str, now: datetime
    ) -> None:
        """A line of the audit list for each of several cases: its id, the holder's, its number."""
        with self._database.writing() as connection:
            audit_list.add(connection, _actor(by, None), of, act, now)

    # ---- records

    def record(self, by: SignedIn, case_id: bytes) -> Stored | None:
        """What the organisation keeps of a case, and its version. Raises NotAllowed."""
        with self._database.reading() as connection:
            return desk_records.read(connection, _seal(by), case_id)

    def handed(self, by: SignedIn, case_id: bytes) -> bytes | None:
        """What another organisation left beside a case given to this one."""
        with self._database.reading() as connection:
            return desk_records.take(connection, _seal(by), _key(by), case_id)

    def take_in(
        self, by: SignedIn, case_id: bytes, merged: Callable[[bytes | None, bytes | None], bytes]
    ) -> bytes:
        """The record of a case with what another organisation left put in, which is then gone.

        `merged` makes the record from ours (or None) and what was left (or None)."""

        def once(connection: Connection) -> bytes:
            before, version = desk_records.read(connection, seal, case_id, keep=True) or (None, 0)
            left = desk_records.take(connection, seal, _key(by), case_id)
            after = merged(before, left)
            if after != before:
                desk_records.write(connection, seal, case_id, after, version)
            if left is not None:
                desk_records.forget_handed(connection, seal, case_id)
            return after

        seal = _seal(by)
        return self._changed(by, once)

    def change(
        self,
        by: SignedIn,
        case_id: bytes,
        changed: Callable[[bytes | None], bytes],
        noted: Noted | None = None,
    ) -> bytes:
        """The organisation's record of a case with a change put in, to whatever is stored by then,
        and `noted` in the audit list if it is one.

        `changed` may be called again if somebody else saved meanwhile. Raises NewerVersion."""

        def once(connection: Connection) -> bytes:
            before, version = desk_records.read(connection, seal, case_id, keep=True) or (None, 0)
            after = changed(before)
            if after != before:
                desk_records.write(connection, seal, case_id, after, version)
                if noted is not None:
                    holders.note_act(connection, *noted)
            return after

        seal = _seal(by)
        return self._changed(by, once)

    def _changed(self, by: SignedIn, once: Callable[[Connection], bytes]) -> bytes:
        for _ in range(TRIES):
            with suppress(NewerVersion), self._database.writing() as connection:
                organisation_keys.hold(connection, by)
                return once(connection)
        raise NewerVersion(0)

    def write_many(self, by: SignedIn, written: dict[bytes, tuple[bytes, int]]) -> None:
        """Records of several cases, each over the version given with it. What somebody else wrote
        meanwhile stays as it is."""
        seal = _seal(by)
        with self._database.writing() as connection:
            organisation_keys.hold(connection, by)
            for case_id, (plaintext, version) in sorted(written.items()):  # never crosswise
                with suppress(NewerVersion):
                    desk_records.write(connection, seal, case_id, plaintext, version)

    def common(self, by: SignedIn, name: str) -> Stored | None:
        """One of the organisation's records for all its cases. Raises NotAllowed."""
        with self._database.reading() as connection:
            return desk_records.read_all(connection, _seal(by), name)

    def write_common(self, by: SignedIn, name: str, plaintext: bytes, version: int) -> int:
        """Store one over `version` (0: none yet). Raises NewerVersion, NotAllowed."""
        with self._database.writing() as connection:
            organisation_keys.hold(connection, by)
            return desk_records.write_all(connection, _seal(by), name, plaintext, version)

    # ---- calendars of members' phones

    def feeds(self, by: SignedIn) -> tuple[Feed, ...]:
        """The member's own calendars."""
        with self._database.reading() as connection:
            return feeds.listed(connection, by)

    def make_feed(self, by: SignedIn, now: datetime) -> bytes:
        """A new calendar: the private key, for its address. Raises NotAllowed for one too many."""
        with self._database.writing() as connection:
            organisation_keys.hold(connection, by)
            return feeds.make(connection, by, now)

    def end_feed(self, by: SignedIn, public: bytes) -> None:
        """One of the member's own calendars is gone."""
        with self._database.writing() as connection:
            feeds.end(connection, by, public)

    def add_to_feeds(self, by: SignedIn, labels: Mapping[Place, str], now: datetime) -> None:
        """Put every case that is missing into the organisation's calendars, under its label, and
        take out what is not among them. Cheap where nothing is missing."""
        by_case = dict(iter(labels))
        with self._database.reading() as connection:
            gone = feeds.surplus(connection, by, by_case)
            if not gone and not feeds.missing(connection, by, by_case):
                return
        with self._database.writing() as connection:
            organisation_keys.hold(connection, by)
            feeds.take_out(connection, feeds.surplus(connection, by, by_case))
            lacking: dict[bytes, list[bytes]] = {}
            for public, case_id in feeds.missing(connection, by, by_case):
                lacking.setdefault(case_id, []).append(public)
            for case_id, publics in sorted(lacking.items()):
                token = Token(case_id, by_case[case_id], _key(by))
                given = (labels[case_id, token.holder_id], publics)
                with suppress(CaseNotFound):  # its time ended meanwhile
                    feeds.add(connection, token, by, given, (self._store.extract, now))

    def rename_in_feeds(self, by: SignedIn, case_id: bytes, label: str) -> None:
        """Another label for a case in the organisation's calendars."""
        with self._database.writing() as connection:
            views.rename(connection, by.organisation_id, case_id, label)

    def read_feed(self, private: bytes, now: datetime) -> tuple[OpenView, ...]:
        """Every view in the calendar of this private key. Raises PageNotFound for no calendar."""
        with self._database.reading() as connection:
            organisation_id = feeds.organisation_of(connection, private)
            if organisation_id is None:
                raise PageNotFound
            return views.of_key(connection, private, organisation_id, now)

    # ---- the organisation

    def keep_days(self, by: SignedIn) -> int:
        """How many days after last use the organisation's cases are deleted."""
        this = organisations.c.organisation_id == by.organisation_id
        with self._database.reading() as connection:
            days = connection.execute(select(organisations.c.keep_days).where(this)).scalar_one()
        return int(days)

    def set_keep_days(self, by: SignedIn, days: int, now: datetime) -> None:
        """Another period, for the cases it holds as well. Raises ValueError beyond what we keep."""
        if not 1 <= days <= keeping.LONGEST.days:
            raise ValueError(days)
        this = organisations.c.organisation_id == by.organisation_id
        with self._database.writing() as connection:
            connection.execute(update(organisations).where(this).values(keep_days=days))
            desk_list.keep_for(connection, by.organisation_id, days, now)

    def audit(self, by: SignedIn, now: datetime, page: int = 0) -> tuple[Act, ...]:
        """What was done with the organisation's cases, newest first; older ones on later pages."""
        with self._database.reading() as connection:
            return audit_list.listed(connection, self._keys, by.organisation_id, page)

    def _case_of(self, by: SignedIn, holder_id: bytes) -> bytes:
        with self._database.reading() as connection:
            found = desk_list.case_of(connection, by.organisation_id, holder_id)
        if found is None:
            raise CaseNotFound
        return found


def _made(connection: Connection, by: SignedIn, number: int, kept: Kept, now: datetime) -> OpenCase:
    private, (written, own) = _key(by), kept
    pair = vault.Pair(private, vault.public_of(private))
    this = organisations.c.organisation_id == by.organisation_id
    organisation_keys.hold(connection, by)
    days = connection.execute(select(organisations.c.keep_days).where(this)).scalar_one()
    made = opening.make(connection, now, pair, by.organisation_id, days)
    for name, plaintext in written.items():
        records.write(connection, made, name, plaintext, 0)
    if own:
        desk_records.write(connection, _seal(by), made.case_id, own, 0)
    return replace(made, actor=_actor(by, number))


def _key(by: SignedIn) -> bytes:
    if by.organisation_key is None:
        raise NotAllowed
    return by.organisation_key


def _seal(by: SignedIn) -> DeskSeal:
    return desk_records.seal_of(by.organisation_id, _key(by))


def _actor(by: SignedIn, number: int | None) -> Actor:
    return Actor(by.organisation_id, by.person_id, number)
