"""What the cookie of a case holds at the desk: which case is open, and no key. And for whoever
reads a view of one.

The key comes with the session of whoever is signed in: without it the cookie opens nothing."""

from __future__ import annotations

import re

from app.services.deskwork import Pointer
from app.store.views import OpenView

VIEW = "view."
SHAPE = re.compile(r"desk\.([0-9a-f]{32})\.([0-9]{1,9})")


def is_pointer(cookie: str) -> bool:
    """Whether a case was opened at the desk."""
    return cookie.startswith("desk.")


def read(cookie: str) -> Pointer | None:
    """Which case is open, or None for anything that is no pointer."""
    found = SHAPE.fullmatch(cookie)
    return None if found is None else Pointer(bytes.fromhex(found[1]), int(found[2]))


def of_view(view: OpenView) -> str:
    """For the cookie of somebody who reads a view: it holds the view's key, and no case's."""
    return VIEW + view.token()


def view_token(cookie: str) -> str:
    """The token of a view, empty for any other cookie."""
    return cookie.removeprefix(VIEW) if cookie.startswith(VIEW) else ""


def write(pointer: Pointer) -> str:
    """For the cookie."""
    return f"desk.{pointer.holder_id.hex()}.{pointer.number}"
