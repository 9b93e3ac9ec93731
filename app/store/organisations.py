"""Which organisations there are, for whoever runs the service. Knows nobody in them by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.model.people import PersonState
from app.store.install_keys import InstallKeys
from app.store.tables import organisations, people


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as the operator sees it."""

    name: str
    members: int
    waiting: int


def listed(connection: Connection, keys: InstallKeys) -> tuple[Organisation, ...]:
    """Every organisation, by name."""
    rows = connection.execute(select(people.c.organisation_id, people.c.state))
    counted = Counter((row.organisation_id, row.state) for row in rows)
    found = [
        Organisation(
            keys.open(row.organisation_id, row.about),
            counted[row.organisation_id, PersonState.ACTIVE.value],
            counted[row.organisation_id, PersonState.WAITING.value],
        )
        for row in connection.execute(select(organisations))
    ]
    return tuple(sorted(found, key=lambda each: each.name.casefold()))
