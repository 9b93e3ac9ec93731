"""Photos and files as a family adds them: taken in, refused with words, given back, and private."""

from __future__ import annotations

import io
import logging
import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import httpx2 as httpx
import pytest
from PIL import Image
from pypdf import PdfReader

from app.content.library import Library
from app.main import create_app
from app.render import scan
from app.services.evidence import FILE_LIMIT
from app.web import uploads
from tests.fixtures import given_files
from tests.web.conftest import settings
from tests.web.family import ORIGIN, Clock, Family
from tests.web.reading import Page
from tests.web.test_pack import packed, pages

TITLE, NAME = "Zebrafinch bruise", "armadillo-of-quillon.jpg"


def add(
    family: Family, content: bytes, title: str = TITLE, name: str = NAME, **fields: Any
) -> Page:
    """Choose a file on the page and send it, as a browser would."""
    (form,) = [each for each in family.open("/evidence").forms if each.offers("file")]
    typed = {"title": title, **{name: fields.get(name, "") for name in ("day", "month", "year")}}
    sent = {"file": (name, content, "application/octet-stream")}
    return Page(family.http.post(form.action, data=typed, files=sent))


def cards(page: Page) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.tree.xpath("//main//h2[bdi]")]


@pytest.fixture
def home(family: Family) -> Family:
    """A family with a result."""
    family.to_result("permanent_exclusion")
    return family


def test_a_photo_is_kept_without_its_place_and_given_back_as_a_file(home: Family) -> None:
    page = add(home, given_files.photo(), day="12", month="10", year="2026")
    assert page.status == 200 and page.path == "/en/evidence"
    assert cards(page) == [TITLE] and "12 October 2026" in page.text
    found = home.file("/evidence/1")
    assert found.headers["content-type"] == "image/jpeg"
    assert found.headers["content-disposition"] == 'attachment; filename="photo-1.jpg"'
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["cache-control"] == "no-store"
    assert not Image.open(io.BytesIO(found.content)).getexif()
    assert given_files.CAMERA.encode() not in found.content


def test_a_file_is_what_it_is_and_not_what_it_is_called(home: Family) -> None:
    paper = given_files.saved(given_files.paper(2))
    assert add(home, paper, name="photo.png").status == 200
    assert home.file("/evidence/1").headers["content-type"] == "application/pdf"
    page = add(home, b"MZ this is a program", name="photo.jpg")
    assert page.status == 422 and "We cannot read this file" in page.text
    assert cards(page) == [TITLE], "what was there is still there"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "Choose a photo or a PDF first"),
        (given_files.locked("secret"), "has a password"),
        (given_files.photo(size=(300, 300))[:-150], "broken or not complete"),
        (given_files.saved(given_files.paper(scan.MOST_PAGES + 1)), "too many pages"),
        (bytes(FILE_LIMIT + 1), "too big"),
        (bytes(uploads.LIMIT + 1), "too big"),
    ],
    ids=["nothing", "locked", "cut_off", "pages", "large", "too_large_to_read"],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(
    home: Family, given: bytes, said: str
) -> None:
    page = add(home, given)
    assert page.status == 422
    assert said in page.text and page.title.startswith("Error:")
    assert page.tree.xpath("//*[@role='alert']//a[@href='#file']")
    assert cards(page) == []


def test_a_day_that_is_none_is_said_and_what_was_typed_stays(home: Family) -> None:
    page = add(home, given_files.photo(), day="31", month="2", year="2026")
    assert page.status == 422 and "is not a day" in page.text
    assert page.tree.xpath(f"//input[@name='title' and @value='{TITLE}']")
    assert cards(page) == []


def test_only_this_form_may_be_so_large(home: Family) -> None:
    large = {"file": ("x", bytes(200_000), "image/jpeg")}
    for path in ("/en/letters", "/en/pack", "/en/evidence/remove", "/evidence", "/en/x/evidence"):
        assert home.http.post(path, files=large).status_code in (404, 405, 413), path
    assert Page(home.http.post("/en/pack", files=large)).status == 413
    assert home.http.post("/en/evidence", data={"title": "x"}).status_code == 400


def test_a_file_can_be_taken_out_by_who_is_sure(home: Family) -> None:
    add(home, given_files.photo())
    add(home, given_files.photo(), "Another")
    sure = home.open("/evidence/1/remove")
    assert TITLE in sure.text and "Nobody can bring it back." in sure.text
    assert cards(home.open("/evidence")) == [TITLE, "Another"], "asking takes nothing away"
    page = home.send(sure, button="remove")
    assert page.path == "/en/evidence" and cards(page) == ["Another"]
    assert home.http.get("/en/evidence/1").status_code == 404
    assert home.http.get("/en/evidence/2").status_code == 200
    for wrong in ("x", "99999999999999999999", "-1", "0", "1"):
        for page_of in ("", "/change", "/remove"):
            assert home.http.get(f"/en/evidence/{wrong}{page_of}").status_code == 404
        assert home.post(f"/en/evidence/{wrong}/remove", {"do": "remove"}).status == 404
        assert home.post(f"/en/evidence/{wrong}/change", {"title": "x"}).status == 404


def test_what_a_file_is_called_and_its_day_can_be_put_right(home: Family) -> None:
    add(home, given_files.photo(), day="12", month="10", year="2026")
    add(home, given_files.photo(), "Another")
    before = home.file("/evidence/1").content
    page = home.open("/evidence/1/change")
    assert (page.values("title"), page.values("day")) == ([TITLE], ["12"])
    wrong = home.send(page, {"title": "Torn coat", "day": "31", "month": "2"}, "save")
    assert wrong.status == 422 and "is not a day" in wrong.text
    assert wrong.values("title") == ["Torn coat"], "what was typed stays"
    listed = home.send(wrong, {"day": "11", "month": "10"}, "save")
    assert cards(listed) == ["Torn coat", "Another"] and "11 October 2026" in listed.text
    assert home.file("/evidence/1").content == before
    bare = {"title": "", "day": "", "month": "", "year": ""}
    listed = home.send(home.open("/evidence/1/change"), bare, "save")
    assert cards(listed) == ["Photo", "Another"] and "October 2026" not in listed.text


def test_nobody_else_sees_or_changes_a_file(home: Family) -> None:
    add(home, given_files.photo())
    other = home.another()
    pages_of = ("", "/change", "/remove")
    for each in pages_of:
        assert other.http.get(f"/en/evidence/1{each}").status_code == 403
    other.to_result("permanent_exclusion")
    for each in pages_of:
        assert other.http.get(f"/en/evidence/1{each}").status_code == 404
    assert other.post("/en/evidence/1/remove", {"do": "remove"}).status == 404
    assert cards(other.open("/evidence")) == []
    assert cards(home.open("/evidence")) == [TITLE]


def test_the_delete_page_tells_of_files_and_they_go_with_the_case(home: Family) -> None:
    assert "photos and files" not in home.open("/delete").text
    add(home, given_files.photo())
    page = home.open("/delete")
    assert "your photos and files" in page.text
    token = home.http.cookies["case"]
    home.send(page, button="delete")
    assert home.another_tab(token).http.get("/en/evidence/1").status_code == 403


def test_a_file_without_a_title_is_called_what_it_is(home: Family) -> None:
    assert cards(add(home, given_files.photo(), "")) == ["Photo"]


def test_a_pack_holds_the_files_that_are_ticked(home: Family) -> None:
    plain = packed(home, "pdf")
    assert b"pdfuaid" in plain
    assert "cannot read photos" not in home.open("/pack").text
    add(home, given_files.photo())
    add(home, given_files.saved(given_files.paper(2)), "Report")
    assert "cannot read photos and files aloud" in home.open("/pack").text
    both = packed(home, "pdf")
    assert len(pages(both)) == len(pages(plain)) + 3
    assert "Zebrafinchbruise" in pages(both)[0] and "Quokka2" in pages(both)[-1]
    assert (
        pages(both)[-1].replace("Quokka2", "").endswith(f"{len(pages(both))}of{len(pages(both))}")
    )
    assert b"pdfuaid" not in both
    only = packed(home, "pdf", letter=[], paper=[], evidence=["2"])
    assert [str(each.title) for each in PdfReader(io.BytesIO(only)).outline[1:]] == [
        "Part 1: Report"
    ]
    assert packed(home, "docx", evidence=["1", "2"])


def test_nothing_of_a_file_is_in_a_log_an_address_or_the_database(
    content: Library, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    app = create_app(settings(tmp_path), content, clock)
    family = Family(app, content)
    family.to_result("permanent_exclusion")
    seen = [
        add(family, given_files.photo()),
        add(family, b"MZ", "Wombat of Zebrafinch"),
        family.open("/evidence/1/change"),
        family.open("/evidence/1/remove"),
        family.open("/pack"),
    ]
    packed(family, "zip")
    picture = family.file("/evidence/1").content
    secrets = (TITLE, NAME, "Zebrafinch", "armadillo", "Wombat")
    for page in seen:
        addresses = [str(page.response.url), page.title, *page.links("/en/")]
        assert not [each for each in secrets if each in " ".join(addresses)]
    written = "\n".join([caplog.text, *(str(each.__dict__) for each in caplog.records)])
    assert not [each for each in secrets if each in written]
    stored = b"".join(each.read_bytes() for each in tmp_path.rglob("cases.sqlite*"))
    with sqlite3.connect(tmp_path / "cases.sqlite") as database:
        dump = "\n".join(database.iterdump())
    for each in secrets:
        assert each.encode() not in stored and each not in dump
    assert picture[200:240] not in stored


def test_a_large_photo_meets_no_disk_before_it_is_sealed(
    home: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nowhere to put temporary files, whatever wanted one would fail."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not_there"))
    noise = Image.frombytes("RGB", (1500, 1500), os.urandom(1500 * 1500 * 3))
    written = io.BytesIO()
    noise.save(written, "PNG")
    assert len(written.getvalue()) > 6_000_000
    assert add(home, written.getvalue()).status == 200


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "of unknown length"])
def test_nobody_waits_for_somebody_who_sends_slowly(announced: bool, home: Family) -> None:
    """One form stands still halfway; another is sent, cleaned and kept meanwhile."""
    answers = anyio.run(_slow_and_quick, home, announced)
    assert answers == {"quick": 303, "slow": 303}
    assert list(answers) == ["quick", "slow"]
    assert cards(home.open("/evidence")) == ["quick", "slow"]


async def _slow_and_quick(home: Family, announced: bool) -> dict[str, int]:
    """The answers by who got one, in the order in which they came."""
    halfway, go_on = anyio.Event(), anyio.Event()
    answers: dict[str, int] = {}

    async def send(title: str, *, slowly: bool) -> None:
        form = httpx.Request(
            "POST",
            f"{ORIGIN}/en/evidence",
            data={"title": title},
            files={"file": (NAME, given_files.photo())},
        )
        sent = form.read()
        headers = {"content-type": form.headers["content-type"], "origin": ORIGIN}

        async def body() -> AsyncIterator[bytes]:
            yield sent[:400]
            if slowly:
                halfway.set()
                await go_on.wait()
            yield sent[400:]

        if announced:
            headers["content-length"] = str(len(sent))
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(home.app), cookies=dict(home.http.cookies)
        ) as http:
            found = await http.post(form.url, content=body(), headers=headers)
        answers[title] = found.status_code

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(partial(send, "slow", slowly=True))
        await halfway.wait()
        with anyio.fail_after(60):
            await send("quick", slowly=False)
        go_on.set()
    return answers
