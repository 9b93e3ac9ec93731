"""A photo that a child takes: cleaned like every photo of the family, small enough for one page of
paper, and refused in words for a child."""

from __future__ import annotations

from app.render import photo
from app.render.refusals import Refusal
from app.services.evidence import FILE_LIMIT
from app.services.speaking import Speaker
from app.services.views import Problem, Words

FIELD = "photo"
MOST_POINTS = 2_000_000  # as many as half a page of paper shows


def cleaned(content: bytes) -> bytes | Refusal:
    """The photo as JPEG. Slow: call it in a thread."""
    if len(content) > FILE_LIMIT:
        return Refusal.TOO_BIG
    return photo.cleaned(content, MOST_POINTS)


def problem(speaker: Speaker, refusal: Refusal) -> Problem:
    """What a child can do about a photo that was not taken."""
    return Problem(FIELD, _said(speaker, refusal))


def _said(speaker: Speaker, refusal: Refusal) -> Words:
    match refusal:
        case Refusal.TOO_BIG | Refusal.TOO_MANY_PIXELS:
            return speaker.words("This photo is too big. Take another one.", "service")
        case Refusal.TOO_SLOW:
            return speaker.words("That took too long. Try again.", "service")
        case _:
            return speaker.words("We cannot open this photo. Take another one.", "service")
