"""What protects every page: policy, posts from our own pages only, sizes, cookies, no strangers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from app.settings import FORM_LIMIT
from tests.web.conftest import settings
from tests.web.family import ORIGIN, Clock, Family
from tests.web.reading import Page

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
FOR_EVERYBODY = ("/", "/help", "/words", "/about", "/worse", "/rights", "/law", "/law/open")
PUBLIC = (*FOR_EVERYBODY, "/number")
OWN = ("/result", "/check", "/letters", "/save", "/delete", "/result/print", "/result/sheet")
SECURE_SITE = "https://rights.example.org"
# Links a reader follows by choice; nothing is fetched from there.
OUTSIDE_LINK = ("a", "href")
TOKEN = re.compile(r"token|csrf|nonce", re.IGNORECASE)


def _pages(family: Family) -> list[Page]:
    found = family.go_through(family.begin("permanent_exclusion"))
    letter = family.open("/letters").links("/letter/")[0]
    count = found[-1].links("/days/")[0]
    return [*found, *(family.open(path) for path in (*PUBLIC, *OWN, letter, count, "/leave"))]


def _policy(header: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in header.split(";"))
    return {name: value for name, _, value in parts}


def test_every_page_comes_with_the_same_strict_policy(family: Family) -> None:
    for page in (*_pages(family), family.open("/nowhere", 404)):
        headers = page.response.headers
        assert _policy(headers["content-security-policy"]) == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        kept = page.path in {f"/en{each}" for each in FOR_EVERYBODY}
        assert headers["cache-control"].startswith("public, " if kept else "no-store")
        assert headers["referrer-policy"] == "same-origin"


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(family: Family) -> None:
    for page in _pages(family):
        assert not page.tree.xpath("//style | //script[not(@src)] | //iframe | //object | //embed")
        for element in page.tree.iter():
            if isinstance(element.tag, str):
                _check_attributes(page, element)


def _check_attributes(page: Page, element: Any) -> None:
    for name, value in element.attrib.items():
        assert name != "style", page.path
        assert not name.startswith("on"), page.path
        if name in ("src", "href", "action", "srcset", "data", "formaction", "poster"):
            inside = value.startswith(("/", "#")) and not value.startswith("//")
            assert inside or (element.tag, name) == OUTSIDE_LINK, (page.path, value)
            assert "javascript:" not in value


def test_links_to_other_sites_send_nobody_there_from_a_page_of_ours(family: Family) -> None:
    for path in ("/help", "/leave"):
        found = family.open(path).tree.xpath("//a[not(starts-with(@href,'/'))]")
        outside = [each for each in found if not each.get("href").startswith("#")]
        assert outside
        for each in outside:
            assert each.get("rel") == "noreferrer"
            assert each.get("href").startswith("https://"), each.get("href")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://elsewhere.example"},
        {"origin": f"{ORIGIN}.elsewhere.example"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(headers: dict[str, str], family: Family) -> None:
    family.to_result("sent_home")
    token = family.http.cookies["case"]
    stranger = TestClient(family.app, base_url=ORIGIN, headers=headers, cookies={"case": token})
    for path in ("/delete", "/save", "/number", "/begin", family.question("school")):
        assert stranger.post(f"/en{path}", data={"do": "delete"}).status_code == 403, path
    assert family.open("/result")


@pytest.mark.parametrize(
    "headers",
    [{"origin": ORIGIN}, {"sec-fetch-site": "same-origin"}, {"origin": "http://localhost:8000"}],
)
def test_a_form_of_our_own_page_counts(
    headers: dict[str, str], app: ASGIApp, content: Library
) -> None:
    base = headers.get("origin", ORIGIN)
    reader = TestClient(app, base_url=base, headers=headers)
    assert reader.post("/en/begin", data={"journey": "sent_home"}).status_code == 200


def test_a_public_site_takes_posts_from_its_own_address_only(
    content: Library, clock: Clock, tmp_path: Path
) -> None:
    app = create_app(
        settings(tmp_path, base_url=SECURE_SITE, insecure_loopback=False), content, clock
    )
    plain = SECURE_SITE.replace("https:", "http:")
    for origin, status in ((SECURE_SITE, 303), (plain, 403), ("https://localhost", 403)):
        reader = TestClient(
            app, base_url=SECURE_SITE, headers={"origin": origin}, follow_redirects=False
        )
        found = reader.post("/en/begin", data={"journey": "sent_home"})
        assert found.status_code == status, origin
        assert found.headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize("announced", [True, False])
def test_too_much_text_ends_in_a_page_of_ours(announced: bool, family: Family) -> None:
    family.lang = "ar-XB"
    family.begin("sent_home")
    body = b"text=" + b"x" * FORM_LIMIT
    address = f"/ar-XB{family.question('school')}"
    form = {"content-type": "application/x-www-form-urlencoded"}
    content = body if announced else (each for each in (body[:100], body[100:]))
    page = Page(family.http.post(address, content=content, headers=form))
    assert page.status == 413
    assert page.direction == "rtl"
    assert page.response.headers["cache-control"] == "no-store"
    assert family.open(family.question("sent_home.on")).h1


def test_on_a_public_site_the_cookie_is_as_strict_as_cookies_can_be(
    content: Library, clock: Clock, tmp_path: Path
) -> None:
    app = create_app(
        settings(tmp_path, base_url=SECURE_SITE, insecure_loopback=False), content, clock
    )
    family = Family(app, content, origin=SECURE_SITE)
    response = family.http.post("/en/begin", data={"journey": "sent_home"}, follow_redirects=False)
    first, *rest = response.headers["set-cookie"].split(";")
    assert first.startswith("__Host-case=")
    flags = {each.strip().lower() for each in rest}
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= flags
    assert not [each for each in flags if each.startswith(("domain", "max-age", "expires"))]
    assert family.to_result("sent_home").h1


def test_a_trial_on_this_machine_uses_a_plain_cookie(family: Family) -> None:
    response = family.http.post("/en/begin", data={"journey": "sent_home"}, follow_redirects=False)
    cookie = response.headers["set-cookie"].lower()
    assert cookie.startswith("case=")
    assert "secure" not in cookie
    assert "httponly" in cookie


def test_pages_for_everybody_hold_no_secret_and_set_no_cookie(family: Family) -> None:
    for path in PUBLIC:
        page = family.open(path)
        assert "set-cookie" not in page.response.headers, path
        assert not page.tree.xpath("//input[@type='hidden']"), path
        for form in page.forms:
            assert not [name for name in form.controls if TOKEN.search(name)]


@pytest.mark.parametrize("path", [*OWN, "/days.ics", "/letter/ask_for_papers", "/days/x"])
def test_without_the_key_nothing_of_a_case_is_shown(path: str, family: Family) -> None:
    page = family.open(path, 403)
    assert page.links("/number")


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/static/../main.py"])
def test_what_the_framework_would_offer_is_not_there(path: str, family: Family) -> None:
    assert family.http.get(path).status_code == 404
