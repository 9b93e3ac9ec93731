"""The kitchen sink, a copy of it to break, and the real content. Folders add what they need."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.content.library import Library
from app.content.load import load

ROOT = Path(__file__).parents[1]
KITCHEN_SINK = Path(__file__).parent / "fixtures" / "kitchen_sink"
CONTENT = ("guidance", "flows", "letters")


def _copied(root: Path, target: Path) -> Path:
    for folder in CONTENT:
        shutil.copytree(root / folder, target / folder)
    return target


@pytest.fixture(scope="session")
def kitchen_sink() -> Library:
    """A made-up legal system with one of everything."""
    return load(KITCHEN_SINK)


@pytest.fixture
def sink_copy(tmp_path: Path) -> Path:
    """The files of the kitchen sink, to be changed."""
    return _copied(KITCHEN_SINK, tmp_path / "sink")


@pytest.fixture(scope="session")
def content() -> Library:
    """The real content."""
    return load(ROOT)


@pytest.fixture
def content_copy(tmp_path: Path) -> Path:
    """The files of the real content, to be changed."""
    return _copied(ROOT, tmp_path / "content")
