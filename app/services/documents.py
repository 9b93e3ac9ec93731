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
    """One measure: the journeys the family went through for it, and its answers by fact.

    `sent`: the first day each letter about it was sent, by letter id; `ways`: how, where that is
    known. `own`: facts of the whole case that this measure answers for itself, because it was at
    another school. `number` names it within its case."""

    journeys: tuple[str, ...]
    facts: Mapping[str, Record] = field(default_factory=dict)
    sent: Mapping[str, str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    number: int = 1
    ways: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One case. `case` holds answers about the child and school, `matters` one or more measures.

    `shown`: the number of the matter that pages are about (0: the last). `content`: the hash of
    the content that was last used, `lang` the language last read."""

    lang: str
    case: Mapping[str, Record] = field(default_factory=dict)
    matters: tuple[Matter, ...] = ()
    shown: int = 0
    content: str = ""

    @property
    def matter(self) -> Matter:
        """The matter that pages are about."""
        return self.matters[self._at]

    @property
    def sent(self) -> Mapping[str, str]:
        """The day each letter about the matter shown was sent, by letter id."""
        return self.matter.sent

    @property
    def _at(self) -> int:
        numbers = [each.number for each in self.matters]
        return numbers.index(self.shown) if self.shown in numbers else len(numbers) - 1

    def records(self) -> dict[str, Record]:
        """Answer records of the case and of the matter shown, by fact."""
        matter = self.matter
        shared = {fact: each for fact, each in self.case.items() if fact not in matter.own}
        return {**shared, **matter.facts}

    def answers(self) -> dict[str, Any]:
        """Settled values by fact; None is "not sure". Where sources differ, the one put in last."""
        return {fact: record["value"] for fact, record in self.records().items()}

    def with_matter(self, matter: Matter) -> Document:
        """The same case with the matter shown replaced."""
        at = self._at
        return replace(self, matters=(*self.matters[:at], matter, *self.matters[at + 1 :]))

    def showing(self, number: int) -> Document:
        """The same case with another matter shown."""
        return replace(self, shown=number)


def write(document: Document) -> bytes:
    """A document as UTF-8 JSON."""
    return json.dumps(
        {
            "v": VERSION,
            "lang": document.lang,
            "case": dict(document.case),
            "matters": [_matter(each) for each in document.matters],
            "shown": document.shown,
            "content": document.content,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _matter(matter: Matter) -> dict[str, Any]:
    more = {"sent": dict(matter.sent), "own": list(matter.own), "ways": dict(matter.ways)}
    return {
        "journeys": list(matter.journeys),
        "facts": dict(matter.facts),
        "number": matter.number,
        **{name: value for name, value in more.items() if value},
    }


def read(written: bytes) -> Document:
    """The document that `write` wrote; also one from when a case held one matter only."""
    found = json.loads(written)
    return Document(
        lang=found["lang"],
        case=found["case"],
        matters=tuple(
            Matter(
                journeys=tuple(each["journeys"]),
                facts=each["facts"],
                sent=each.get("sent", found.get("sent", {})),
                own=tuple(each.get("own", ())),
                number=each.get("number", 1),
                ways=each.get("ways", {}),
            )
            for each in found["matters"]
        ),
        shown=found.get("shown", 0),
        content=found.get("content", ""),
    )
