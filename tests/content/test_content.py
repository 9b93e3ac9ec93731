"""The real content holds together, and rests on the tables it was worked out from."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.checks import proof
from app.content import strict_yaml
from app.content.library import Library
from app.content.shelves import SHELVES
from app.engine import bank_holidays
from tests.fixtures.content import FOLDERS, ROOT

SHARED = ROOT.parent / "shared" / "data"
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))

needs_tables = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the tables of term dates and bank holidays are not on this machine"
)


def test_every_proof_holds() -> None:
    findings = proof.findings(ROOT)
    assert not findings, "\n".join(map(str, findings))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_file_is_read_by_some_shelf(path: Path) -> None:
    """A file in a folder that nothing reads would be law that nobody applies."""
    assert strict_yaml.read(path).content is not None
    assert any(path in ROOT.glob(shelf.pattern) for shelf in SHELVES)


@needs_tables
def test_the_usual_year_is_what_the_table_of_term_dates_gives(content: Library) -> None:
    command = (
        sys.executable, "-m", "bench.derive_usual_year",
        str(SHARED / "term_dates.csv"), content.usual_worked_out_on.isoformat(),
    )  # fmt: skip
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    written = (ROOT / "guidance" / "usual_year.yaml").read_text(encoding="utf-8")
    assert made.stdout == written


@needs_tables
def test_bank_holidays_are_those_published() -> None:
    """On weekdays: the library also names the holidays that fall on a weekend."""
    with (SHARED / "bank_holidays_england_wales.csv").open(encoding="utf-8", newline="") as lines:
        published = {date.fromisoformat(row["date"]) for row in csv.DictReader(lines)}
    years = range(2018, 2029)
    assert {each.year for each in published} >= set(years)
    found = {each for each in bank_holidays.bank_holidays(years) if each.weekday() < 5}
    assert found == {each for each in published if each.weekday() < 5 and each.year in years}
