"""English content to words for the reader: translated, filled in, and paired with English.

A draft right, day or warning is always shown with its English sentence (decisions section 7).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from app.i18n.voice import Voice
from app.services.views import LeafView, Words

PLACEHOLDER = re.compile(r"\{([a-z_.0-9]+)\}")


@dataclass(frozen=True, slots=True)
class Filler:
    """What goes into a placeholder: in the reader's language, and in English."""

    local: str
    english: str


class Lookup(Protocol):
    """Placeholders to what goes into them: a dictionary, or something that works it out."""

    def get(self, name: str, /) -> Filler | None:
        """What stands for a placeholder; None if it cannot be filled in."""
        ...


@dataclass(frozen=True, slots=True)
class Speaker:
    """The reader's voice, with English beside it."""

    voice: Voice
    english: Voice

    def listening(self) -> Speaker:
        """The same, with a voice that remembers what it says from now on."""
        return replace(self, voice=self.voice.listening())

    def href(self, path: str) -> str:
        """The address of a page in the reader's language."""
        return f"/{self.voice.lang}{path}"

    def words(self, english: str, context: str) -> Words:
        """A text without placeholders."""
        said = self.voice.say(english, context)
        return Words(said.text, said.lang, None, self.voice.recording(english, context, said.lang))

    def paired(self, english: str, context: str, fill: Lookup | None = None) -> Words | None:
        """A right, a day or a warning; None if a placeholder cannot be filled in."""
        return self.filled(english, context, fill, pair=True)

    def filled(
        self,
        english: str,
        context: str,
        fill: Lookup | None = None,
        *,
        pair: bool = False,
    ) -> Words | None:
        """A text with its placeholders filled in; None if one cannot be."""
        named = PLACEHOLDER.findall(english) if "{" in english else ()
        known = {name: None if fill is None else fill.get(name) for name in named}
        if None in known.values():
            return None
        said = self.voice.say(english, context)
        in_english = said.lang == self.english.lang
        text = _put(said.text, {k: _pick(v, in_english) for k, v in known.items()})
        draft = pair and not in_english and self.voice.needs_english(context, english)
        beside = _put(english, {k: _pick(v, True) for k, v in known.items()}) if draft else None
        recorded = self.voice.recording(english, context, said.lang)
        return Words(text, said.lang, beside, recorded)

    def day(self, day: date) -> Filler:
        """A date with its weekday, without the year."""
        return Filler(self.voice.short_date(day), self.english.short_date(day))

    def full_day(self, day: date) -> Filler:
        """A date with its weekday and year."""
        return Filler(self.voice.date(day), self.english.date(day))

    def number(self, value: float) -> Filler:
        """A number."""
        return Filler(self.voice.number(value), self.english.number(value))

    def leaf(self, day: date) -> LeafView:
        """A date as a leaf of a calendar."""
        return LeafView(
            day,
            self.voice.weekday_short(day),
            str(day.day),
            self.voice.month_short(day),
            self.voice.date(day),
        )


def _pick(filler: Filler | None, in_english: bool) -> str:
    if filler is None:
        return ""
    return filler.english if in_english else filler.local


def _put(text: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text) if values else text


def plain(words: str) -> Filler:
    """Something that reads the same in every language: a name, words as they were written."""
    return Filler(words, words)
