"""A made-up list of schools in the layout and size of the official one. No school in it exists.

Usage: python -m bench.gias_file FILE [ROWS]. The headings are those of `gias_columns.txt`; names,
towns and postcodes are put together by chance, the same ones every time.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

ROWS = 51_000
COLUMNS = Path(__file__).with_name("gias_columns.txt")
NAMES = Path(__file__).with_name("gias_names.yaml")
FIRST_URN = 100_000
OPEN, CLOSED = ("1", "Open"), ("2", "Closed")
CLOSED_SHARE = 0.47  # as in the official list
PAGE = "windows-1252"

TYPES = (
    ("1", "Community school"), ("2", "Voluntary aided school"), ("34", "Academy converter"),
    ("3", "Voluntary controlled school"), ("5", "Foundation school"), ("35", "Free schools"),
    ("28", "Academy sponsor led"), ("14", "Pupil referral unit"), ("18", "Further education"),
    ("7", "Community special school"), ("11", "Other independent school"),
    ("30", "Welsh establishment"),
)  # fmt: skip
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One school of the made-up list, as far as somebody would look for it."""

    urn: str
    name: str
    town: str
    postcode: str
    is_open: bool


def schools(rows: int = ROWS) -> Iterator[MadeUp]:
    """The schools, the same ones every time."""
    chance = Random(20)  # noqa: S311 - names, not secrets
    parts = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    begins, ends = parts["beginnings"], parts["endings"]
    towns = [f"{one}{other}" for one in begins[::2] for other in ends[::3]]
    for number in range(rows):
        place = f"{chance.choice(begins)}{chance.choice(ends)}"
        first = chance.choice(parts["saints"]) if chance.random() < 0.3 else place
        outer = f"{chance.choice(parts['areas'])}{chance.randint(1, 40)}"
        inner = f"{chance.randint(1, 9)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}"
        yield MadeUp(
            urn=str(FIRST_URN + number),
            name=f"{first} {chance.choice(parts['levels'])}",
            town=chance.choice(towns),
            postcode=f"{outer} {inner}",
            is_open=chance.random() >= CLOSED_SHARE,
        )


def write(path: Path, rows: int = ROWS) -> None:
    """The whole table, in Windows-1252 as the official one is."""
    headings = COLUMNS.read_text(encoding="utf-8").splitlines()
    chance = Random(21)  # noqa: S311
    with path.open("w", encoding=PAGE, newline="") as file:
        out = csv.writer(file)
        out.writerow(headings)
        for each in schools(rows):
            code, kind = chance.choice(TYPES)
            standing = OPEN if each.is_open else CLOSED
            council = chance.randint(201, 941)
            known = {
                "URN": each.urn, "EstablishmentName": each.name, "Town": each.town,
                "Postcode": each.postcode, "LA (code)": str(council),
                "LA (name)": f"Council of {each.town}",
                "TypeOfEstablishment (code)": code, "TypeOfEstablishment (name)": kind,
                "EstablishmentStatus (code)": standing[0],
                "EstablishmentStatus (name)": standing[1],
            }  # fmt: skip
            out.writerow(known.get(name, _other(name)) for name in headings)


def _other(heading: str) -> str:
    """Something in each cell that nobody looks for, so that the file has its usual size."""
    return "Not applicable" if heading.endswith("(name)") else "999"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS)
