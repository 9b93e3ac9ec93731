"""Translations as a gettext file, out of the reviewers' room and into it again.

Weblate, Poedit and e-mail know that format. A file that comes back changes only what its sender
changed, and nothing that somebody spoke of since the file was made: that is listed instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polib
import yaml

from app.i18n import catalogue, review
from app.i18n.packed import key_of
from app.model.errors import NewerVersion
from app.services.reviewing import Forms, Line, Room
from app.store.reviewing import RemarkKind
from app.store.signed_in import SignedIn

MADE_AT = "X-Last-Remark"
LARGEST = 8 * 1024 * 1024  # bytes


class FileRefused(Exception):
    """What was sent is no gettext file of this language; the message says what to send."""


@dataclass(slots=True)
class Taken:
    """What came of a file: messages corrected, those somebody else spoke of meanwhile, and those
    whose wording fails a check, each with its English (and what is wrong)."""

    corrected: int = 0
    newer: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)


def written(room: Room, lang: str) -> bytes:
    """The file of a language as reviewers want it now."""
    made = polib.pofile(str(catalogue.path_of(room.locales, lang)), encoding="utf-8")
    made.metadata[MADE_AT] = str(room.store.newest())
    wanted = {line.key: line for line in room.lines(lang)}
    for entry in made:
        line = wanted.get(key_of(entry))
        if line is not None and not entry.obsolete:
            _fill(entry, line.settled.wanted)
            entry.comment = "\n".join(filter(None, (entry.comment, *line.notes)))
    return str(made).encode()


def taken(room: Room, by: SignedIn, lang: str, content: bytes, now: datetime) -> Taken:
    """Take in a file that `written` made and somebody changed. Raises FileRefused."""
    file, made_at = _read(lang, content)
    lines = {line.key: line for line in room.lines(lang)}
    done = Taken()
    for entry in file:
        line = lines.get(key_of(entry))
        forms = _forms(entry)
        if line is None or entry.obsolete or entry.fuzzy or not all(forms):
            continue
        if forms != line.settled.wanted and len(forms) == len(line.settled.wanted):
            _take(room, by, lang, line, forms, (made_at, now), done)
    room.refresh()
    return done


def exported(room: Room, lang: str) -> tuple[Path, ...]:
    """Put what families read now, and who has checked it, into the files of a checkout."""
    path = catalogue.path_of(room.locales, lang)
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    shown = {line.key: line.settled.shown for line in room.lines(lang)}
    for entry in file:
        forms = shown.get(key_of(entry))
        if forms is not None and not entry.obsolete:
            _fill(entry, forms)
    file.save()
    checks = dict.fromkeys((*review.read(room.locales, lang), *room.checks(lang)))
    told = [each.model_dump(mode="json", exclude_defaults=True) for each in checks]
    sheet = room.locales / lang / review.FILE
    sheet.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path, sheet


def _take(
    room: Room,
    by: SignedIn,
    lang: str,
    line: Line,
    forms: Forms,
    when: tuple[int, datetime],
    done: Taken,
) -> None:
    made_at, now = when
    english = line.key[1]
    wrong = room.wrong(lang, line.key, forms)
    if wrong:
        done.wrong.append((english, wrong[0]))
        return
    if line.seen > made_at:
        done.newer.append(english)
        return
    try:
        room.store.say(by, RemarkKind.CORRECTED, lang, line.ident, forms, now, seen=line.seen)
        done.corrected += 1
    except NewerVersion:
        done.newer.append(english)


def _read(lang: str, content: bytes) -> tuple[polib.POFile, int]:
    try:
        file = polib.pofile(content.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise FileRefused("This is not a gettext file (.po) in UTF-8.") from error
    if file.metadata.get("Language") != lang:
        raise FileRefused(f'This file is not for this language: its header must say "{lang}".')
    made_at = str(file.metadata.get(MADE_AT, ""))
    if not made_at.isdigit():
        raise FileRefused(f"Please begin from a file taken from here: its header has {MADE_AT}.")
    return file, int(made_at)


def _forms(entry: polib.POEntry) -> Forms:
    if entry.msgid_plural:
        return tuple(entry.msgstr_plural[each] for each in sorted(entry.msgstr_plural))
    return (entry.msgstr,)


def _fill(entry: polib.POEntry, forms: Forms) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgstr = forms[0]


def languages(room: Room) -> Iterator[str]:
    """Languages of which somebody has said something."""
    yield from sorted({each.language for each in room.store.since(0)})
