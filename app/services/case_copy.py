"""A whole case as one sealed file: everything an organisation holds of it, under a passphrase.

The file is a heading that names its form, a salt, and what is sealed: a length, a list of what
follows in JSON, and then the bytes of every record. Written down in docs/case-file.md. Knows the
form only; what the records say is looked at in `case_copy_checks`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.services import desk_records
from app.services.casework import Held
from app.services.desk_records import DeskRecord
from app.store import vault
from app.store.cases import CaseStore

HEADING = b"Exclusion Rights case, sealed, 1\n"
FORMAT, VERSION = "exclusion-rights-case", 1
LARGEST = 60_000_000  # bytes of such a file: all the photos a case has room for, and its answers
MOST_RECORDS = 2000
LENGTH = 8  # bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """A case by the names of its records, and what an organisation kept of it."""

    records: Mapping[str, bytes]
    desk: DeskRecord
    content: str = ""
    made_at: str = ""


class CopyRefused(Exception):
    """A file that cannot be taken in; the message says why, in words for an adviser."""


def gather(store: CaseStore, held: Held, record: DeskRecord, now: datetime) -> Copy:
    """Everything there is of an open case."""
    found: dict[str, bytes] = {}
    for name in store.names(held.open_case):
        stored = store.read(held.open_case, name)
        if stored is not None:
            found[name] = stored[0]
    return Copy(found, record, held.document.content, now.isoformat(timespec="seconds"))


def sealed(copy: Copy, passphrase: str) -> bytes:
    """The file. Slow on purpose, and it takes three times its size in memory: in a thread."""
    return vault.seal_file(passphrase, HEADING, _written(copy))


def opened(content: bytes, passphrase: str) -> Copy:
    """What `sealed` sealed. Raises CopyRefused."""
    if len(content) > LARGEST:
        raise CopyRefused("This file is too big. 60 MB is the most.")
    if not content.startswith(HEADING):
        raise CopyRefused("This is not a sealed case. Choose a file that was made under Exports.")
    try:
        plain = vault.open_file(passphrase, HEADING, content)
    except vault.SealBroken as error:
        said = "The passphrase is not right, or the file was changed or is not complete."
        raise CopyRefused(said) from error
    return _read(plain)


def _written(copy: Copy) -> bytes:
    kept = replace(copy.desk, summary=None)
    head = json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            "made_at": copy.made_at,
            "content": copy.content,
            "desk": json.loads(desk_records.write(kept)),
            "records": [[name, len(each)] for name, each in copy.records.items()],
        },
        ensure_ascii=False,
    ).encode()
    return b"".join((len(head).to_bytes(LENGTH, "big"), head, *copy.records.values()))


def _read(plain: bytes) -> Copy:
    try:
        start = LENGTH + int.from_bytes(plain[:LENGTH], "big")
        head = json.loads(plain[LENGTH:start])
        if (head["format"], head["version"]) != (FORMAT, VERSION):
            raise CopyRefused("This file was made by a newer version of the service.")
        desk = desk_records.read(json.dumps(head["desk"]).encode())
        records = _cut(plain[start:], [(str(name), int(size)) for name, size in head["records"]])
        return Copy(records, desk, str(head["content"]), str(head["made_at"]))
    except (ValueError, KeyError, TypeError) as error:
        raise CopyRefused("This file is not complete.") from error


def _cut(rest: bytes, sizes: list[tuple[str, int]]) -> dict[str, bytes]:
    """The records, one after the other. Raises ValueError."""
    whole = sum(size for _, size in sizes)
    if whole != len(rest) or len(sizes) > MOST_RECORDS or any(size < 0 for _, size in sizes):
        raise ValueError(whole)
    found: dict[str, bytes] = {}
    at = 0
    for name, size in sizes:
        found[name] = rest[at : at + size]
        at += size
    return found
