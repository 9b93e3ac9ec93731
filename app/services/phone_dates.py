"""The family's days for the calendar of a phone: stable ids, no name, alarms set by the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.services import days, matters
from app.services.filling import Fill
from app.services.situation import Situation
from app.services.speaking import Speaker

FIRST = 1  # the measure a case began with


@dataclass(frozen=True, slots=True)
class PhoneDate:
    """One all-day entry. `uid` stays the same when the date is corrected."""

    uid: str
    on: date
    summary: str
    description: str


def phone_dates(situation: Situation, speaker: Speaker, case: bytes) -> tuple[PhoneDate, ...]:
    """The family's own days that are not over, of every measure of the case, as the result page
    shows them: a safe day that has gone by is today while the last day may still come. `case`
    makes the ids this case's own. With several measures each entry names its own."""
    every = (situation, *matters.others(situation))
    return tuple(each for one in every for each in _of(one, speaker, case, several=len(every) > 1))


def _of(
    situation: Situation, speaker: Speaker, case: bytes, *, several: bool
) -> Iterator[PhoneDate]:
    document = situation.interview.document
    number = document.matter.number
    name = matters.title(situation.library, speaker, document).text if several else ""
    for decision, outcome, limit, on in days.running(situation):
        fill = Fill(situation, speaker, limit)
        words = speaker.paired(outcome.day or "", f"outcomes.{decision}.{outcome.id}.day", fill)
        if words is None:
            continue
        known_by = decision if number == FIRST else f"{decision} {number}"
        uid = hashlib.blake2b(known_by.encode(), key=case[:64], digest_size=12).hexdigest()
        details = "\n".join(each for each in (words.english, name) if each)
        yield PhoneDate(uid, on, words.text, details)
