"""The public pages about the law: every one in any language, the same for everybody, to be kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.library import Library
from app.content.load import load
from app.main import create_app
from tests.fixtures.content import KITCHEN_SINK, ROOT
from tests.web import turned
from tests.web.conftest import settings
from tests.web.family import ORIGIN, Clock, Family
from tests.web.reading import Page
from tests.web.test_access import _check as is_accessible
from tests.web.test_journeys import _check as speaks_one_language

CONTENT = load(ROOT)


def paths(library: Library) -> tuple[str, ...]:
    """Every address of a public page that anyone may keep."""
    rights = [f"/rights/{each}" for each in library.rights]
    charts = [f"/charts/{each.id}" for each in library.journeys.values() if each.sections]
    kinds = ["/kinds"] if library.kinds else []
    counts = ["/patterns"] if library.patterns else []
    printed = [f"{each}/print" for each in (*rights, *charts, *kinds)]
    return ("/rights", *rights, *kinds, *charts, *printed, "/law", "/law/open", *counts, "/print")


EVERYWHERE = ("/", "/help", "/words", "/about", "/worse")


@pytest.fixture(scope="module")
def kites(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """The kitchen sink, served."""
    given = settings(tmp_path_factory.mktemp("kites"))
    return create_app(given, load(KITCHEN_SINK), Clock(), pseudo_languages=True)


@pytest.fixture
def reader(kites: ASGIApp) -> TestClient:
    """Somebody with a browser that has no cookie."""
    return TestClient(kites, base_url=ORIGIN)


@pytest.mark.parametrize("lang", ["en", "sk", "ur", *turned.LANGUAGES])
def test_every_page_of_the_real_content_is_whole(
    lang: str, family_in: Callable[[str], Family]
) -> None:
    family = family_in(lang)
    for path in paths(CONTENT):
        page = family.open(path)
        assert "{" not in page.text, path
        is_accessible(page)
        if lang != "sk" and lang != "ur":
            speaks_one_language(page, lang)


@pytest.mark.parametrize("path", [*paths(load(KITCHEN_SINK)), "/", "/help", "/words"])
def test_a_page_for_everybody_can_be_kept_and_asked_for_again(
    path: str, reader: TestClient
) -> None:
    found = reader.get(f"/en{path}")
    assert found.status_code == 200
    assert "set-cookie" not in found.headers
    assert found.headers["cache-control"] == "public, max-age=3600"
    varies = {each.strip() for each in found.headers["vary"].split(",")}
    assert "HX-Request" in varies
    assert "Cookie" not in varies
    tag = found.headers["etag"]
    for wanted in (tag, f'"other", {tag}', "*"):
        again = reader.get(f"/en{path}", headers={"if-none-match": wanted})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == found.headers["cache-control"]
    assert reader.get(f"/en{path}", headers={"if-none-match": '"other"'}).status_code == 200
    assert reader.get(f"/sk{path}").headers["etag"] != tag


@pytest.mark.parametrize("path", [*paths(CONTENT), *EVERYWHERE])
def test_whoever_has_a_case_open_sees_the_same_page(path: str, family: Family) -> None:
    before = family.another().open(path)
    family.begin("sent_home")
    assert family.http.cookies.get("case")
    assert family.open(path).html == before.html


def test_the_head_of_a_page_can_be_asked_for_alone(reader: TestClient) -> None:
    whole = reader.get("/en/rights")
    head = reader.head("/en/rights")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_nobody_keeps_the_piece_that_htmx_asks_for(reader: TestClient) -> None:
    piece = reader.get("/en/rights", headers={"hx-request": "true"})
    assert piece.headers["cache-control"] == "no-store"
    assert "etag" not in piece.headers
    assert not piece.text.startswith("<!DOCTYPE")
    assert reader.get("/en/rights").text.startswith("<!DOCTYPE")


def test_a_page_is_not_kept_into_the_next_day(content: Library, tmp_path: Path) -> None:
    clock = Clock()
    clock.now = datetime(2026, 7, 1, 22, 50, tzinfo=UTC)  # ten to midnight in an English summer
    app = create_app(settings(tmp_path), content, clock)
    reader = TestClient(app, base_url=ORIGIN)
    found = reader.get("/en/law/open")
    assert found.headers["cache-control"] == "public, max-age=600"
    clock.move(minutes=11)
    after = reader.get("/en/law/open", headers={"if-none-match": found.headers["etag"]})
    assert after.status_code == 200
    assert "2 July 2026" in after.text


def test_the_first_page_puts_the_browsers_language_second_and_says_so(app: ASGIApp) -> None:
    found = TestClient(app, base_url=ORIGIN).get("/en/")
    assert "Accept-Language" in found.headers["vary"]
    other = TestClient(app, base_url=ORIGIN).get("/en/help")
    assert "Accept-Language" not in other.headers["vary"]


@pytest.mark.parametrize(
    "path",
    ["/rights/nothing", "/rights/nothing/print", "/charts/nothing", "/charts/told_off", "/law/no"],
)
def test_what_is_not_there_is_not_found_and_not_kept(path: str, reader: TestClient) -> None:
    found = reader.get(f"/en{path}")
    assert found.status_code == 404
    assert found.headers["cache-control"] == "no-store"


def test_a_rights_page_leads_to_the_questions(reader: TestClient, kites: ASGIApp) -> None:
    page = Page(reader.get("/en/rights/bans"))
    assert page.h1 == "When kites are banned"
    begun = Page(
        TestClient(kites, base_url=ORIGIN, headers={"origin": ORIGIN}).post(
            page.forms[0].action, data=page.forms[0].filled({}, "long_ban")
        )
    )
    assert "/question/" in begun.path


def test_every_page_can_be_reached_from_the_first_one(reader: TestClient) -> None:
    seen, todo = set(), ["/en/"]
    while todo:
        path = todo.pop()
        seen.add(path)
        for link in Page(reader.get(path)).links("/en/"):
            address = link.partition("#")[0]
            public = address.startswith(
                ("/en/rights", "/en/kinds", "/en/charts", "/en/law", "/en/patterns", "/en/print")
            )
            if public and address not in seen:
                todo.append(address)
    assert {f"/en{each}" for each in paths(load(KITCHEN_SINK))} <= seen
