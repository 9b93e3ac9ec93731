"""People who help families: what they may do, and whether they may yet. Knows no key."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a member of an organisation does there. One person may have several roles."""

    LEAD = "lead"
    ADVISER = "adviser"
    REVIEWER = "reviewer"
    PRINTER = "printer"


class PersonState(StrEnum):
    """`waiting`: has joined, and a member has yet to confirm. `removed`: no longer a member."""

    WAITING = "waiting"
    ACTIVE = "active"
    REMOVED = "removed"


OPENS_CASES = frozenset({Role.LEAD, Role.ADVISER})


def opens_cases(roles: Iterable[Role]) -> bool:
    """Whether these roles come with the key to the organisation's cases."""
    return not OPENS_CASES.isdisjoint(roles)
