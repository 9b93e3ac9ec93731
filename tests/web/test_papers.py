"""Papers to fill in and take along: listed, read on screen, taken as a file, changed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from tests.web.family import Family


def test_the_page_lists_them_with_every_kind_of_file(family: Family) -> None:
    result = family.to_result("permanent_exclusion")
    assert result.links("/papers") and family.open("/letters").links("/papers")
    page = family.open("/papers")
    assert page.h1 == "Papers to fill in and take with you"
    for kind in ("html", "pdf", "docx", "txt"):
        assert f"/en/paper/call_log/file.{kind}" in page.links("/paper/")
        assert f"/en/paper/days/file.{kind}" in page.links("/paper/")


def test_the_result_leads_to_them_on_the_screen_and_not_on_paper(family: Family) -> None:
    for journey in ("suspension", "sent_home"):
        (way,) = family.to_result(journey).links("/papers")
        assert family.open(way).h1 == "Papers to fill in and take with you"
    assert not family.open("/result/print").links("/papers")


def test_where_other_rules_count_the_result_does_not_lead_to_them(family: Family) -> None:
    away = {"school.kind": {"value": "not_in_england"}}
    assert not family.to_result("permanent_exclusion", away).links("/papers")


def test_each_opens_and_has_no_name_of_a_person_in_its_own_name(family: Family) -> None:
    family.to_result("permanent_exclusion")
    for name in ("call_log", "by-date", "days", "in-short"):
        pdf = family.file(f"/paper/{name}/file.pdf")
        assert 'attachment; filename="paper.pdf"' in pdf.headers["content-disposition"]
        assert PdfReader(BytesIO(pdf.content)).pages
        assert Document(BytesIO(family.file(f"/paper/{name}/file.docx").content)).paragraphs
        shown = family.file(f"/paper/{name}/file.html")
        assert shown.headers["content-disposition"].startswith("inline")


def test_its_words_can_be_changed_and_it_is_never_sent(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.open("/letter/speech_for_meeting")
    assert "I have sent it" not in page.text
    assert page.links("/papers")
    changed = family.send(page, button="edit-ask")
    family.send(changed, {"text": "Please let her come back."}, "keep-ask")
    assert "Please let her come back." in family.file("/paper/speech_for_meeting/file.txt").text


def test_it_is_in_the_readers_language_too(family_in: Callable[[str], Family]) -> None:
    family = family_in("ar-XB")
    family.to_result("permanent_exclusion")
    for name in ("days", "day_with_governors"):
        shown = family.file(f"/paper/{name}/file.html").text
        assert 'lang="ar-XB" dir="rtl"' in shown
        assert "Do not send" not in shown


def test_a_letter_is_no_paper_and_what_is_not_there_is_not_found(family: Family) -> None:
    family.to_result("permanent_exclusion")
    for wrong in ("ask_for_papers/file.pdf", "nothing/file.pdf", "call_log/file.exe"):
        assert family.http.get(f"/en/paper/{wrong}").status_code == 404


def test_without_a_case_there_is_nothing_to_show(family: Family) -> None:
    assert family.open("/papers", 403).status == 403
