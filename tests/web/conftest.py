"""The whole application in one process, with its own database, and families who use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from app.settings import Settings
from tests.web.adviser import Adviser
from tests.web.family import START, Clock, Family

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


@pytest.fixture(scope="session")
def shared(content: Library, tmp_path_factory: pytest.TempPathFactory) -> tuple[ASGIApp, Clock]:
    """One application for all tests: each family has a case of its own in it."""
    clock, folder = Clock(), tmp_path_factory.mktemp("shared")
    app = create_app(settings(folder), content, clock, pseudo_languages=True)
    return app, clock


@pytest.fixture
def clock(shared: tuple[ASGIApp, Clock]) -> Clock:
    """The time of the application, set back to where every test begins."""
    shared[1].now = START
    return shared[1]


@pytest.fixture
def app(shared: tuple[ASGIApp, Clock], clock: Clock) -> ASGIApp:
    return shared[0]


@pytest.fixture
def family_in(app: ASGIApp, content: Library) -> Callable[[str], Family]:
    """A family that reads a language."""
    return lambda lang: Family(app, content, lang)


@pytest.fixture
def family(app: ASGIApp, content: Library) -> Family:
    return Family(app, content)


@pytest.fixture
def adviser(app: ASGIApp, content: Library, clock: Clock) -> Adviser:
    return Adviser(app, content, clock)
