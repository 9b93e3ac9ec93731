"""The days that schools have for themselves, as an organisation keeps them: once for each school.

Closed days and extra open days as ranges, each with its reason. Knows no case; sealing is the
store's business."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from app.model.errors import NewerVersion, NotAllowed
from app.store import vault
from app.store.desk import DeskStore
from app.store.signed_in import SignedIn

NAME = "schools"  # of the organisation's record
MOST_DAYS = 250  # weekdays of one kind at one school: a case has room for them beside its own
LONGEST_REASON = 100
LONGEST_SPAN = 120  # days: longer than any holiday
TRIES = 4
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last` (ISO, both included), and why."""

    id: str
    first: str
    last: str
    reason: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class School:
    """One school's own days, by their first."""

    name: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def seen(self) -> str:
        """Which days somebody has before them, so that no others are used unseen."""
        return hashlib.blake2b(repr(self.spans).encode(), digest_size=8).hexdigest()

    def days(self, *, is_open: bool) -> dict[str, str]:
        """Each weekday (ISO) with its reason. A day named twice keeps its first reason."""
        found: dict[str, str] = {}
        for each in self.spans:
            if each.is_open == is_open:
                for day in _weekdays(each):
                    found.setdefault(day, each.reason)
        return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Book:
    """Every school that days are kept of, by what identifies it."""

    schools: Mapping[str, School] = field(default_factory=dict)

    def school(self, identity: str) -> School:
        """One school; without days where none are kept."""
        return self.schools.get(identity, School())


class DaysRefused(Exception):
    """Days that do not fit; the message says what to do."""


def identity(urn: str, name: str, council: str) -> str:
    """What identifies a school: its number; else its name and council. Empty for no school."""
    named = " ".join(name.casefold().split())
    if urn:
        return f"urn:{urn}"
    return f"name:{named}|{council}" if named else ""


def key(who: SignedIn, identity: str) -> str:
    """The address of a school: it tells nothing to anyone outside the organisation."""
    if who.organisation_key is None:
        raise NotAllowed
    return vault.keyed_hash(who.organisation_key, b"school page", identity.encode())[:8].hex()


def read(desk: DeskStore, who: SignedIn) -> Book:
    """What is kept of all schools."""
    return _stored(desk, who)[0]


def change(
    desk: DeskStore, who: SignedIn, identity: str, changed: Callable[[School], School]
) -> Book:
    """A change to one school, put into what is stored by then. Raises DaysRefused."""
    for _ in range(TRIES):
        book, version = _stored(desk, who)
        after = changed(book.school(identity))
        made = Book({**book.schools, identity: after})
        try:
            desk.write_common(who, NAME, _written(made), version)
        except NewerVersion:
            continue
        return made
    raise NewerVersion(0)


def span(first: date, last: date, reason: str, *, is_open: bool = False) -> Span:
    """Days with an id of their own. Raises DaysRefused."""
    if last < first:
        raise DaysRefused("The last day lies before the first.")
    if (last - first).days > LONGEST_SPAN:
        raise DaysRefused(f"This is longer than {LONGEST_SPAN} days. Look at the years again.")
    why = reason[:LONGEST_REASON] or ("open" if is_open else "closed")
    made = Span(secrets.token_hex(4), first.isoformat(), last.isoformat(), why, is_open)
    if not any(_weekdays(made)):
        raise DaysRefused("These days are at a weekend, when no school day is counted.")
    return made


def added(school: School, spans: Iterable[Span]) -> School:
    """A school with more days; the same days twice are one. Raises DaysRefused."""
    known = {(each.first, each.last, each.is_open) for each in school.spans}
    new = [each for each in spans if (each.first, each.last, each.is_open) not in known]
    after = replace(school, spans=tuple(sorted((*school.spans, *new), key=_order)))
    if any(len(after.days(is_open=each)) > MOST_DAYS for each in (True, False)):
        raise DaysRefused(f"{MOST_DAYS} days are the most. Remove days of years gone by first.")
    return after


def without(school: School, span_id: str) -> School:
    """A school without some of its days."""
    return replace(school, spans=tuple(each for each in school.spans if each.id != span_id))


def _order(each: Span) -> tuple[str, str]:
    return each.first, each.last


def _weekdays(each: Span) -> Iterator[str]:
    day, last = date.fromisoformat(each.first), date.fromisoformat(each.last)
    while day <= last:
        if day.weekday() <= FRIDAY:
            yield day.isoformat()
        day += timedelta(days=1)


def _stored(desk: DeskStore, who: SignedIn) -> tuple[Book, int]:
    stored = desk.common(who, NAME)
    if stored is None:
        return Book(), 0
    found: dict[str, Any] = json.loads(stored[0])
    schools = {
        name: School(each["name"], tuple(Span(**span) for span in each["spans"]))
        for name, each in found.items()
    }
    return Book(schools), stored[1]


def _written(book: Book) -> bytes:
    kept = {name: asdict(each) for name, each in book.schools.items() if each.spans}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
