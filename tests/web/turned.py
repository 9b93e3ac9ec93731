"""What is wrong with a page in a language nobody speaks: words that were never marked for
translation, and sentences joined from pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from app.content.library import Library
from app.i18n.dates import DateWords
from app.i18n.pseudo import ACCENTED, FILLER, MIRRORED
from tests.web.reading import Page

LANGUAGES = (ACCENTED, MIRRORED)
NAMES = (ACCENTED, MIRRORED, "Example School", "Exampletown", "Sam Example", "Something written")
LIST_WORDS = re.compile(r"\b(and|or)\b")  # CLDR joins lists, for pseudo-languages in English
TURNED = re.compile("\u202e\\w+\u202c")
PLAIN = {ACCENTED: re.compile("[acdegiklnoprstuyz]{2}"), MIRRORED: re.compile("[A-Za-z]{2}")}
READ = ("aria-label", "alt", "placeholder", "title", "aria-description")
"""Attributes that are read to somebody or shown."""
GROUP = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
WHOLE = re.compile(r"[.?!:…)”\"’_]$")  # a line to write on ends with its gap


def plain_words(page: Page, library: Library) -> list[str]:
    """Texts and attributes in plain English that are not marked as English."""
    lang = page.lang or ""
    found = [_without_names(text) for text in _own(page, library)]
    title = page.title.removesuffix("Exclusion Rights")
    return [text for text in (*found, title) if PLAIN[lang].search(TURNED.sub("", text))]


def joined(page: Page, library: Library, dates: DateWords) -> list[str]:
    """Texts in which a message that is no whole sentence is followed at once by another."""
    fields = (dates.weekdays, dates.weekdays_short, dates.months, dates.months_short)
    names = {name for field in fields for name in field}
    return [text for text in _own(page, library) if _is_joined(text, names)]


def _is_joined(text: str, names: set[str]) -> bool:
    groups = list(GROUP.finditer(text))
    for before, after in pairwise(groups):
        said = before[1].rstrip(f"{FILLER}]")
        if {before[0], after[0]} & names or WHOLE.search(said):
            continue
        if not text[before.end() : after.start()].strip():
            return True
    return False


def _own(page: Page, library: Library) -> Iterator[str]:
    texts: list[tuple[Any, str]] = list(page.said())
    for each in page.tree.body.iter():
        if isinstance(each.tag, str):
            texts += [(each, each.get(name)) for name in READ if each.get(name)]
    titles = [each.title for each in library.sources.values()]
    for element, text in texts:
        line = [element, *element.iterancestors()]
        spoken = next((each.get("lang") for each in line if each.get("lang")), "")
        if spoken != page.lang or any(each.tag == "bdi" for each in line):
            continue
        if any(title in text for title in titles):
            continue  # a law's own title stays English inside the reader's copy of a letter
        yield " ".join(text.split())


def _without_names(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "")
    return LIST_WORDS.sub("", text)
