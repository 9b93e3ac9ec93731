"""The kitchen sink, a copy of it to break, and the real content. Folders add what they need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.checks import translations
from app.content.library import Library
from app.content.load import load
from tests.fixtures.content import KITCHEN_SINK, ROOT, copied

# A slow machine is no finding; on a build server the same examples run every time.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def pytest_sessionstart() -> None:
    """Languages packed as `make` packs them: without it every application starts slowly."""
    translations.packed(ROOT)


@pytest.fixture(scope="session")
def kitchen_sink() -> Library:
    """A made-up legal system with one of everything."""
    return load(KITCHEN_SINK)


@pytest.fixture
def sink_copy(tmp_path: Path) -> Path:
    """The files of the kitchen sink, to be changed."""
    return copied(KITCHEN_SINK, tmp_path / "sink")


@pytest.fixture(scope="session")
def content() -> Library:
    """The real content."""
    return load(ROOT)


@pytest.fixture
def content_copy(tmp_path: Path) -> Path:
    """The files of the real content, to be changed."""
    return copied(ROOT, tmp_path / "content")
