"""One answer from several sources: what each of them says, kept until somebody settles it.

Knows the shape of a record; whether two days can both be is the content's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from app.model.facts import KnownFrom
from app.services.documents import Record

KNOWN_FROM: tuple[str, ...] = get_args(KnownFrom)
ALSO, SETTLED, KNOWN = "also", "settled", "known_from"
SAID = ("value", KNOWN, "by", "at")


def told_again(before: Record | None, now: Record) -> Record:
    """A new answer, with what other sources said otherwise before. A source that says something
    new takes back what it said; a list is put together from every source, entry by entry."""
    if before is None or _is_list(now["value"]) or _is_list(before["value"]):
        return now
    kept = [
        each
        for each in (_said(before), *before.get(ALSO, ()))
        if each["value"] not in (None, now["value"]) and each[KNOWN] != now[KNOWN]
    ]
    if not kept:
        return now
    settled = before.get(SETTLED) and before["value"] == now["value"]
    return {**now, ALSO: kept, **({SETTLED: True} if settled else {})}


def differing(record: Mapping[str, Any] | None) -> tuple[Record, ...]:
    """What different sources say, the answer in use first; empty if they agree or it is settled."""
    if record is None or not record.get(ALSO) or record.get(SETTLED):
        return ()
    return (_said(record), *record[ALSO])


def spanning(record: Mapping[str, Any] | None, kind: str) -> Any:
    """Every value that sources who differ say, written as one rough answer of this type of fact.
    None where they agree, it is settled, or the type has no such answer."""
    said = [each["value"] for each in differing(record)]
    if not said:
        return None
    if kind in ("choice", "yes_no"):
        return {"one_of": sorted({one for each in said for one in _options(each)})}
    if kind in ("date", "number"):
        ends = [
            (each["from"], each["to"]) if isinstance(each, dict) else (each, each) for each in said
        ]
        return {"from": min(low for low, _ in ends), "to": max(high for _, high in ends)}
    return None


def settled(record: Record, chosen: int) -> Record:
    """The record with one of the differing answers in use. What the others said stays in it."""
    said = differing(record)
    if not 0 <= chosen < len(said):
        return record
    others = [each for at, each in enumerate(said) if at != chosen]
    return {**said[chosen], ALSO: others, SETTLED: True}


def entries_told(value: Any, before: Any, known_from: str) -> Any:
    """A list with how each entry that is new in it is known; any other answer as it is."""
    if not _is_list(value):
        return value
    had = before if isinstance(before, list) else []
    return [each if each in had or KNOWN in each else {**each, KNOWN: known_from} for each in value]


def _options(value: Any) -> tuple[str, ...]:
    """The options that one answer leaves open."""
    if isinstance(value, dict):
        return tuple(value["one_of"])
    return ("yes" if value else "no",) if isinstance(value, bool) else (value,)


def _said(record: Mapping[str, Any]) -> Record:
    return {name: record.get(name, "") for name in SAID}


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)
