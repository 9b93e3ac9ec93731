"""A translator's .po file: started, and brought up to date with the English. Never translates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polib

from app.i18n import catalogue, formats, plurals
from app.i18n.packed import key_of
from app.i18n.template import POT
from app.i18n.voice import Key

FUZZY = "fuzzy"
NOWHERE: Key = ("", "")
CLOSE = 0.75
HEADER = "See locales/README.md. Nobody but a speaker's organisation marks anything as checked."
UNKNOWN_TO_CLDR = ("X-Name", "X-Direction", "X-Weekdays", "X-Months", "X-And", "X-Or")
"""Header fields that a language without CLDR data has to fill in."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What bringing a file up to date did. Numbers of messages; `stale` are not shown."""

    lang: str
    messages: int
    translated: int
    added: int
    stale: int
    gone: int


def start(locales_root: Path, lang: str) -> Path:
    """A file for a new language, with its header and no messages. Leaves one that is there."""
    path = catalogue.path_of(locales_root, lang)
    if path.exists():
        return path
    locale = formats.locale_of(lang)
    file = polib.POFile(wrapwidth=0)
    file.header = HEADER
    file.metadata = {
        "Language": lang,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plurals.default_header(locale),
        "X-Fallback": "en",
        **({} if locale else dict.fromkeys(UNKNOWN_TO_CLDR, "")),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(path))
    return path


def sync(locales_root: Path, lang: str) -> Synced:
    """Bring the file of `lang` up to date with the .pot, in its order.

    A translation whose English changed in place is kept, marked fuzzy, with the old English. A
    sentence that only moved keeps its translation. What is gone is kept at the end as obsolete.
    """
    path = catalogue.path_of(locales_root, lang)
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    wanted = polib.pofile(str(locales_root / POT), encoding="utf-8")
    forms = plurals.from_header(file.metadata.get("Plural-Forms", "")).count
    old = {key_of(entry): entry for entry in file}
    before = {key_of(entry) for entry in file if not entry.obsolete}
    matches = _matches([key_of(entry) for entry in wanted], old)
    entries = [
        _brought_up(entry, old.get(matches.get(key_of(entry), NOWHERE)), forms) for entry in wanted
    ]
    taken = set(matches.values())
    gone = [_obsolete(each) for key, each in old.items() if key not in taken and _said(each)]
    file[:] = [*entries, *gone]
    file.save(str(path))
    return Synced(
        lang=lang,
        messages=len(entries),
        translated=sum(entry.translated() for entry in entries),
        added=sum(key_of(entry) not in before for entry in entries),
        stale=sum(entry.fuzzy for entry in entries),
        gone=len(gone),
    )


def untranslated(locales_root: Path, lang: str) -> tuple[Key, ...]:
    """Messages without a translation that can be shown: missing, half done, or stale."""
    file = polib.pofile(str(catalogue.path_of(locales_root, lang)), encoding="utf-8")
    return tuple(key_of(entry) for entry in file if not entry.obsolete and not entry.translated())


def _matches(wanted: list[Key], old: Mapping[Key, polib.POEntry]) -> dict[Key, Key]:
    """Which old entry each wanted message continues; the surest matches are made first."""
    found = {key: key for key in wanted if key in old}
    free = [key for key in old if key not in found]
    for find in (_moved, _changed):
        for key in wanted:
            match = find(key, free) if key not in found else None
            if match is not None:
                found[key] = match
                free.remove(match)
    return found


def _moved(key: Key, free: list[Key]) -> Key | None:
    """The same English beside where it was: a sentence was put before it or taken away."""
    around = key[0].rpartition(".")[0]
    near = (old for old in free if old[1] == key[1] and old[0].rpartition(".")[0] == around)
    return next(near, None)


def _changed(key: Key, free: list[Key]) -> Key | None:
    """Other English in the same place; without a context, English much like it."""
    if key[0].partition(".")[2]:
        return next((old for old in free if old[0] == key[0]), None)
    close = get_close_matches(key[1], [old[1] for old in free if old[0] == key[0]], 1, CLOSE)
    return (key[0], close[0]) if close else None


def _brought_up(entry: polib.POEntry, old: polib.POEntry | None, forms: int) -> polib.POEntry:
    """`entry` of the .pot with what `old` says of it."""
    if entry.msgid_plural:
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if old is None:
        return entry
    entry.tcomment = old.tcomment
    entry.msgstr = old.msgstr if not entry.msgid_plural else ""
    entry.msgstr_plural |= {n: text for n, text in old.msgstr_plural.items() if n < forms}
    entry.flags = [flag for flag in old.flags if flag == FUZZY]
    entry.previous_msgid = old.previous_msgid
    if (old.msgid, old.msgid_plural) != (entry.msgid, entry.msgid_plural) and _said(old):
        entry.flags = [FUZZY]
        entry.previous_msgid = old.msgid
    return entry


def _obsolete(entry: polib.POEntry) -> polib.POEntry:
    entry.obsolete = True
    entry.occurrences = []
    entry.comment = ""
    return entry


def _said(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))
