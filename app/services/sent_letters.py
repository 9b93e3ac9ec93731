"""Every letter of a case as it was sent, over all its measures. Reads records, writes none."""

from __future__ import annotations

from dataclasses import dataclass

from app.services import issued
from app.services.casework import FIRST, ISSUED, OF_MATTER, Held
from app.services.issued import Issued
from app.store.cases import CaseStore


@dataclass(frozen=True, slots=True)
class SentLetter:
    """One letter that went out, and the number of the measure it is about."""

    matter: int
    copy: Issued


def every(store: CaseStore, held: Held) -> tuple[SentLetter, ...]:
    """By the day they were sent."""
    found = []
    for name in store.names(held.open_case):
        kind, _, rest = name.partition(":")
        stored = store.read(held.open_case, name) if kind == ISSUED else None
        if stored is not None:
            matter = int(rest.partition(":")[0].partition(OF_MATTER)[2] or FIRST)
            found.append(SentLetter(matter, issued.RECORDS.validate_json(stored[0])))
    return tuple(sorted(found, key=lambda each: (each.copy.on, each.copy.letter)))
