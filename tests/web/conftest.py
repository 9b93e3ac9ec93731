"""The whole application in one process, with its own database, and families who use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from app.settings import Settings
from tests.web.family import Clock, Family

ROOT = Path(__file__).parents[2]


def settings(folder: Path, **more: object) -> Settings:
    """Settings of a trial on this machine, with everything written in `folder`."""
    given: dict[str, object] = {
        "secret": b"a made-up secret of enough length",
        "database_url": f"sqlite:///{folder / 'cases.sqlite'}",
        "folder": folder,
        "content_root": ROOT,
        "insecure_loopback": True,
    }
    return Settings(**{**given, **more})  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where compiled templates are kept between tests; each test has its own database."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
def app(content: Library, clock: Clock, compiled: Path, tmp_path: Path) -> ASGIApp:
    address = f"sqlite:///{tmp_path / 'cases.sqlite'}"
    return create_app(
        settings(compiled, database_url=address), content, clock, pseudo_languages=True
    )


@pytest.fixture
def family_in(app: ASGIApp, content: Library) -> Callable[[str], Family]:
    """A family that reads a language."""
    return lambda lang: Family(app, content, lang)


@pytest.fixture
def family(app: ASGIApp, content: Library) -> Family:
    return Family(app, content)
