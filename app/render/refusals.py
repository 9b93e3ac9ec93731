"""Why a file that somebody gave us is not taken. The words for it are the page's."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with a file, as far as its owner can do something about it."""

    NOTHING = "nothing"
    TOO_BIG = "too_big"
    NO_ROOM = "no_room"
    TOO_SLOW = "too_slow"
    UNKNOWN_KIND = "unknown_kind"
    BROKEN = "broken"
    LOCKED = "locked"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
