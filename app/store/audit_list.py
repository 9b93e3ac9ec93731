"""What was done with an organisation's cases, by whom and when. Opens no case."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.store import keeping
from app.store.install_keys import InstallKeys
from app.store.open_case import Actor
from app.store.tables import audit, people

MOST = 2000  # lines of one page


@dataclass(frozen=True, slots=True)
class Act:
    """One line. `case` is a mark that tells cases apart and nothing else; `person` is empty where
    no member of the organisation did it."""

    case: str
    number: int | None
    person: str
    act: str
    at: datetime


def listed(
    connection: Connection, keys: InstallKeys, organisation_id: bytes, page: int = 0
) -> tuple[Act, ...]:
    """The last acts, newest first: all of them are on one page or another, so that nobody hides
    one behind many others."""
    rows = connection.execute(
        select(audit, people.c.about)
        .outerjoin(people, people.c.person_id == audit.c.person_id)
        .where(audit.c.organisation_id == organisation_id)
        .order_by(audit.c.at.desc(), audit.c.audit_id.desc())
        .limit(MOST)
        .offset(page * MOST)
    ).all()
    return tuple(
        Act(
            case=row.case_id.hex()[:8],
            number=row.number,
            person="" if row.about is None else json.loads(keys.open(row.person_id, row.about))[0],
            act=row.act,
            at=keeping.moment(row.at),
        )
        for row in rows
    )


def add(
    connection: Connection,
    actor: Actor,
    of: Collection[tuple[bytes, bytes, int]],
    act: str,
    now: datetime,
) -> None:
    """A line for each of several cases: its id, the id of the organisation's hold, its number."""
    rows = [
        {
            "case_id": case_id,
            "holder_id": holder_id,
            "act": act,
            "at": keeping.seconds(now),
            "organisation_id": actor.organisation_id,
            "person_id": actor.person_id,
            "number": number,
        }
        for case_id, holder_id, number in of
    ]
    if rows:
        connection.execute(insert(audit), rows)
