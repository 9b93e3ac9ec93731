"""Whatever is typed: a clear message in the reader's language, and no other answer lost."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from docx import Document
from pypdf import PdfReader
from starlette.types import Message

from tests.web.family import NOT_SURE, ORIGIN, Clock, Family, bare, day
from tests.web.reading import Fields, Page

RIGHT_TO_LEFT_OVERRIDE = "\u202e"
LONG = "x" * 50_000


def _at(family: Family, fact: str, journey: str = "permanent_exclusion") -> Page:
    """The page of one question, with everything before it answered."""
    page = family.begin(journey)
    while family.fact(page) != fact:
        page = family.answer(page, family.usual(family.fact(page), {}))
    return page


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        (day(31, 9), "31 September is not a day. Look at the letter again."),
        (day(30, 2), "30 February is not a day. Look at the letter again."),
        (day(45, 9), "Put in the day, a number from 1 to 31."),
        ({"value": "know", "day": "", "month": "", "year": ""}, "Choose the month."),
        (day(12, 10, 2027), "This day is in the future. Is the year right?"),
        (day(12, 10, 2011), "We do not cover decisions before"),
        ({"value": "know", "day": "x", "month": "10", "year": "2026"}, "Put in the day"),
        ({"value": "know", "day": "1", "month": "10", "year": "999999"}, "Put in the year"),
        ({}, "does the school's letter"),
    ],
)
def test_a_date_that_cannot_be_says_what_to_do(given: Fields, remedy: str, family: Family) -> None:
    page = _at(family, "notice.dated")
    wrong = family.send(page, given, "next")
    assert wrong.status == 422
    assert wrong.title.startswith("Error: ")
    assert any(remedy.lower() in each.lower() for each in wrong.problems()) or not given
    assert wrong.problems()
    for name, value in given.items():
        assert "".join(wrong.values(name)) == value, name
    box = wrong.tree.xpath("//*[@class='errbox']")[0]
    for link in box.iter("a"):
        assert wrong.tree.xpath(f"//*[@id='{link.get('href')[1:]}']"), link.get("href")
    assert family.send(wrong, day(12, 10), "next").status == 200


def test_a_day_before_the_day_it_must_follow_is_asked_about(family: Family) -> None:
    page = _at(family, "board.notice_dated", "governors_decision")
    wrong = family.send(page, day(1, 10), "next")
    assert wrong.status == 422
    assert "12 October 2026" in " ".join(wrong.problems())
    assert wrong.values("day") == ["1"]


@pytest.mark.parametrize("count", ["46", "0", "-1", "abc", "1e9", LONG, "٦"])
def test_a_length_of_any_kind_is_taken_or_explained(count: str, family: Family) -> None:
    page = _at(family, "exclusion.length", "suspension")
    following = family.send(page, {"what": "whole_days", "count": count}, "next")
    if count in ("46", "٦"):
        assert following.status == 200
        assert family.go_through(following)[-1].h1 == "What to do now"
    else:
        assert following.status == 422
        assert following.problems()


def test_more_than_45_days_in_a_year_are_counted_and_named(family: Family) -> None:
    plan: Any = {
        "exclusion.length": {"what": "whole_days", "count": "20"},
        "exclusion.started_on": day(12, 10),
        "exclusion.earlier": [
            {**bare(7, 9), "what": "whole_days", "count": "14"},
            {**bare(25, 9), "what": "whole_days", "count": "12"},
        ],
    }
    family.to_result("suspension", plan)
    assert "45" in family.open("/result/print").text


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script> School",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }} {% raw %} School",
        '#import "x" $ #eval("1+1") \\ * _ ` @label <label>',
        f"Good {RIGHT_TO_LEFT_OVERRIDE}loohcS{chr(7)}\x00\x1b[31m School",
        "学校 ☃ 😀 مدرسة " + "é" * 190,
        "=HYPERLINK(1) %s %n {0} {child.name} ${x}",
    ],
)
def test_a_name_is_only_ever_a_name(name: str, family: Family) -> None:
    result = family.to_result("permanent_exclusion", {"school": {"school": name}})
    assert not result.tree.xpath("//script[not(@src)] | //img | //*[@onerror]")
    assert "49" not in (family.open("/check").text.partition("School")[0])
    plain = " ".join("".join(each for each in name if each.isprintable()).split())[:20].strip()
    for path in ("/result", "/check", "/result/print"):
        page = family.open(path)
        assert plain[:8] in " ".join(page.text.split())
        assert RIGHT_TO_LEFT_OVERRIDE not in page.html
    letter = "/letter/ask_for_papers/file."
    word = Document(BytesIO(family.file(f"{letter}docx").content))
    assert plain[:8] in " ".join(each.text for each in word.paragraphs)
    assert PdfReader(BytesIO(family.file(f"{letter}pdf").content)).pages
    written = family.file(f"{letter}txt").text
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\u202e]", written)


@pytest.mark.parametrize(
    "text", [LONG[:9000], "a\r\n\r\n\x00b\u202ec</textarea><script>", "\ud83d"]
)
def test_words_for_a_letter_are_kept_as_words(text: str, family: Family) -> None:
    family.to_result("permanent_exclusion")
    letter = family.open("/letter/views_permanent_exclusion")
    form = next(each for each in letter.forms if each.offers("text"))
    button = next(value for _, value in form.buttons if value.startswith("keep-"))
    sent = form.filled({"text": ""}, button)
    body = urlencode({**sent, "text": text}, doseq=True, errors="surrogatepass")
    page = Page(
        family.http.post(
            form.action,
            content=body,
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
    )
    assert page.status == 200
    assert not page.tree.xpath("//script[not(@src)]")
    assert Document(BytesIO(family.file("/letter/views_permanent_exclusion/file.docx").content))


@pytest.mark.parametrize(
    "path", ["/xx/", "/xx/question/1", "/en/question/nothing", "/en/page/nothing", "/en/days/x"]
)
def test_an_address_that_does_not_exist_says_so_in_words(path: str, family: Family) -> None:
    family.to_result("sent_home")
    page = Page(family.http.get(path))
    assert page.status == 404
    assert page.h1 == "We cannot find this page."


def test_a_letter_that_does_not_fit_and_one_that_does_not_exist(family: Family) -> None:
    family.to_result("sent_home")
    for name in ("apply_for_review_panel", "nothing", "../parts/x"):
        page = Page(family.http.get(f"/en/letter/{name}"))
        assert page.status == 404, name
    assert Page(family.http.get("/en/letter/challenge_sent_home/file.exe")).status == 404


@pytest.mark.parametrize("lang", ["en", "ar-XB"])
def test_a_question_that_is_not_on_the_way_takes_no_answer(
    lang: str, family_in: Callable[[str], Family]
) -> None:
    family = family_in(lang)
    family.to_result("sent_home")
    page = family.post(f"/{lang}{family.question('irp.stage')}", {"value": "asked", "do": "next"})
    assert page.status == 404
    assert page.lang == lang
    assert family.open("/result")


@pytest.mark.parametrize(
    "token", ["", "x", "AAAA" * 30, "' OR 1=1 --", "%00%ff", "é".encode().hex(), "A" * 4000]
)
def test_a_made_up_key_opens_nothing_and_breaks_nothing(token: str, family: Family) -> None:
    family.http.cookies.set("case", token, domain="127.0.0.1", path="/")
    assert family.open("/result", 403).links("/number")
    assert family.open("/").h1 == "What has happened?"
    assert family.open("/help")
    assert family.begin("sent_home").path.startswith("/en/question/")


def test_a_changed_key_opens_nothing(family: Family) -> None:
    family.to_result("sent_home")
    token = family.http.cookies["case"]
    for place in (3, len(token) // 2 + 9, len(token) - 3):
        other = "B" if token[place] != "B" else "C"
        changed = token[:place] + other + token[place + 1 :]
        family.http.cookies.clear()
        family.http.cookies.set("case", changed, domain="127.0.0.1", path="/")
        family.open("/result", 403)


def test_an_unsaved_case_is_gone_after_a_day_without_use(family: Family, clock: Clock) -> None:
    family.to_result("sent_home")
    clock.move(hours=23)
    family.open("/result")
    clock.move(hours=23)
    family.open("/result")
    clock.move(hours=25)
    locked = family.open("/result", 403)
    assert locked.h1 == "This case is locked."


def test_sending_the_same_answer_twice_changes_nothing(family: Family) -> None:
    page = _at(family, "school")
    fields = {"school": "Example School", "town": "", "do": "next"}
    first, second = (family.post(page.path, fields) for _ in range(2))
    assert first.status == second.status == 200
    assert family.open("/check").text.count("Example School") == 1
    assert family.go_through(first)[-1].path == "/en/result"


async def _while_sending(
    family: Family, address: str, fields: Fields, elsewhere: str, meanwhile: Fields
) -> int:
    """Send a form slowly: another tab sends one of its own before ours has arrived."""
    body = urlencode(fields).encode()
    token = family.http.cookies["case"]
    found: list[int] = []

    async def receive() -> Message:
        await asyncio.to_thread(family.another_tab(token).post, elsewhere, meanwhile)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            found.append(message["status"])

    headers = {
        "host": "127.0.0.1:8000",
        "origin": ORIGIN,
        "cookie": f"case={token}",
        "content-type": "application/x-www-form-urlencoded",
    }
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50000),
        "root_path": "",
        "path": address,
        "raw_path": address.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await family.app(scope, receive, send)
    return found[0]


def test_two_answers_to_one_question_at_once_are_both_looked_at(family: Family) -> None:
    page = _at(family, "child.disability")
    yes, no = ({"value": each, "do": "next"} for each in ("yes", "no"))
    assert asyncio.run(_while_sending(family, page.path, yes, page.path, no)) == 409
    assert family.open(family.question("child.disability")).values("value") == ["no"]
    assert asyncio.run(_while_sending(family, page.path, no, page.path, no)) == 303


def test_answers_to_two_questions_at_once_both_count(family: Family) -> None:
    page = _at(family, "child.disability")
    other = f"/en{family.question('child.sen')}"

    yes, perhaps = ({"value": each, "do": "next"} for each in ("yes", "perhaps"))
    assert asyncio.run(_while_sending(family, page.path, yes, other, perhaps)) == 303
    assert family.open(family.question("child.disability")).values("value") == ["yes"]
    assert family.open(family.question("child.sen")).values("value") == ["perhaps"]


def test_not_sure_and_an_answer_do_not_go_together(family: Family) -> None:
    page = _at(family, "notice.says")
    wrong = family.send(page, {"value": ["length", NOT_SURE]}, "next")
    assert wrong.status == 422
    assert "do not go together" in wrong.text


@pytest.mark.parametrize(
    ("fact", "mine", "theirs", "theirs_in_words"),
    [
        ("child.sen", {"value": "perhaps"}, {"value": "none"}, "Now it is: No."),
        ("notice.dated", day(1, 10), day(2, 10), "Now it is: Friday 2 October 2026."),
        ("school", {"school": "Ours"}, {"school": "Theirs"}, "Now it is: Theirs"),
    ],
)
def test_an_answer_that_another_gave_meanwhile_is_shown_before_ours_replaces_it(
    fact: str, mine: Fields, theirs: Fields, theirs_in_words: str, family: Family
) -> None:
    family.to_result("permanent_exclusion")
    page = family.open(family.question(fact))
    family.another_tab(family.http.cookies["case"]).put(fact, theirs)
    overtaken = family.send(page, mine, "next")
    assert overtaken.status == 409
    assert theirs_in_words in overtaken.text
    for name, value in mine.items():
        assert overtaken.values(name) == [value]
    assert family.send(overtaken, mine, "next").path == "/en/check"
    again = family.open(family.question(fact))
    for name, value in mine.items():
        assert again.values(name) == [value]


def test_the_same_answer_from_two_people_is_no_question(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.open(family.question("child.disability"))
    family.another_tab(family.http.cookies["case"]).put("child.disability", {"value": "yes"})
    assert family.send(page, {"value": "yes"}, "next").path == "/en/check"
