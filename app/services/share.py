"""Who can see a family's case: organisations that hold it, and supporters who read a part of it.

The names that a family gave its supporters are in a record of the case. Knows no page."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.model.errors import CaseNotFound, NewerVersion
from app.services import casework, extracts
from app.services.casework import Held
from app.store.cases import CaseStore
from app.store.holders import Holder
from app.store.open_case import HolderKind, OpenCase
from app.store.sharing import Sharing

RECORD = "views"
TRIES = 4
MOST = 20  # supporters of one case


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who sees the case. `shows`: what a supporter sees; empty for an organisation."""

    holder_id: bytes
    name: str
    shows: str = ""

    @property
    def id(self) -> str:
        """For a form."""
        return self.holder_id.hex()


@dataclass(frozen=True, slots=True)
class Seers:
    """Everybody but this phone's family. `numbers`: other numbers that open the case, such as one
    that an adviser made; `has_number`: there is one for this phone's own key."""

    organisations: tuple[Seer, ...]
    supporters: tuple[Seer, ...]
    numbers: tuple[Seer, ...]
    has_number: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All of them by name, those without one left out."""
        return tuple(each.name for each in (*self.organisations, *self.supporters) if each.name)

    def of(self, holder_id: bytes) -> Seer:
        """One of them. Raises CaseNotFound."""
        for each in (*self.organisations, *self.supporters, *self.numbers):
            if each.holder_id == holder_id:
                return each
        raise CaseNotFound


def seers(store: CaseStore, sharing: Sharing, held: Held) -> Seers:
    """Who sees the case beside the family itself."""
    found = store.holders(held.open_case)
    own = held.open_case.holder_id
    family = [each for each in found if each.kind is HolderKind.PARENT]
    named, given = sharing.names(found), _names(store, held.open_case)[0]
    return Seers(
        organisations=tuple(
            Seer(each.holder_id, named.get(each.holder_id, ""))
            for each in found
            if each.kind is HolderKind.ORGANISATION
        ),
        supporters=tuple(
            Seer(each.holder_id, given.get(each.holder_id.hex(), ""), each.shows)
            for each in found
            if _is_supporter(each)
        ),
        numbers=tuple(Seer(each.holder_id, "") for each in family if each.holder_id != own),
        has_number=any(each.has_number and each.holder_id == own for each in family),
    )


def _is_supporter(holder: Holder) -> bool:
    return holder.kind is HolderKind.VIEW and holder.organisation_id is None


def give_view(
    store: CaseStore, sharing: Sharing, held: Held, what: tuple[str, str], now: datetime
) -> str:
    """A number for a supporter: `what` is their name and what they see. Slow on purpose."""
    name, shows = what
    holder_id, number = sharing.give_view(held.open_case, shows, name, now)
    _keep_names(store, held, {holder_id.hex(): name}, (), now)
    return number


def stop(store: CaseStore, sharing: Sharing, held: Held, gone: bytes, now: datetime) -> None:
    """Somebody sees the case no more, also with a key they copied. Raises CaseNotFound for whoever
    does not see it, so that nobody puts the family itself out."""
    seers(store, sharing, held).of(gone)
    sharing.put_out(held.open_case, [gone], now)
    _keep_names(store, casework.again(store, held, now), {}, (gone.hex(),), now)


def shows_of(typed: str) -> str:
    """What a supporter is to see; the least where nothing fits."""
    return typed if typed == extracts.LETTERS else extracts.DATES


def _names(store: CaseStore, open_case: OpenCase) -> tuple[Mapping[str, str], int]:
    stored = store.read(open_case, RECORD)
    return ({}, 0) if stored is None else (json.loads(stored[0]), stored[1])


def _keep_names(
    store: CaseStore, held: Held, more: Mapping[str, str], gone: Collection[str], now: datetime
) -> None:
    for _ in range(TRIES):
        known, version = _names(store, held.open_case)
        found = {who: name for who, name in {**known, **more}.items() if who not in gone}
        if found == known:
            return
        written = json.dumps(found, ensure_ascii=False).encode()
        try:
            store.write(held.open_case, RECORD, written, version, now)
        except NewerVersion:
            held = casework.again(store, held, now)
        else:
            return
