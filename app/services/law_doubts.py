"""What we are not sure of on a day: provisions by how unsure, and time limits with two counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.content.library import Library
from app.i18n.messages import READINGS
from app.i18n.voice import mark
from app.model.clocks import Confidence
from app.services import law_views, reasons, rule_words
from app.services import situation as situations
from app.services.rights_views import OpenView, ProvisionView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words

GROUPS: tuple[tuple[Confidence, str], ...] = (
    ("unconfirmed", mark("What we could not confirm", "service")),
    ("our_reading", mark("Where we read the law our own way", "service")),
    ("reported", mark("What others say, and we have not read ourselves", "service")),
)


def doubts(library: Library, speaker: Speaker, on: date) -> OpenView:
    """Everything open on a day."""
    situation = situations.of_nobody(library, on)
    found = ((heading, tuple(_of(situation, speaker, sure))) for sure, heading in GROUPS)
    return OpenView(
        groups=tuple((speaker.words(heading, "service"), each) for heading, each in found if each),
        readings=tuple(_readings(library, speaker, on)),
        law_date=speaker.voice.date(on),
    )


def _of(situation: Situation, speaker: Speaker, sure: Confidence) -> Iterator[ProvisionView]:
    law = situation.library.law
    for name in situation.library.provisions:
        if law.confidence((name,), situation.on) != sure:
            continue
        found = law_views.provision(situation, speaker, name)
        if found is not None:
            yield found


def _readings(
    library: Library, speaker: Speaker, on: date
) -> Iterator[tuple[Words, Words, Words | None]]:
    """What each time limit is about, the other way to count it, and how sure that is."""
    seen: set[tuple[str, str]] = set()
    for decision in library.decisions.values():
        table = law_views.in_force(library, decision.id, on)
        limits = [row.within for row in table.version.rows if row.within] if table else []
        for reading in (each for clock in limits for each in clock.readings):
            if (decision.id, reading.says) in seen:
                continue
            seen.add((decision.id, reading.says))
            yield (
                rule_words.label(library, speaker, decision.id),
                rule_words.said(speaker, reading.says, f"{READINGS}.{decision.id}.{reading.id}"),
                reasons.caution(speaker, reading.confidence),
            )
