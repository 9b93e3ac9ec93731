"""Protected numbers as charts, tables and files: what is not shown is nowhere, and words fit."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.content.library import Library
from app.i18n import catalogues
from app.model.pattern_counts import ALL, NOT_KNOWN, Protected, as_json, from_json
from app.services import pattern_files, pattern_pool, pattern_views
from app.services.pattern_views import Labels
from app.services.speaking import Speaker
from app.store.cases import open_store
from app.store.patterns import PatternStore

ENGLISH = catalogues.english_voice()
SPEAKER = Speaker(ENGLISH, ENGLISH)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
TABLE = Protected(
    "2026-27 autumn",
    date(2026, 11, 2),
    {
        ALL: 60,
        (("ban",), (NOT_KNOWN,)): 15,
        (("ban",), ("long_ban",)): 20,
        (("ban",), ("short_ban",)): 40,
        (("fault", "ban"), ("words_only", "told_off")): 25,
    },
)


@pytest.fixture
def labels(kitchen_sink: Library) -> Labels:
    found = pattern_views.labels(kitchen_sink, SPEAKER, {"330": "=Quokka Council"})
    assert found is not None
    return found


def test_a_chart_has_a_bar_for_each_number_in_the_order_of_content(labels: Labels) -> None:
    found = pattern_views.view(labels, TABLE)
    (chart,) = found.charts
    assert chart.title.text == "What the school did"
    assert [(each.label.text, each.number, each.width) for each in chart.bars] == [
        ("A ban for some days", 40, 100), ("A ban for good", 20, 50), ("Not sure", 15, 37),
    ]  # fmt: skip
    assert (found.term.text, found.families) == ("Autumn term 2026-27", 60)


def test_a_table_of_two_dimensions_has_only_what_is_shown(labels: Labels) -> None:
    more = {(("fault", "ban"), ("gone", "short_ban")): 15, **TABLE.shown}
    (grid,) = pattern_views.view(labels, dataclasses.replace(TABLE, shown=more)).grids
    assert (grid.title.text, grid.across.text) == (
        "What may have gone wrong", "What the school did",
    )  # fmt: skip
    assert [each.text for each in grid.columns] == ["A ban for some days", "Only words"]
    assert [(label.text, numbers) for label, numbers in grid.rows] == [
        ("It looks as if there were only words", (None, 25)),
        ("gone", (15, None)),  # a kind of fault that content no longer has
    ]


def test_values_have_their_words(labels: Labels) -> None:
    assert labels.value("authority", "330").text == "=Quokka Council"
    assert labels.value("authority", "331").text == "331"
    assert labels.value("letters", "some").text == "A letter"
    assert labels.value("letters", "gone").text == "gone"
    assert labels.value("ban", "gone").text == "gone"
    assert labels.value("term", "2025-26 summer").text == "Summer term 2025-26"
    assert pattern_views.period(labels, "2025-26").text == "2025-26"


def test_a_file_has_every_number_and_no_formula(labels: Labels) -> None:
    lines = list(csv.reader(io.StringIO(pattern_files.numbers(labels, TABLE))))
    assert lines[0] == list(pattern_files.NUMBERS)
    assert lines[1] == ["2026-27 autumn", "families", "", "", "", "60"]
    assert lines[-1] == ["2026-27 autumn", "fault", "words_only", "ban", "told_off", "25"]
    assert len(lines) == 1 + len(TABLE.shown)
    meanings = list(csv.reader(io.StringIO(pattern_files.meanings(labels))))
    assert ["330", "authority", "'=Quokka Council", ""] in meanings
    assert not [cell for line in meanings for cell in line if cell.startswith("=")]
    (fault,) = [line for line in meanings if line[0] == "words_only"]
    assert fault[-1] == "The school said it, and wrote nothing."


def test_a_table_is_the_same_after_it_was_stored() -> None:
    assert from_json(as_json(TABLE)) == TABLE


def test_content_that_counts_nothing_has_no_words_for_it(kitchen_sink: Library) -> None:
    silent = dataclasses.replace(kitchen_sink, patterns=None)
    assert pattern_views.labels(silent, SPEAKER, {}) is None


def test_the_last_table_of_all_stays_while_there_is_no_newer_one(
    kitchen_sink: Library, tmp_path: Path
) -> None:
    cases = open_store(f"sqlite:///{tmp_path / 'cases.sqlite'}", b"a secret that is long enough")
    store = PatternStore(cases.database)
    assert pattern_pool.current(store, kitchen_sink, NOW, NOW.date()) is None
    old = dataclasses.replace(TABLE, period="2025-26 summer")
    store.put(None, old, NOW, agreed=True)
    assert pattern_pool.current(store, kitchen_sink, NOW, NOW.date()) == old
    cases.close()
