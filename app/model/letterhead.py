"""Who an organisation is on its own paper, for one letter. Knows neither its people nor its cases,
and no picture: a name in large type is its sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LONGEST_NAME = 100
LONGEST_LINE = 80
MOST_LINES = 6
LONGEST_CONTACT = 160
LONGEST_NOTE = 240

Paper = Literal["any", "none", "some", "permission", "no_permission"]
"""Which letters a block is for: all; those without a letterhead, or with one; and of those with
one, where the organisation has the family's signed permission, or has not."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """An organisation's name, address `lines`, `contact` (phone, e-mail) and `note` (such as the
    number it is registered under); `writer` is the adviser. `on_behalf`: it sends this letter for
    the family, and `has_permission`: the adviser says that the family signed that it may.

    Raises ValueError for more than a page has room for."""

    organisation: str
    lines: tuple[str, ...] = ()
    contact: str = ""
    note: str = ""
    writer: str = ""
    on_behalf: bool = False
    has_permission: bool = False

    def __post_init__(self) -> None:
        """Refuse what no page has room for."""
        limits = (
            *((line, LONGEST_LINE) for line in self.lines),
            (self.organisation, LONGEST_NAME),
            (self.writer, LONGEST_NAME),
            (self.contact, LONGEST_CONTACT),
            (self.note, LONGEST_NOTE),
        )
        if not self.organisation.strip() or len(self.lines) > MOST_LINES:
            raise ValueError("a letterhead has a name and few lines")
        if any(len(text) > most for text, most in limits):
            raise ValueError("too long for a letterhead")


def papers(letterhead: Letterhead | None) -> frozenset[Paper]:
    """The kinds of paper that a letter with this letterhead is written on."""
    if letterhead is None:
        return frozenset(("any", "none"))
    signed: Paper = "permission" if letterhead.has_permission else "no_permission"
    return frozenset(("any", "some", signed))
