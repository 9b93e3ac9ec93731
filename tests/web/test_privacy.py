"""What a family tells us stays sealed: in no log, address, title, file name or database."""

from __future__ import annotations

import logging
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.content.library import Library
from app.main import create_app
from tests.web.conftest import settings
from tests.web.family import Clock, Family, Plan, day
from tests.web.reading import Page

SCHOOL, TOWN, STORY = "Zebrafinch Primary", "Quokkaville", "He threw the armadillo"
BORN = ("17", "2013")
SECRETS = (SCHOOL, TOWN, STORY, "Zebrafinch", "armadillo", "2013-02-17")
PLAN: Plan = {
    "school": {"school": SCHOOL, "town": TOWN},
    "child.born_on": day(17, 2, 2013),
    "police.involved": {"value": "yes"},
}
LOGGERS = ("uvicorn", "uvicorn.error", "uvicorn.access", "sqlalchemy", "sqlalchemy.engine")


def _told(family: Family) -> list[Page]:
    """A case with words of the family's own in a letter, and everything looked at."""
    seen = family.go_through(family.begin("permanent_exclusion"), PLAN)
    name = next(each for each in family.open("/letters").links("/letter/") if "views" in each)
    letter = family.open(name)
    form = next(each for each in letter.forms if each.offers("text"))
    button = next(value for _, value in form.buttons if value.startswith("keep-"))
    seen.append(family.post(form.action, form.filled({"text": STORY}, button)))
    assert STORY in family.open(name).html
    paths = ("/check", "/save", "/letters", "/delete", "/result/print")
    return [*seen, *(family.open(path) for path in paths)]


def _mentions(text: str) -> list[str]:
    return [each for each in SECRETS if each.lower() in text.lower()]


def test_no_log_repeats_an_answer(family: Family, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in LOGGERS:
        caplog.set_level(logging.DEBUG, logger=name)
    _told(family)
    family.post(f"/en{family.question('school')}", {"school": [SCHOOL] * 300})
    family.post("/en/number", {"number": "1234 5678 9012 3456"})
    written = "\n".join([caplog.text, *(str(each.__dict__) for each in caplog.records)])
    assert not _mentions(written)
    assert "1234 5678" not in written
    assert "1234567890123456" not in written
    assert family.http.cookies["case"] not in written


def test_no_address_and_no_title_says_anything(family: Family) -> None:
    facts = [each for each in family.library.facts if "." in each]
    for page in _told(family):
        whole = f"{page.response.url} {page.title}"
        assert not _mentions(whole)
        assert not [each for each in facts if each in whole]
        assert not page.response.url.query
        for link in page.links("/en/"):
            assert not _mentions(link)


def test_an_error_page_does_not_repeat_what_was_typed(family: Family) -> None:
    family.begin("permanent_exclusion")
    long = STORY * 3000
    wrong = [
        family.post("/en/begin", {"choice": STORY}),
        family.post("/en/begin", {"choice": STORY * 20}),
        family.post("/en/number", {"number": STORY}),
        family.post(f"/en{family.question('school')}", {"school": long}),
        family.post(f"/en{family.question('irp.stage')}", {"value": STORY}),
    ]
    for page in wrong:
        assert page.status >= 400
        assert not _mentions(page.html), page.path


def test_a_file_is_named_for_what_it_is_not_for_whom(family: Family) -> None:
    _told(family)
    letter = family.open("/letters").links("/letter/")[0].removeprefix("/en")
    for path in (f"{letter}/file.docx", f"{letter}/file.pdf", f"{letter}/file.txt", "/days.ics"):
        found = family.file(path)
        assert not _mentions(found.headers["content-disposition"])
        assert found.headers["cache-control"] == "no-store"


def test_database_and_configuration_together_reveal_no_answer(
    content: Library, clock: Clock, tmp_path: Path
) -> None:
    given = settings(tmp_path)
    app = create_app(given, content, clock)
    family = Family(app, content)
    _told(family)
    family.send(family.open("/save"), button="number")
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    stored = b"".join(each.read_bytes() for each in files if "templates" not in each.parts)
    with sqlite3.connect(tmp_path / "cases.sqlite") as database:
        dump = "\n".join(database.iterdump())
    known = f"{dump}{given}{[each.name for each in files]}"
    assert b"cases" in stored
    for each in (*SECRETS, "police", "maintained", '"en"', "permanent_exclusion"):
        assert each.encode() not in stored, each
        assert each.encode("utf-16-le") not in stored, each
        assert each not in known, each
        assert each.encode().hex() not in known.lower(), each


def test_a_fault_of_ours_repeats_no_answer_on_the_page_or_in_the_log(
    content: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken_clock() -> datetime:
        raise ValueError(f"cannot use {STORY}")

    app = create_app(settings(tmp_path), content, broken_clock)
    with caplog.at_level(logging.DEBUG):
        answered = TestClient(app, "http://127.0.0.1:8000", raise_server_exceptions=False).get(
            "/en/help"
        )
    assert answered.status_code == 500
    assert _mentions(answered.text) == []
    assert "fault ValueError" in caplog.text, "the operator is told what kind of fault, and where"
    assert _mentions(caplog.text) == []
