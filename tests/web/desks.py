"""What everybody at a desk does: a browser of their own, a one-time link, name and passphrase."""

from __future__ import annotations

from itertools import count

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.store.signed_in import SignedIn
from app.web.parts import Parts
from tests.web.family import ORIGIN
from tests.web.reading import Page

WORDS = "seven otters on a wet roof"
DESKS, NAMES = count(1), count(1)


def parts_of(app: ASGIApp) -> Parts:
    """What an application is made of."""
    found: Parts = app.app.state.parts  # type: ignore[attr-defined]
    return found


def named(name: str) -> str:
    """A name that nobody has yet: many tests share one application."""
    return f"{name}{next(NAMES)}"


def browser(app: ASGIApp) -> TestClient:
    """A browser at an address of its own: wrong tries are counted by it."""
    address = (f"10.8.{next(DESKS)}.1", 50_000)
    return TestClient(app, ORIGIN, headers={"origin": ORIGIN}, client=address)


def join(http: TestClient, token: str, name: str) -> None:
    """Use a one-time link. Whoever joins signs in with their name in small letters."""
    form = {"name": name, "sign_in": name.lower(), "passphrase": WORDS, "again": WORDS}
    assert http.post(f"/join/{token}", data=form).status_code == 200


def sign_in(http: TestClient, name: str) -> Page:
    """With name and passphrase: the page that it leads to."""
    return Page(http.post("/sign-in", data={"name": name.lower(), "passphrase": WORDS}))


def found(http: TestClient, parts: Parts, organisation: str, name: str) -> None:
    """A new organisation with its first lead, signed in."""
    join(http, parts.people.found_organisation(organisation, parts.clock()), name)
    assert sign_in(http, name).path == "/desk"


def signed_in(http: TestClient, parts: Parts) -> SignedIn:
    """Whoever is signed in at a browser, with the key of the organisation."""
    return parts.people.signed_in(http.cookies["desk"], parts.clock())
