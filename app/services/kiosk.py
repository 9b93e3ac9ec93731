"""What is left of a case when a family leaves a shared computer."""

from __future__ import annotations

from datetime import datetime

from app.services.casework import Held
from app.store.cases import CaseStore
from app.store.open_case import HolderKind


def leave(store: CaseStore, held: Held, now: datetime) -> bool:
    """Delete a case that nobody can open again: it has no number, and nobody else holds a key.
    Whether it was deleted."""
    others = any(each.kind is not HolderKind.PARENT for each in store.holders(held.open_case))
    if held.open_case.kept or others:
        return False
    store.delete(held.open_case, now)
    return True
