"""One's own sign-in: the second step, recovery codes, passphrase, name, and sessions."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pyotp
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from tests.web.conftest import settings
from tests.web.family import START, Clock
from tests.web.test_people import LINK, OTHER, WORDS, Person

NAMES = (f"Ida{number}" for number in count(1))
SECRET = re.compile(r"<code class=\"big\">([A-Z2-7]{4})</code>")
CODE = re.compile(r"<code class=\"big\">(\d{4} \d{4} \d{4})</code>")
TAG = re.compile(r'name="session" value="([0-9a-f]+)"')
SITE = "https://rights.example.org"


class Member(Person):
    """Somebody at one browser, who may also have a phone with an app for codes."""

    def __init__(self, app: ASGIApp, clock: Clock, name: str, secret: str = "") -> None:
        super().__init__(app)
        self.app, self.clock, self.name, self.secret = app, clock, name, secret

    def elsewhere(self) -> Member:
        """The same person at another computer, with the same phone."""
        return Member(self.app, self.clock, self.name, self.secret)

    def enters(self, words: str = WORDS) -> str:
        return self.signs_in(self.name.lower(), words)

    def me(self) -> str:
        return self.http.get("/me").text

    def changes(self, do: str, **more: str) -> str:
        return self.http.post("/me", data={"do": do, **more}).text

    def code(self, late: int = 0) -> str:
        """What the phone shows; `late` in steps of thirty seconds."""
        return pyotp.TOTP(self.secret).at(self.clock.now, counter_offset=-late)

    def types(self, code: str) -> str:
        return self.http.post("/sign-in/code", data={"code": code}).text

    def turns_on(self) -> list[str]:
        """The second step on; the recovery codes."""
        page = self.changes("prepare", step_present=WORDS)
        self.secret = "".join(SECRET.findall(page))
        page = self.http.post("/me/second-step", data={"code": self.code()}).text
        self.clock.move(seconds=60)
        return CODE.findall(page)

    @property
    def is_in(self) -> bool:
        return self.http.get("/desk").url.path == "/desk"


@pytest.fixture
def ida(app: ASGIApp, clock: Clock) -> Member:
    """The lead of an organisation of this test alone, signed in."""
    people = app.app.state.parts.people  # type: ignore[attr-defined]
    ida = Member(app, clock, next(NAMES))
    ida.joins(people.found_organisation("Harbour", clock.now), ida.name)
    ida.enters()
    assert ida.is_in
    return ida


@pytest.fixture
def new_member(app: ASGIApp, clock: Clock) -> Callable[..., Member]:
    """Somebody with a role in the organisation of a lead, confirmed and signed in."""

    def join(lead: Member, role: str) -> Member:
        member = Member(app, clock, next(NAMES))
        token = LINK.search(lead.does("invite", role=role))[1]  # type: ignore[index]
        member.joins(token, member.name)
        lead.does("confirm", person=lead.id_of(member.name))
        member.enters()
        return member

    return join


# ---- the second step


def test_a_picture_and_letters_say_the_same_to_an_app(ida: Member) -> None:
    page = ida.changes("prepare", step_present=WORDS)
    assert "data:" not in page
    assert "style=" not in page
    assert re.search(r'<svg[^>]* class="setup-qr">', page)
    assert len("".join(SECRET.findall(page))) == 32
    assert "Second step: off" in ida.me(), "nothing counts before a code was typed"


def test_a_wrong_code_does_not_turn_it_on(ida: Member) -> None:
    ida.changes("prepare", step_present=WORDS)
    page = ida.http.post("/me/second-step", data={"code": "000000"})
    assert page.status_code == 422
    assert "not the code of now" in page.text
    other = ida.elsewhere()
    other.enters()
    assert other.is_in


def test_setting_it_up_asks_for_the_passphrase(ida: Member) -> None:
    assert "not your present passphrase" in ida.changes("prepare", step_present=OTHER)
    assert ida.http.get("/me/second-step").url.path == "/me"
    assert ida.http.post("/me/second-step", data={"code": "000000"}).url.path == "/me"


def test_with_a_second_step_a_code_is_asked_for(ida: Member) -> None:
    assert len(set(ida.turns_on())) == 8
    assert "Second step: on" in ida.me()
    other = ida.elsewhere()
    assert "Now the code" in other.enters()
    assert "Put in the six digits" in other.types("")
    assert "what is due next" in other.types(other.code())
    assert other.is_in


def test_the_secret_is_never_shown_again(ida: Member) -> None:
    ida.turns_on()
    assert ida.http.get("/me/second-step").url.path == "/me"
    assert ida.http.post("/me", data={"do": "prepare", "step_present": WORDS}).status_code == 404
    assert ida.secret not in ida.me()


def test_turning_it_on_ends_sessions_that_began_without(ida: Member) -> None:
    other = ida.elsewhere()
    other.enters()
    ida.turns_on()
    assert not other.is_in
    assert ida.is_in


def test_a_code_counts_once(ida: Member) -> None:
    ida.turns_on()
    code = ida.code()
    first, second = ida.elsewhere(), ida.elsewhere()
    first.enters()
    first.types(code)
    assert first.is_in
    second.enters()
    assert "used before" in second.types(code)
    assert not second.is_in


def test_the_code_that_turned_it_on_is_used_up(ida: Member) -> None:
    ida.turns_on()
    ida.clock.move(seconds=-60)
    other = ida.elsewhere()
    other.enters()
    assert "used before" in other.types(other.code())


@pytest.mark.parametrize(("late", "let_in"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_two_clocks_may_be_half_a_minute_apart(ida: Member, late: int, let_in: bool) -> None:
    ida.turns_on()
    ida.clock.move(minutes=10)
    other = ida.elsewhere()
    other.enters()
    other.types(other.code(late))
    assert other.is_in is let_in


def test_a_half_session_opens_nothing(ida: Member) -> None:
    ida.turns_on()
    other = ida.elsewhere()
    other.enters()
    half = other.http.cookies["desk-half"]
    thief = Person(ida.app)
    for cookie in ("desk", "desk-half"):
        thief.http.cookies.set(cookie, half, domain="127.0.0.1", path="/")
    for page in ("/desk", "/people", "/me", "/me/second-step", "/translate", "/recordings"):
        assert thief.http.get(page).url.path == "/sign-in", page
    assert "Put in" not in thief.http.post("/me", data={"do": "name", "name": "Eve"}).text
    assert "End all others" not in ida.me(), "it is no session"


def test_a_half_session_ends_after_five_minutes_and_works_once(ida: Member) -> None:
    ida.turns_on()
    other = ida.elsewhere()
    other.enters()
    half = other.http.cookies["desk-half"]
    ida.clock.move(minutes=5)
    assert "within 5 minutes" in other.types(other.code())
    other.enters()
    half = other.http.cookies["desk-half"]
    other.types(other.code())
    assert other.is_in
    assert "desk-half" not in other.http.cookies
    ida.clock.move(seconds=60)
    again = ida.elsewhere()
    again.http.cookies.set("desk-half", half, domain="127.0.0.1", path="/")
    assert "within 5 minutes" in again.types(again.code())


def test_a_code_without_a_first_step_leads_back_to_it(ida: Member) -> None:
    ida.turns_on()
    stranger = ida.elsewhere()
    assert stranger.http.get("/sign-in/code").url.path == "/sign-in"
    assert "within 5 minutes" in stranger.types(stranger.code())


def test_wrong_codes_are_slowed_as_wrong_passphrases_are(ida: Member) -> None:
    ida.turns_on()
    other = ida.elsewhere()
    other.enters()
    for _ in range(5):
        other.types("000000")
    assert "wait" in other.types(other.code())
    assert "wait" in ida.elsewhere().enters(), "it is counted for the name too"
    ida.clock.move(seconds=5)
    other.types(other.code())
    assert other.is_in


def test_after_many_wrong_codes_only_a_recovery_code_does(ida: Member) -> None:
    codes = ida.turns_on()
    other = ida.elsewhere()
    for number in range(50):
        ida.clock.move(minutes=1)
        if number % 4 == 0:  # a half session ends after five minutes
            other.enters()
        said = other.types("000000")
    assert "Use a recovery code now" in said
    ida.clock.move(minutes=1)
    assert "Use a recovery code now" in other.types(other.code())
    other.enters()
    ida.clock.move(minutes=1)
    other.types(codes[0])
    assert other.is_in
    ida.clock.move(minutes=1)
    again = ida.elsewhere()
    again.enters()
    again.types(again.code())
    assert again.is_in


# ---- recovery codes


def test_a_recovery_code_stands_in_once(ida: Member) -> None:
    codes = ida.turns_on()
    first, second = ida.elsewhere(), ida.elsewhere()
    first.enters()
    first.types(codes[3].replace(" ", "-"))
    assert first.is_in
    assert "left: <b>7</b>" in first.me()
    second.enters()
    assert "used before" in second.types(codes[3])
    second.types(codes[4])
    assert second.is_in


def test_one_persons_recovery_code_is_nothing_for_another(
    ida: Member, new_member: Callable[..., Member]
) -> None:
    codes = ida.turns_on()
    ben = new_member(ida, "adviser")
    ben.turns_on()
    other = ben.elsewhere()
    other.enters()
    assert "not right" in other.types(codes[0])


def test_new_recovery_codes_end_the_old_and_ask_for_the_passphrase(ida: Member) -> None:
    old = ida.turns_on()
    assert "not your present passphrase" in ida.changes("codes", step_present="")
    new = CODE.findall(ida.changes("codes", step_present=WORDS))
    assert len(set(new) - set(old)) == 8
    other = ida.elsewhere()
    other.enters()
    assert "not right" in other.types(old[0])
    other.types(new[0])
    assert other.is_in


def test_there_are_no_recovery_codes_without_a_second_step(ida: Member) -> None:
    asked = ida.http.post("/me", data={"do": "codes", "step_present": WORDS})
    assert asked.status_code == 404


def test_turning_it_off_asks_for_the_passphrase(ida: Member) -> None:
    ida.turns_on()
    assert "not your present passphrase" in ida.changes("off", step_present=OTHER)
    assert "Second step: on" in ida.me()
    assert "Second step: off" in ida.changes("off", step_present=WORDS)
    other = ida.elsewhere()
    assert "what is due next" in other.enters()


def test_a_leads_link_turns_it_off(ida: Member, new_member: Callable[..., Member]) -> None:
    ben = new_member(ida, "adviser")
    ben.turns_on()
    waiting = ben.elsewhere()
    waiting.enters()
    assert "Second step: on" in ida.people()
    token = LINK.search(ida.does("again", person=ida.id_of(ben.name)))[1]  # type: ignore[index]
    ben.joins(token, "", OTHER)
    assert not ben.is_in
    assert "within 5 minutes" in waiting.types(waiting.code()), "half sessions end too"
    ida.does("confirm", person=ida.id_of(ben.name))
    assert "what is due next" in ben.elsewhere().enters(OTHER)
    assert "Second step: on" not in ida.people()


# ---- passphrase and name


def test_a_new_passphrase_counts_from_now_on_and_ends_other_sessions(ida: Member) -> None:
    other = ida.elsewhere()
    other.enters()
    page = ida.changes("passphrase", present=WORDS, passphrase=OTHER, again=OTHER)
    assert "Your passphrase is changed" in page
    assert ida.is_in
    assert not other.is_in
    assert "do not go together" in other.enters()
    assert "what is due next" in other.enters(OTHER)
    assert "Ask somebody in" in other.people(), "the keys are the same"


@pytest.mark.parametrize(
    ("present", "new", "again", "said"),
    [
        (OTHER, OTHER, OTHER, "not your present passphrase"),
        (WORDS, "short", "short", "at least 12"),
        (WORDS, "password1234", "password1234", "easy to guess"),
        (WORDS, OTHER, WORDS, "not the same"),
    ],
)
def test_a_passphrase_that_will_not_do_changes_nothing(
    ida: Member, present: str, new: str, again: str, said: str
) -> None:
    page = ida.changes("passphrase", present=present, passphrase=new, again=again)
    assert said in page
    assert "Error: " in page
    assert new not in page
    assert "what is due next" in ida.elsewhere().enters()


def test_guessing_at_an_open_desk_is_slowed(ida: Member) -> None:
    for _ in range(5):
        ida.changes("off", step_present=OTHER)
    page = ida.http.post("/me", data={"do": "off", "step_present": WORDS})
    assert page.status_code == 429
    assert "wait" in page.text


def test_another_name_is_what_others_see(ida: Member) -> None:
    assert "Please write your name" in ida.changes("name", name=" ")
    assert "Your name is changed" in ida.changes("name", name="Ida\u202e  Moss")
    assert "<h2>Ida Moss (you)" in ida.people()
    assert "what is due next" in ida.elsewhere().enters(), "the name to sign in with is the same"


# ---- sessions


def test_sessions_are_listed_by_the_time_in_england(ida: Member) -> None:
    ida.clock.move(minutes=45)
    page = re.sub(r"\s+", " ", ida.me())
    assert "This one.</b> Since Tuesday 13 October 2026, 10:30." in page
    assert "Last seen Tuesday 13 October 2026, 11:15." in page
    assert "End it" not in page


def test_one_session_or_all_others_can_be_ended(ida: Member) -> None:
    others = [ida.elsewhere() for _ in range(3)]
    for each in others:
        ida.clock.move(minutes=1)
        each.enters()
    assert "That browser is signed out" in ida.changes("end", session=TAG.findall(ida.me())[0])
    assert [each.is_in for each in others].count(True) == 2
    assert "signed out everywhere else" in ida.changes("end_others")
    assert not any(each.is_in for each in others)
    assert ida.is_in


def test_nobody_ends_a_session_of_somebody_else(ida: Member, app: ASGIApp, clock: Clock) -> None:
    people = app.app.state.parts.people  # type: ignore[attr-defined]
    zoe = Member(app, clock, next(NAMES))
    zoe.joins(people.found_organisation("Hill", clock.now), zoe.name)
    zoe.enters()
    zoe.elsewhere().enters()
    ida.changes("end", session=TAG.findall(zoe.me())[0])
    assert len(TAG.findall(zoe.me())) == 1
    assert ida.http.post("/me", data={"do": "end", "session": "no"}).status_code == 200
    assert ida.http.post("/me", data={"do": "everything"}).status_code == 404


def test_a_session_lasts_twelve_hours_at_most_and_is_not_listed_after(ida: Member) -> None:
    other = ida.elsewhere()
    for _ in range(12):
        ida.clock.move(minutes=59)
        assert ida.is_in
    other.enters()
    ida.clock.move(minutes=15)
    assert not ida.is_in
    assert not TAG.findall(other.me())


def test_pages_of_ones_own_are_never_kept_by_a_browser(ida: Member) -> None:
    for each in (
        ida.http.get("/me"),
        ida.http.post("/me", data={"do": "prepare", "step_present": WORDS}),
        ida.http.get("/sign-in"),
    ):
        assert each.headers["cache-control"] == "no-store"
    ida.http.post("/sign-out")
    assert "desk" not in ida.http.cookies
    assert not ida.is_in
    assert ida.http.get("/me").url.path == "/sign-in"


def test_cookies_of_both_steps_are_for_this_site_alone(content: Library, tmp_path: Path) -> None:
    app = create_app(
        settings(tmp_path, base_url=SITE, insecure_loopback=False), content, lambda: START
    )
    people = app.app.state.parts.people  # type: ignore[attr-defined]
    people.join(people.found_organisation("Harbour", START), "Ida", "ida", WORDS, START)
    http = TestClient(app, SITE, headers={"origin": SITE})
    form = {"name": "ida", "passphrase": WORDS}
    http.post("/sign-in", data=form)
    page = http.post("/me", data={"do": "prepare", "step_present": WORDS}).text
    code = pyotp.TOTP("".join(SECRET.findall(page))).at(START)
    http.post("/me/second-step", data={"code": code})
    again = TestClient(app, SITE, headers={"origin": SITE})
    cookie = again.post("/sign-in", data=form, follow_redirects=False).headers["set-cookie"]
    assert cookie.startswith("__Host-desk-half=")
    assert "Max-Age=300" in cookie
    for each in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert each in cookie
    assert "Domain" not in cookie


# ---- putting somebody out


def test_before_somebody_is_put_out_the_page_says_what_happens(
    ida: Member, new_member: Callable[..., Member]
) -> None:
    ben, pia = new_member(ida, "adviser"), new_member(ida, "printer")
    page = ida.does("ask_remove", person=ida.id_of(ben.name))
    assert f"Remove {ben.name} from Harbour?" in page
    assert "gets new keys" in page
    assert "had no key" in ida.does("ask_remove", person=ida.id_of(pia.name))
    assert ben.is_in, "nothing has happened yet"
    for do in ("ask_remove", "remove"):
        asked = ben.http.post("/people", data={"do": do, "person": ida.id_of(pia.name)})
        assert asked.status_code == 404
        own = ida.http.post("/people", data={"do": do, "person": "00"})
        assert own.status_code == 404
    ida.does("remove", person=ida.id_of(ben.name))
    assert not ben.is_in
