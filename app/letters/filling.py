"""Text with `{placeholders}` to runs: values in a language, and gaps where we do not know.

Formats by the type of a value. Refuses to know what a fact means, and to print an assumption.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise

from app.letters.situation import Situation
from app.letters.user_text import cleaned
from app.letters.wording import Said, Voice
from app.model.facts import ClosedDay, Fact, School
from app.model.letterhead import Letterhead
from app.model.letters import Missing, Run
from app.model.values import Dates, Numbers, Options

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+(?:\.[a-z0-9_]+)*)\}")
DEADLINE = ".deadline"
FULL_STOPS = ".\u0964\u06d4"  # Latin, Devanagari and Bengali, Urdu
LONG_AGO = 2 * 365  # days
BLANK = "________"  # a gap in text that people edit
TO_WRITE_ON = (Run("", "gap"),)

Runs = tuple[Run, ...]
Fixed = Mapping[str, Callable[[], Runs]]


class NothingToList(Exception):
    """A text is about a list, such as who gets a copy, and the list is empty."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its values, and the facts it would have liked to have."""

    runs: Runs
    lang: str
    missing: tuple[Missing, ...] = ()

    @property
    def plain(self) -> str:
        """The text as people edit it."""
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills texts about one situation in one language. `fixed` answers the placeholders that
    are not facts: who the letter goes to."""

    situation: Situation
    facts: Mapping[str, Fact]
    voice: Voice
    fixed: Fixed

    def fill(self, english: str, context: str) -> Filled:
        """A text of the content, translated and with every placeholder filled.

        No runs at all if it is about a list that is empty."""
        said = self.voice.say(english, context)
        missing: list[Missing] = []
        try:
            runs = tuple(self._runs(said, missing))
        except NothingToList:
            return Filled((), said.lang)
        return Filled(runs, said.lang, tuple(dict.fromkeys(missing)))

    def said(self, fact: str) -> Runs:
        """What was said about one fact, as runs; () if nothing was."""
        return value_runs(self._written(fact))

    def _runs(self, said: Said, missing: list[Missing]) -> Iterator[Run]:
        for index, piece in enumerate(PLACEHOLDER.split(said.text)):
            if index % 2 == 0:
                yield from _lines(piece, "text")
                continue
            found = self._fixed(piece) or self._value(piece, said.lang)
            if not found:
                label = self._label(piece)
                missing.append(Missing(piece, label.text))
                found = (Run(label.text, "gap", _other(label.lang, said.lang)),)
            yield from found

    def _fixed(self, name: str) -> Runs:
        if name not in self.fixed:
            return ()
        if not (found := self.fixed[name]()):
            raise NothingToList(name)
        return found

    def _value(self, name: str, lang: str) -> Runs:
        if name in self.facts:
            return value_runs(self._written(name))
        return self._day(name, lang)

    def _day(self, name: str, lang: str) -> Runs:
        day = {"today": self.situation.today, "answer_by": self.situation.answer_by}.get(
            name, self.situation.deadline(name.removesuffix(DEADLINE))
        )
        found = self.voice.date(day) if day and not self.situation.is_blank else None
        return (Run(found, "value", _other(self.voice.lang, lang)),) if found else ()

    def _written(self, fact: str) -> str | None:
        value = self.situation.value(fact)
        if day := _long_ago(value, self.situation.today):
            return self.voice.day_month_year(day)
        return written(value, self.facts.get(fact), self.voice)

    def _label(self, name: str) -> Said:
        fact = self.facts.get(name)
        if fact is None:
            return self.voice.say("The date", "service")
        said = self.voice.say(fact.means, f"facts.{fact.id}.means")
        return _Label(said.text.rstrip(FULL_STOPS), said.lang)


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    lang: str


def _long_ago(value: object, today: date) -> date | None:
    """A day so long before the letter that its weekday says nothing, such as a birthday."""
    day = value.only if isinstance(value, Dates) else value
    return day if isinstance(day, date) and (today - day).days > LONG_AGO else None


def written(value: object, fact: Fact | None, voice: Voice) -> str | None:
    """A value as the language writes it; None if it is not known exactly."""
    match value:
        case Options() | Numbers() | Dates():
            return written(value.only, fact, voice)
        case str():
            return _option(value, fact, voice) or cleaned(value).strip() or None
        case frozenset():
            in_order = [each.id for each in fact.options if each.id in value] if fact else []
            return _all(in_order, fact, voice)
        case tuple() | list():
            return _all(value, fact, voice)
        case _:
            return _one(value, voice)


def _one(value: object, voice: Voice) -> str | None:
    match value:
        case date():
            return voice.date(value)
        case int() | float():
            return voice.number(value)
        case School():
            return cleaned(value.name).strip() or None
        case ClosedDay():
            return voice.date(value.on)
        case _:
            return None


def _all(values: Iterable[object], fact: Fact | None, voice: Voice) -> str | None:
    found = [text for each in values if (text := written(each, fact, voice))]
    return voice.list_and(found) if found else None


def _option(value: str, fact: Fact | None, voice: Voice) -> str | None:
    for option in fact.options if fact else ():
        if fact and option.id == value:
            return voice.say(option.label, f"facts.{fact.id}.options.{option.id}.label").text
    return None


def value_runs(text: str | None) -> Runs:
    """A value as runs, line by line; () for nothing."""
    return tuple(_lines(text, "value")) if text else ()


def own_runs(text: str) -> Runs:
    """Text that the family wrote in place of ours."""
    return tuple(_lines(cleaned(text).strip(), "text"))


def plain(runs: Iterable[Run]) -> str:
    """Runs as the text that people edit: a gap is a blank to fill in."""
    marks = {"gap": BLANK, "line": "\n"}
    return "".join(marks.get(run.kind, run.text) for run in runs)


def of_letterhead(head: Letterhead) -> dict[str, Callable[[], Runs]]:
    """What an organisation is called in texts; a line to write on where it did not say."""
    said = {
        "writer": head.writer,
        "organisation": head.organisation,
        "organisation_contact": head.contact,
    }
    return {name: partial(_or_room, text) for name, text in said.items()}


def _or_room(text: str) -> Runs:
    return value_runs(cleaned(text).strip()) or TO_WRITE_ON


def joined(lines: Iterable[Runs]) -> Runs:
    """Lines one under the other."""
    kept = [line for line in lines if line]
    ends = [(Run("", "line"),) for _ in pairwise(kept)] + [()]
    return tuple(run for line, end in zip(kept, ends, strict=False) for run in (*line, *end))


def _lines(text: str, kind: str) -> Iterator[Run]:
    for index, line in enumerate(text.split("\n")):
        if index:
            yield Run("", "line")
        if line:
            yield Run(line, "value" if kind == "value" else "text")


def _other(lang: str, around: str) -> str | None:
    return lang if lang != around else None
