"""A case open at an organisation: its letters go out under a page on its own paper, if an adviser
says so. The family at its own phone sees none of that in its letter."""

from __future__ import annotations

import io
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from starlette.requests import Request
from starlette.types import ASGIApp

from app.content.library import Library
from app.main import create_app
from app.web.deps import VisitOf
from app.web.guard import Guard
from app.web.visit import Visit
from tests.fixtures.letterheads import OURS
from tests.web.conftest import settings
from tests.web.family import Clock, Family

PAPERS = "/letter/ask_for_papers"
VIEWS = "/letter/views_permanent_exclusion"
PERMISSION = "/letter/authority_parent"
ADVISER = {"x-who": "adviser"}  # how a browser of these tests says where it stands
SIGNED = "I have their written permission."


@pytest.fixture(scope="module")
def desk(content: Library, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """An application in which some browsers are those of an organisation."""
    made = create_app(
        settings(tmp_path_factory.mktemp("desk")), content, Clock(), pseudo_languages=True
    )
    assert isinstance(made, Guard) and isinstance(made.app, FastAPI)
    usual = get_args(VisitOf)[1].dependency

    async def visit(request: Request, lang: str) -> Visit:
        found: Visit = await usual(request, lang)
        if request.headers.get("x-who") == ADVISER["x-who"]:
            found.letterhead = OURS
        return found

    made.app.dependency_overrides[usual] = visit
    return made


@pytest.fixture
def family(desk: ASGIApp, content: Library) -> Family:
    found = Family(desk, content)
    found.to_result("permanent_exclusion")
    return found


@pytest.fixture
def adviser(family: Family) -> Family:
    """The same case, open at the organisation."""
    found = family.another_tab(family.http.cookies["case"])
    found.http.headers.update(ADVISER)
    return found


def sends(who: Family, letter: str, **more: str) -> None:
    page = who.send(who.open(letter), {"sender": "us", **more}, "sender")
    assert page.status == 200


def pdf_text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_family_is_never_asked_who_sends_it(family: Family) -> None:
    before = family.file(f"{PAPERS}/file.txt").text
    assert not any(form.has_button("sender") for form in family.open(PAPERS).forms)
    family.post(f"/en{PAPERS}", {"do": "sender", "sender": "us", "permission": "yes"})
    assert family.file(f"{PAPERS}/file.txt").text == before
    assert "The people who help you" not in family.open(PAPERS).text


def test_an_adviser_chooses_and_can_choose_again(family: Family, adviser: Family) -> None:
    before = adviser.file(f"{PAPERS}/file.txt").text
    assert OURS.organisation not in before
    sends(adviser, PAPERS)
    page = adviser.open(PAPERS)
    assert "Our page before the letter" in page.text and OURS.organisation in page.text
    after = adviser.file(f"{PAPERS}/file.txt").text
    assert after.startswith(f"{OURS.organisation}\n") and after.endswith(before)
    assert SIGNED not in after
    assert OURS.organisation in pdf_text(adviser.file(f"{PAPERS}/file.pdf").content)
    assert OURS.organisation in pdf_text(adviser.file(f"{PAPERS}/file.large.pdf").content)
    adviser.send(page, {"sender": "us", "permission": "yes"}, "sender")
    assert SIGNED in adviser.file(f"{PAPERS}/file.txt").text
    adviser.send(adviser.open(PAPERS), {"sender": "family"}, "sender")
    assert adviser.file(f"{PAPERS}/file.txt").text == before
    sends(adviser, PAPERS)
    assert SIGNED not in adviser.file(f"{PAPERS}/file.txt").text


def test_the_choice_is_one_letters(adviser: Family) -> None:
    sends(adviser, PAPERS, permission="yes")
    assert OURS.organisation not in adviser.file(f"{VIEWS}/file.txt").text


def test_the_family_sees_its_own_letter_and_that_somebody_sends_it(
    family: Family, adviser: Family
) -> None:
    before = family.file(f"{PAPERS}/file.txt").text
    sends(adviser, PAPERS, permission="yes")
    assert family.file(f"{PAPERS}/file.txt").text == before
    page = family.open(PAPERS)
    assert "The people who help you send this letter for you." in page.text
    assert OURS.organisation not in page.text


def test_words_of_our_page_are_changed_like_any_others(adviser: Family) -> None:
    sends(adviser, PAPERS)
    letter = adviser.file(f"{PAPERS}/file.txt").text.partition("\nSam Example\n")[2]
    changed = {"do": "keep-covering.letter", "text": "We met them last week."}
    page = adviser.post(f"/en{PAPERS}", changed)
    assert "We met them last week." in page.text
    text = adviser.file(f"{PAPERS}/file.txt").text
    assert "We met them last week." in text and "Their letter comes with" not in text
    assert text.partition("\nSam Example\n")[2] == letter
    adviser.post(f"/en{PAPERS}", {"do": "ours-covering.letter"})
    assert "Their letter comes with" in adviser.file(f"{PAPERS}/file.txt").text


def test_words_changed_while_permission_was_ticked_go_with_the_tick(adviser: Family) -> None:
    sends(adviser, PAPERS, permission="yes")
    words = {"do": "keep-covering.permission", "text": "The signed permission is enclosed."}
    adviser.post(f"/en{PAPERS}", words)
    assert "permission is enclosed" in adviser.file(f"{PAPERS}/file.txt").text
    adviser.send(adviser.open(PAPERS), {"sender": "us", "permission": []}, "sender")
    assert "permission" not in adviser.file(f"{PAPERS}/file.txt").text


def test_the_copy_keeps_the_letterhead_that_it_went_out_with(
    family: Family, adviser: Family
) -> None:
    sends(adviser, PAPERS, permission="yes")
    went = {kind: adviser.file(f"{PAPERS}/file.{kind}").content for kind in ("txt", "docx", "pdf")}
    page = adviser.send(adviser.open(f"{PAPERS}/sent"), {"how": "post"}, "sent")
    (address,) = page.links("/sent/")
    adviser.send(adviser.open(PAPERS), {"sender": "family"}, "sender")
    for who in (adviser, family):
        for kind, content in went.items():
            assert who.file(f"{address.removeprefix('/en')}/file.{kind}").content == content
        sent = who.open(address)
        assert OURS.organisation in sent.text and SIGNED in sent.text
        assert len(sent.tree.xpath("//article")) == 2
        assert [each.tag for each in sent.tree.xpath("//main//h1|//main//h2")] == ["h1", "h2", "h2"]


def test_a_reader_of_another_language_has_a_copy_of_both_pages(
    family: Family, adviser: Family
) -> None:
    adviser.lang = family.lang = "ar-XB"
    alone = adviser.file(f"{PAPERS}/file.docx").content
    sends(adviser, PAPERS)
    page = adviser.send(adviser.open(f"{PAPERS}/sent"), button="sent")
    (address,) = page.links("/sent/")
    articles = adviser.open(address).tree.xpath("//article/@lang")
    assert articles == ["en", "en", "ar-XB", "ar-XB"]
    assert family.file(f"{PAPERS}/file.docx").content == alone


def test_a_form_of_permission_is_filled_in_and_nothing_is_kept(
    family: Family, adviser: Family
) -> None:
    text = adviser.file(f"{PERMISSION}/file.txt").text
    assert "Name: Robin Adviser\nGroup: Lantern Law Centre" in text
    assert f"Phone or e-mail: {OURS.contact}" in text
    assert not any(form.has_button("sender") for form in adviser.open(PERMISSION).forms)
    adviser.post(f"/en{PERMISSION}", {"do": "sender", "sender": "us", "permission": "yes"})
    assert adviser.file(f"{PERMISSION}/file.txt").text == text
    assert OURS.organisation not in family.file(f"{PERMISSION}/file.txt").text
    assert OURS.writer not in family.open("/check").text


@pytest.mark.parametrize("form", ["pdf", "docx", "zip"])
def test_the_pack_holds_both_pages(form: str, adviser: Family, tmp_path: Path) -> None:
    sends(adviser, PAPERS, permission="yes")
    made = adviser.http.post("/en/pack", data={"letter": "ask_for_papers", "do": form})
    assert made.status_code == 200
    match form:
        case "pdf":
            text = pdf_text(made.content)
        case "docx":
            text = ZipFile(io.BytesIO(made.content)).read("word/document.xml").decode()
        case _:
            inside = ZipFile(io.BytesIO(made.content))
            text = pdf_text(inside.read("1-letter.pdf"))
    assert OURS.organisation in text and SIGNED in text
    assert text.index(OURS.organisation) < text.index("I am the parent")
