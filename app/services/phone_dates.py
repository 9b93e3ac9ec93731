"""The family's days for the calendar of a phone: stable ids, no name, alarms set by the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from app.services import days
from app.services.filling import FAMILY, Fill
from app.services.situation import Situation
from app.services.speaking import Speaker


@dataclass(frozen=True, slots=True)
class PhoneDate:
    """One all-day entry. `uid` stays the same when the date is corrected."""

    uid: str
    on: date
    summary: str
    description: str


def phone_dates(situation: Situation, speaker: Speaker, case: bytes) -> tuple[PhoneDate, ...]:
    """The family's own days that are not over, as the result page shows them: a safe day that has
    gone by is today while the last day may still come. `case` makes the ids this case's own."""
    found: list[PhoneDate] = []
    for decision, outcome, limit in days.limits(situation):
        safe = limit.hand_in_by or limit.earliest
        if limit.clock.whose != FAMILY or safe is None:
            continue
        if days.state(situation, limit, decision) != "running":
            continue
        fill = Fill(situation, speaker, limit)
        words = speaker.paired(outcome.day or "", f"outcomes.{decision}.{outcome.id}.day", fill)
        if words is None:
            continue
        uid = hashlib.blake2b(decision.encode(), key=case[:64], digest_size=12).hexdigest()
        found.append(PhoneDate(uid, max(safe, situation.on), words.text, words.english or ""))
    return tuple(found)
