"""Every address of the application, taken from the application itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")


def addresses(app: ASGIApp) -> tuple[tuple[str, str], ...]:
    """Method and path of every route: a new one is among them the day it is written."""
    found = tuple(dict.fromkeys(_of(app.app.routes)))  # type: ignore[attr-defined]
    assert len(found) > 100, "the table is made of the routes of the application"
    return found


def _of(routes: list[BaseRoute]) -> Iterator[tuple[str, str]]:
    for each in routes:
        if isinstance(each, APIRoute):
            for method in sorted(each.methods & {"GET", "POST"}):
                yield method, each.path
        router = getattr(each, "original_router", None)  # a router that was included
        if router is not None:
            yield from _of(router.routes)
