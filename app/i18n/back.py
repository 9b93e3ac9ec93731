"""Translations put back into English by somebody who had not seen it: notes in a language's file.

A line of a translator's own comment that begins with "back:". Knows nobody who wrote it, and never
changes how far a translation has come.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import polib

from app.i18n import catalogue
from app.i18n.packed import key_of
from app.i18n.voice import Key

BEGINS = "back:"


def of_language(locales_root: Path, lang: str) -> Mapping[Key, str]:
    """Every message that was put back, with the English that came of it."""
    path = catalogue.path_of(locales_root, lang)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Mapping[Key, str]:
    found: dict[Key, str] = {}
    for entry in polib.pofile(str(path), encoding="utf-8"):
        said = [
            line.removeprefix(BEGINS).strip()
            for line in (entry.tcomment or "").splitlines()
            if line.startswith(BEGINS)
        ]
        if said:
            found[key_of(entry)] = " ".join(said)
    return found
