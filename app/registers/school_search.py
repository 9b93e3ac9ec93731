"""From a few letters to the schools that come close: first by an index, then letter by letter.

Works on an opened list (`school_file`). Knows nothing of who asks, and keeps nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import log

from app.model.schools import ListedSchool
from app.registers import school_ranking
from app.registers.school_file import COLUMNS, school_of
from app.registers.school_words import GRAM, grams, plain

MOST = 8  # suggestions
LONGEST = 120  # letters looked at
CANDIDATES = 200  # schools compared letter by letter
ENTRIES = 6_000  # of the index, that one search may go through
ENOUGH = 0.45  # less close than this is another school
NEAR = 0.2  # how much less close than the best one a suggestion may be
PLACE = 0.3  # how much a place counts that was typed apart
NOT_OPEN = 0.08  # what counts against a school that is not known to be open
COMMON = 0.05  # the least that a typed word counts
OPEN = "open"


# The words in braces are our own column names and numbers, never what somebody typed.
BEGINNING = f"""
SELECT {COLUMNS} FROM schools
WHERE plain_name BETWEEN :name AND :name || '~' OR postcode BETWEEN :postcode AND :postcode || '~'
ORDER BY standing <> '{OPEN}', plain_name LIMIT {MOST}
"""  # noqa: S608
SPELT = f"""
SELECT {COLUMNS}, plain_name, plain_place FROM schools
WHERE urn IN (SELECT rowid FROM spelt WHERE spelt MATCH ? {{order}} LIMIT {CANDIDATES})
"""  # noqa: S608
FOLLOWING = f"""
WITH RECURSIVE after (urn) AS (
  SELECT successor FROM links WHERE urn = ?
  UNION
  SELECT links.successor FROM after JOIN links ON links.urn = after.urn
  WHERE NOT EXISTS (
    SELECT 1 FROM schools WHERE schools.urn = after.urn AND standing = '{OPEN}'
  )
)
SELECT {COLUMNS} FROM schools WHERE urn IN after AND standing = '{OPEN}' ORDER BY urn
"""  # noqa: S608
ONE = f"SELECT {COLUMNS} FROM schools WHERE urn = ?"  # noqa: S608


def suggestions(opened: sqlite3.Connection, text: str, place: str = "") -> tuple[ListedSchool, ...]:
    """At most MOST schools, open ones first, each group the likeliest first. A closed school
    gives way to those that follow it. A `place` that fits counts for a school; none is left out
    because of it."""
    typed, near = plain(text[:LONGEST]), plain(place[:LONGEST])
    typed, near = (typed, near) if typed else (near, "")
    found = _spelt_like(opened, typed, near) if len(typed) >= GRAM else _beginning(opened, typed)
    shown: dict[str, ListedSchool] = {}
    for each in found:
        for school in _followers(opened, each) or (each,):
            if shown.setdefault(school.urn, school).before is None:
                shown[school.urn] = school
        if len(shown) >= MOST:
            break
    first = list(shown.values())[:MOST]
    return tuple(sorted(first, key=lambda each: each.standing != OPEN))


def resolved(opened: sqlite3.Connection, urn: str) -> ListedSchool | None:
    """The school of a URN, or the one school that follows it if it is not open."""
    row = opened.execute(ONE, (int(urn),)).fetchone()
    found = school_of(row) if row else None
    if found is not None and found.standing == OPEN:
        return found
    after = _after(opened, urn)
    if len(after) != 1:
        return found
    return replace(after[0], before=found.name) if found else after[0]


def _beginning(opened: sqlite3.Connection, typed: str) -> Iterator[ListedSchool]:
    if len(typed) < GRAM - 1:
        return
    for row in opened.execute(BEGINNING, {"name": typed, "postcode": typed.upper()}):
        yield school_of(row)


def _spelt_like(opened: sqlite3.Connection, typed: str, near: str) -> list[ListedSchool]:
    named = school_ranking.closeness_to(typed, _weights(opened, typed))
    placed = school_ranking.closeness_to(near, _weights(opened, near)) if near else None
    ranked: list[tuple[float, float, ListedSchool]] = []
    for *row, name, place in _candidates(opened, f"{typed} {near}".strip()):
        school, close = school_of(tuple(row)), named(name, place)
        there = PLACE * placed("", place) if placed else 0
        against = 0 if school.standing == OPEN else NOT_OPEN
        ranked.append((close + there - against, close, school))
    ranked.sort(key=lambda each: (-each[0], each[2].name, each[2].urn))
    least = max((ENOUGH, *(close - NEAR for _, close, _ in ranked)))
    return [school for _, close, school in ranked if close >= least]


def _candidates(opened: sqlite3.Connection, typed: str) -> Iterable[tuple[str, ...]]:
    """Rows of schools that share threes of letters with what was typed. The rarest threes tell
    most: as many are looked up as ENTRIES allows."""
    known = _counted(opened, "gram", grams(typed))
    chosen: list[str] = []
    entries = 0
    for gram, schools in sorted(known.items(), key=lambda each: each[1]):
        entries += schools
        if chosen and entries > ENTRIES:
            break
        chosen.append(f'"{gram}"')
    if not chosen:
        return ()
    # Where even the rarest three is in half of all names, sorting would take long and tell nothing.
    order = "ORDER BY rank" if known[chosen[0].strip('"')] <= ENTRIES else ""
    return opened.execute(SPELT.format(order=order), (" OR ".join(chosen),))


def _weights(opened: sqlite3.Connection, typed: str) -> dict[str, float]:
    """How much each typed word tells: the more schools bear it, the less."""
    (schools,) = opened.execute("SELECT value FROM facts WHERE name = 'schools'").fetchone()
    words = dict.fromkeys(typed.split(), 0) | _counted(opened, "word", typed.split())
    most = log(int(schools) + 1)
    return {word: max(COMMON, 1 - log(many + 1) / most) for word, many in words.items()}


def _counted(opened: sqlite3.Connection, kind: str, many: Iterable[str]) -> dict[str, int]:
    """How many schools have each of the words (or threes of letters), without those none has."""
    asked = tuple(many)
    marks = ", ".join("?" * len(asked))
    query = f"SELECT {kind}, schools FROM {kind}s WHERE {kind} IN ({marks})"  # noqa: S608
    return dict(opened.execute(query, asked))


def _followers(opened: sqlite3.Connection, school: ListedSchool) -> tuple[ListedSchool, ...]:
    if school.standing == OPEN:
        return ()
    return tuple(replace(each, before=school.name) for each in _after(opened, school.urn))


def _after(opened: sqlite3.Connection, urn: str) -> tuple[ListedSchool, ...]:
    """The open schools that follow one, however many steps later."""
    return tuple(school_of(row) for row in opened.execute(FOLLOWING, (int(urn),)))
