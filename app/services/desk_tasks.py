"""Things to do about a case, as an organisation writes them down. Knows no page."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from app.services.desk_records import MOST_TASKS, DeskRecord, Task

LONGEST = 200


def added(record: DeskRecord, text: str, by: date | None) -> DeskRecord:
    """The record with one more task; the same task twice is one."""
    day = "" if by is None else by.isoformat()
    there = any((each.text, each.by) == (text, day) and not each.done for each in record.tasks)
    if there or len(record.tasks) >= MOST_TASKS:
        return record
    task = Task(secrets.token_hex(4), text[:LONGEST], day)
    return replace(record, tasks=(*record.tasks, task))


def ticked(record: DeskRecord, task: str, done: date | None) -> DeskRecord:
    """The record with a task done on a day, or to do again."""
    day = "" if done is None else done.isoformat()
    tasks = tuple(replace(each, done=day) if each.id == task else each for each in record.tasks)
    return replace(record, tasks=tasks)


def ordered(record: DeskRecord) -> tuple[Task, ...]:
    """Tasks to do first, by their day; those without a day after them, those done last."""
    return tuple(
        sorted(record.tasks, key=lambda each: (bool(each.done), not each.by, each.by, each.text))
    )
