"""One language's way of saying things. Knows finished words, never where they are stored.

A message that has no translation comes back in English, marked as English: the page says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.i18n.formats import Formats
from app.i18n.plurals import PluralRule
from app.i18n.standing import Standing, Status, together

if TYPE_CHECKING:
    from app.i18n.recordings import Recording

ENGLISH = "en"
Key = tuple[str, str]
"""What a message is found by: its context (a content id path, or "") and its English."""
Direction = Literal["ltr", "rtl"]
Judge = Callable[[str, Key, tuple[str, ...]], Standing | None]


class Said(NamedTuple):
    """Words for the reader, and the language they are really in."""

    text: str
    lang: str


class Messages(dict[Key, Said]):
    """Translations by key, looked up when they are first asked for and kept: of `sources` the first
    that has one, else English."""

    def __init__(self, sources: Sequence[Callable[[Key], Said | None]] = ()) -> None:
        super().__init__()
        self._sources = sources

    def __missing__(self, key: Key) -> Said:
        for source in self._sources:
            said = source(key)
            if said is not None:
                self[key] = said
                return said
        return Said(key[1], ENGLISH)


@dataclass(frozen=True, slots=True)
class Plural:
    """The forms of one counted message, and which form goes with which number."""

    forms: tuple[str, ...]
    rule: PluralRule
    lang: str


def nobody(lang: str, key: Key, forms: tuple[str, ...]) -> Standing | None:
    """Judges nothing: for languages that nobody checks."""
    return None


def silence(lang: str, key: Key) -> Recording | None:
    """No recording: for languages that nobody has recorded."""
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """Everything needed to speak one language. `name` is the language's own name for itself.

    `tag`: of what language it is a variety. `is_draft` is true while anything in it is waiting
    for a speaker to check it. `judge` says how far the translation of a key has come, given the
    language it is in and its forms. `heard` takes the key of whatever is said, for a voice that
    listens to itself. `recorded` finds what people have said aloud in a language.
    """

    lang: str
    direction: Direction
    name: str
    messages: Messages
    plurals: Mapping[Key, Plural]
    formats: Formats
    is_draft: bool = False
    tag: str = ""
    judge: Judge = nobody
    recorded: Callable[[str, Key], Recording | None] = silence
    heard: set[Key] | None = None
    _standings: dict[Key, Standing | None] = field(default_factory=dict)

    @property
    def html_lang(self) -> str:
        """The tag that browsers and screen readers know: that of the language itself for a
        variety of it, such as easy words."""
        return self.tag or self.lang

    @property
    def is_english(self) -> bool:
        """Whether it is English, in the usual or in easy words: then no copy is needed to read."""
        return self.html_lang == ENGLISH

    def listening(self) -> Voice:
        """The same voice, remembering what it says from now on: for one page or one letter."""
        return replace(self, heard=set())

    def judged(self) -> Voice:
        """The same voice, a draft only if something that it has heard itself say needs English."""
        return replace(self, is_draft=any(self.needs_english(*key) for key in self.heard or ()))

    def overhear(self, other: Voice) -> None:
        """Remember what another voice has heard itself say."""
        if self.heard is not None:
            self.heard.update(other.heard or ())

    def say(self, english: str, context: str = "") -> Said:
        """`english` in this language: of its fallbacks the first that has it, else English."""
        key = (context, english)
        if self.heard is not None:
            self.heard.add(key)
        return self.messages[key]

    def recording(self, english: str, context: str, lang: str) -> Recording | None:
        """What `say` said, said aloud by a person: in this language, else in `lang`, the one that
        the words are really in."""
        found = self.recorded(self.lang, (context, english))
        if found is None and lang != self.lang:
            return self.recorded(lang, (context, english))
        return found

    def plural(self, one: str, other: str, n: float, context: str = "") -> Said:
        """The form of a counted message for `n`, which the caller still has to put in."""
        found = self.plurals.get((context, one))
        if found is None:
            return self.messages[context, one if n == 1 else other]
        if self.heard is not None:
            self.heard.add((context, one))
        return Said(found.forms[found.rule.form(n)], found.lang)

    def standing(self, context: str, english: str) -> Standing | None:
        """How far the translation of a message has come; None where English is shown.

        For a counted message `english` is its singular.
        """
        key = (context, english)
        if key not in self._standings:
            self._standings[key] = self._standing(key)
        return self._standings[key]

    def _standing(self, key: Key) -> Standing | None:
        counted = self.plurals.get(key)
        if counted is not None:
            return self.judge(counted.lang, key, counted.forms)
        said = self.messages[key]
        return None if said.lang == ENGLISH else self.judge(said.lang, key, (said.text,))

    def needs_english(self, context: str, english: str) -> bool:
        """Whether a right, a day or a warning has to have its English beside it: until two named
        people have checked it."""
        found = self.standing(context, english)
        return found is not None and not found.stands_alone

    def status(self) -> Status | None:
        """How far everything has come that this voice has heard itself say, together; None where
        all of it was English."""
        known = self._standings
        found = {known[key] if key in known else self.standing(*key) for key in self.heard or ()}
        return together(each for each in found if each is not None)

    def date(self, day: dt.date) -> str:
        """Weekday, day, month and year, in words that fit inside a sentence."""
        return self.formats.dates.full(day)

    def day_month_year(self, day: dt.date) -> str:
        """Day, month and year without the weekday: for a day long ago, such as a birthday."""
        return self.formats.dates.without_weekday(day)

    def short_date(self, day: dt.date) -> str:
        """Weekday, day and month."""
        return self.formats.dates.short(day)

    def narrow_date(self, day: dt.date) -> str:
        """Weekday, day and month, with short names."""
        return self.formats.dates.narrow(day)

    def weekday(self, day: dt.date) -> str:
        """The name of the day of the week."""
        return self.formats.dates.weekdays[day.weekday()]

    def weekday_short(self, day: dt.date) -> str:
        """The name of the day of the week, short, for a calendar leaf."""
        return self.formats.dates.weekdays_short[day.weekday()]

    def month_short(self, day: dt.date) -> str:
        """The name of the month, short, for a calendar leaf."""
        return self.formats.dates.months_short[day.month - 1]

    def month(self, number: int) -> str:
        """The name of month 1 to 12, standing alone as in a heading or a list."""
        return self.formats.dates.months_alone[number - 1]

    def number(self, value: float) -> str:
        """A number in Western digits with this language's decimal sign, at most two decimals."""
        return self.formats.numbers.written(value)

    def list_and(self, parts: Sequence[str]) -> str:
        """All of `parts`, joined as this language joins them. Empty for none."""
        return self.formats.all_of.joined(parts)

    def list_or(self, parts: Sequence[str]) -> str:
        """Any of `parts`, joined as this language joins them. Empty for none."""
        return self.formats.any_of.joined(parts)


def mark(english: str, context: str = "") -> str:
    """`english` itself. Marks words kept in a table for the translators, to be said later with
    the same `context`; the extractor looks for this name."""
    return english
