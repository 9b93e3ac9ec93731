"""The list of a desk as a table for a spreadsheet. No child's name unless somebody asks for it.

What a spreadsheet would take for a formula is made plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from app.services.desk_cases import Row
from app.services.desk_find import ListView

BOM = "\ufeff"  # without it one widespread program shows letters with accents as others
FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
COLUMNS = (
    "Case", "Next day", "Last possible day", "In school days", "What", "Who acts",
    "The family must act", "May be late", "Date not sure", "School", "Kind of school",
    "What the school did", "Step", "Language", "Look out", "Answers missing", "Tasks open",
    "Kept until", "Closed on",
)  # fmt: skip
NAMES = ("What you call it", "Child", "Looked after by")


def written(view: ListView, languages: Mapping[str, str]) -> bytes:
    """The cases shown, as UTF-8 CSV."""
    names = view.filters.names
    lines = io.StringIO(newline="")
    table = csv.writer(lines)
    table.writerow([*COLUMNS, *(NAMES if names else ())])
    for _, rows in view.groups:
        for row in rows:
            cells = _cells(row, languages)
            own = (row.record.name, row.summary.child, row.adviser) if names else ()
            table.writerow([plain(str(each)) for each in (*cells, *own)])
    return (BOM + lines.getvalue()).encode()


def plain(cell: str) -> str:
    """A cell that no program works out: an apostrophe before what begins like a formula."""
    begin = cell.lstrip(" \u00a0\ufeff\u200b")[:1]
    return f"'{cell}" if cell[:1] in FORMULA or begin in FORMULA else cell


def _cells(row: Row, languages: Mapping[str, str]) -> Iterable[object]:
    due, summary, record = row.due, row.summary, row.record
    return (
        record.number,
        due.on if due else "",
        due.last if due else "",
        row.in_days,
        due.what if due else summary.act,
        due.who if due else "",
        _yes(bool(due and due.ours)),
        _yes(bool(due and due.late)),
        _yes(bool(due and due.unsure)),
        summary.school,
        summary.kind,
        summary.measure,
        summary.stage,
        languages.get(summary.language, summary.language),
        ", ".join(row.flags),
        summary.missing,
        sum(not each.done for each in record.tasks),
        row.deletes_on.isoformat(),
        record.closed,
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"
