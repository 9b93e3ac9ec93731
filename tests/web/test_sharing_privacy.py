"""Names, nicknames, notes and answers of a shared case: in no log, address, title or database."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest

from app.content.library import Library
from app.main import create_app
from tests.web.conftest import settings
from tests.web.family import Clock, Family
from tests.web.organisation import Adviser
from tests.web.test_feeds import ADDRESS
from tests.web.test_privacy import LOGGERS, PLAN, SECRETS
from tests.web.test_sharing import gives, looks, noted, number_on

MORE = ("Aunt Quillon", "Quillon", "Blue door", "rings on Mondays", "Harbour Advice", "Hill Law")


def _shared(family: Family, clock: Clock) -> tuple[list[str], list[str]]:
    """A case shared with everybody there is: every address and title that was seen, and every
    secret that was shown once."""
    harbour = Adviser(family.app, clock).founds("Harbour Advice")
    hill = Adviser(family.app, clock).founds("Hill Law")
    family.go_through(family.begin("permanent_exclusion"), PLAN)
    own = number_on(family.send(family.open("/save"), button="number"))
    given = gives(family, harbour)
    made = family.send(family.open("/share"), {"name": "Aunt Quillon", "shows": "letters"}, "view")
    number = number_on(made)
    aunt = looks(family, number)
    seen = [given, made, aunt.open("/view"), harbour.opens(harbour.cases()[0])]
    noted(harbour)
    feed = ADDRESS.search(harbour.post("/desk/feeds", do="make").html)[1]  # type: ignore[index]
    assert "Blue door" in harbour.http.get(feed).text
    second = number_on(harbour.post("/desk/number"))
    code = hill.code()
    asked = harbour.post("/desk/hand", do="code", code=code)
    form = asked.form({"along": "yes"}, "give").filled({"along": "yes"}, "give")
    seen += [asked, harbour.post("/desk/hand", **form), harbour.open("/desk/feeds")]
    family.post("/en/share", {"do": "code", "code": "000000"})
    said = [f"{each.response.url} {each.title}" for each in seen]
    secrets = [own, number, second, feed.removeprefix("/feed/").removesuffix(".ics")]
    return said, [*secrets, *(each.replace(" ", "") for each in secrets[:3])]


def _mentions(text: str, words: tuple[str, ...] = (*SECRETS, *MORE)) -> list[str]:
    return [each for each in words if each.lower() in text.lower()]


def test_no_log_address_or_title_repeats_anything(
    family: Family, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in LOGGERS:
        caplog.set_level(logging.DEBUG, logger=name)
    said, secrets = _shared(family, clock)
    # The test's own client says which address it asked for; the service says nothing.
    ours = [each for each in caplog.records if not each.name.startswith("httpx")]
    written = "\n".join(str(each.__dict__) for each in ours)
    assert not _mentions(written, (*SECRETS, *MORE, *secrets))
    assert family.http.cookies["case"] not in written
    assert not [each for each in said if _mentions(each)]


def test_database_and_configuration_together_reveal_nothing(
    content: Library, clock: Clock, tmp_path: Path
) -> None:
    given = settings(tmp_path)
    app = create_app(given, content, clock)
    _, secrets = _shared(Family(app, content), clock)
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    stored = b"".join(each.read_bytes() for each in files if "templates" not in each.parts)
    with sqlite3.connect(tmp_path / "cases.sqlite") as database:
        dump = "\n".join(database.iterdump())
    known = f"{dump}{given}{[each.name for each in files]}"
    assert b"share_codes" in stored
    for each in (*SECRETS, *MORE, *secrets):
        assert each.encode() not in stored
        assert each not in known
