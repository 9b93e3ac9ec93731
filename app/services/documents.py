"""A case as it is stored: answers by matter, letters sent, and the language. Plain JSON.

Knows the shape only; sealing is the store's business, meaning is the content's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

VERSION = 1
REGISTER = "register"
"""Whose word an answer is (its `by`) that came with a school from the list of schools."""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """One measure: the journeys the family went through for it, and its answers by fact."""

    journeys: tuple[str, ...]
    facts: Mapping[str, Record] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One case. `case` holds answers about the child and school, `matters` one or more measures.

    `sent`: the day each letter was sent, by letter id. `content`: the hash of the content that
    was last used, `lang` the language last read."""

    lang: str
    case: Mapping[str, Record] = field(default_factory=dict)
    matters: tuple[Matter, ...] = ()
    sent: Mapping[str, str] = field(default_factory=dict)
    content: str = ""

    @property
    def matter(self) -> Matter:
        """The matter shown. One is shown so far; the stored shape holds several."""
        return self.matters[-1]

    def records(self) -> dict[str, Record]:
        """Answer records of the case and of the matter shown, by fact."""
        return {**self.case, **self.matter.facts}

    def answers(self) -> dict[str, Any]:
        """Settled values by fact; None is "not sure". Where sources differ, the one put in last."""
        return {fact: record["value"] for fact, record in self.records().items()}

    def with_matter(self, matter: Matter) -> Document:
        """The same case with the matter shown replaced."""
        return replace(self, matters=(*self.matters[:-1], matter))


def write(document: Document) -> bytes:
    """A document as UTF-8 JSON."""
    return json.dumps(
        {
            "v": VERSION,
            "lang": document.lang,
            "case": dict(document.case),
            "matters": [
                {"journeys": list(each.journeys), "facts": dict(each.facts)}
                for each in document.matters
            ],
            "sent": dict(document.sent),
            "content": document.content,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def read(written: bytes) -> Document:
    """The document that `write` wrote."""
    found = json.loads(written)
    return Document(
        lang=found["lang"],
        case=found["case"],
        matters=tuple(Matter(tuple(each["journeys"]), each["facts"]) for each in found["matters"]),
        sent=found.get("sent", {}),
        content=found.get("content", ""),
    )
