"""Works out `guidance/usual_year.yaml` from a table of published term dates.

Keeps the earliest and latest date seen for each event and the number of councils, never a row.
Usage: python bench/derive_usual_year.py term_dates.csv YYYY-MM-DD > guidance/usual_year.yaml
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from app.engine.bank_holidays import bank_holidays
from app.model.calendar import UsualYear, UsualYears

TRAINING_DAYS = 5  # a council's 195 days in session less the 190 that pupils attend
A_DAY = timedelta(days=1)
HEADING = """\
# The usual school year in England: the earliest and latest date seen for each event, worked out
# by us from published term dates of as many councils as `councils` says. `first_day` and
# `last_day` are days without school; `longest` is the most weekdays without bank holidays that
# the holiday takes in any one council. Never more than "usual": a school's own days win.
"""

Events = dict[str, list[date]]  # term_start, term_end, half_term_start, half_term_end: by term


def calendars(path: Path) -> dict[str, dict[str, Events]]:
    """Events of every council's calendar, by school year and council."""
    found: dict[str, dict[str, Events]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            events = found[row["academic_year"]][row["la_code"]]
            events[row["event"]].append(date.fromisoformat(row["date"]))
    return found


def usual_year(year: str, councils: dict[str, Events]) -> UsualYear:
    """The ranges over all councils' calendars of one school year."""
    seen: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for events in councils.values():
        for name, first, last in _spans({event: sorted(days) for event, days in events.items()}):
            seen[name].append((first, last))
    holidays = {
        name: {"first_day": _between(first for first, _ in spans),
               "last_day": _between(last for _, last in spans),
               "longest": max(_weekdays(*each) for each in spans)}
        for name, spans in seen.items()
        if name not in ("starts", "ends")
    }  # fmt: skip
    return UsualYear.model_validate(
        {
            "school_year": year,
            "councils": len(councils),
            "training_days_at_most": TRAINING_DAYS,
            "starts": _between(first for first, _ in seen["starts"]),
            "ends": _between(first for first, _ in seen["ends"]),
            **holidays,
        }
    )


def _spans(events: Events) -> Iterator[tuple[str, date, date]]:
    starts, ends = events["term_start"], events["term_end"]
    halves = zip(events["half_term_start"], events["half_term_end"], strict=True)
    yield "starts", starts[0], starts[0]
    for name, (first, last) in zip(("october", "february", "may"), halves, strict=False):
        yield name, first, last
    yield "christmas", ends[0] + A_DAY, starts[1] - A_DAY
    yield "easter", ends[1] + A_DAY, starts[2] - A_DAY
    if len(ends) == len(starts):
        yield "ends", ends[2], ends[2]


def _weekdays(first: date, last: date) -> int:
    days = (first + each * A_DAY for each in range((last - first).days + 1))
    off = bank_holidays((first.year, last.year))
    return sum(each.weekday() < 5 and each not in off for each in days)


def _between(days: Iterator[date]) -> dict[str, Any]:
    seen = sorted(days)
    return {"earliest": seen[0], "latest": seen[-1]}


def main() -> None:
    """Prints the file for the table and the date named on the command line."""
    path, on = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
    years = tuple(usual_year(year, each) for year, each in sorted(calendars(path).items()))
    written = UsualYears(worked_out_on=on, years=years).model_dump()
    written["years"] = list(written["years"])
    sys.stdout.write(HEADING + yaml.safe_dump(written, sort_keys=False))


if __name__ == "__main__":
    main()
