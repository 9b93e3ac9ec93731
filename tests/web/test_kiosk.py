"""A shared computer: what its pages say and keep, and what is gone when it is cleared."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app.content.library import Library
from app.main import create_app
from app.web.kiosk import LIMITS, NAME, shared
from tests.web.conftest import settings
from tests.web.family import Clock, Family
from tests.web.reading import Page

PUBLIC = ("/", "/help", "/words", "/about", "/rights", "/law", "/kiosk", "/number", "/print/batch")
PRIVATE = ("/result", "/result/print", "/result/sheet", "/letters", "/pack", "/save", "/check")


@pytest.fixture
def kiosk(family: Family) -> Family:
    """A family at a computer that is marked as shared."""
    page = family.send(family.open("/kiosk"), button="on")
    assert "This is switched on for this browser." in page.text
    return family


def every_page(family: Family) -> Iterator[Page]:
    for path in PUBLIC:
        yield family.open(path)
    yield family.open("/nowhere", 404)
    yield family.open("/letters", 403)
    yield from family.go_through(family.begin("permanent_exclusion"), {})
    for path in PRIVATE:
        yield family.open(path)
    yield family.post("/en/number", {"number": "1"})
    yield Page(family.http.get("/sign-in"))


def test_no_page_says_more_than_our_name_or_is_kept_or_filled_in(kiosk: Family) -> None:
    for page in every_page(kiosk):
        assert page.title == NAME, page.path
        assert page.response.headers["cache-control"] == "no-store", page.path
        assert "etag" not in page.response.headers
        for form in page.tree.iter("form"):
            assert form.get("autocomplete") == "off", page.path
        for field in page.tree.xpath("//*[@autocomplete]"):
            assert field.get("autocomplete") == "off", page.path
        (bar,) = page.tree.xpath("//*[@id='kiosk']")
        assert "Finish and clear" in bar.text_content()
        (refresh,) = page.tree.xpath("//head/noscript/meta[@http-equiv='refresh']")
        assert refresh.get("content") == f"{LIMITS['clear_after']};url={bar.get('data-to')}"


def test_a_step_of_htmx_has_no_title_either(kiosk: Family) -> None:
    for path in ("/help", "/number"):
        piece = kiosk.http.get(f"/en{path}", headers={"hx-request": "true"})
        assert re.findall("<title>(.*)</title>", piece.text) == [NAME]
        assert 'id="kiosk"' not in piece.text
        assert piece.headers["cache-control"] == "no-store"


def test_files_of_ours_are_not_kept_either(kiosk: Family) -> None:
    (sheet,) = kiosk.open("/").tree.xpath("//link[@rel='stylesheet']/@href")
    assert kiosk.http.get(sheet).headers["cache-control"] == "no-store"


def test_other_computers_notice_nothing(kiosk: Family) -> None:
    kiosk.open("/help")
    page = kiosk.another().open("/help")
    assert page.title != NAME
    assert not page.tree.xpath("//*[@id='kiosk']")
    assert "public" in page.response.headers["cache-control"]
    assert kiosk.open("/help").title == NAME


def test_a_case_without_a_number_is_deleted_when_it_is_cleared(kiosk: Family) -> None:
    kiosk.to_result("permanent_exclusion")
    token = kiosk.http.cookies["case"]
    assert kiosk.another_tab(token).open("/letters").status == 200
    cleared = kiosk.http.post("/en/kiosk/clear", follow_redirects=False)
    assert cleared.headers["location"] == "/", "in nobody's language"
    assert cleared.headers["clear-site-data"] == '"cache", "storage"'
    assert "case" not in kiosk.http.cookies
    kiosk.another_tab(token).open("/letters", 403)
    assert kiosk.open("/").title == NAME, "it stays a shared computer"


@pytest.mark.parametrize("way", ["/kiosk/clear", "/leave"])
def test_with_the_number_a_case_opens_again(way: str, kiosk: Family) -> None:
    kiosk.to_result("permanent_exclusion")
    page = kiosk.send(kiosk.open("/save"), button="number")
    (number,) = page.tree.xpath("//p[@class='code']")
    kiosk.http.get(f"/en{way}")
    assert "case" not in kiosk.http.cookies
    kiosk.open("/letters", 403)
    kiosk.post("/en/number", {"number": number.text_content()})
    assert kiosk.open("/letters").status == 200


def test_leaving_deletes_too_and_stays_neutral(kiosk: Family) -> None:
    kiosk.to_result("permanent_exclusion")
    token = kiosk.http.cookies["case"]
    page = kiosk.open("/leave")
    assert page.title == "Weather"
    assert NAME not in page.html
    assert page.response.headers["refresh"] == f"{LIMITS['clear_after']};url=/en/kiosk/clear"
    kiosk.another_tab(token).open("/letters", 403)


def test_a_case_is_never_kept_on_a_shared_computer(kiosk: Family) -> None:
    kiosk.to_result("permanent_exclusion")
    page = kiosk.open("/save")
    assert not any(form.has_button("keep") for form in page.forms)
    refused = kiosk.http.post("/en/save", data={"do": "keep"}, follow_redirects=False)
    assert "max-age" not in refused.headers["set-cookie"].lower()
    assert "expires" not in refused.headers["set-cookie"].lower()


def test_a_link_from_elsewhere_clears_nothing(kiosk: Family) -> None:
    kiosk.to_result("permanent_exclusion")
    kiosk.http.get("/en/kiosk/clear", headers={"sec-fetch-site": "cross-site"})
    assert kiosk.open("/letters").status == 200


def test_only_our_own_page_switches_it(family: Family) -> None:
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        for path in ("/en/kiosk", "/en/kiosk/clear"):
            refused = family.http.post(path, data={"do": "on"}, headers=headers)
            assert refused.status_code == 403
    assert "kiosk" not in family.http.cookies
    family.send(family.open("/kiosk"), button="on")
    page = family.send(family.open("/kiosk"), button="off")
    assert page.title != NAME
    assert "kiosk" not in family.http.cookies
    assert "public" in family.open("/help").response.headers["cache-control"]


def test_where_it_is_not_switched_on_nothing_is_cleared(family: Family) -> None:
    family.to_result("permanent_exclusion")
    family.http.post("/en/kiosk/clear")
    assert family.open("/letters").status == 200
    assert "refresh" not in family.open("/leave").response.headers


def test_on_a_public_address_the_mark_is_bound_to_it(
    content: Library, clock: Clock, tmp_path: object
) -> None:
    address = "https://rights.example"
    given = settings(tmp_path, base_url=address, insecure_loopback=False)  # type: ignore[arg-type]
    family = Family(create_app(given, content, clock), content, origin=address)
    family.send(family.open("/kiosk"), button="on")
    (cookie,) = [each for each in family.http.cookies.jar if "kiosk" in each.name]
    assert cookie.name == "__Host-kiosk"
    assert cookie.secure
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.path == "/"
    assert family.open("/help").title == NAME


def test_only_the_title_of_a_page_is_changed_and_no_drawing_in_it() -> None:
    page = f"<title>Help · {NAME}</title><svg><title>A chart · {NAME}</title></svg>"
    assert shared(page) == f"<title>{NAME}</title><svg><title>A chart · {NAME}</title></svg>"
