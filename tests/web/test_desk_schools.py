"""A school's own days, kept once: who is affected, and what stays as the family said it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import pytest
from starlette.types import ASGIApp

from app.content.library import Library
from app.services import casework, school_book
from app.services.deskwork import Pointer
from app.services.school_book import School
from tests.web.desk_people import Adviser, days_of, finished, text_of
from tests.web.family import Clock

HILL = {"name": "Hill School", "town": "Exampletown", "urn": "123456", "la_code": "850"}
LAKE = {"name": "Lake School", "town": "Exampletown"}
OWN = [{"on": "2026-10-21", "reason": "closed"}]
INSET = {"do": "add", "kind": "closed", "first": "2026-10-20", "last": "", "reason": "Inset day"}


@dataclass
class Desk:
    """An adviser with three open cases at one school, one closed, and one at another school."""

    adviser: Adviser
    hill: list[Pointer]
    closed: Pointer
    lake: Pointer
    closed_days: str
    open_days: str


@pytest.fixture
def desk(app: ASGIApp, content: Library, clock: Clock) -> Desk:
    adviser, document = Adviser(app, content, clock), finished(app, content)
    slots = content.slots
    hill = [adviser.takes(document, **{slots.school: HILL}) for _ in range(2)]
    hill.append(adviser.takes(document, **{slots.school: HILL, slots.closed_days: OWN}))
    closed = adviser.takes(document, **{slots.school: HILL})
    adviser.keeps(closed, closed="2026-10-01")
    lake = adviser.takes(document, **{slots.school: LAKE})
    assert slots.open_days
    return Desk(adviser, hill, closed, lake, slots.closed_days, slots.open_days)


def _school(adviser: Adviser, name: str) -> str:
    """The address of a school, by the list of schools."""
    page = adviser.page("/desk/schools")
    found = re.search(rf'href="(/desk/schools/[0-9a-f]+)"[^>]*>\s*<bdi>{name}', page)
    assert found, name
    return found[1]


def _use(adviser: Adviser, here: str) -> str:
    """The page of who is affected, and its button."""
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', adviser.page(f"{here}/affected"))
    assert seen
    return str(adviser.posts(f"{here}/affected", seen=seen[1]).text)


def test_the_list_names_each_school_once(desk: Desk) -> None:
    said = text_of(desk.adviser.page("/desk/schools"))
    assert said.count("Hill School") == said.count("Lake School") == 1
    assert "Hill School 3 0 closed" in said
    assert "Lake School 1 0 closed" in said
    assert "Hill" not in _school(desk.adviser, "Hill School")


def test_the_affected_are_shown_before_anything_changes(desk: Desk) -> None:
    adviser = desk.adviser
    here = _school(adviser, "Hill School")
    adviser.posts(here, **INSET)
    said = text_of(adviser.page(f"{here}/affected"))
    assert "3 of 3 open cases would change" in said
    for each in desk.hill:
        assert f"Case {each.number}" in said
    assert f"Case {desk.closed.number}" not in said
    assert f"Case {desk.lake.number}" not in said
    assert "With these days" in said  # some day of theirs moves
    assert all("2026-10-20" not in days_of(adviser.document(each), desk.closed_days)
               for each in desk.hill)  # fmt: skip


def test_only_days_that_move_are_listed_with_before_and_after(desk: Desk) -> None:
    adviser = desk.adviser
    here = _school(adviser, "Hill School")
    adviser.posts(here, **INSET)
    page = adviser.page(f"{here}/affected")
    rows = re.findall(r'data-l="Now">(.*?)</td>.*?data-l="With these days">(.*?)</td>', page, re.S)
    assert rows
    assert all(text_of(before) != text_of(after) for before, after in rows)


def test_used_days_stand_in_each_case_beside_those_of_the_family(desk: Desk) -> None:
    adviser = desk.adviser
    here = _school(adviser, "Hill School")
    adviser.posts(here, **INSET)
    adviser.posts(here, do="add", kind="open", first="2026-10-22", reason="Open all day")
    said = text_of(_use(adviser, here))
    assert "Nothing changes" in said
    plain, own = adviser.document(desk.hill[0]), adviser.document(desk.hill[2])
    assert days_of(plain, desk.closed_days)["2026-10-20"] == "adviser"
    assert days_of(plain, desk.open_days)["2026-10-22"] == "adviser"
    assert plain.records()[desk.open_days]["known_from"] == "told"
    assert days_of(own, desk.closed_days) == {"2026-10-20": "adviser", "2026-10-21": "parent"}
    assert own.records()[desk.closed_days]["by"] == "parent"
    for untouched in (desk.closed, desk.lake):
        assert "2026-10-20" not in days_of(adviser.document(untouched), desk.closed_days)


def test_a_day_taken_from_the_school_leaves_the_cases_but_never_a_familys_own(desk: Desk) -> None:
    adviser = desk.adviser
    here = _school(adviser, "Hill School")
    adviser.posts(here, **{**INSET, "last": "2026-10-21"})
    _use(adviser, here)
    span = re.search(r'name="span" value="([0-9a-f]+)"', adviser.page(here))
    assert span
    adviser.posts(here, do="remove", span=span[1])
    _use(adviser, here)
    assert "2026-10-20" not in days_of(adviser.document(desk.hill[0]), desk.closed_days)
    assert days_of(adviser.document(desk.hill[2]), desk.closed_days) == {"2026-10-21": "parent"}
    adviser.posts(here, **INSET)
    _use(adviser, here)
    assert "2026-10-20" in days_of(adviser.document(desk.hill[0]), desk.closed_days)


def test_a_day_that_somebody_took_out_of_a_case_is_not_put_in_again(desk: Desk) -> None:
    adviser = desk.adviser
    here = _school(adviser, "Hill School")
    adviser.posts(here, **INSET)
    _use(adviser, here)
    held = adviser.held(desk.hill[0])
    case = {fact: each for fact, each in held.document.case.items() if fact != desk.closed_days}
    casework.save(adviser.parts.store, held, replace(held.document, case=case), adviser.clock.now)
    assert "Nothing changes" in text_of(adviser.page(f"{here}/affected"))


def test_days_that_changed_since_they_were_shown_are_shown_first(desk: Desk) -> None:
    adviser = desk.adviser
    here = _school(adviser, "Hill School")
    adviser.posts(here, **INSET)
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', adviser.page(f"{here}/affected"))
    assert seen
    adviser.posts(here, **{**INSET, "first": "2026-10-19"})
    assert "would change" in text_of(adviser.posts(f"{here}/affected", seen=seen[1]).text)
    assert not days_of(adviser.document(desk.hill[0]), desk.closed_days)


def test_two_who_save_at_once_both_have_their_days(desk: Desk) -> None:
    adviser, book = desk.adviser, school_book
    before = len(book.read(adviser.parts.desk, adviser.who).schools)
    late = [book.span(date(2026, 10, 20), date(2026, 10, 20), "one")]

    def slowly(was: School) -> School:
        if late:  # somebody else saves while this is being worked out
            other = [late.pop()]
            book.change(
                adviser.parts.desk, adviser.who, "urn:1", lambda then: book.added(then, other)
            )
        return book.added(was, [book.span(date(2026, 10, 21), date(2026, 10, 21), "two")])

    made = book.change(adviser.parts.desk, adviser.who, "urn:1", slowly)
    assert [each.reason for each in made.school("urn:1").spans] == ["one", "two"]
    assert len(made.schools) == before + 1


def test_what_the_family_says_is_open_is_not_closed_by_the_school(
    desk: Desk, app: ASGIApp, content: Library
) -> None:
    adviser = desk.adviser
    opened = [{"on": "2026-10-20", "reason": "open"}]
    says = {content.slots.school: HILL, desk.open_days: opened}
    case = adviser.takes(finished(app, content), **says)
    here = _school(adviser, "Hill School")
    adviser.posts(here, **INSET)
    _use(adviser, here)
    assert "2026-10-20" not in days_of(adviser.document(case), desk.closed_days)
    assert days_of(adviser.document(case), desk.open_days) == {"2026-10-20": "parent"}


def test_a_new_case_is_offered_the_days_with_one_button(
    desk: Desk, app: ASGIApp, content: Library
) -> None:
    adviser = desk.adviser
    adviser.posts(_school(adviser, "Hill School"), **INSET)
    case = adviser.takes(finished(app, content), **{content.slots.school: HILL})
    assert "One day kept for this school" in text_of(adviser.opens(case))
    said = text_of(adviser.posts("/desk/case/school-days").text)
    assert "One day kept" not in said
    assert "2026-10-20" in days_of(adviser.document(case), desk.closed_days)
    assert "2026-10-20" not in days_of(adviser.document(desk.hill[0]), desk.closed_days)


def test_another_organisation_sees_and_changes_nothing(
    desk: Desk, app: ASGIApp, content: Library, clock: Clock
) -> None:
    other = Adviser(app, content, clock)
    theirs = other.takes(finished(app, content), **{content.slots.school: HILL})
    here = _school(desk.adviser, "Hill School")
    desk.adviser.posts(here, **INSET)
    _use(desk.adviser, here)
    assert "Hill School 1 0 closed" in text_of(other.page("/desk/schools"))
    assert other.http.get(here).status_code == 404
    assert "2026-10-20" not in days_of(other.document(theirs), desk.closed_days)


def test_the_list_of_cases_has_the_days_at_once(desk: Desk) -> None:
    adviser = desk.adviser
    before = text_of(adviser.page("/desk"))
    here = _school(adviser, "Hill School")
    adviser.posts(here, **{**INSET, "last": "2026-10-30"})
    _use(adviser, here)
    assert text_of(adviser.page("/desk")) != before


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"first": "", "last": "", "reason": "x"}, "Choose the first day"),
        ({"first": "2026-10-20", "last": "2026-10-19"}, "before the first"),
        ({"first": "2026-10-24", "last": "2026-10-25"}, "at a weekend"),
        ({"first": "2026-10-20", "last": "2027-10-20"}, "longer than"),
    ],
)
def test_days_that_do_not_fit_are_refused_in_words(
    desk: Desk, form: dict[str, str], said: str
) -> None:
    here = _school(desk.adviser, "Hill School")
    found = desk.adviser.posts(here, 422, do="add", kind="closed", **form)
    assert said in text_of(found.text)
    assert form.get("reason", "") in found.text


def test_a_calendar_file_and_pasted_lines_are_taken_in(desk: Desk) -> None:
    adviser = desk.adviser
    here = _school(adviser, "Hill School")
    file = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Half-term\r\nDTSTART;VALUE=DATE:20261026\r\n"
        "DTEND;VALUE=DATE:20261031\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Harvest concert\r\nDTSTART;VALUE=DATE:20261020\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    taken = adviser.http.post(f"{here}/calendar", files={"file": ("a.ics", file.encode())})
    assert "1 of its entries was left out" in text_of(taken.text)
    said = text_of(adviser.page(here))
    assert "26 October 2026 to" in said
    assert "30 October 2026" in said
    assert "Harvest" not in said
    lines = "23/10/2026 Inset day\n2026-12-21, 2027-01-01, Christmas\nno date here"
    adviser.http.post(f"{here}/calendar", files={"file": ("", b"")}, data={"lines": lines})
    said = text_of(adviser.page(here))
    assert "closed · Inset day" in said
    assert "closed · Christmas" in said
