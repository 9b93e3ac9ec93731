"""What a family takes away opens again with other programs, with the right words in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from icalendar import Calendar
from pypdf import PdfReader

from tests.web.family import Family, day

JOURNEYS = ("permanent_exclusion", "suspension", "sent_home", "governors_decision")


def _word(family: Family, letter: str) -> Any:
    return Document(BytesIO(family.file(f"{letter}/file.docx").content))


def _spoken(document: Any) -> set[str]:
    """The languages that runs and styles of a Word file are marked with."""
    found = set()
    for part in (document.element, document.styles.element):
        for each in part.iter(qn("w:lang")):
            found |= {each.get(qn("w:val")), each.get(qn("w:bidi"))}
    return {each for each in found if each}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_every_letter_on_offer_opens_in_every_format(journey: str, family: Family) -> None:
    family.to_result(journey)
    letters = dict.fromkeys(family.open("/letters").links("/letter/"))
    assert letters
    for address in letters:
        letter = address.removeprefix("/en")
        page = family.open(letter)
        text = family.file(f"{letter}/file.txt").text
        word = "\n".join(each.text for each in _word(family, letter).paragraphs)
        pdf = PdfReader(BytesIO(family.file(f"{letter}/file.pdf").content))
        printed = " ".join(each.extract_text() for each in pdf.pages)
        blocks = page.tree.xpath("//*[@class='lines']")
        assert blocks, letter
        for line in (each for each in text.splitlines() if len(each) > 60 and "__" not in each):
            start = " ".join(line.split()[1:6])
            assert start in " ".join(word.split()), (letter, start)
            assert start.replace(" ", "") in "".join(printed.split()), (letter, start)
        assert str(pdf.trailer["/Root"]["/Lang"]).lower().startswith("en")
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert any(each.startswith("en") for each in _spoken(_word(family, letter)))


def test_the_copy_to_keep_is_in_the_readers_language_and_not_to_send(
    family_in: Callable[[str], Family],
) -> None:
    family = family_in("ar-XB")
    family.to_result("permanent_exclusion")
    word = _word(family, "/letter/ask_for_papers")
    assert "ar-XB" in _spoken(word)
    assert family.open("/letter/ask_for_papers").tree.xpath("//*[@lang='ar-XB' and @dir='rtl']")
    text = family.file("/letter/ask_for_papers/file.txt").text
    assert "\u202e" not in text
    assert "Example School" in text


def test_a_letter_has_no_author_and_no_name_in_its_properties(family: Family) -> None:
    family.to_result("permanent_exclusion")
    about = _word(family, "/letter/ask_for_papers").core_properties
    assert not about.author
    assert not about.last_modified_by
    assert "Example School" not in f"{about.title}{about.subject}{about.comments}"


def _days(family: Family) -> dict[str, Any]:
    calendar = Calendar.from_ical(family.file("/days.ics").content)
    return {str(each["uid"]): each for each in calendar.walk("VEVENT")}


def test_the_days_for_a_phone_stay_the_same_entries_when_a_date_is_corrected(
    family: Family,
) -> None:
    family.to_result("permanent_exclusion")
    family.put("board.meeting_on", day(24, 11))
    before = _days(family)
    family.put("board.meeting_on", day(1, 12))
    after = _days(family)
    assert before
    assert before.keys() & after.keys()
    moved = [uid for uid in before.keys() & after.keys() if before[uid].start != after[uid].start]
    assert moved
    for uid in moved:
        assert after[uid]["sequence"] > before[uid]["sequence"]
    for event in after.values():
        assert isinstance(event["dtstart"].dt, date)
        triggers = {each["trigger"].dt for each in event.walk("VALARM")}
        assert triggers == {timedelta(days=-3, hours=9), timedelta(days=-1, hours=9)}
        words = f"{event['summary']} {event.get('description', '')}"
        assert words.strip()
        assert "Example School" not in words


def test_two_families_never_have_the_same_entry(family: Family) -> None:
    family.to_result("permanent_exclusion")
    other = family.another()
    other.to_result("permanent_exclusion")
    assert not _days(family).keys() & _days(other).keys()


def test_before_the_questions_are_answered_there_is_no_file_of_days(family: Family) -> None:
    page = family.begin("permanent_exclusion")
    assert family.open("/days.ics").path == page.path


def test_the_page_warns_of_a_script_that_the_pdf_cannot_print(family: Family) -> None:
    family.to_result("permanent_exclusion")
    address = "/letter/ask_for_papers"
    page = family.open(address)
    block = next(each[len("keep-") :] for each in page.html.split('"') if each.startswith("keep-"))
    warning = "cannot be printed in the PDF"
    assert warning not in page.text
    assert warning not in family.send(page, {"text": "Mein Sohn, мій син"}, f"keep-{block}").text
    family.send(family.open(address), {"text": "我的孩子"}, f"keep-{block}")
    assert warning in family.open(address).text


def test_what_is_missing_is_listed_and_prints_as_a_line_to_write_on(family: Family) -> None:
    family.to_result("permanent_exclusion")
    address = "/letter/ask_for_papers"
    page = family.open(address)
    missing = [each.text_content() for each in page.tree.xpath("//aside//li/b[../a]")]
    assert missing
    for link in page.tree.xpath("//aside//li/a/@href"):
        assert "/question/" in family.open(link).path
    word = _word(family, address)
    blanks = [run for each in word.paragraphs for run in each.runs if run.underline]
    written = "\n".join(each.text for each in word.paragraphs)
    printed = PdfReader(BytesIO(family.file(f"{address}/file.pdf").content))
    on_paper = " ".join(" ".join(each.extract_text().split()) for each in printed.pages)
    mail = family.file(f"{address}/file.txt").text
    for label in missing:
        assert f"({label})" in written
        assert f"({label})" in on_paper
        assert f"____________ ({label})" in mail
    assert len(blanks) >= len(missing)
