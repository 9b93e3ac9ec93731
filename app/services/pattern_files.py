"""Protected numbers as files: one of the numbers, one that says what each word in it means.

English, because they are for whoever counts with them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from app.model.pattern_counts import NOT_KNOWN, Protected
from app.services.pattern_protection import FEWEST, ROUNDED_TO, SHOWN_FROM
from app.services.pattern_views import Labels

NUMBERS = ("term", "counted_by", "value", "and_by", "and_value", "families_about")
MEANINGS = ("word", "of", "label", "definition")
FORMULA = ("=", "+", "-", "@")
CRLF = "\r\n"
EVERYBODY = "families"
PARTS = 4  # dimension and value, twice

RULES = (
    (
        "families_about",
        f"Not exact. Every number rests on at least {FEWEST} families, is changed at random by a "
        f"little and rounded to {ROUNDED_TO}. Numbers do not add up, and are not meant to.",
    ),
    (
        "(no line)",
        f"Not shown: none, too few families, or a number that came out under {SHOWN_FROM}. No "
        "line does not mean that there was nobody.",
    ),
    (
        NOT_KNOWN,
        "Not certain from what the family had said when it was counted.",
    ),
    (
        EVERYBODY,
        "Families who got help from an organisation and agreed to be counted. They are no sample "
        "of all families, and one family can be with two organisations.",
    ),
)
POOLED = (
    "pooled",
    "A sum of what each organisation shows. What one does not show counts as nothing, so the true "
    "number is probably higher.",
)


def numbers(labels: Labels, table: Protected) -> str:
    """Every number that is shown, one a line."""
    return _written(NUMBERS, _number_lines(labels, table))


def meanings(labels: Labels) -> str:
    """What every word of the numbers means, and how they are protected."""
    return _written(MEANINGS, _meaning_lines(labels))


def _number_lines(labels: Labels, table: Protected) -> Iterator[tuple[object, ...]]:
    for (names, cell), number in sorted(table.shown.items()):
        parts = [each for pair in zip(names, cell, strict=True) for each in pair]
        parts = parts or [EVERYBODY, ""]
        yield table.period, *parts, *[""] * (PARTS - len(parts)), number


def _meaning_lines(labels: Labels) -> Iterator[tuple[object, ...]]:
    for word, definition in (*RULES, POOLED):
        yield word, "", "", definition
    for each in labels.patterns.dimensions:
        yield each.id, "", each.says, ""
        for value in labels.order(each.id):
            yield value, each.id, labels.value(each.id, value).text, ""
        if each.kind == "council":
            yield from ((code, each.id, name, "") for code, name in sorted(labels.councils.items()))
    for fault in labels.patterns.faults:
        yield fault.id, "fault", fault.says, fault.definition


def _written(head: Iterable[str], lines: Iterable[tuple[object, ...]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=CRLF)
    writer.writerow(head)
    writer.writerows([_plain(each) for each in line] for line in lines)
    return written.getvalue()


def _plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
