"""A case given to an organisation, shown to a supporter, handed on, given back and stopped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.types import ASGIApp

from app.services import deskwork
from app.services.desk_records import Task
from app.store.sharing import MOST_NUMBERS
from tests.web.adviser import Adviser as DeskAdviser
from tests.web.family import Clock, Family
from tests.web.organisation import Adviser
from tests.web.reading import Page

GROUPS = re.compile(r"<span>(\d{4})</span>")


@pytest.fixture
def harbour(app: ASGIApp, clock: Clock) -> Adviser:
    return Adviser(app, clock).founds("Harbour Advice")


@pytest.fixture
def hill(app: ASGIApp, clock: Clock) -> Adviser:
    return Adviser(app, clock).founds("Hill Law")


def number_on(page: Page) -> str:
    return " ".join(GROUPS.findall(page.html))


def gives(family: Family, adviser: Adviser) -> Page:
    """The family types the adviser's code and says yes."""
    asked = family.send(family.open("/share"), {"code": adviser.code()}, "code")
    assert asked.status == 200
    return family.send(asked, button="give")


def supporter(family: Family, name: str = "Aunt Quillon", shows: str = "dates") -> tuple[str, Page]:
    """The family gives somebody a number: the number, and the page on which it is shown."""
    page = family.send(family.open("/share"), {"name": name, "shows": shows}, "view")
    assert page.status == 200
    return number_on(page), page


def looks(family: Family, number: str) -> Family:
    """Somebody at another phone who puts a number in."""
    other = family.another()
    assert other.post("/en/number", {"number": number}).path == "/en/view"
    return other


def test_nobody_sees_a_case_at_first(family: Family) -> None:
    family.to_result("permanent_exclusion")
    page = family.open("/share")
    assert "Nobody else can open your case" in page.text
    assert "Get your number first" in page.text
    family.send(family.open("/save"), button="number")
    assert "Get your number first" not in family.open("/share").text


@pytest.mark.parametrize("path", ["/result", "/delete"])
def test_the_way_to_it_is_where_a_family_looks(family: Family, path: str) -> None:
    family.to_result("permanent_exclusion")
    assert family.open(path).links("/en/share")
    assert family.send(family.open("/save"), button="number").links("/en/share")


def test_a_family_sees_whose_code_it_is_and_what_they_will_see(
    family: Family, harbour: Adviser
) -> None:
    family.to_result("permanent_exclusion")
    asked = family.send(family.open("/share"), {"code": harbour.code()}, "code")
    assert "Harbour Advice" in asked.text
    assert "12 months" in asked.text
    assert not harbour.cases(), "nothing is given before the yes"
    family.send(asked, button="give")
    [case] = harbour.cases()
    harbour.opens(case)
    assert "Example School" in harbour.open("/en/check").text
    assert "Harbour Advice" in family.open("/share").text
    assert "Harbour Advice" in family.open("/delete").text


def test_the_adviser_sees_that_the_code_was_typed(
    family: Family, harbour: Adviser, clock: Clock
) -> None:
    family.to_result("sent_home")
    asked = family.send(family.open("/share"), {"code": harbour.code()}, "code")
    assert "Nobody has typed it yet" in harbour.open("/desk/code/state").text
    piece = harbour.http.get("/desk/code/state", headers={"hx-request": "true"}).text
    assert "hx-trigger" in piece
    assert "<html" not in piece
    family.send(asked, button="give")
    piece = harbour.http.get("/desk/code/state", headers={"hx-request": "true"}).text
    assert "It was typed" in piece
    assert "hx-trigger" not in piece
    harbour.code()
    clock.move(minutes=16)
    assert "15 minutes are over" in harbour.open("/desk/code/state").text


def test_a_code_works_once_and_not_for_long(family: Family, harbour: Adviser, clock: Clock) -> None:
    family.to_result("sent_home")
    code = harbour.code()
    asked = family.send(family.open("/share"), {"code": code}, "code")
    family.send(asked, button="give")
    other = family.another()
    other.to_result("sent_home")
    refused = other.send(other.open("/share"), {"code": code}, "code")
    assert refused.status == 422
    assert refused.title.startswith("Error: ")
    late = harbour.code()
    asked = other.send(other.open("/share"), {"code": late}, "code")
    clock.move(minutes=16)
    assert other.send(asked, button="give").status == 422
    assert len(harbour.cases()) == 1


def test_guessing_codes_makes_a_family_wait(family: Family, harbour: Adviser, clock: Clock) -> None:
    family.to_result("sent_home")
    code = harbour.code()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for do in ("code", "give", "code", "give", "code"):
        assert family.post("/en/share", {"do": do, "code": wrong, "seen": "00"}).status == 422
    slowed = family.post("/en/share", {"do": "code", "code": code})
    assert slowed.status == 429
    assert slowed.tree.xpath("//*[@role='status']")
    clock.move(seconds=61)
    assert family.post("/en/share", {"do": "code", "code": code}).status == 200


def test_a_family_stops_an_organisation_and_goes_on(family: Family, harbour: Adviser) -> None:
    family.to_result("permanent_exclusion")
    gives(family, harbour)
    [case] = harbour.cases()
    harbour.opens(case)
    asked = family.send(family.open("/share"), button="stop")
    assert "Harbour Advice" in asked.text
    assert harbour.cases(), "it asks first"
    page = family.send(asked, button="stop-now")
    assert "Harbour Advice" not in page.text
    assert family.open("/result").status == 200
    assert not harbour.cases()
    assert harbour.http.get("/en/check").url.path == "/sign-in"
    harbour.post("/desk/open", 404, case=case)


def test_a_stopped_organisation_can_be_stopped_once(family: Family, harbour: Adviser) -> None:
    family.to_result("sent_home")
    gives(family, harbour)
    asked = family.send(family.open("/share"), button="stop")
    family.send(asked, button="stop-now")
    assert family.send(asked, button="stop-now").path == "/en/share"
    own = family.post("/en/share", {"do": "stop-now", "holder": "00" * 16})
    assert own.path == "/en/share"
    assert family.open("/result")


def test_the_same_organisation_twice_says_so(family: Family, harbour: Adviser) -> None:
    family.to_result("sent_home")
    gives(family, harbour)
    again = family.send(family.open("/share"), {"code": harbour.code()}, "code")
    assert again.status == 422
    assert "already" in again.text


def test_a_supporter_sees_the_days_and_nothing_else(family: Family) -> None:
    family.to_result("permanent_exclusion")
    number, page = supporter(family)
    assert "Aunt Quillon" in page.text
    assert "Quillon" not in page.title
    aunt = looks(family, number)
    seen = aunt.open("/view")
    assert seen.tree.xpath("//time")
    assert "You" in seen.text
    for word in ("Example School", "Letters"):
        assert word not in seen.text
    assert not seen.links("/en/delete")
    for path in ("/result", "/check", "/share", "/letters", "/delete", "/save"):
        aunt.open(path, 403)
    assert aunt.post("/en/delete", {"do": "delete"}).status == 200
    assert family.open("/result"), "who only looks deletes nothing"


def test_a_supporter_leaves_like_anybody(family: Family) -> None:
    family.to_result("sent_home")
    aunt = looks(family, supporter(family)[0])
    aunt.open("/leave")
    aunt.open("/view", 403)


def test_letters_are_seen_only_where_the_family_says_so(family: Family) -> None:
    family.to_result("permanent_exclusion")
    name = next(each for each in family.open("/letters").links("/letter/") if "views" in each)
    form = next(each for each in family.open(name).forms if each.offers("text"))
    button = next(value for _, value in form.buttons if value.startswith("keep-"))
    family.post(form.action, form.filled({"text": "He threw the armadillo"}, button))
    days = looks(family, supporter(family)[0])
    both = looks(family, supporter(family, "Uncle", "letters")[0])
    assert "armadillo" in both.open("/view").text
    assert "armadillo" not in days.open("/view").html


def test_a_supporter_reads_in_the_familys_language_or_in_english(
    family_in: Callable[[str], Family],
) -> None:
    family = family_in("sk")
    family.to_result("permanent_exclusion")
    aunt = looks(family, supporter(family)[0])
    slovak = aunt.http.get("/sk/view").text
    english = aunt.http.get("/en/view").text
    other = aunt.http.get("/ur/view").text
    assert "Do tohto dňa" in slovak
    assert "Do tohto dňa" not in english + other
    assert "Hand in your side of the story" in other
    assert 'dir="rtl"' in other


def test_what_a_supporter_sees_follows_the_case_and_the_days(family: Family, clock: Clock) -> None:
    family.to_result("permanent_exclusion")
    aunt = looks(family, supporter(family)[0])
    first = aunt.open("/view")
    assert "13 October 2026" in first.text
    assert "This day has passed" not in first.text
    clock.move(days=60)
    later = aunt.open("/view")
    assert "This day has passed" in later.text or "It may have passed" in later.text
    assert "13 October 2026" in later.text, "it says on which day it was worked out"
    family.put("child.disability", {"value": "yes"})
    assert "12 December 2026" in aunt.open("/view").text


def test_days_stay_in_sight_while_an_advisers_answer_has_opened_a_question(
    family: Family, adviser: DeskAdviser
) -> None:
    family.to_result("permanent_exclusion")
    aunt = looks(family, supporter(family)[0])
    before = aunt.open("/view")
    assert "A question is not answered yet." not in before.text
    adviser.is_let_in_by(family)
    adviser.says("child.has_social_worker", {"value": "yes"})
    assert "/question/" in family.open("/result").path, "the interview is not complete"
    after = aunt.open("/view")
    assert "A question is not answered yet. Days may change" in after.text
    assert _days(before) < _days(after), "what hangs on the open question stands beside them"
    family.go_through(family.open("/result"))
    assert "A question is not answered yet." not in aunt.open("/view").text


def _days(page: Page) -> set[str]:
    return {str(each) for each in page.tree.xpath("//time/@datetime")}


def test_a_supporter_who_is_stopped_sees_nothing_more(family: Family, harbour: Adviser) -> None:
    family.to_result("permanent_exclusion")
    gives(family, harbour)
    number, _ = supporter(family)
    aunt = looks(family, number)
    page = family.open("/share")
    assert "Aunt Quillon" in page.text
    assert "Aunt Quillon" in family.open("/delete").text
    card = page.html.split("Aunt Quillon")[0]
    assert card
    form = page.forms[1]
    family.post("/en/share", form.filled({}, "stop"))
    done = family.post("/en/share", form.filled({}, None) | {"do": ["stop-now"]})
    assert "Aunt Quillon" not in done.text
    assert "Harbour Advice" in done.text
    aunt.open("/view", 403)
    assert family.another().post("/en/number", {"number": number}).status == 422
    assert harbour.cases()


def test_a_supporter_needs_a_name(family: Family) -> None:
    family.to_result("sent_home")
    refused = family.send(family.open("/share"), {"name": " ", "shows": "letters"}, "view")
    assert refused.status == 422
    assert refused.problems()
    assert "letters" in refused.values("shows")


def test_at_the_desk_the_familys_pages_lead_back_there(harbour: Adviser) -> None:
    harbour.begins("permanent_exclusion")
    for path in ("/en/share", "/en/save", "/en/delete"):
        assert harbour.http.get(path).url.path == "/desk/case"
    assert harbour.http.post("/en/share", data={"do": "view"}).url.path == "/desk/case"


def test_a_family_gets_a_number_for_a_case_begun_at_the_desk(
    family: Family, harbour: Adviser
) -> None:
    harbour.begins("permanent_exclusion", "sk")
    assert "can stop you from seeing it" in harbour.open("/desk/number").text
    page = harbour.post("/desk/number")
    [card] = page.tree.xpath("//section[@lang='sk']")
    assert "kľúč" in card.text_content()
    first = number_on(page)
    parent = family.another()
    assert "/question/" in parent.post("/sk/number", {"number": first}).path
    assert "Harbour Advice" in parent.http.get("/sk/share").text
    assert "has a number already" in harbour.open("/desk/number").text
    second = number_on(harbour.post("/desk/number"))
    assert family.another().post("/en/number", {"number": first}).status == 422
    assert family.another().post("/en/number", {"number": second}).status == 200
    parent.lang = "sk"
    parent.open("/share", 403)


def _shares_with_a_number(family: Family, harbour: Adviser) -> str:
    """A family with a number of its own gives its case, which the adviser opens."""
    family.to_result("sent_home")
    own = number_on(family.send(family.open("/save"), button="number"))
    gives(family, harbour)
    harbour.opens(harbour.cases()[0])
    return own


def test_a_familys_own_number_is_not_taken_away_by_an_adviser(
    family: Family, harbour: Adviser
) -> None:
    own = _shares_with_a_number(family, harbour)
    more = number_on(harbour.post("/desk/number"))
    for number in (own, more):
        assert family.another().post("/en/number", {"number": number}).path == "/en/result"
    page = family.open("/share")
    assert "Another number" in page.text
    holder = page.forms[-3].filled({}, "stop")
    family.post("/en/share", holder | {"do": ["stop-now"]})
    assert family.another().post("/en/number", {"number": more}).status == 422
    assert family.open("/result")


def test_a_family_has_a_few_numbers_and_is_told_how_to_end_one(
    family: Family, harbour: Adviser
) -> None:
    own = _shares_with_a_number(family, harbour)
    made = [number_on(harbour.post("/desk/number")) for _ in range(MOST_NUMBERS - 1)]
    full = harbour.open("/desk/number")
    assert f"The family has {MOST_NUMBERS} numbers for this case." in full.text
    assert "Who can see this" in full.text
    assert not any(each.action == "/desk/number" and each.buttons for each in full.forms)
    refused = harbour.post("/desk/number", 422)
    assert "More cannot be made." in refused.text
    assert not number_on(refused)
    for number in (own, *made):
        assert family.another().post("/en/number", {"number": number}).path == "/en/result"
    asked = family.send(family.open("/share"), button="stop")
    assert "Harbour Advice" in asked.text, "the first one that can be stopped"
    page = family.open("/share")
    holders = [each for each in page.forms if each.offers("holder")]
    family.post("/en/share", holders[-1].filled({}, "stop") | {"do": ["stop-now"]})
    assert number_on(harbour.post("/desk/number"))


def test_a_case_that_began_at_the_desk_has_one_number_however_often(harbour: Adviser) -> None:
    harbour.begins("permanent_exclusion")
    for _ in range(MOST_NUMBERS + 1):
        assert number_on(harbour.post("/desk/number"))
    assert "A new one ends it" in harbour.open("/desk/number").text


def test_a_colleague_takes_a_case_over(harbour: Adviser) -> None:
    colleague = harbour.asks_in()
    harbour.begins("permanent_exclusion")
    page = harbour.open("/desk/hand")
    assert colleague.name in page.text
    found = harbour.post("/desk/hand", do="colleague", person=harbour.person(colleague.name))
    assert found.path == "/desk/case"
    listed = harbour.parts.desk.cases(harbour.who(), harbour.clock())
    assert harbour.person(colleague.name).encode() in (listed[0].record or b"")
    harbour.post("/desk/hand", 404, do="colleague", person="00" * 16)


def noted(adviser: Adviser) -> None:
    """A note, a nickname and a task about the one case of an organisation."""
    [listed] = adviser.parts.desk.cases(adviser.who(), adviser.clock())
    deskwork.change(
        adviser.parts.desk,
        adviser.who(),
        listed.case_id,
        lambda was: replace(
            was, name="Blue door", notes={"": "rings on Mondays"}, tasks=(Task("1", "ring"),)
        ),
    )


@pytest.mark.parametrize("along", [True, False])
def test_a_case_goes_to_another_organisation(
    family: Family, harbour: Adviser, hill: Adviser, along: bool
) -> None:
    family.to_result("permanent_exclusion")
    gives(family, harbour)
    harbour.opens(harbour.cases()[0])
    noted(harbour)
    asked = harbour.post("/desk/hand", do="code", code=hill.code())
    assert "Hill Law" in asked.text
    assert harbour.cases(), "it asks first"
    form = asked.form({"along": "yes"} if along else {}, "give")
    done = harbour.post("/desk/hand", **form.filled({"along": "yes"} if along else {}, "give"))
    assert "Hill Law holds it now" in done.text
    assert not harbour.cases()
    assert harbour.http.get("/desk/case").url.path == "/desk"
    [case] = hill.cases()
    hill.opens(case)
    [listed] = hill.parts.desk.cases(hill.who(), hill.clock())
    record = listed.record or b""
    assert (b"rings on Mondays" in record, b"Blue door" in record) == (along, along)
    assert b'"number"' in record
    assert listed.handed is None
    page = family.open("/share").text
    assert "Hill Law" in page
    assert "Harbour Advice" not in page


def test_a_wrong_or_own_code_hands_nothing_on(harbour: Adviser) -> None:
    harbour.begins("permanent_exclusion")
    assert (
        "your own organisation"
        in harbour.post("/desk/hand", 422, do="code", code=harbour.code()).text
    )
    assert "do not know" in harbour.post("/desk/hand", 422, do="code", code="12").text
    assert harbour.cases()


def test_a_case_is_given_back(family: Family, harbour: Adviser) -> None:
    family.to_result("permanent_exclusion")
    gives(family, harbour)
    harbour.opens(harbour.cases()[0])
    assert "Delete this case" not in harbour.open("/desk/hand").text
    asked = harbour.post("/desk/hand", do="back")
    assert "The family goes on alone" in asked.text
    assert "given back" in harbour.post("/desk/hand", do="back-now").text
    assert not harbour.cases()
    assert "Nobody else can open your case" in family.open("/share").text


def test_an_adviser_deletes_only_what_nobody_else_holds(family: Family, harbour: Adviser) -> None:
    family.to_result("permanent_exclusion")
    gives(family, harbour)
    harbour.opens(harbour.cases()[0])
    for do in ("delete", "delete-now"):
        assert harbour.post("/desk/hand", do=do).path == "/desk/hand"
    assert family.open("/result")
    harbour.begins("sent_home")
    for do in ("back", "back-now"):
        assert harbour.post("/desk/hand", do=do).path == "/desk/hand"
    assert len(harbour.cases()) == 2
    assert "gone for good" in harbour.post("/desk/hand", do="delete").text
    assert "It is deleted" in harbour.post("/desk/hand", do="delete-now").text
    assert len(harbour.cases()) == 1


def test_a_stranger_finds_the_sign_in(app: ASGIApp, clock: Clock) -> None:
    stranger = Adviser(app, clock)
    for path in ("/desk/code", "/desk/code/state", "/desk/number", "/desk/hand", "/desk/feeds"):
        assert stranger.http.get(path).url.path == "/sign-in"
