"""What goes along when a case is handed to another organisation: notes and tasks. Plain JSON.

Knows neither key nor page. Numbers, helpers and what a family agreed to stay where they are."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, replace

from app.services.desk_records import LONGEST_NOTE, MOST_TASKS, DeskRecord, Task


def write(record: DeskRecord, organisation: str) -> bytes:
    """The part of a record that is handed along, and who hands it."""
    found = {
        "from": organisation,
        "name": record.name,
        "notes": dict(record.notes),
        "tasks": [asdict(each) for each in record.tasks],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def put_in(record: DeskRecord, handed: bytes) -> DeskRecord:
    """A record with what was handed along behind what was there before."""
    found = json.loads(handed)
    notes = dict(record.notes)
    for part, text in found["notes"].items():
        heading = f"From {found['from']}:"
        notes[part] = "\n\n".join(filter(None, (notes.get(part), f"{heading}\n{text}")))
    tasks = (replace(Task(**each), id=secrets.token_hex(4)) for each in found["tasks"])
    return replace(
        record,
        name=record.name or found["name"],
        notes={part: text[:LONGEST_NOTE] for part, text in notes.items()},
        tasks=(*record.tasks, *tasks)[:MOST_TASKS],
    )
