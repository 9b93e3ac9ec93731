"""The made-up list of schools, imported once, and a way to import another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.registers import school_import
from app.registers.school_import import Imported, Wanted
from app.registers.schools import SchoolRegister
from tests.fixtures.school_list import LINKS, OFFICIAL, ON

Import = Callable[..., Imported]


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> SchoolRegister:
    """The whole made-up list with its links."""
    path = tmp_path_factory.mktemp("schools") / "schools.sqlite"
    school_import.run(path, Wanted(OFFICIAL, LINKS, ON), lambda _: None)
    return SchoolRegister(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a list can be put."""
    return tmp_path / "var" / "schools.sqlite"


@pytest.fixture
def load(path: Path) -> Import:
    """Import files into `path`."""

    def run(schools: Path | None, links: Path | None = None) -> Imported:
        return school_import.run(path, Wanted(schools, links, ON), lambda _: None)

    return run
