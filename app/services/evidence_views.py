"""The page of photos and files: what is kept, what it is called, and why one was not taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.render.refusals import Refusal
from app.services.evidence import CASE_LIMIT, MEGABYTE, Index, Item
from app.services.speaking import Speaker
from app.services.views import Problem, Words


@dataclass(frozen=True, slots=True)
class ItemView:
    """One file. `on`: the day it is from, in words; `size` in megabytes, in words."""

    number: int
    title: Words
    on: Words | None
    size: str
    is_photo: bool


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The page. `used` and `most` in whole megabytes, in words; `fields`: what was typed."""

    items: tuple[ItemView, ...]
    used: str
    most: str
    problems: tuple[Problem, ...] = ()
    title: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def view(
    speaker: Speaker,
    kept: Index,
    problems: tuple[Problem, ...] = (),
    title: str = "",
    fields: tuple[tuple[str, str], ...] = (),
) -> EvidenceView:
    """What the page shows; with what was typed, where it could not be taken."""
    items = tuple(one(speaker, each) for each in kept.items)
    return EvidenceView(
        items=items,
        used=speaker.voice.number(-(-kept.size // MEGABYTE)),
        most=speaker.voice.number(CASE_LIMIT // MEGABYTE),
        problems=problems,
        title=title,
        fields=fields,
    )


def title(speaker: Speaker, item: Item) -> Words:
    """What the family called it; else what kind of thing it is."""
    if item.title:
        return Words(item.title, speaker.voice.lang)
    if item.kind == "photo":
        return speaker.words("Photo", "service")
    return speaker.words("Paper", "service")


def problem(speaker: Speaker, refusal: Refusal) -> Problem:
    """What to do about a file that was not taken."""
    return Problem("file", _said(speaker, refusal))


def one(speaker: Speaker, item: Item) -> ItemView:
    """One file, as the pages about it show it."""
    on = speaker.voice.date(date.fromisoformat(item.on)) if item.on else None
    return ItemView(
        number=item.number,
        title=title(speaker, item),
        on=Words(on, speaker.voice.lang) if on else None,
        size=speaker.voice.number(max(0.1, round(item.size / MEGABYTE, 1))),
        is_photo=item.kind == "photo",
    )


def _said(speaker: Speaker, refusal: Refusal) -> Words:
    match refusal:
        case Refusal.NOTHING:
            return speaker.words("Choose a photo or a PDF first.", "service")
        case Refusal.TOO_BIG:
            return speaker.words("This file is too big. 20 MB is the most.", "service")
        case Refusal.NO_ROOM:
            return speaker.words("There is no more room. Take a file out first.", "service")
        case Refusal.TOO_SLOW:
            return speaker.words("The connection was too slow. Try again later.", "service")
        case _:
            return _wrong_inside(speaker, refusal)


def _wrong_inside(speaker: Speaker, refusal: Refusal) -> Words:
    match refusal:
        case Refusal.LOCKED:
            return speaker.words(
                "This PDF has a password. Save it without the password, or take a photo of it.",
                "service",
            )
        case Refusal.TOO_MANY_PIXELS:
            return speaker.words("This photo has too many dots. Take a smaller one.", "service")
        case Refusal.TOO_MANY_PAGES:
            return speaker.words("This PDF has too many pages. 200 is the most.", "service")
        case Refusal.BROKEN:
            return speaker.words(
                "This file is broken or not complete. Save it again, or take a photo of it.",
                "service",
            )
        case _:
            return speaker.words(
                "We cannot read this file. Choose a JPEG, PNG or WebP photo, or a PDF.", "service"
            )
