"""An extract as its reader sees it on a later day: days stand where they stand by then.

Knows what `extracts` wrote down and nothing else of the case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.services.speaking import Speaker
from app.services.views import DayView, WhoView, Words
from app.store.views import OpenView

RUNNING, UNKNOWN = "running", "unknown"
OPEN = "A question of this case is not answered yet. Days may change, and some may be missing."
"""For the calendar of somebody at a desk, in English like all of it."""


@dataclass(frozen=True, slots=True)
class SeenLetter:
    """A letter that somebody may read: English, and the family's copy of it in `lang`."""

    title: Words
    sent: str | None
    text: str
    copy: str | None = None
    lang: str = ""
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a supporter sees. `made`: the day on which it was worked out; None: nothing is there.
    `is_open`: a question was not answered by then."""

    made: str | None
    days: tuple[DayView, ...] = ()
    letters: tuple[SeenLetter, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class FeedDay:
    """One day of a calendar. `uid` stays the same when the day is corrected."""

    uid: str
    on: date
    summary: str
    description: str


def seen(extract: bytes, speaker: Speaker, today: date) -> Seen:
    """An extract in the reader's language as far as it holds it, else in English."""
    if not extract:
        return Seen(None)
    made = json.loads(extract)
    spoken = made["languages"]
    found = spoken.get(speaker.voice.lang) or spoken[speaker.english.lang]
    days = (_day(each, speaker, today) for each in found["days"])
    return Seen(
        made=speaker.voice.date(date.fromisoformat(made["on"])),
        days=tuple(sorted(days, key=lambda each: each.leaves[0].on)),
        letters=tuple(_letter(each, speaker) for each in found["letters"]),
        is_open=bool(made.get("open")),
    )


def _day(made: dict[str, Any], speaker: Speaker, today: date) -> DayView:
    first = date.fromisoformat(made["first"])
    last = date.fromisoformat(made["last"]) if made["last"] else None
    state = _state(made, first, last, today)
    leaves = _leaves(made, (first, last), state, today)
    as_made = state == made["state"] and today <= first
    notes = tuple(_words(each) for each in made["notes"]) if as_made else ()
    who = made["who"]
    return DayView(
        leaves=tuple(speaker.leaf(each) for each in leaves),
        who=WhoView(who["id"], _words(who["label"]), who["pictogram"], who["family"]),
        title=_words(made["title"]),
        notes=(*((_words(made["matter"]),) if made["matter"] else ()), *notes),
        is_safe_day=made["family"],
        unsure=_words(made["unsure"]) if made["unsure"] else None,
        state=state,
    )


def _state(made: dict[str, Any], first: date, last: date | None, today: date) -> str:
    """Where a day stands by now: what was running may have gone by since."""
    if made["state"] != RUNNING:
        return str(made["state"])
    if today <= (last or first):
        return RUNNING
    return str(made["after"]) if last else UNKNOWN


def _leaves(
    made: dict[str, Any], ends: tuple[date, date | None], state: str, today: date
) -> Sequence[date]:
    """As on the page of the result: for the family the safe day, or today while the last day may
    still come; for others the first and the last possible day."""
    first, last = ends
    if made["family"]:
        return (max(first, today) if state in (RUNNING, UNKNOWN) else first,)
    return (first,) if last is None or last == first else (first, last)


def _letter(made: dict[str, Any], speaker: Speaker) -> SeenLetter:
    copy, lang, direction = made["copy"] or (None, "", "ltr")
    sent = speaker.voice.date(date.fromisoformat(made["sent"])) if made["sent"] else None
    return SeenLetter(_words(made["title"]), sent, made["text"], copy, lang, direction)


def feed_days(views: Sequence[OpenView], english: str) -> tuple[FeedDay, ...]:
    """Every day of every case in a calendar, under the labels that its members chose."""
    return tuple(day for each in views for day in _feed_days(each, english))


def _feed_days(view: OpenView, english: str) -> Iterator[FeedDay]:
    if not view.extract:
        return
    made = json.loads(view.extract)
    for each in made["languages"][english]["days"]:
        key = f"{each['key']}".encode()
        uid = hashlib.blake2b(key, key=view.holder_id, digest_size=12).hexdigest()
        who, title = _words(each["who"]["label"]).text, _words(each["title"]).text
        details = [f"{who}: {title}"]
        details += [_words(each["unsure"]).text] if each["unsure"] else []
        details += [OPEN] if made.get("open") else []
        details += [f"Worked out on {made['on']}."]
        on = date.fromisoformat(each["first"])
        yield FeedDay(uid, on, f"{view.label}: {title}", "\n".join(details))


def _words(made: list[Any]) -> Words:
    return Words(made[0], made[1], made[2])
