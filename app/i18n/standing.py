"""How far a translation, or a page full of them, has come. Knows no file and no reviewer's name.

A draft, then checked by a second speaker, by readers of the community, by somebody who knows the
law. What carries a right, a day or a warning counts only after a second named person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Level = Literal["draft", "speaker", "community", "law"]
LEVELS: tuple[Level, ...] = ("draft", "speaker", "community", "law")
ENOUGH_PEOPLE = 2  # before English no longer stands beside what carries law


class Standing(NamedTuple):
    """Of one translation: the highest level it has, since when, and how many people checked it.

    A named tuple, because a page looks at hundreds."""

    level: Level
    since: dt.date | None
    people: int

    @property
    def stands_alone(self) -> bool:
        """Whether it may carry a right, a day or a warning without the English beside it."""
        return self.people >= ENOUGH_PEOPLE


DRAFT = Standing("draft", None, 0)


@dataclass(frozen=True, slots=True)
class Status:
    """Of many translations together: the level that all of them have, and when the last of them
    came to it. `is_partly_checked`: some are drafts and some are not."""

    level: Level
    since: dt.date | None
    is_partly_checked: bool


def together(standings: Iterable[Standing]) -> Status | None:
    """The status of a page; None where nothing was translated."""
    found = set(standings)
    if not found:
        return None
    level = min((each.level for each in found), key=LEVELS.index)
    days = (each.since for each in found if each.since is not None)
    since = None if level == "draft" else max(days, default=None)
    return Status(level, since, level == "draft" and found != {DRAFT})
