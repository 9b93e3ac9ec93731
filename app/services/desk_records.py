"""What an organisation keeps of one case for itself, and its shape as it is stored. Plain JSON.

Knows the shape only; sealing is the store's business."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

LOWEST, HIGHEST = 1000, 9999
MOST_TASKS = 200
LONGEST_NOTE = 10_000


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do. `by` is a day (ISO) or empty; `done` the day it was done, or empty."""

    id: str
    text: str
    by: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class DeskRecord:
    """One case as an organisation keeps it.

    `number` is random and the organisation's own; `name` a nickname that an adviser chose;
    `adviser` the id of who looks after it; `began` a day. `notes` are private, by the part of the
    session they belong to (a fact's key, or "" for the case). `closed`: the day it was closed.
    `counts`: the family agreed that it is counted (patterns). `summary` is what the list shows,
    made from the case; `more` holds what other parts of the desk keep, by their name."""

    number: int = 0
    name: str = ""
    adviser: str = ""
    began: str = ""
    closed: str = ""
    counts: bool = False
    tasks: tuple[Task, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, Any] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def write(record: DeskRecord) -> bytes:
    """A record as UTF-8 JSON, without what is empty."""
    found = {name: value for name, value in asdict(record).items() if value}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def read(written: bytes) -> DeskRecord:
    """The record that `write` wrote."""
    found = json.loads(written)
    tasks = tuple(Task(**each) for each in found.pop("tasks", ()))
    return DeskRecord(tasks=tasks, **found)


def new_number(taken: Collection[int]) -> int:
    """A random number that no other case of the organisation has; longer once most are taken."""
    low, high = LOWEST, HIGHEST
    while len(taken) * 2 > high - low:
        low, high = low * 10, high * 10 + 9
    while True:
        number = low + secrets.randbelow(high - low + 1)
        if number not in taken:
            return number
