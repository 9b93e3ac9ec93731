"""What an organisation settles for all its cases: its letterhead, and how long it keeps cases."""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.model.errors import NotAllowed
from app.model.letterhead import Letterhead
from app.model.people import Role
from app.services import letterheads
from app.services.views import Problem
from app.store.desk import DeskStore
from app.store.signed_in import SignedIn

SETTINGS = "settings"
PERIODS = (90, 183, 274, 365)  # days after last use


def read(desk: DeskStore, who: SignedIn) -> tuple[dict[str, str], int]:
    """The settings and their version (0: none yet). Raises NotAllowed without the key."""
    stored = desk.common(who, SETTINGS)
    return ({}, 0) if stored is None else (json.loads(stored[0]), stored[1])


def letterhead(desk: DeskStore, who: SignedIn) -> Letterhead | None:
    """The organisation's letterhead with this adviser's name, once it has one."""
    settings, _ = read(desk, who)
    return letterheads.from_settings(settings, who.name)


def change(
    desk: DeskStore, who: SignedIn, typed: Mapping[str, str], version: int
) -> tuple[Problem, ...]:
    """Keep the letterhead as typed, or say what to do about it.

    Raises NotAllowed for who does not lead, NewerVersion if somebody saved meanwhile."""
    if Role.LEAD not in who.roles:
        raise NotAllowed
    kept = {name: typed.get(name, "") for name in letterheads.FIELDS}
    problems = letterheads.problems(kept)
    if not problems:
        desk.write_common(who, SETTINGS, json.dumps(kept).encode(), version)
    return problems
