"""What a letter needs of a language: words, dates, lists. Knows no language itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol

SENT_IN = "en"  # the language of the letter that goes out; any other one is a copy to read


class Said(Protocol):
    """A text and the language it is really in."""

    @property
    def text(self) -> str: ...

    @property
    def lang(self) -> str: ...


class Voice(Protocol):
    """One language that can word a letter. `app.i18n.voice.Voice` is one."""

    @property
    def lang(self) -> str: ...

    @property
    def direction(self) -> Literal["ltr", "rtl"]: ...

    @property
    def is_draft(self) -> bool: ...

    def say(self, english: str, context: str = "") -> Said: ...

    def day_month_year(self, day: date, /) -> str: ...

    def date(self, day: date, /) -> str: ...

    def number(self, value: float, /) -> str: ...

    def list_and(self, items: Sequence[str], /) -> str: ...
