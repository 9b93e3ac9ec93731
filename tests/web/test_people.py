"""People who help families: joining by a link, signing in, and who may change what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.web.desks import WORDS
from tests.web.family import ORIGIN, Clock

OTHER = "nine herons under the bridge"
DESKS = count(1)
LINK = re.compile(r"/join/([\w-]+)")


class Person:
    """Somebody at a computer of an organisation."""

    def __init__(self, app: ASGIApp) -> None:
        self.http = TestClient(
            app, ORIGIN, headers={"origin": ORIGIN}, client=(f"10.7.0.{next(DESKS)}", 50000)
        )

    def joins(self, token: str, name: str, words: str = WORDS, **more: str) -> str:
        form = {"name": name, "sign_in": name.lower(), "passphrase": words, "again": words, **more}
        return self.http.post(f"/join/{token}", data=form).text

    def signs_in(self, name: str, words: str = WORDS) -> str:
        return self.http.post("/sign-in", data={"name": name, "passphrase": words}).text

    def does(self, do: str, **more: str | list[str]) -> str:
        return self.http.post("/people", data={"do": do, **more}).text

    def people(self) -> str:
        return self.http.get("/people").text

    def id_of(self, name: str) -> str:
        card = self.people().split(f"<h2>{name}", 1)[1]
        found = re.search(r'name="person" value="([0-9a-f]+)"', card)
        assert found, name
        return found[1]


@pytest.fixture
def person(app: ASGIApp) -> Callable[[], Person]:
    return lambda: Person(app)


@pytest.fixture
def lead(app: ASGIApp, person: Callable[[], Person], clock: Clock) -> Person:
    """The first lead of an organisation of this test alone, signed in."""
    people = app.app.state.parts.people  # type: ignore[attr-defined]
    lead = person()
    name = f"Lena{next(DESKS)}"
    assert "first lead" in lead.joins(people.found_organisation("Harbour", clock.now), name)
    assert "what is due next" in lead.signs_in(name.lower())
    return lead


def _invited(lead: Person, *roles: str) -> str:
    return LINK.search(lead.does("invite", role=list(roles)))[1]  # type: ignore[index]


def _name_of(lead: Person) -> str:
    found = re.search(r"<h2>(\w+) \(you\)", lead.people())
    assert found
    return found[1]


def test_the_first_page_for_a_stranger_is_the_sign_in(person: Callable[[], Person]) -> None:
    for page in ("/desk", "/people"):
        found = person().http.get(page)
        assert (found.url.path, found.status_code) == ("/sign-in", 200)


def test_somebody_is_asked_in_confirmed_and_signs_in(
    lead: Person, person: Callable[[], Person]
) -> None:
    abe = person()
    page = abe.http.get(f"/join/{_invited(lead, 'adviser')}").text
    assert "Join Harbour" in page
    assert "opens the organisation" in page
    token = _invited(lead, "adviser")
    assert "confirm" in abe.joins(token, "Abe")
    assert "confirm you first" in abe.signs_in("abe")
    assert "Waits to be confirmed" in lead.people()
    lead.does("confirm", person=lead.id_of("Abe"))
    assert "what is due next" in abe.signs_in("ABE ")
    assert "Ask somebody in" not in abe.people()
    abe.http.post("/sign-out")
    assert abe.http.get("/desk").url.path == "/sign-in"


def test_a_link_that_was_used_says_so(lead: Person, person: Callable[[], Person]) -> None:
    token = _invited(lead, "printer")
    person().joins(token, "Uma")
    assert "This link has ended" in person().http.get(f"/join/{token}").text
    assert "This link has ended" in person().joins(token, "Eve")


def test_a_weak_or_mistyped_passphrase_is_refused_and_nothing_else_is_lost(
    lead: Person, person: Callable[[], Person]
) -> None:
    token, bob = _invited(lead, "reviewer"), person()
    for words, said in (("short", "at least 12"), ("password1234", "easy to guess")):
        page = bob.joins(token, "Bob", words)
        assert said in page
        assert 'value="Bob"' in page
        assert words not in page
    assert "not the same" in bob.joins(token, "Bob", again=OTHER)
    assert "Please write your name" in bob.joins(token, "", sign_in="bob")
    assert "Choose another" in bob.joins(
        token, "Bob", sign_in=lead.people().split("(you)")[0][-60:].split("<h2>")[1].strip()
    )
    assert "confirm" in bob.joins(token, "Bob")


def test_who_is_put_out_is_out_at_once(lead: Person, person: Callable[[], Person]) -> None:
    cat = person()
    cat.joins(_invited(lead, "adviser"), "Cat")
    lead.does("confirm", person=lead.id_of("Cat"))
    assert "what is due next" in cat.signs_in("cat")
    lead.does("remove", person=lead.id_of("Cat"))
    assert cat.http.get("/desk").url.path == "/sign-in"
    assert "<h2>Cat" not in lead.people()


def test_a_lost_passphrase_is_chosen_anew(lead: Person, person: Callable[[], Person]) -> None:
    dot = person()
    dot.joins(_invited(lead, "lead"), "Dot")
    lead.does("confirm", person=lead.id_of("Dot"))
    token = LINK.search(lead.does("again", person=lead.id_of("Dot")))[1]  # type: ignore[index]
    assert "Choose a new passphrase" in dot.http.get(f"/join/{token}").text
    dot.joins(token, "", OTHER)
    lead.does("confirm", person=lead.id_of("Dot"))
    assert "do not go together" in dot.signs_in("dot")
    assert "what is due next" in dot.signs_in("dot", OTHER)


def test_roles_bound_what_somebody_may_change(lead: Person, person: Callable[[], Person]) -> None:
    fay = person()
    fay.joins(_invited(lead, "printer"), "Fay")
    lead.does("confirm", person=lead.id_of("Fay"))
    fay.signs_in("fay")
    assert fay.http.post("/people", data={"do": "invite", "role": "lead"}).status_code == 404
    assert fay.http.post("/people", data={"do": "remove", "person": "00"}).status_code == 404
    lead.does("roles", person=lead.id_of("Fay"), role=["adviser", "lead"])
    assert "Ask somebody in" in fay.people()


def test_the_last_lead_cannot_leave_the_organisation_without_one(lead: Person) -> None:
    own = re.search(r'data-own="([0-9a-f]+)"', lead.people())
    assert own
    for do, more in (("remove", {}), ("roles", {"role": "adviser"}), ("again", {})):
        found = lead.http.post("/people", data={"do": do, "person": own[1], **more})
        assert found.status_code == 404


def test_a_session_ends_when_nobody_uses_it(lead: Person, clock: Clock) -> None:
    clock.move(hours=2, minutes=1)
    assert lead.http.get("/desk").url.path == "/sign-in"


def test_trying_passphrases_is_slowed(person: Callable[[], Person], clock: Clock) -> None:
    who = person()
    found = [
        who.http.post("/sign-in", data={"name": "nobody at all", "passphrase": "x"}).status_code
        for _ in range(6)
    ]
    assert found == [422] * 5 + [429]
    clock.now += timedelta(minutes=2)


def test_an_id_that_is_none_finds_nobody(lead: Person) -> None:
    for written in ("é", "abc", "zz", ""):
        for path, do in (("/people", "confirm"), ("/people", "ask_remove"), ("/me", "end")):
            sent = {"do": do, "person": written, "session": written}
            assert lead.http.post(path, data=sent).status_code in (200, 404)
