"""A running server, a real browser at the size of a small phone, and somebody who reads in it."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Playwright, sync_playwright
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from app.web.parts import Parts
from tests.browser.reader import Reader
from tests.fixtures import school_list
from tests.web.conftest import settings
from tests.web.family import Clock

# As .ci/browser looks for it.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def serving(make: Callable[[str], ASGIApp], **more: Any) -> Iterator[tuple[str, ASGIApp]]:
    """The address of a running server, and what runs there. The socket is open before the
    server is: whoever comes early waits in its queue."""
    listening = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = make(base)
    given = {"log_level": "error", "access_log": False, "ws": "none", **more}
    server = uvicorn.Server(uvicorn.Config(app, **given))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    running.start()
    try:
        yield base, app
    finally:
        server.should_exit = True
        running.join()
        listening.close()


@pytest.fixture(scope="session")
def served(
    content: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, ASGIApp]]:
    """A server that all tests share, with a database of its own."""
    folder = tmp_path_factory.mktemp("served")
    school_list.load(folder)

    def made(base: str) -> ASGIApp:
        given = settings(folder, base_url=base)
        return create_app(given, content, Clock(), pseudo_languages=True)

    with serving(made) as found:
        yield found


@pytest.fixture(scope="session")
def address(served: tuple[str, ASGIApp]) -> str:
    return served[0]


@pytest.fixture(scope="session")
def parts(served: tuple[str, ASGIApp]) -> Parts:
    found: Parts = served[1].app.state.parts  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = next((place for place in map(shutil.which, NAMES) if place), None)
    assert found, "No Chromium here. .ci/browser installs it or says how."
    started = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
    yield started
    started.close()


@pytest.fixture
def opened(
    browser: Browser, address: str, content: Library, tmp_path: Path
) -> Iterator[Callable[..., Reader]]:
    """Opens a phone with nothing in it; every phone is closed at the end."""
    contexts = []

    def open_(
        lang: str = "en",
        width: int = 360,
        *,
        script: bool = True,
        axe: bool = False,
        **more: object,
    ) -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": 640},
            java_script_enabled=script,
            bypass_csp=axe,
            accept_downloads=True,
            **more,  # type: ignore[arg-type]
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Reader(context.new_page(), content, address, lang, script=script)

    yield open_
    for each in contexts:
        each.close()
