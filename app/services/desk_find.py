"""The list of a desk as somebody wants to see it: rows grouped, counted, and found by words.

Names stay hidden unless asked for. Everything is looked for in memory, in what was opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.desk_cases import GROUPS, Row
from app.store.signed_in import SignedIn


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody looks for: words in what is shown, whose, and of what kind."""

    words: str = ""
    kind: str = ""
    names: bool = False


@dataclass(frozen=True, slots=True)
class ListView:
    """The page: rows by group in their order, how many of each kind there are in all, and how many
    are not worked out for today yet."""

    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    counts: Mapping[str, int]
    shown: int
    filters: Filters
    waiting: int = 0


def view(found: tuple[Row, ...], filters: Filters, who: SignedIn) -> ListView:
    """The list as somebody wants to see it; the counts are of all that are open."""
    opened = [each for each in found if not each.record.closed]
    counts = {
        "all": len(opened),
        "ours": sum(bool(each.due and each.due.ours) for each in opened),
        "late": sum(each.group == "late" for each in opened),
        "new": sum("New answers" in each.flags for each in opened),
        "mine": sum(each.record.adviser == who.person_id.hex() for each in opened),
        "closed": len(found) - len(opened),
    }
    kept = [each for each in found if _fits(each, filters, who)]
    groups = tuple((name, tuple(each for each in kept if each.group == name)) for name in GROUPS)
    return ListView(
        tuple(each for each in groups if each[1]),
        counts,
        len(kept),
        filters,
        sum(each.waits for each in found),
    )


def _fits(row: Row, filters: Filters, who: SignedIn) -> bool:
    if bool(row.record.closed) != (filters.kind == "closed"):
        return False
    kinds = {
        "ours": bool(row.due and row.due.ours),
        "late": row.group == "late",
        "new": "New answers" in row.flags,
        "mine": row.record.adviser == who.person_id.hex(),
    }
    return kinds.get(filters.kind, True) and _has(row, filters)


def _has(row: Row, filters: Filters) -> bool:
    """Whether every word typed stands somewhere in what the row says. A child's name is found only
    while names are shown; private notes always, for who may read them."""
    if not filters.words:
        return True
    summary, record = row.summary, row.record
    said = [str(record.number), record.name, summary.school, summary.measure, summary.stage]
    said += [row.adviser, summary.kind, *row.flags, *record.notes.values()]
    said += [each.what for each in summary.due] + [each.text for each in record.tasks]
    if filters.names:
        said.append(summary.child)
    text = " ".join(said).casefold()
    return all(word in text for word in filters.words.casefold().split())
