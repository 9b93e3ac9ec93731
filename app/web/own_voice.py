"""The part of a message's page where a reviewer says it aloud, or takes a recording out again."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n.recordings import LONGEST_DIALECT, Recording, slot_of
from app.render.refusals import Refusal
from app.services.recordings import Recorded
from app.services.reviewing import LATER, Line
from app.store.reviewing import RemarkKind
from app.store.signed_in import SignedIn

SECONDS = 60  # the recorder stops by itself
KINDS = "WebM or Ogg (Opus), M4A or MP3"
WRONG = {
    Refusal.NOTHING: "There is no recording yet. Record one, or choose a file.",
    Refusal.TOO_BIG: f"This file is too large. Keep it under {SECONDS} seconds and one megabyte.",
    Refusal.TOO_SLOW: "It took too long to arrive. Please send it again.",
    Refusal.UNKNOWN_KIND: f"This is no sound that we can play. It has to be {KINDS}.",
}
NO_DIALECT = "Please name the dialect: families look for their own."
NOT_AGREED = "Please say that families may hear your voice, or do not send it."


@dataclass(frozen=True, slots=True)
class Spoken:
    """What stood in the form, and what is wrong with it."""

    dialect: str = ""
    agreed: bool = False
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """What the page shows. `changed`: the wording was put right after it was recorded;
    `has_blank`: the message has a place for a day or a name."""

    recording: Recording | None
    changed: bool
    has_blank: bool
    spoken: Spoken
    seconds: int = SECONDS
    longest: int = LONGEST_DIALECT


def view(
    recorded: Recorded, who: SignedIn, lang: str, line: Line, spoken: Spoken | None
) -> OwnVoice | None:
    """The recorder for one message; None for words of the pages and counted messages, which no
    family is read aloud."""
    if line.place == LATER or len(line.filed) > 1:
        return None
    found = recorded.at(lang, slot_of(line.key))
    return OwnVoice(
        found,
        found is not None and _corrected_since(line, found),
        "{" in line.key[1],
        spoken or Spoken(recorded.last_dialect(who, lang)),
    )


def _corrected_since(line: Line, recording: Recording) -> bool:
    corrected = (each.at.date() for each in line.remarks if each.kind is RemarkKind.CORRECTED)
    return any(day > recording.on for day in corrected)


def wrong(refused: Refusal | None, spoken: Spoken) -> tuple[str, ...]:
    """Everything to put right before a recording is taken, in the order of the form."""
    said = (
        "" if spoken.dialect else NO_DIALECT,
        "" if spoken.agreed else NOT_AGREED,
        WRONG[refused] if refused is not None else "",
    )
    return tuple(each for each in said if each)
