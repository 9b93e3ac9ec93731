"""What the cookie of a case holds at the desk: which case is open, and no key. And for whoever
reads a view of one.

The key comes with the session of whoever is signed in: without it the cookie opens nothing. It
counts in that session only and carries a mark that nobody else can make: so each case was opened
where the audit list says it, by whom, and under its own number."""

from __future__ import annotations

import hmac
import re

from app.services.deskwork import Pointer
from app.store import vault
from app.store.signed_in import SignedIn
from app.store.views import OpenView

VIEW = "view."
SHAPE = re.compile(r"desk\.([0-9a-f]{32})\.([0-9]{1,9})\.([0-9a-f]{64})")


def is_pointer(cookie: str) -> bool:
    """Whether a case was opened at the desk."""
    return cookie.startswith("desk.")


def read(cookie: str, who: SignedIn) -> Pointer | None:
    """Which case is open; None for anything that this session did not open."""
    found = SHAPE.fullmatch(cookie)
    if found is None:
        return None
    pointer = Pointer(bytes.fromhex(found[1]), int(found[2]))
    return pointer if hmac.compare_digest(write(pointer, who), cookie) else None


def of_view(view: OpenView) -> str:
    """For the cookie of somebody who reads a view: it holds the view's key, and no case's."""
    return VIEW + view.token()


def view_token(cookie: str) -> str:
    """The token of a view, empty for any other cookie."""
    return cookie.removeprefix(VIEW) if cookie.startswith(VIEW) else ""


def write(pointer: Pointer, who: SignedIn) -> str:
    """For the cookie."""
    said = f"desk.{pointer.holder_id.hex()}.{pointer.number}"
    mark = vault.keyed_hash(who.private_key, b"open at the desk", who.session_tag + said.encode())
    return f"{said}.{mark.hex()}"
